//! The storage beside the API: a form for uploads, and links to files that end.
//!
//! Invariant: it knows no token, and answers errors in XML as S3 does.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};

use crate::answer::Answer;
use crate::judge::Request;
use crate::random::{letters, mix};
use crate::state::State;
use crate::url::Pairs;

/// Where uploads go, and files come from.
pub(crate) const UPLOADS: &str = "/_storage/uploads/";
pub(crate) const FILES: &str = "/_storage/files/";

/// Where the pictures are that callers sent with their Pins.
pub(crate) const PICTURES: &str = "/_storage/pictures/";

/// How long a link to a file is good: five minutes.
const LINK_LIFE: i64 = 300_000;

/// A file, or the place for one.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct File {
    /// The fields that an upload has to carry, in any order before the file; empty for a file to fetch.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) fields: Vec<(String, String)>,
    /// Until when the place or the file is there.
    pub(crate) until: i64,
    /// The media type.
    pub(crate) kind: String,
    /// What is fetched.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) text: String,
    /// When it was uploaded, and as what its first bytes show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uploaded: Option<(i64, String)>,
    /// How many lines that had.
    #[serde(default)]
    pub(crate) lines: u64,
}

impl File {
    /// Notes what was uploaded.
    fn take(&mut self, content: &[u8], now: i64) {
        let lines = content.split(|byte| *byte == b'\n');
        let lines = lines.filter(|line| !line.is_empty()).count();
        self.lines = u64::try_from(lines).unwrap_or(u64::MAX);
        self.uploaded = Some((now, sniff(content).to_owned()));
    }
}

/// A link to the file `key` that is good for a while.
pub(crate) fn link(origin: &str, seed: u64, key: &str, now: i64) -> String {
    let until = now + LINK_LIFE;
    let signature = signature(seed, key, until);
    format!("{origin}{FILES}{key}?Expires={until}&Signature={signature}")
}

/// Answers what is asked of the storage.
pub(crate) fn answer(state: &mut State, seed: u64, request: &Request, now: i64) -> Answer {
    let (path, query) = request
        .target
        .split_once('?')
        .unwrap_or((&request.target, ""));
    state.files.retain(|_, file| file.until > now);
    if let Some(key) = path.strip_prefix(FILES) {
        return fetch(state, seed, key, query, now);
    }
    if let Some(key) = path.strip_prefix(PICTURES) {
        return picture(state, key);
    }
    let key = path.strip_prefix(UPLOADS).unwrap_or_default();
    match (state.files.get_mut(key), request.method.as_str()) {
        (None, _) => fault(
            404,
            "NoSuchKey",
            "there is no place for this upload, or its time is over",
        ),
        (Some(file), "POST") => form(file, request, now),
        (Some(file), "PUT") => {
            file.take(&request.body, now);
            Answer::empty(200).header("etag", format!("\"{}\"", letters(mix(seed, key), 32)))
        }
        _ => fault(405, "MethodNotAllowed", "uploads are posted"),
    }
}

fn fetch(state: &State, seed: u64, key: &str, query: &str, now: i64) -> Answer {
    let query = Pairs::of(query);
    let until = query.value("Expires").parse().unwrap_or(0);
    if query.value("Signature") != signature(seed, key, until) {
        return fault(
            403,
            "SignatureDoesNotMatch",
            "the link is not one of this storage",
        );
    }
    if until < now {
        return fault(403, "AccessDenied", "the link has expired");
    }
    match state.files.get(key) {
        Some(file) => Answer::empty(200)
            .body(file.text.as_str())
            .header("content-type", file.kind.as_str()),
        None => fault(404, "NoSuchKey", "the file is gone"),
    }
}

/// Keeps a picture, which is base64 as it came; gives its key.
pub(crate) fn keep(state: &mut State, seed: u64, kind: &str, data: &str) -> String {
    let id = state.new_id(PICTURES);
    let key = letters(mix(seed, &format!("picture {id}")), 24);
    let file = File {
        fields: Vec::new(),
        until: i64::MAX,
        kind: kind.to_owned(),
        text: data.to_owned(),
        uploaded: None,
        lines: 0,
    };
    state.files.insert(key.clone(), file);
    key
}

