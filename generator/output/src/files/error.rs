//! Why files stay as they are.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why files could not be read or written.
#[derive(Debug)]
pub enum Error {
    /// The file system refused.
    Io(PathBuf, io::Error),
    /// A file is in the way that this program did not write.
    Foreign(PathBuf),
    /// A link is in the way.
    Link(PathBuf),
    /// The folder holds files, and no run has left its manifest there.
    Occupied(PathBuf),
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
            Self::Link(path) => write!(
                formatter,
                "{}: this is a link, and links are not followed; remove it",
                path.display()
            ),
            Self::Occupied(folder) => write!(
                formatter,
                "{}: the folder holds files, and none of them is the manifest of an earlier run; choose an empty \
                 folder, or add `--force` to write beside them (files of others are still left alone)",
                folder.display()
            ),
            Self::Busy(root) => write!(
                formatter,
                "{}: another run is changing files here; wait until it has ended",
                root.display()
            ),
        }
    }
}
