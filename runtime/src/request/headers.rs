//! Parameters that travel in headers and cookies.

use http::header::COOKIE;
use http::{HeaderName, HeaderValue};

use super::{Request, encode, text_of};
use crate::ParamValue;

impl Request {
    /// Sets a header parameter.
    pub fn header(&mut self, name: &'static str, value: &dyn ParamValue) {
        let header = HeaderName::from_bytes(name.as_bytes()).ok();
        let text = HeaderValue::from_str(&text_of(value)).ok();
        match header.zip(text) {
            Some((name, text)) => drop(self.headers.get_or_insert_default().insert(name, text)),
            None => self.refuse(format!("the header `{name}` cannot hold the value")),
        }
    }

    /// Sets a cookie parameter, percent-encoded.
    pub fn cookie(&mut self, name: &'static str, value: &dyn ParamValue) {
        let headers = self.headers.get_or_insert_default();
        let before = headers.get(COOKIE).and_then(|all| all.to_str().ok());
        let others = before.into_iter().flat_map(|all| all.split("; "));
        let is_other = |pair: &&str| pair.split_once('=').is_none_or(|(known, _)| known != name);
        let mut pairs: Vec<String> = others.filter(is_other).map(str::to_owned).collect();
        pairs.push(encode::pair(name, &text_of(value)));
        match HeaderValue::from_str(&pairs.join("; ")) {
            Ok(all) => drop(headers.insert(COOKIE, all)),
            Err(_) => self.refuse(format!("the cookie `{name}` cannot hold the value")),
        }
    }
}
