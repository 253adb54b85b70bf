//! The emitted client, judged by the description.

// Marked as tests although they are nothing else, so that the lints know it.
#[cfg(test)]
mod built;
#[cfg(test)]
mod bulk;
#[cfg(test)]
mod compare;
#[cfg(test)]
mod conformance;
#[cfg(test)]
mod copies;
#[cfg(test)]
mod decode;
#[cfg(test)]
mod drift;
#[cfg(test)]
mod errors;
#[cfg(test)]
mod format;
#[cfg(test)]
mod identifiers;
#[cfg(test)]
mod insight;
#[cfg(test)]
mod jobs;
#[cfg(test)]
mod judge;
#[cfg(test)]
mod kit;
#[cfg(test)]
mod media;
#[cfg(test)]
mod oauth;
#[cfg(test)]
mod readme;
#[cfg(test)]
mod secrets;
#[cfg(test)]
mod signatures;
#[cfg(test)]
mod snapshots;
#[cfg(test)]
mod soak;
#[cfg(test)]
mod streams;
#[cfg(test)]
mod support;
#[cfg(test)]
mod synthesis;
#[cfg(test)]
mod views;
#[cfg(test)]
mod wire;
