//! Media on their way to the API: videos through a storage, images within a body.
//!
//! A registration and a [`Source`] -> [`Upload`] -> the id of processed media. [`Image`] and [`Cover`] -> members
//! of a body. Invariant: what is known to be refused is refused before anything is sent.

mod cover;
#[cfg(feature = "transfers")]
mod form;
mod image;
mod kind;
#[cfg(feature = "transfers")]
mod progress;
#[cfg(feature = "transfers")]
mod registration;
#[cfg(feature = "transfers")]
mod source;
#[cfg(feature = "transfers")]
mod store;
#[cfg(feature = "transfers")]
mod upload;

pub use self::cover::Cover;
pub use self::image::Image;
#[cfg(feature = "transfers")]
pub use self::progress::UploadProgress;
#[cfg(feature = "transfers")]
pub use self::registration::UploadShape;
#[cfg(feature = "transfers")]
pub use self::source::Source;
#[cfg(feature = "transfers")]
pub use self::upload::{Upload, Uploaded};
