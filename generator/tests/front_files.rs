//! Files on disk: what `generate` writes, removes and leaves alone.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use generator::files::{self, Error, Kind};

#[test]
fn writes_only_what_differs_and_removes_orphans() {
    let folder = scratch("orphans");
    let first = crate_of(&[
        ("src/lib.rs", "1"),
        ("src/api/boards.rs", "2"),
        ("Cargo.toml", "3"),
    ]);
    assert_eq!(files::check(&folder, &first).unwrap().len(), 3);
    files::write(&folder, &[("", &first)]).unwrap();
    assert_eq!(files::check(&folder, &first).unwrap(), []);
    fs::write(folder.join("src/notes.txt"), "mine").unwrap();

    let second = crate_of(&[("src/lib.rs", "1"), ("Cargo.toml", "4")]);
    let differences = files::write(&folder, &[("", &second)]).unwrap();
    let found: Vec<_> = differences[0]
        .iter()
        .map(|one| (one.path.as_str(), one.kind))
        .collect();
    assert_eq!(
        found,
        [
            ("Cargo.toml", Kind::Changed),
            ("src/api/boards.rs", Kind::Orphan)
        ]
    );
    assert!(
        !folder.join("src/api").exists(),
        "an empty folder goes with its last file"
    );
    assert_eq!(
        fs::read_to_string(folder.join("src/notes.txt")).unwrap(),
        "mine"
    );
    assert_eq!(files::check(&folder, &second).unwrap(), []);
}

#[test]
fn files_that_belong_together_are_all_replaced_or_none() {
    let folder = scratch("together");
    let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    fs::write(folder.join("a"), "old").unwrap();
    let replace = |last| files::replace(&folder, &[("a", "new"), ("b", "new"), (last, "new")]);
    // The last cannot be replaced: a folder that holds something stands there.
    fs::create_dir(folder.join("c")).unwrap();
    fs::write(folder.join("c/mine"), "mine").unwrap();
    assert!(replace("c").is_err());
    assert_eq!(text("a"), "old");
    assert!(!folder.join("b").exists());

    replace("d").unwrap();
    assert_eq!(["a", "b", "d"].map(text), ["new", "new", "new"]);
}

#[test]
fn never_replaces_a_file_of_someone_else() {
    let folder = scratch("foreign");
    fs::write(folder.join("b.rs"), "fn mine() {}").unwrap();
    let files = crate_of(&[("a.rs", "1"), ("b.rs", "2")]);
    let error = files::write(&folder, &[("", &files)]).unwrap_err();
    assert!(
        matches!(&error, Error::Foreign(path) if *path == folder.join("b.rs")),
        "{error}"
    );
    assert!(
        !folder.join("a.rs").exists(),
        "nothing is written when something stands in the way"
    );
}

#[test]
fn a_build_folder_is_left_alone() {
    let folder = scratch("build");
    let files = crate_of(&[("a.rs", "1")]);
    files::write(&folder, &[("", &files)]).unwrap();
    fs::create_dir(folder.join("target")).unwrap();
    fs::copy(folder.join("a.rs"), folder.join("target/a.rs")).unwrap();
    assert_eq!(files::check(&folder, &files).unwrap(), []);
}

fn crate_of(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let text = |body: &str| files::header("//") + body;
    files
        .iter()
        .map(|(path, body)| ((*path).to_owned(), text(body)))
        .collect()
}

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("front_files")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}
