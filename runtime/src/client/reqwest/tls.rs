//! TLS of our own connections by rustls.
//!
//! Gives a configuration that trusts what the platform trusts. Invariant: it installs nothing for the rest of the program;
//! cryptography that the program has installed goes before ours.

use std::sync::Arc;

use rustls::ClientConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls_platform_verifier::BuilderVerifierExt;

/// What `reqwest` would make of the program's provider, or of `ring` if there is none.
pub(super) fn config() -> Result<ClientConfig, rustls::Error> {
    let installed = CryptoProvider::get_default().cloned();
    let provider = installed.unwrap_or_else(|| Arc::new(ring::default_provider()));
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth();
    if cfg!(feature = "http2") {
        config.alpn_protocols.push(b"h2".to_vec());
    }
    config.alpn_protocols.push(b"http/1.1".to_vec());
    Ok(config)
}
