//! One run of the generator, judged as the test of mutations judges it.

use std::fs;

use generator::{Inputs, RuntimeDependency, generate};

use crate::damage::judge;

/// Generates from a description and other inputs, each a file below one folder.
pub(crate) fn run(name: &str, text: &[u8], others: &[(&str, &[u8])]) {
    let folder = std::env::temp_dir().join(format!("pinterest-fuzz-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("overlays")).expect("a folder");
    fs::write(folder.join(name), text).expect("a file");
    for (name, text) in others {
        fs::write(folder.join(name), text).expect("a file");
    }
    let result = generate(&Inputs {
        description: folder.join(name),
        spec_dir: folder,
        strict: true,
        runtime: RuntimeDependency {
            path: "../runtime".to_owned(),
            version: "0.0.0".to_owned(),
            in_workspace: false,
        },
    });
    let size = text.len() + others.iter().map(|(_, text)| text.len()).sum::<usize>();
    judge::judge(&result, size, name);
}
