//! Files on disk: what `generate` writes, removes and leaves alone.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use generator::output::files::{self, Difference, Error, Files, Folder, Kind};
use generator::rust::header;

#[test]
fn writes_only_what_differs_and_removes_orphans() {
    let root = scratch("orphans");
    let first = files_of(&[
        ("src/lib.rs", "1"),
        ("src/api/boards.rs", "2"),
        ("Cargo.toml", "3"),
    ]);
    assert_eq!(files::check(&root, "", &first).unwrap().len(), 3);
    write(&root, &first).unwrap();
    assert_eq!(files::check(&root, "", &first).unwrap(), []);
    fs::write(root.join("src/notes.txt"), "mine").unwrap();

    let second = files_of(&[("src/lib.rs", "1"), ("Cargo.toml", "4")]);
    let differences = write(&root, &second).unwrap();
    let found: Vec<_> = differences
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
        !root.join("src/api").exists(),
        "an empty folder goes with its last file"
    );
    assert_eq!(text(&root, "src/notes.txt"), "mine");
    assert_eq!(files::check(&root, "", &second).unwrap(), []);
}

#[test]
fn a_folder_takes_the_place_of_a_file() {
    let root = scratch("places");
    write(&root, &files_of(&[("a", "1")])).unwrap();
    let second = files_of(&[("a/d", "2")]);
    write(&root, &second).unwrap();
    assert_eq!(files::check(&root, "", &second).unwrap(), []);
}

#[test]
fn only_what_the_manifest_lists_is_removed() {
    let root = scratch("copies");
    let files = files_of(&[("a.rs", "1"), ("b.rs", "2")]);
    write(&root, &files).unwrap();
    // Copies have our header, and a line of ours in the middle is none.
    fs::create_dir(root.join("copy")).unwrap();
    fs::copy(root.join("a.rs"), root.join("copy/a.rs")).unwrap();
    fs::write(
        root.join("b.rs"),
        format!("fn mine() {{}}\n{}", header::line("//")),
    )
    .unwrap();
    let differences = write(&root, &files_of(&[("a.rs", "1")])).unwrap();
    assert_eq!(differences, []);
    assert!(root.join("copy/a.rs").exists() && root.join("b.rs").exists());
}

#[test]
fn never_replaces_a_file_of_someone_else() {
    let root = scratch("foreign");
    write(&root, &Files::new()).unwrap();
    fs::write(root.join("b.rs"), "fn mine() {}").unwrap();
    let files = files_of(&[("a.rs", "1"), ("b.rs", "2")]);
    let error = write(&root, &files).unwrap_err();
    assert!(
        matches!(&error, Error::Foreign(path) if *path == root.join("b.rs")),
        "{error}"
    );
    assert!(
        !root.join("a.rs").exists(),
        "nothing is written when something is in the way"
    );
}

#[test]
fn a_folder_with_files_of_others_is_refused_unless_forced() {
    let root = scratch("occupied");
    fs::write(root.join("notes"), "mine").unwrap();
    let error = Folder::open(&root, "", false).unwrap_err();
    assert!(matches!(error, Error::Occupied(_)), "{error}");
    let folder = Folder::open(&root, "", true).unwrap();
    folder.write(&files_of(&[("a.rs", "1")])).unwrap();
    drop(folder);
    assert_eq!(text(&root, "notes"), "mine");
    // The manifest is there now.
    assert!(Folder::open(&root, "", false).is_ok());
}

