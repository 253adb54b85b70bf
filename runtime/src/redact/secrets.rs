//! The secrets of one call, which a server may repeat in what it says.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::{HeaderMap, HeaderValue};
use percent_encoding::percent_decode_str;

use super::{MASK, names, shape};
use crate::Request;

/// Shorter texts are in too many words to be masked everywhere.
const SHORTEST: usize = 4;

/// The secrets of one call.
#[derive(Default)]
pub(crate) struct Secrets(Vec<String>);

impl Secrets {
    /// The credential, the headers of the user's, and what body and query have under marked names.
    pub(crate) fn of(
        request: &Request,
        headers: [Option<&HeaderMap>; 2],
        authorization: Option<&HeaderValue>,
    ) -> Self {
        let mut all = Self::default();
        let headers = headers.into_iter().flatten();
        let headers = headers.flat_map(HeaderMap::values);
        let headers = headers.filter(|value| value.is_sensitive());
        for value in headers.chain(authorization) {
            all.header(value);
        }
        if let Some(body) = request.body() {
            all.body(&body.bytes);
        }
        let target = request.target().unwrap_or_default();
        if let Some((_, query)) = target.split_once('?') {
            all.form(query.as_bytes());
        }
        // Of two that begin alike the longer one first.
        all.0.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        all
    }

    /// The text without the secrets, and without what looks like one.
    pub(super) fn mask(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in &self.0 {
            if text.contains(secret.as_str()) {
                text = text.replace(secret, MASK);
            }
        }
        shape::mask(&text)
    }

    fn header(&mut self, value: &HeaderValue) {
        let Ok(text) = value.to_str() else { return };
        let (scheme, token) = text.split_once(' ').unwrap_or_default();
        match scheme {
            "Basic" => {
                let pair = BASE64_STANDARD.decode(token).unwrap_or_default();
                let pair = String::from_utf8(pair).unwrap_or_default();
                if let Some((_, secret)) = pair.split_once(':') {
                    self.text(&percent_decode_str(secret).decode_utf8_lossy());
                    self.text(secret);
                }
                self.text(token);
            }
            "Bearer" => self.text(token),
            _ => self.text(text),
        }
    }

    fn body(&mut self, bytes: &[u8]) {
        let Ok(mut value) = serde_json::from_slice(bytes) else {
            return self.form(bytes);
        };
        for text in names::marked_texts(&mut value) {
            self.text(&text);
        }
    }

    fn form(&mut self, bytes: &[u8]) {
        let form = String::from_utf8_lossy(bytes);
        for (name, value) in form.split('&').filter_map(|pair| pair.split_once('=')) {
            // The code of a login is worth a token.
            if names::is_marked(name) || name == "code" {
                self.text(&percent_decode_str(value).decode_utf8_lossy());
            }
        }
    }

    fn text(&mut self, text: &str) {
        if text.len() >= SHORTEST {
            self.0.push(text.to_owned());
        }
    }
}
