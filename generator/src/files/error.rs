//! Why files stay as they are.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why files could not be read or written.
#[derive(Debug)]
pub enum Error {
    /// The file system refused.
    Io(PathBuf, io::Error),
    /// A file stands in the way that this program did not write.
    Foreign(PathBuf),
    /// Some files have changed, and they could not be changed back; the next run will try again.
    Unfinished(Box<Error>, Box<Error>),
    /// Another run is changing files below this folder.
    Busy(PathBuf),
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(path, error) => write!(formatter, "{}: {error}", path.display()),
            Self::Foreign(path) => write!(
                formatter,
                "{}: the file was not written by `cargo xtask generate`; move it away or delete it",
                path.display()
            ),
            Self::Busy(root) => write!(
                formatter,
                "{}: another run is changing files here; wait until it has ended",
                root.display()
            ),
            Self::Unfinished(error, undo) => write!(
                formatter,
                "{error}; and what was changed before could not be changed back: {undo}; \
                 run the command again, which begins with that"
            ),
        }
    }
}
