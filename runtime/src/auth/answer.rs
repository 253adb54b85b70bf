//! What the token endpoint answers, read by hand.
//!
//! Whatever is odd about an answer, what can be used of it is used: the server has given the old refresh token up by
//! then, so that an answer that is thrown away ends the login.

use serde_json::Value;

use super::credential::bearer;
use crate::{Error, Request, Response, ResponseFuture, Result, Secret};

/// What the token endpoint answered.
#[derive(Debug)]
pub(super) struct TokenAnswer {
    /// The access token; `None` if there is none that a header may hold.
    pub(super) access_token: Option<Secret>,
    /// Its lifetime in seconds.
    pub(super) expires_in: Option<i64>,
    /// The refresh token that takes the place of the one that was used, if any.
    pub(super) refresh_token: Option<Secret>,
    /// The refresh token's lifetime in seconds.
    pub(super) refresh_token_expires_in: Option<i64>,
    /// The refresh token's end in seconds since 1970.
    pub(super) refresh_token_expires_at: Option<i64>,
    /// The scopes that were granted.
    pub(super) scope: Option<String>,
}

impl TokenAnswer {
    /// Sends a request for tokens and reads the answer. Only a token is required of it; numbers may be texts, and
    /// members of another type count as absent.
    pub(super) async fn ask(request: Request) -> Result<Self> {
        let operation = request.operation().id;
        let response: Response<()> = ResponseFuture::new(request).await?;
        let answer = Self::read(&value(response.bytes()));
        if answer.access_token.is_none() && answer.refresh_token.is_none() {
            let reason = "the answer holds no token that can be used";
            return Err(Error::unusable(operation, reason, response));
        }
        Ok(answer)
    }

    fn read(body: &Value) -> Self {
        let secret = |name| text(&body[name]).map(Secret::from);
        Self {
            access_token: secret("access_token").filter(|token| bearer(token).is_ok()),
            // A lifetime that is over before it begins is none.
            expires_in: integer(&body["expires_in"]).filter(|seconds| *seconds > 0),
            refresh_token: secret("refresh_token"),
            refresh_token_expires_in: integer(&body["refresh_token_expires_in"]),
            refresh_token_expires_at: integer(&body["refresh_token_expires_at"]),
            scope: scope(&body["scope"]),
        }
    }
}

/// The first value of a body, behind whatever a proxy has put before it.
fn value(body: &[u8]) -> Value {
    let start = body.iter().position(|byte| *byte == b'{');
    let body = body.get(start.unwrap_or(body.len())..).unwrap_or_default();
    let mut values = serde_json::Deserializer::from_slice(body).into_iter();
    values.next().and_then(Result::ok).unwrap_or_default()
}

fn text(value: &Value) -> Option<String> {
    let text = value.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Whole seconds from an integer, a float or a text.
pub(super) fn integer(value: &Value) -> Option<i64> {
    let float = |number: f64| {
        let whole = number.is_finite() && number.abs() < 9e15;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the fraction is to go, and the rest fits"
        )]
        whole.then_some(number as i64)
    };
    let of_text = |text: &str| {
        let text = text.trim();
        text.parse().ok().or_else(|| float(text.parse().ok()?))
    };
    match value {
        Value::Number(number) => number.as_i64().or_else(|| float(number.as_f64()?)),
        Value::String(text) => of_text(text),
        _ => None,
    }
}

/// A text, or a list of them.
fn scope(value: &Value) -> Option<String> {
    let list = value.as_array().map(|list| {
        let scopes: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
        scopes.join(",")
    });
    text(value).or(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> TokenAnswer {
        TokenAnswer::read(&value(body.as_bytes()))
    }

    #[test]
    fn only_the_access_token_is_needed_and_numbers_may_be_written_otherwise() {
        let odd = [
            (r#"{"access_token":"a"}"#, None),
            (
                "\u{feff}{\"access_token\":\"a\",\"expires_in\":3600}\n<!-- x -->",
                Some(3600),
            ),
            (r#"{"access_token":"a","expires_in":"3600"}"#, Some(3600)),
            (
                r#"{"access_token":"a","expires_in":3600.0,"scope":[]}"#,
                Some(3600),
            ),
            (
                r#"{"access_token":"a","expires_in":"3600.5","token_type":7}"#,
                Some(3600),
            ),
            (r#"{"access_token":"a","expires_in":{},"scope":5}"#, None),
            (r#"{"access_token":"a","expires_in":0}"#, None),
            (r#"{"access_token":"a","expires_in":1e300}"#, None),
        ];
        for (body, expires_in) in odd {
            let answer = read(body);
            assert_eq!(
                answer.access_token.as_ref().map(Secret::expose),
                Some("a"),
                "{body}"
            );
            assert_eq!(answer.expires_in, expires_in, "{body}");
        }
    }

    #[test]
    fn a_refresh_token_stays_whatever_the_access_token_is() {
        for access in ["null", "5", "\"\"", "\"a\\r\\nb\""] {
            let body = format!(r#"{{"access_token":{access},"refresh_token":"r"}}"#);
            let answer = read(&body);
            assert!(answer.access_token.is_none(), "{body}");
            assert_eq!(answer.refresh_token.as_ref().map(Secret::expose), Some("r"));
        }
    }
}
