//! How a command prints what it found.

/// For people or for tools.
#[derive(Clone, Copy, clap::ValueEnum)]
pub(crate) enum Format {
    /// Markdown, for a pull request.
    Markdown,
    /// JSON, for tools.
    Json,
}
