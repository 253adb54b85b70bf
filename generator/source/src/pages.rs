//! Pages of Markdown: a folder to texts by name.
//!
//! Takes a folder; gives the text of each `.md` file in it by the file's name without its ending. Invariant: a folder that
//! is not there has no pages.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::Error;

/// The pages of a folder.
///
/// # Errors
///
/// If the folder or a file of it cannot be read.
pub fn pages(folder: &Path) -> Result<BTreeMap<String, String>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(Error::of_file(folder, &error)),
    };
    let mut pages = BTreeMap::new();
    for entry in entries {
        let path = entry
            .map_err(|error| Error::of_file(folder, &error))?
            .path();
        let name = path.file_stem().and_then(|name| name.to_str());
        if let Some(name) = name.filter(|_| path.extension().is_some_and(|end| end == "md")) {
            let text = fs::read_to_string(&path).map_err(|error| Error::of_file(&path, &error))?;
            pages.insert(name.to_owned(), text);
        }
    }
    Ok(pages)
}