/// Anybody may look at a picture.
fn picture(state: &State, key: &str) -> Answer {
    let file = state.files.get(key).filter(|file| file.until == i64::MAX);
    let bytes = file.and_then(|file| Some((file, BASE64_STANDARD.decode(&file.text).ok()?)));
    match bytes {
        Some((file, bytes)) => Answer::empty(200)
            .body(bytes)
            .header("content-type", file.kind.as_str()),
        None => fault(404, "NoSuchKey", "there is no such picture"),
    }
}

/// A form as S3 takes it: every field that was asked for, and the file last.
fn form(file: &mut File, request: &Request, now: i64) -> Answer {
    let Some(parts) = parts(request) else {
        return fault(400, "MalformedPOSTRequest", "the body is no multipart form");
    };
    let Some(((last, content), fields)) = parts.split_last() else {
        return fault(400, "InvalidArgument", "the form is empty");
    };
    if last != "file" {
        return fault(400, "InvalidArgument", "the last field has to be the file");
    }
    for (name, value) in &file.fields {
        let sent = fields.iter().find(|(known, _)| known == name);
        match sent {
            None => {
                let message = format!("the form lacks {name}, or has it behind the file");
                return fault(403, "AccessDenied", &message);
            }
            Some((_, sent)) if *sent != value.as_bytes() => {
                let message = format!("{name} is not what was given");
                return fault(403, "SignatureDoesNotMatch", &message);
            }
            Some(_) => {}
        }
    }
    file.take(content, now);
    Answer::empty(204)
}

/// The names and contents of the parts of a multipart form.
fn parts(request: &Request) -> Option<Vec<(String, &[u8])>> {
    let mut headers = request.headers.iter();
    let (_, kind) = headers.find(|(name, _)| name.eq_ignore_ascii_case("content-type"))?;
    let (_, boundary) = kind.split_once("boundary=")?;
    let boundary = boundary.split(';').next()?.trim_matches('"');
    let between = format!("\r\n--{boundary}");
    let mut rest = request.body.strip_prefix(&between.as_bytes()[2..])?;
    let mut parts = Vec::new();
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let end = find(part, between.as_bytes())?;
        let head_end = find(&part[..end], b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&part[..head_end]).into_owned();
        let (_, name) = head.split_once("name=\"")?;
        let (name, _) = name.split_once('"')?;
        parts.push((name.to_owned(), &part[head_end + 4..end]));
        rest = &part[end + between.len()..];
    }
    rest.starts_with(b"--").then_some(parts)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut from = 0;
    loop {
        let at = from + bytes.get(from..)?.iter().position(|byte| *byte == first)?;
        if bytes[at..].starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// What the first bytes say of a file: a picture, a film, or neither.
fn sniff(bytes: &[u8]) -> &'static str {
    const IMAGES: [&[u8]; 4] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF"];
    // Matroska, MPEG, and behind its length an MP4.
    const FILMS: [(usize, &[u8]); 3] = [(0, b"\x1a\x45\xdf\xa3"), (0, b"\0\0\x01"), (4, b"ftyp")];
    if IMAGES.iter().any(|start| bytes.starts_with(start)) {
        return "image";
    }
    let is_film =
        |(at, word): &(usize, &[u8])| bytes.get(*at..).is_some_and(|rest| rest.starts_with(word));
    if FILMS.iter().any(is_film) {
        return "video";
    }
    "text"
}

fn signature(seed: u64, key: &str, until: i64) -> String {
    letters(mix(seed, &format!("{key} {until}")), 24)
}

fn fault(status: u16, code: &str, message: &str) -> Answer {
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    );
    Answer::empty(status)
        .body(body)
        .header("content-type", "application/xml")
}
