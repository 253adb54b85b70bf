//! Media on their way to the API, in virtual time and over sockets.

#[cfg(feature = "transfers")]
mod failures;
mod images;
#[cfg(feature = "transfers")]
mod network;
#[cfg(feature = "transfers")]
mod sources;
#[cfg(feature = "transfers")]
mod uploads;

use pinterest_v5_runtime::UnrecognizedValue;

#[derive(Clone, PartialEq)]
enum ContentType {
    ImageJpeg,
    ImagePng,
    Unrecognized(UnrecognizedValue),
}

pinterest_v5_runtime::string_enum! {
    ContentType {
        "image/jpeg" => ImageJpeg,
        "image/png" => ImagePng,
    }
}

#[cfg(feature = "transfers")]
pub(crate) mod calls {
    //! The calls of an upload as the emitted crate declares them.

    use pinterest_v5_runtime::{
        AuthScheme, Core, Id, Method, Operation, Request, Source, UnrecognizedValue, Upload,
    };

    #[derive(Clone, PartialEq)]
    pub(crate) enum Status {
        Processing,
        Succeeded,
        Failed,
        Unrecognized(UnrecognizedValue),
    }

    pinterest_v5_runtime::string_enum! {
        Status {
            "processing" => Processing,
            "succeeded" => Succeeded,
            "failed" => Failed,
        }
    }
    pinterest_v5_runtime::job_state! { Status done ["succeeded"] failed ["failed"] }

    #[derive(Clone, Debug, PartialEq)]
    pub(crate) struct Media {
        status: Option<Status>,
    }

    pinterest_v5_runtime::object! { response Media fields { status: "status", optional; } }
    pinterest_v5_runtime::job_answer! { Media status }

    #[derive(Clone, Debug, PartialEq)]
    pub(crate) struct MediaId(Id);

    pinterest_v5_runtime::id! { MediaId }

    pub(crate) struct Create(Request);

    pub(crate) struct Get;

    const fn operation(id: &'static str, method: Method, path: &'static str) -> Operation {
        Operation::new(id, method, path, "media").with_auth(&[AuthScheme::OAuth])
    }

    impl Get {
        const OPERATION: &'static Operation =
            &operation("media/get", Method::Get, "/media/{media_id}").with_idempotence(true);
    }

    pinterest_v5_runtime::upload! {
        Create => MediaId, Media;
        ["media_id", "upload_url", "upload_parameters"], Get "media_id", "video"
    }

    pinterest_v5_runtime::call! { Create => Media }

    impl Create {
        pub(crate) fn new(client: &Core) -> Self {
            static OPERATION: Operation = operation("media/create", Method::Post, "/media");
            let mut request = Request::new(client, &OPERATION);
            request.json(&"video");
            Self(request)
        }
    }

    pub(crate) fn upload(client: &Core, source: impl Into<Source>) -> Upload<MediaId, Media> {
        Create::new(client).upload(source)
    }

    /// The answer to a registration.
    pub(crate) fn registered(url: &str) -> (u16, String) {
        let fields = r#"{"key":"k/1","policy":"s3cret-policy","x-amz-signature":"s3cret","Content-Type":"video/mp4",
                         "x-amz-security-token":null,"x-amz-date":"","x-later":7}"#;
        let body = format!(
            r#"{{"media_id":"42","media_type":"video","upload_url":"{url}","upload_parameters":{fields}}}"#
        );
        (201, body)
    }

    pub(crate) fn state(state: &str) -> (u16, String) {
        (200, format!(r#"{{"status":"{state}"}}"#))
    }
}
