//! What a video shows before it plays.

use std::fmt;
use std::time::Duration;

use crate::{Image, Result};

/// The cover of a video: one of an image, a link to one, and a frame of the video itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cover {
    /// An image that is sent along.
    Image(Image),
    /// An image that Pinterest fetches from this URL.
    Url(String),
    /// The frame at this time; the API counts whole seconds, and takes the last frame for a time past the end.
    Frame(Duration),
}

impl Cover {
    /// An image that Pinterest fetches.
    pub fn url(url: impl Into<String>) -> Self {
        Self::Url(url.into())
    }

    /// The frame at so many seconds.
    #[must_use]
    pub const fn second(second: u32) -> Self {
        Self::Frame(Duration::from_secs(second as u64))
    }

    /// The members of a body: content type and Base64 of an image, its URL, the second of a frame. All but
    /// those of the cover are none.
    ///
    /// # Errors
    /// As [`Image::into_parts`].
    #[expect(clippy::type_complexity, reason = "one place in macros takes it apart")]
    pub fn into_members<T: fmt::Display + Clone>(
        self,
        known: &[T],
    ) -> Result<(Option<T>, Option<String>, Option<String>, Option<i64>)> {
        Ok(match self {
            Self::Image(image) => {
                let (content_type, data) = image.into_parts(known)?;
                (Some(content_type), Some(data), None, None)
            }
            Self::Url(url) => (None, None, Some(url), None),
            Self::Frame(at) => {
                let second = i64::try_from(at.as_secs()).unwrap_or(i64::MAX);
                (None, None, None, Some(second))
            }
        })
    }
}

impl From<Image> for Cover {
    fn from(image: Image) -> Self {
        Self::Image(image)
    }
}
