//! Files that belong together: all of them are replaced, or none is.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Error, beside, read};

/// Replaces each file by its text. Every text is on the disk before the first file is replaced, and if one cannot be
/// replaced the others get back what they had.
///
/// # Errors
/// If the file system refuses; the files are as they were then.
pub fn write_together(files: &[(PathBuf, String)]) -> Result<(), Error> {
    let mut staged = Vec::new();
    let mut before = Vec::new();
    for (path, text) in files {
        let temporary = beside(path);
        staged.push(temporary.clone());
        let written = read(path).and_then(|found| {
            before.push(found);
            write_durably(&temporary, text.as_bytes())
        });
        if let Err(error) = written {
            discard(&staged);
            return Err(error);
        }
    }
    for (position, (path, _)) in files.iter().enumerate() {
        if let Err(error) = fs::rename(&staged[position], path) {
            discard(&staged[position..]);
            for ((path, _), found) in files.iter().zip(&before).take(position) {
                restore(path, found.as_deref())?;
            }
            return Err(Error::Io(path.clone(), error));
        }
    }
    Ok(())
}

fn write_durably(path: &Path, text: &[u8]) -> Result<(), Error> {
    let written = fs::File::create(path).and_then(|mut file| {
        file.write_all(text)?;
        file.sync_all()
    });
    written.map_err(|error| Error::Io(path.to_owned(), error))
}

fn restore(path: &Path, found: Option<&[u8]>) -> Result<(), Error> {
    let restored = match found {
        Some(text) => {
            let temporary = beside(path);
            write_durably(&temporary, text)?;
            fs::rename(&temporary, path)
        }
        None => fs::remove_file(path),
    };
    restored.map_err(|error| Error::Io(path.to_owned(), error))
}

/// The first failure is the one to report; a leftover is overwritten next time.
fn discard(staged: &[PathBuf]) {
    for temporary in staged {
        let _ = fs::remove_file(temporary);
    }
}
