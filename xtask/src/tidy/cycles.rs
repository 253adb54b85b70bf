//! Files that import each other in a cycle.
//!
//! Takes the product files; finds each cycle of files of one crate. A module and the ones below it count as one where
//! one of them names the other: what a folder shares is in its `mod.rs`.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use super::paths;
use super::tree::File;

/// A file as the path of its module, below the folder of its crate.
type Module = Vec<String>;

pub(super) fn check(files: &[File], findings: &mut Vec<Finding>) {
    let mut crates: BTreeMap<&str, BTreeMap<Module, &File>> = BTreeMap::new();
    for file in files.iter().filter(|file| file.is_product()) {
        if let Some((folder, path)) = file.path.split_once("/src/") {
            crates.entry(folder).or_default().insert(module(path), file);
        }
    }
    for modules in crates.values() {
        let named: BTreeMap<&Module, BTreeSet<&Module>> = modules
            .iter()
            .map(|(module, file)| (module, named(module, file, modules)))
            .collect();
        for (module, file) in modules {
            // Reported once, at the first file of the cycle.
            if let Some(way) = cycle(module, &named)
                && way.iter().all(|other| *other >= module)
            {
                let way: Vec<String> = way.iter().map(|one| one.join("::")).collect();
                let message = format!("a cycle of imports: {}", way.join(", "));
                findings.push(Finding::new("import-cycle", file, 1, message));
            }
        }
    }
}

fn module(path: &str) -> Module {
    let path = path.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    let parts = path
        .split('/')
        .filter(|part| !["lib", "main", "mod"].contains(part));
    parts.map(str::to_owned).collect()
}

/// The modules that a file names, those above and below it apart.
fn named<'m>(
    module: &Module,
    file: &File,
    modules: &'m BTreeMap<Module, &File>,
) -> BTreeSet<&'m Module> {
    let mut found = BTreeSet::new();
    for path in paths::of(&file.text) {
        let ups = path.iter().take_while(|part| *part == "super").count();
        let mut place: Module = match path[0].as_str() {
            "crate" => Vec::new(),
            "super" => module[..module.len().saturating_sub(ups)].to_vec(),
            "self" => module.clone(),
            _ => continue,
        };
        place.extend(path[ups.max(1)..].iter().cloned());
        let known = (0..=place.len()).rev().find_map(|length| {
            let (known, _) = modules.get_key_value(&place[..length])?;
            Some(known)
        });
        found
            .extend(known.filter(|known| !module.starts_with(known) && !known.starts_with(module)));
    }
    found
}

/// The shortest way from a module back to itself.
fn cycle<'m>(
    module: &'m Module,
    named: &BTreeMap<&'m Module, BTreeSet<&'m Module>>,
) -> Option<Vec<&'m Module>> {
    let mut before: BTreeMap<&Module, &Module> = BTreeMap::new();
    let mut open = vec![module];
    while !open.is_empty() {
        let mut next = Vec::new();
        for from in open {
            for to in &named[from] {
                if *to == module {
                    let mut way = vec![from];
                    while let Some(at) = before.get(way[way.len() - 1]) {
                        way.push(at);
                    }
                    way.reverse();
                    return Some(way);
                }
                if !before.contains_key(to) {
                    before.insert(to, from);
                    next.push(*to);
                }
            }
        }
        open = next;
    }
    None
}
