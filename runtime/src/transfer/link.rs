//! The links of storages: who holds one can read what it leads to.

use http::Uri;
use http::uri::Scheme;

use crate::client::is_loopback;
use crate::{Core, Secret};

/// A link that may be followed: https, or plain http within this very machine if the API is there too. To a client of
/// Pinterest's own server a link into its machine is a trick.
#[derive(Clone)]
pub(crate) struct Link(Uri);

impl Link {
    /// The error is a reason in words, none of them the link's.
    pub(crate) fn new(text: &Secret, core: &Core) -> Result<Self, &'static str> {
        Self::within(text, core.is_loopback())
    }

    fn within(text: &Secret, local: bool) -> Result<Self, &'static str> {
        let uri: Uri = text.expose().parse().map_err(|_| "the link is not a URL")?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err("the link needs a scheme and a host");
        };
        let here = is_loopback(authority.host());
        let safe =
            scheme == "https" && !here || local && here && ["http", "https"].contains(&scheme);
        if !safe || authority.as_str().contains('@') {
            return Err("the link is not https, leads into this machine, or holds a password");
        }
        Ok(Self(uri))
    }

    /// Where a `Location` header leads from here, if a link may lead there.
    pub(crate) fn join(&self, location: &str, core: &Core) -> Option<Self> {
        self.follow(location, core.is_loopback())
    }

    fn follow(&self, location: &str, local: bool) -> Option<Self> {
        let next = if location.starts_with('/') && !location.starts_with("//") {
            let mut parts = self.0.clone().into_parts();
            parts.path_and_query = Some(location.parse().ok()?);
            Self(Uri::from_parts(parts).ok()?)
        } else {
            Self::within(&Secret::from(location), local).ok()?
        };
        // Nothing leads out of the encrypted world.
        let same = next.0.scheme() == self.0.scheme();
        (same || next.0.scheme() == Some(&Scheme::HTTPS)).then_some(next)
    }

    pub(crate) fn uri(&self) -> Uri {
        self.0.clone()
    }

    /// Whether the path ends so.
    pub(crate) fn ends_with(&self, extension: &str) -> bool {
        self.0.path().ends_with(extension)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(text: &str) -> Result<Link, &'static str> {
        Link::within(&text.into(), true)
    }

    #[test]
    fn a_link_is_encrypted_or_stays_on_this_machine() {
        for good in [
            "https://s3.example/a?b=c",
            "http://127.0.0.1:9/a",
            "http://[::1]/a",
        ] {
            assert!(link(good).is_ok(), "{good}");
        }
        for bad in [
            "http://s3.example/a",
            "ftp://s3.example/a",
            "https://user:pass@s3.example/a",
            "/a",
            "",
            "https://",
        ] {
            assert!(link(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_client_of_another_machine_follows_no_link_into_this_one() {
        let start = link("https://s3.example/a").unwrap();
        for local in [
            "http://127.0.0.1:9/a",
            "https://localhost/a",
            "https://[::1]/a",
        ] {
            assert!(Link::within(&local.into(), false).is_err(), "{local}");
            assert!(start.follow(local, false).is_none(), "{local}");
        }
        assert!(Link::within(&"https://s3.example/a".into(), false).is_ok());
    }

    #[test]
    fn a_redirect_leads_to_no_place_that_a_link_may_not() {
        let start = link("https://s3.example/a?b=c").unwrap();
        let to = |location| {
            start
                .follow(location, true)
                .map(|link| link.uri().to_string())
        };
        assert_eq!(to("/d?e").as_deref(), Some("https://s3.example/d?e"));
        assert_eq!(to("https://other/f").as_deref(), Some("https://other/f"));
        for astray in [
            "http://s3.example/a",
            "http://127.0.0.1/a",
            "//other/a",
            "a",
            "",
        ] {
            assert_eq!(to(astray), None, "{astray}");
        }
        let local = link("http://127.0.0.1:9/a").unwrap();
        assert!(local.follow("http://localhost:8/a", true).is_some());
        assert!(local.follow("http://s3.example/a", true).is_none());
    }
}
