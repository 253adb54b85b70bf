//! Many files at once: all change or none does, whatever step fails and wherever a run ends.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use generator::files::{self, Disk, Error};

type Tree = BTreeMap<PathBuf, String>;

/// Every step fails once: what was there is there again, and nothing else.
#[test]
fn a_step_that_fails_changes_nothing() {
    for step in 0.. {
        let world = World::new("fails");
        let mut left = step;
        let result = world.write(&mut |_| {
            left -= 1;
            if left == -1 {
                Err(io::ErrorKind::StorageFull.into())
            } else {
                Ok(())
            }
        });
        if result.is_ok() {
            assert_eq!(world.tree(), world.new_tree(), "step {step}");
        } else {
            assert_eq!(world.tree(), world.old, "step {step}");
        }
        if left >= 0 {
            assert!(step > 30, "there are more steps than {step}");
            break;
        }
    }
}

/// From some step on the disk takes nothing more, not even what was there: the next run restores it.
#[test]
fn what_cannot_be_taken_back_is_taken_back_by_the_next_run() {
    let mut unfinished = 0;
    for step in 0.. {
        let world = World::new("refuses");
        let mut left = step;
        let result = world.write(&mut |_| {
            left -= 1;
            if left < 0 {
                Err(io::ErrorKind::PermissionDenied.into())
            } else {
                Ok(())
            }
        });
        let Err(error) = result else { break };
        if let Error::Unfinished(..) = error {
            unfinished += 1;
            assert!(files::interrupted(&world.root).is_some(), "step {step}");
        }
        files::recover(&world.root).unwrap();
        assert_eq!(world.tree(), world.old, "step {step}");
        assert_eq!(files::interrupted(&world.root), None);
    }
    assert!(unfinished > 10, "{unfinished}");
}

/// A run ends at any step, as by a crash: nothing of it goes on. The run that restores ends at any step, too.
#[test]
fn a_run_that_ends_anywhere_is_all_or_nothing() {
    for step in 0.. {
        let world = World::new("ends");
        if !ends_at(step, |watcher| drop(world.write(watcher).unwrap())) {
            assert_eq!(world.tree(), world.new_tree());
            assert!(step > 30, "there are more steps than {step}");
            break;
        }
        let journal = files::interrupted(&world.root).is_some();
        if !journal {
            files::recover(&world.root).unwrap();
            let tree = world.tree();
            assert!(tree == world.old || tree == world.new_tree(), "step {step}");
            continue;
        }
        let recover = |watcher: &mut Watcher| {
            files::write_on(&mut Disk::watched(watcher), &world.root, &[])
                .map(drop)
                .unwrap();
        };
        // Each attempt gets one step further than the one before.
        for further in 0.. {
            if !ends_at(further, recover) {
                break;
            }
        }
        assert_eq!(world.tree(), world.old, "step {step}");
    }
}

#[test]
fn an_interrupted_run_is_done_anew() {
    let world = World::new("anew");
    assert!(ends_at(45, |watcher| drop(world.write(watcher).unwrap())));
    assert!(files::interrupted(&world.root).is_some());
    files::write(&world.root, &world.targets()).unwrap();
    assert_eq!(world.tree(), world.new_tree());
}

#[test]
fn what_stands_in_the_way_stops_all_targets() {
    let world = World::new("in-the-way");
    fs::remove_file(world.root.join("first/b")).unwrap();
    fs::write(world.root.join("first/b"), "mine").unwrap();
    let before = world.tree();
    let error = world.write(&mut |_| Ok(())).unwrap_err();
    assert!(error.to_string().contains("first/b"), "{error}");
    assert_eq!(world.tree(), before);
}

#[test]
fn other_texts_are_replaced_together() {
    let world = World::new("replace");
    files::replace(&world.root, &[("notes", "1"), ("more/notes", "2")]).unwrap();
    files::replace(&world.root, &[("notes", "3"), ("more/notes", "4")]).unwrap();
    let before = world.tree();
    // `notes` is a file, so nothing can be below it.
    assert!(files::replace(&world.root, &[("more/notes", "5"), ("notes/x", "6")]).is_err());
    assert_eq!(before[Path::new("notes")], "3");
    assert_eq!(world.tree(), before);
}

#[test]
fn one_run_at_a_time() {
    let world = World::new("lock");
    let first = files::lock(&world.root).unwrap();
    if first.is_some() {
        assert!(matches!(files::lock(&world.root), Err(Error::Busy(_))));
    }
    drop(first);
    assert!(files::lock(&world.root).is_ok());
}

type Watcher<'w> = dyn FnMut(&Path) -> io::Result<()> + 'w;

/// Whether a run ended at a step. What unwinds does nothing on its way, so it is as good as a crash.
fn ends_at(step: i32, run: impl FnOnce(&mut Watcher)) -> bool {
    struct End;
    let mut left = step;
    let mut watcher = |_: &Path| {
        left -= 1;
        if left == -1 {
            std::panic::resume_unwind(Box::new(End));
        }
        Ok(())
    };
    match catch_unwind(AssertUnwindSafe(|| run(&mut watcher))) {
        Ok(()) => false,
        Err(reason) if reason.is::<End>() => true,
        Err(reason) => std::panic::resume_unwind(reason),
    }
}

/// Two folders with an old and a new state: files that stay, change, come and go, one of each in the place of a folder.
struct World {
    root: PathBuf,
    old: Tree,
    first: BTreeMap<String, String>,
    second: BTreeMap<String, String>,
}

impl World {
    fn new(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("front_transactions")
            .join(name);
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(&root).unwrap();
        fs::write(root.join("notes"), "mine").unwrap();
        let first = files_of(&["same", "changes 1", "b 1", "folder/c 1", "gone/deep/d 1"]);
        let second = files_of(&["changes 1"]);
        files::write(&root, &[("first", &first), ("second", &second)]).unwrap();
        let mut world = Self {
            root,
            old: Tree::new(),
            first: files_of(&[
                "same",
                "changes 2",
                "b/inside 2",
                "folder 2",
                "new/deep/e 2",
            ]),
            second: files_of(&["changes 2", "f 2"]),
        };
        world.old = world.tree();
        world
    }

    fn targets(&self) -> [files::Target<'_>; 2] {
        [("first", &self.first), ("second", &self.second)]
    }

    fn write(&self, watcher: &mut Watcher) -> Result<Vec<Vec<files::Difference>>, Error> {
        files::write_on(&mut Disk::watched(watcher), &self.root, &self.targets())
    }

    fn new_tree(&self) -> Tree {
        let all = self.targets().into_iter().flat_map(|(folder, files)| {
            let inside = move |path: &String| Path::new(folder).join(path);
            files
                .iter()
                .map(move |(path, text)| (inside(path), text.clone()))
        });
        all.chain([("notes".into(), "mine".to_owned())]).collect()
    }

    /// Every file below the root, but for what a run may leave in its own folder once it is over.
    fn tree(&self) -> Tree {
        let mut tree = Tree::new();
        let mut open = vec![self.root.clone()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let below = path.strip_prefix(&self.root).unwrap().to_owned();
                    tree.insert(below, fs::read_to_string(path).unwrap());
                }
            }
        }
        if files::interrupted(&self.root).is_none() {
            tree.retain(|path, _| !path.starts_with(".generating"));
        }
        tree
    }
}

/// Files by their path, each text a header and what is said after the path.
fn files_of(all: &[&str]) -> BTreeMap<String, String> {
    let split = all
        .iter()
        .map(|one| one.split_once(' ').unwrap_or((one, "")));
    split
        .map(|(path, text)| (path.to_owned(), files::header("//") + text))
        .collect()
}
