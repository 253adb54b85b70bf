//! Images that travel within a body, in Base64.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;

use super::kind;
use crate::{Error, Result};

/// An image to send within a call: its bytes, and the content type that they show themselves.
///
/// The types that take one do so by `try_from`, and refuse a content type that the API does not name.
///
/// ```
/// use pinterest_v5_runtime::Image;
///
/// # let png = b"\x89PNG\r\n\x1a\n...";
/// let image = Image::new(&png[..])?;
/// assert_eq!(image.content_type(), "image/png");
/// # Ok::<(), pinterest_v5_runtime::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    bytes: Bytes,
    content_type: &'static str,
}

impl Image {
    /// The most bytes that an image has if no other limit is given: 32 MiB, as Pinterest's product
    /// specification has it for Pins. The API's description names no limit.
    pub const MAX_SIZE: usize = 32 << 20;

    /// The image that these bytes are: PNG, JPEG, GIF or WebP.
    ///
    /// # Errors
    /// With the kind [`Request`](crate::ErrorKind::Request) if they are none of these, or more than
    /// [`MAX_SIZE`](Self::MAX_SIZE).
    pub fn new(bytes: impl Into<Bytes>) -> Result<Self> {
        Self::with_limit(bytes, Self::MAX_SIZE)
    }

    /// The same, of at most `limit` bytes.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with_limit(bytes: impl Into<Bytes>, limit: usize) -> Result<Self> {
        let bytes = bytes.into();
        if bytes.len() > limit {
            return Err(too_large(limit));
        }
        let reason = "the data is no image, or one of a kind that is not known here";
        let known = kind::of_image(&bytes).ok_or_else(|| Error::unsendable(reason));
        Ok(Self {
            content_type: known?,
            bytes,
        })
    }

    /// The image in a file.
    ///
    /// # Errors
    /// As [`new`](Self::new), and with the kind [`Io`](crate::ErrorKind::Io) if it cannot be read.
    #[cfg(not(target_family = "wasm"))]
    pub async fn open(path: impl AsRef<std::path::Path>) -> Result<Self> {
        Self::open_with_limit(path, Self::MAX_SIZE).await
    }

    /// The same, of at most `limit` bytes; little more than these is read.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    #[cfg(not(target_family = "wasm"))]
    pub async fn open_with_limit(path: impl AsRef<std::path::Path>, limit: usize) -> Result<Self> {
        let bytes = read(path.as_ref(), limit).await.map_err(Error::file)?;
        Self::with_limit(bytes, limit)
    }

    /// The content type, such as `image/png`.
    #[must_use]
    pub const fn content_type(&self) -> &'static str {
        self.content_type
    }

    /// The file of the image, as it was given.
    #[must_use]
    pub const fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The bytes in Base64, as bodies hold them.
    #[must_use]
    pub fn to_base64(&self) -> String {
        STANDARD.encode(&self.bytes)
    }

    /// The content type as the value that the API has for it, and the bytes in Base64.
    ///
    /// # Errors
    /// With the kind [`Request`](crate::ErrorKind::Request) if `known` has no such value.
    pub fn into_parts<T: fmt::Display + Clone>(self, known: &[T]) -> Result<(T, String)> {
        let mut names = known.iter().map(T::to_string);
        let own = names.position(|name| name == self.content_type);
        let own = own.and_then(|position| known.get(position)).ok_or_else(|| {
            let known: Vec<String> = known.iter().map(T::to_string).collect();
            let (own, known) = (self.content_type, known.join(", "));
            Error::unsendable(format!("the image is {own}; the API takes {known}"))
        });
        Ok((own?.clone(), self.to_base64()))
    }
}

/// Shows what it is, not how it looks.
impl fmt::Debug for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Image")
            .field("content_type", &self.content_type)
            .field("size", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

fn too_large(limit: usize) -> Error {
    Error::unsendable(format!("the image has more than {limit} bytes"))
}

/// The file, or so much of it that it is known to have more than `limit` bytes.
#[cfg(not(target_family = "wasm"))]
async fn read(path: &std::path::Path, limit: usize) -> std::io::Result<Vec<u8>> {
    use std::pin::Pin;

    use tokio::io::{AsyncRead, ReadBuf};

    let mut file = tokio::fs::File::open(path).await?;
    let (mut bytes, mut piece) = (Vec::new(), vec![0; 64 * 1_024]);
    while bytes.len() <= limit {
        let mut buffer = ReadBuf::new(&mut piece);
        std::future::poll_fn(|context| Pin::new(&mut file).poll_read(context, &mut buffer)).await?;
        if buffer.filled().is_empty() {
            break;
        }
        bytes.extend_from_slice(buffer.filled());
    }
    Ok(bytes)
}
