//! Lists that come in pages, as streams.
//!
//! Takes a [`Request`](crate::Request) whose answer is a [`Page`](crate::Page); gives the pages one after
//! the other, or their items. Invariant: no item is skipped, and none is given twice.

mod items;
mod pages;
mod persistence;

pub use self::items::Items;
pub use self::pages::Pages;