#[test]
fn a_planted_manifest_reaches_nothing_outside() {
    let root = scratch("planted");
    let victim = root.join("victim.rs");
    fs::write(&victim, header::line("//")).unwrap();
    let inside = root.join("inside");
    fs::create_dir(&inside).unwrap();
    let planted = header::line("#") + "../victim.rs\n" + &format!("{}\n", victim.display());
    fs::write(inside.join(".manifest"), planted).unwrap();
    write(&inside, &files_of(&[("a.rs", "1")])).unwrap();
    assert!(victim.exists());
    fs::write(inside.join(".manifest"), "a.rs\n").unwrap();
    assert!(matches!(
        write(&inside, &Files::new()),
        Err(Error::Foreign(_))
    ));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let root = scratch("links");
    let outside = root.join("outside");
    let inside = root.join("inside");
    fs::create_dir(&outside).unwrap();
    fs::create_dir(&inside).unwrap();
    std::os::unix::fs::symlink(&outside, inside.join("src")).unwrap();
    let folder = Folder::open(&inside, "", true).unwrap();
    let error = folder.write(&files_of(&[("src/a.rs", "1")])).unwrap_err();
    assert!(
        matches!(&error, Error::Link(path) if *path == inside.join("src")),
        "{error}"
    );
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 0);
}

/// Wherever a run is killed, the next one ends with its own files and nothing else.
#[test]
fn a_killed_run_is_repaired_by_the_next() {
    let first = files_of(&[("a.rs", "1"), ("gone/b.rs", "1"), ("c.rs", "1")]);
    let second = files_of(&[("a.rs", "2"), ("new/d.rs", "2"), ("c.rs", "1")]);
    for step in 0..6 {
        let root = scratch(&format!("killed-{step}"));
        write(&root, &first).unwrap();
        let done = |at: usize| step >= at;
        if done(0) {
            let both = ["a.rs", "c.rs", "gone/b.rs", "new/d.rs"].join("\n");
            fs::write(root.join(".manifest"), header::line("#") + &both + "\n").unwrap();
        }
        if done(1) {
            fs::remove_dir_all(root.join("gone")).unwrap();
        }
        if done(2) {
            fs::write(root.join("a.rs.new"), "// half of").unwrap();
        }
        if done(3) {
            fs::write(root.join("a.rs"), &second["a.rs"]).unwrap();
        }
        if done(4) {
            fs::create_dir(root.join("new")).unwrap();
            fs::write(root.join("new/d.rs.new"), "").unwrap();
        }
        // The next run is for the old files or for the new ones.
        for files in [if step % 2 == 0 { &first } else { &second }, &second] {
            write(&root, files).unwrap();
            assert_eq!(
                tree(&root),
                files.keys().cloned().collect::<Vec<_>>(),
                "step {step}"
            );
            assert_eq!(files::check(&root, "", files).unwrap(), []);
        }
    }
}

#[test]
fn one_run_at_a_time_also_in_a_new_folder() {
    let root = scratch("lock").join("new");
    let first = Folder::open(&root, "", false).unwrap();
    if cfg!(unix) {
        assert!(matches!(
            Folder::open(&root, "", false),
            Err(Error::Busy(_))
        ));
        assert!(matches!(
            files::replace(&root, &[("a", "1")]),
            Err(Error::Busy(_))
        ));
    }
    drop(first);
    assert!(Folder::open(&root, "", false).is_ok());
}

#[test]
fn other_texts_are_replaced_whoever_wrote_them() {
    let root = scratch("replace");
    fs::write(root.join("notes"), "1").unwrap();
    files::replace(&root, &[("notes", "2"), ("more/notes", "3")]).unwrap();
    assert_eq!(
        [text(&root, "notes"), text(&root, "more/notes")],
        ["2", "3"]
    );
}

fn write(root: &Path, files: &Files) -> Result<Vec<Difference>, Error> {
    Folder::open(root, "", false)?.write(files)
}

fn files_of(files: &[(&str, &str)]) -> Files {
    let files = files.iter();
    let text = |body: &str| header::line("//") + body;
    files
        .map(|(path, body)| ((*path).to_owned(), text(body)))
        .collect()
}

fn text(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap()
}

/// Every file below a folder but the manifest, in order.
fn tree(root: &Path) -> Vec<String> {
    let mut tree = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if !path.ends_with(".manifest") {
                let below = path.strip_prefix(root).unwrap();
                tree.push(below.display().to_string().replace('\\', "/"));
            }
        }
    }
    tree.sort();
    tree
}

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("front_files")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}
