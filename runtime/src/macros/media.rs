/// Gives the call that registers a file its upload:
/// `upload! { Create => MediaId, Media; ["media_id", "upload_url", "upload_parameters"], Get "media_id", "video" }` for
/// a call whose answer has these members and that `Get` asks about. The last word is what the registration is
/// for, if it can only be one thing.
#[macro_export]
macro_rules! upload {
    ($name:ident => $id:ty, $answer:ty; $members:expr, $ask:ident $parameter:literal $(, $kind:literal)?) => {
        impl $name {
            /// Registers the file, sends it to its storage and waits until it is processed.
            pub fn upload(self, source: impl Into<$crate::Source>) -> $crate::Upload<$id, $answer> {
                const SHAPE: &$crate::UploadShape =
                    &$crate::UploadShape::new($members, $ask::OPERATION, $parameter)$(.of_kind($kind))?;
                $crate::Upload::new(self.0, SHAPE, source)
            }
        }
    };
}

/// Makes a struct from an image: `image! { ImageBase64 content_type: ContentType, data }` for a struct whose
/// constructor takes just these two, the second in Base64.
#[macro_export]
macro_rules! image {
    ($name:ident $content_type:ident: $kind:ty, $data:ident) => {
        impl TryFrom<$crate::Image> for $name {
            type Error = $crate::Error;

            /// The image, if it is of a type that has a name here.
            fn try_from(image: $crate::Image) -> $crate::Result<Self> {
                let ($content_type, $data) = image.into_parts(<$kind>::ALL)?;
                Ok(Self::new($content_type, $data))
            }
        }
    };
}

/// Gives a struct one setter for its cover:
/// `cover! { VideoSource image_type: ContentType, image_data, image_url, frame }` for the members that
/// hold an image in Base64, its URL and the second of a frame.
#[macro_export]
macro_rules! cover {
    ($name:ident $content_type:ident: $kind:ty, $data:ident, $url:ident, $second:ident) => {
        impl $name {
            /// Sets the cover to an image, its URL or a frame, in place of any other.
            ///
            /// # Errors
            /// If it is an image of a type that has no name here.
            pub fn cover(mut self, cover: impl Into<$crate::Cover>) -> $crate::Result<Self> {
                (self.$content_type, self.$data, self.$url, self.$second) =
                    cover.into().into_members(<$kind>::ALL)?;
                Ok(self)
            }
        }
    };
}
