//! What is where OpenAPI requires text.

/// The standard reason phrase of a status code, a range or `default`.
pub(super) fn of_status(status: &str) -> &'static str {
    let code = status
        .parse()
        .ok()
        .and_then(|code| http::StatusCode::from_u16(code).ok());
    if let Some(phrase) = code.and_then(|code| code.canonical_reason()) {
        return phrase;
    }
    match status.as_bytes().first() {
        Some(b'1') => "Informational",
        Some(b'2') => "Success",
        Some(b'3') => "Redirection",
        Some(b'4') => "Client Error",
        Some(b'5') => "Server Error",
        _ => "Default",
    }
}
