//! Media through the emitted client: an upload, Pins with a video or an image, and what the shapes gave them.

use std::sync::Arc;

use pinterest_v5::Client;
use pinterest_v5::runtime::{Cover, ErrorKind, Image, Source};
use pinterest_v5::types::{
    BrandAccountProfileImage, CarouselImageBase64, ImageSizes, MediaUploadCreate, MediaUploadType,
    PinCreate, PinMediaSource, PinMediaSourceImagesBase64,
};
use pinterest_v5_mock::judge::Judge;
use pinterest_v5_tests::conformance::client;
use pinterest_v5_tests::server::{Answer, Server};
use serde_json::{Value, json};

use crate::support::{description, output};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n....";

async fn server_and_client() -> (Server, Client) {
    let judge = Judge::new(Arc::clone(description())).expect("a judge");
    let server = Server::start(judge).await.expect("a server");
    let client = client(server.base_url()).expect("a client");
    (server, client)
}

/// The answers of an upload whose storage is this very server.
fn upload(server: &Server, storage: Answer) -> [Answer; 3] {
    let place = json!({
        "media_id": "42",
        "media_type": "video",
        "upload_url": server.base_url().replace("/v5", "/bucket"),
        "upload_parameters": { "key": "k", "policy": "p", "x-amz-signature": "s", "x-amz-date": null },
    });
    let state = json!({ "media_id": "42", "media_type": "video", "status": "succeeded" });
    [Answer::json(&place), storage, Answer::json(&state)]
}

/// The body of the only request, which is as the description has it.
fn only_body(server: &Server) -> Value {
    let mut exchanges = server.take_exchanges();
    assert_eq!(exchanges.len(), 1);
    let verdict = exchanges.remove(0).verdict;
    assert_eq!(verdict.findings, []);
    verdict.body.expect("a body")
}

