/// Gives the call that registers a file its upload:
/// `upload! { Create => MediaId, Media; ["media_id", "upload_url", "upload_parameters"], Get "media_id", "video" }` for
/// a call whose answer has these members and that `Get` asks about. The last word is what the registration is
/// for, if it can only be one thing.
#[doc(hidden)]
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
/// constructor takes just these two, in this order, the data in Base64.
#[doc(hidden)]
#[macro_export]
macro_rules! image {
    ($name:ident $content_type:ident: $kind:ty, $data:ident) => {
        $crate::image! { $name |$content_type: $kind, $data| Self::new($content_type, $data) }
    };
    ($name:ident $data:ident, $content_type:ident: $kind:ty) => {
        $crate::image! { $name |$content_type: $kind, $data| Self::new($data, $content_type) }
    };
    ($name:ident |$content_type:ident: $kind:ty, $data:ident| $new:expr) => {
        impl TryFrom<$crate::Image> for $name {
            type Error = $crate::Error;

            /// The image, if it is of a type that has a name here.
            fn try_from(image: $crate::Image) -> $crate::Result<Self> {
                let ($content_type, $data) = image.into_parts(<$kind>::VALUES)?;
                Ok($new)
            }
        }
    };
}

/// Gives a struct that holds media a constructor of an image: `with_image! { PinCreate image = set source:
/// ImageBase64 }` for a setter, and `new` in place of `set` where the constructor takes the media.
#[doc(hidden)]
#[macro_export]
macro_rules! with_image {
    ($name:ident $constructor:ident = $way:ident $member:ident: $image:ty) => {
        impl $name {
            /// A value with this image; everything else is unset.
            ///
            /// # Errors
            /// If the image is of a type that the API does not name.
            pub fn $constructor(image: $crate::Image) -> $crate::Result<Self> {
                let image = <$image>::try_from(image)?;
                Ok($crate::__holding!($way $member: image))
            }
        }
    };
}

/// Gives a struct that holds media a constructor of a video: `with_video! { PinCreate video = set source: Video,
/// MediaId }`,
/// as [`with_image!`] does.
#[doc(hidden)]
#[macro_export]
macro_rules! with_video {
    ($name:ident $constructor:ident = $way:ident $member:ident: $video:ty, $id:ty) => {
        impl $name {
            /// A value with this video, which must be processed, and its cover; everything else is unset.
            ///
            /// # Errors
            /// If the cover is an image of a type that the API does not name.
            pub fn $constructor(
                media_id: impl Into<$id>,
                cover: impl Into<$crate::Cover>,
            ) -> $crate::Result<Self> {
                let video = <$video>::new(media_id).cover(cover)?;
                Ok($crate::__holding!($way $member: video))
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __holding {
    (new $member:ident: $media:ident) => {
        Self::new($media)
    };
    (set $member:ident: $media:ident) => {
        Self::new().$member($media)
    };
}

/// Gives a struct one setter for its cover:
/// `cover! { VideoSource cover = image_type: ContentType, image_data, image_url, frame }` for the members that
/// hold an image in Base64, its URL and the second of a frame.
#[doc(hidden)]
#[macro_export]
macro_rules! cover {
    ($name:ident $setter:ident = $content_type:ident: $kind:ty, $data:ident, $url:ident, $second:ident) => {
        impl $name {
            /// Sets the cover to an image, its URL or the frame at a second (beyond the end it is the last one), in place of
            /// any other.
            ///
            /// # Errors
            #[doc = concat!("If it is an image whose type is none of [`", stringify!($kind), "`].")]
            pub fn $setter(mut self, cover: impl Into<$crate::Cover>) -> $crate::Result<Self> {
                (self.$content_type, self.$data, self.$url, self.$second) =
                    cover.into().into_members(<$kind>::VALUES)?;
                Ok(self)
            }
        }
    };
}
