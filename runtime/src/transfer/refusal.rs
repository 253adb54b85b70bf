//! What a storage says in the XML of a refusal.

/// The two elements that say why; the others repeat the request, the key and what was signed.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) code: Option<Box<str>>,
    pub(crate) message: Option<String>,
}

impl Refusal {
    pub(crate) fn read(body: &[u8]) -> Self {
        let body = String::from_utf8_lossy(body);
        let word = |code: &&str| {
            let short = (1..=64).contains(&code.len());
            short && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        Self {
            code: element(&body, "Code").filter(word).map(Into::into),
            message: element(&body, "Message").map(str::to_owned),
        }
    }
}

/// The text of the first element of that name. These have no attributes and nothing inside.
fn element<'a>(body: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = body.split_once(&format!("<{name}>"))?;
    let (text, _) = rest.split_once(&format!("</{name}>"))?;
    Some(text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_a_word_and_nothing_else() {
        let read = |body: &str| Refusal::read(body.as_bytes());
        let xml = "<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code><Message> Request has expired\
                   </Message><HostId>x</HostId></Error>";
        let refusal = read(xml);
        assert_eq!(refusal.code.as_deref(), Some("AccessDenied"));
        assert_eq!(refusal.message.as_deref(), Some("Request has expired"));
        for other in [
            "<Code>a?X-Amz-Signature=0</Code>",
            "<Code></Code>",
            "<Code>cut off",
            "<html>",
            "",
        ] {
            assert_eq!(read(other).code, None, "{other}");
        }
        assert_eq!(Refusal::read(&[0xff, b'<']), Refusal::default());
    }
}
