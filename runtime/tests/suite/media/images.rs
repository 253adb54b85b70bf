//! Images and covers as members of a body.

use pinterest_v5_runtime::{Cover, ErrorKind, Image};
use std::time::Duration;

use super::ContentType;

#[derive(Clone, Debug, PartialEq)]
struct ImageBase64 {
    content_type: ContentType,
    data: String,
}

impl ImageBase64 {
    fn new(content_type: ContentType, data: impl Into<String>) -> Self {
        let data = data.into();
        Self { content_type, data }
    }
}

pinterest_v5_runtime::image! { ImageBase64 content_type: ContentType, data }

/// The same two the other way round, alone in what it takes.
#[derive(Clone, Debug, PartialEq)]
struct Reversed {
    data: String,
    content_type: ContentType,
}

impl Reversed {
    fn new(data: String, content_type: ContentType) -> Self {
        Self { data, content_type }
    }
}

pinterest_v5_runtime::image! { Reversed data, content_type: ContentType }

/// Takes an image or nothing at all.
#[derive(Debug, Default, PartialEq)]
struct Pin {
    source: Option<ImageBase64>,
}

impl Pin {
    fn new() -> Self {
        Self::default()
    }

    fn source(mut self, source: ImageBase64) -> Self {
        self.source = Some(source);
        self
    }
}

pinterest_v5_runtime::with_image! { Pin image = set source: ImageBase64 }

/// Takes an image in any case.
struct Frame(Reversed);

impl Frame {
    fn new(image: Reversed) -> Self {
        Self(image)
    }
}

pinterest_v5_runtime::with_image! { Frame image = new image: Reversed }

#[derive(Clone, Debug, Default, PartialEq)]
struct Video {
    kind: Option<ContentType>,
    data: Option<String>,
    url: Option<String>,
    second: Option<i64>,
}

pinterest_v5_runtime::cover! { Video cover = kind: ContentType, data, url, second }

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n....";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0....";
const GIF: &[u8] = b"GIF89a....";

#[test]
fn an_image_knows_its_type_and_the_api_says_which_it_takes() {
    let made = |bytes: &'static [u8]| ImageBase64::try_from(Image::new(bytes)?);
    let png = made(PNG).unwrap();
    assert_eq!(
        png,
        ImageBase64::new(ContentType::ImagePng, "iVBORw0KGgouLi4u")
    );
    assert_eq!(made(JPEG).unwrap().content_type, ContentType::ImageJpeg);
    assert_eq!(
        Image::new(&b"RIFF\0\0\0\0WEBPVP8 "[..])
            .unwrap()
            .content_type(),
        "image/webp"
    );
    for (bytes, word) in [
        (GIF, "image/gif"),
        (b"%PDF-1.7", "no image"),
        (b"", "no image"),
    ] {
        let error = made(bytes).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(error.to_string().contains(word), "{error}");
    }
    let error = made(GIF).unwrap_err();
    assert!(
        error.to_string().contains("image/jpeg, image/png"),
        "{error}"
    );
}

#[test]
fn what_holds_an_image_is_made_from_one() {
    let image = || Image::new(PNG).unwrap();
    let inner = ImageBase64::try_from(image()).unwrap();
    assert_eq!(Pin::image(image()).unwrap().source, Some(inner));
    let Frame(reversed) = Frame::image(image()).unwrap();
    assert_eq!(
        (reversed.content_type, &*reversed.data),
        (ContentType::ImagePng, "iVBORw0KGgouLi4u")
    );
    assert!(Pin::image(Image::new(GIF).unwrap()).is_err());
}

#[test]
fn an_image_has_a_limit() {
    assert!(Image::with_limit(PNG, PNG.len()).is_ok());
    let error = Image::with_limit(PNG, PNG.len() - 1).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    let mut large = PNG.to_vec();
    large.resize(Image::MAX_SIZE + 1, 0);
    assert!(Image::new(large).is_err());
}

#[tokio::test]
async fn an_image_can_come_from_a_file() {
    let path = std::env::temp_dir().join(format!("pinterest-v5-{}.png", std::process::id()));
    std::fs::write(&path, PNG).unwrap();
    assert_eq!(Image::open(&path).await.unwrap().bytes(), PNG);
    let error = Image::open_with_limit(&path, 5).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    std::fs::remove_file(&path).unwrap();
    let error = Image::open(&path).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    assert!(
        !format!("{error} {error:?}").contains("pinterest-v5-"),
        "{error:?}"
    );
}

#[test]
fn a_cover_is_one_of_three() {
    let of = |cover: Cover| Video::default().cover(cover).unwrap();
    let image = of(Image::new(PNG).unwrap().into());
    assert_eq!(
        (image.kind.clone(), image.url.clone(), image.second),
        (Some(ContentType::ImagePng), None, None)
    );
    assert_eq!(image.data.as_deref(), Some("iVBORw0KGgouLi4u"));
    let url = image.clone().cover(Cover::url("https://x/y.png")).unwrap();
    assert_eq!(
        url,
        Video {
            url: Some("https://x/y.png".into()),
            ..Video::default()
        }
    );
    assert_eq!(
        of(Cover::second(7)),
        Video {
            second: Some(7),
            ..Video::default()
        }
    );
    let frame = of(Cover::Frame(Duration::from_millis(7_900)));
    assert_eq!(frame.second, Some(7));
    assert!(Video::default().cover(Image::new(GIF).unwrap()).is_err());
    assert!(
        !format!("{:?}", Image::new(PNG).unwrap()).contains("137"),
        "no bytes"
    );
}