#[tokio::test]
async fn a_video_is_uploaded_as_a_form_without_a_token() {
    let (server, client) = server_and_client().await;
    server.answer_next(upload(&server, Answer::empty(204)));
    let id = client
        .media()
        .upload(b"film".to_vec())
        .await
        .expect("an id");
    assert_eq!(id.as_str(), "42");
    let exchanges = server.take_exchanges();
    let [register, form, look] = &exchanges[..] else {
        panic!("{} requests", exchanges.len());
    };
    for (exchange, operation) in [(register, "media/create"), (look, "media/get")] {
        assert_eq!(exchange.verdict.operation.as_deref(), Some(operation));
        assert_eq!(exchange.verdict.findings, []);
    }
    assert_eq!(
        register.verdict.body,
        Some(json!({ "media_type": "video" }))
    );
    assert_eq!(
        (form.request.method.as_str(), form.request.target.as_str()),
        ("POST", "/bucket")
    );
    assert!(
        !form
            .request
            .headers
            .iter()
            .any(|(name, _)| name == "authorization")
    );
    let body = String::from_utf8_lossy(&form.request.body);
    let names: Vec<&str> = body
        .split("form-data; name=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(names, ["key", "policy", "x-amz-signature", "file"]);
}

#[tokio::test]
async fn a_video_becomes_a_pin_with_each_kind_of_cover() {
    let (server, client) = server_and_client().await;
    for (cover, expected) in [
        (Cover::second(3), json!({ "cover_image_key_frame_time": 3 })),
        (
            Cover::url("https://x.example/y.png"),
            json!({ "cover_image_url": "https://x.example/y.png" }),
        ),
        (
            Image::new(PNG).expect("an image").into(),
            json!({ "cover_image_content_type": "image/png", "cover_image_data": "iVBORw0KGgouLi4u" }),
        ),
    ] {
        let pin = PinCreate::video("42", cover).expect("a body").board_id("7");
        client.pins().create(pin).await.expect("a Pin");
        let body = only_body(&server);
        let mut source = json!({ "source_type": "video_id", "media_id": "42" });
        source
            .as_object_mut()
            .unwrap()
            .extend(expected.as_object().unwrap().clone());
        assert_eq!(body, json!({ "board_id": "7", "media_source": source }));
    }
}

#[tokio::test]
async fn a_storage_that_refuses_ends_the_upload() {
    let (server, client) = server_and_client().await;
    let refusal = Answer::empty(403).body("<Error><Code>AccessDenied</Code></Error>");
    server.answer_next(upload(&server, refusal));
    let create = MediaUploadCreate::new(MediaUploadType::Video);
    let upload = client
        .media()
        .create(create)
        .upload(Source::reader(&b"film"[..], 4));
    let error = upload.await.expect_err("a refusal");
    assert_eq!(
        (error.kind(), error.storage_code()),
        (ErrorKind::Storage, Some("AccessDenied"))
    );
    assert_eq!(server.take_exchanges().len(), 2);
}

#[tokio::test]
async fn images_go_within_bodies() {
    let (server, client) = server_and_client().await;
    let image = || Image::new(PNG).expect("an image");
    let pin = PinCreate::image(image()).expect("a body").title("Soup");
    client.pins().create(pin).await.expect("a Pin");
    let expected = json!({ "source_type": "image_base64", "content_type": "image/png", "data": "iVBORw0KGgouLi4u" });
    assert_eq!(
        only_body(&server),
        json!({ "title": "Soup", "media_source": expected })
    );

    let item = || CarouselImageBase64::try_from(image()).expect("an item");
    let several = PinMediaSourceImagesBase64::new([item(), item().title("second")]);
    let source = PinMediaSource::from(several);
    client
        .pins()
        .create(PinCreate::new(source))
        .await
        .expect("a Pin");
    let items = &only_body(&server)["media_source"]["items"];
    assert_eq!(items[1]["data"], "iVBORw0KGgouLi4u");

    let gif = || Image::new(&b"GIF89a"[..]).expect("an image");
    let error = PinCreate::image(gif()).expect_err("a refusal");
    assert_eq!(error.kind(), ErrorKind::Request);
    assert!(PinCreate::video("42", gif()).is_err());
    assert!(BrandAccountProfileImage::try_from(gif()).is_err());
}

/// What the shapes find in this description, by the runtime's macros.
const FOUND: &str = r#"
cover! { PinMediaSourceVideoId cover = cover_image_content_type: ContentType, cover_image_data, cover_image_url, cover_image_key_frame_time }
image! { BrandAccountProfileImage content_type: ContentType, data }
image! { CarouselImageBase64 content_type: ContentType, data }
image! { PinMediaSourceImageBase64 content_type: ContentType, data }
upload! { Create => types::MediaId, types::Media; ["media_id", "upload_url", "upload_parameters"], Get "media_id", "video" }
with_image! { PinCreate image = new media_source: PinMediaSourceImageBase64 }
with_video! { PinCreate video = new media_source: PinMediaSourceVideoId, MediaId }
"#;

#[test]
fn the_shapes_find_what_takes_media() {
    let names = ["upload!", "image!", "cover!", "with_image!", "with_video!"];
    let lines = output().files.values().flat_map(|text| text.lines());
    let mut found: Vec<&str> = lines
        .filter(|line| names.iter().any(|name| line.starts_with(name)))
        .collect();
    found.sort_unstable();
    assert_eq!(found.join("\n"), FOUND.trim());
}

#[test]
fn the_largest_picture_is_found_by_its_pixels() {
    let sizes = json!({
        "150x150": { "width": 150, "height": 150, "url": "https://example.com/150.jpg" },
        "600x": { "width": 600, "height": 900, "url": "https://example.com/600.jpg" },
        "1200x": { "width": null, "height": null, "url": "https://example.com/unknown.jpg" },
    });
    let sizes: ImageSizes = serde_json::from_value(sizes).expect("sizes");
    let largest = sizes.largest().expect("a picture");
    assert_eq!(largest.url, "https://example.com/600.jpg");
    assert_eq!(ImageSizes::default().largest(), None);
}
