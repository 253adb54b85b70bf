//! The check of a base URL: credentials go to it, so it is `https`, or this very machine.

use std::net::{Ipv4Addr, Ipv6Addr};

use http::Uri;

/// The URL without a trailing slash, as text and parsed; the error is a reason in words.
pub(super) fn check(url: &str) -> Result<(String, Uri), String> {
    let url = url.trim_end_matches('/');
    let uri: Uri = url
        .parse()
        .map_err(|_| "the base URL is not a URL".to_owned())?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err("the base URL needs a scheme and a host, as in https://host/v5".to_owned());
    };
    match scheme {
        "https" => {}
        "http" if is_loopback(authority.host()) => {}
        "http" => {
            return Err(format!(
                "the base URL would send credentials in the clear to {}; use https \
                 (plain http is for loopback hosts only)",
                authority.host()
            ));
        }
        _ => return Err("the base URL is neither https nor http".to_owned()),
    }
    // What the parser takes for a port may be none that a connection can be made to.
    let colon = authority.as_str().rsplit(['@', ']']).next();
    if colon.is_some_and(|rest| rest.contains(':'))
        && authority.port_u16().is_none_or(|port| port == 0)
    {
        return Err("the port of the base URL is none".to_owned());
    }
    let up = |segment: &str| {
        let segment = segment.to_ascii_lowercase().replace("%2e", ".");
        segment == "." || segment == ".."
    };
    if uri.path().split('/').any(up) {
        return Err("the path of the base URL holds a dot segment".to_owned());
    }
    if authority.as_str().contains('@') || uri.query().is_some() || url.contains('#') {
        return Err("the base URL may hold a scheme, a host, a port and a path only".to_owned());
    }
    Ok((url.to_owned(), uri))
}

pub(crate) fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || bare.parse().is_ok_and(|ip: Ipv4Addr| ip.is_loopback())
        || bare.parse().is_ok_and(|ip: Ipv6Addr| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn what_no_connection_can_be_made_to_is_refused() {
        for good in [
            "https://h/v5",
            "https://h:8443/v5/",
            "http://[::1]:80/v5",
            "http://localhost",
            "https://h/v5.1/..x",
        ] {
            assert!(check(good).is_ok(), "{good}");
        }
        for bad in [
            "https://h:99999",
            "https://h:",
            "https://h:0",
            "http://[::1]:",
            "https://h:8443:1",
            "https://h/../..",
            "https://h/v5/%2E%2e",
            "https://h/./v5",
            "http://h",
            "ftp://h",
            "h/v5",
            "",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
