//! The code of README and of the guide, by how it reads; that it compiles is checked elsewhere.

use std::path::Path;

/// What a surface for people does not ask of them, and where it is no more than Rust.
const NOISE: [&str; 3] = [".clone()", "::<", "Some("];

#[test]
fn the_code_that_people_read_is_free_of_noise() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let guide = std::fs::read_dir(root.join("spec/guide")).expect("the guide");
    let guide = guide.map(|page| page.expect("a page").path());
    let mut count = 0;
    for path in guide.chain([root.join("README.md")]) {
        let page = std::fs::read_to_string(&path).expect("a page");
        for block in page.split("\n```").skip(1).step_by(2) {
            let (language, block) = block.split_once('\n').unwrap_or_default();
            if !["", "rust", "rust,no_run", "no_run"].contains(&language) {
                continue;
            }
            count += 1;
            // What a line that begins with `#` has is not shown.
            for line in block.lines().filter(|line| !line.starts_with("# ")) {
                // A pattern takes an option apart; only to make one is noise.
                let code = line.replace("let Some(", "");
                // A closure that is called for each user gives each a handle of its own.
                let code = code.replace("limits.shared(redis.clone()", "");
                let noise = NOISE.iter().find(|noise| code.contains(**noise));
                assert!(noise.is_none(), "{}: {line}", path.display());
            }
        }
    }
    assert!(count > 30, "there is code");
}

#[test]
fn every_diagram_of_the_guide_is_a_picture() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/src/guide");
    let mut pictures = 0;
    for page in std::fs::read_dir(root).expect("the guide") {
        let text = std::fs::read_to_string(page.expect("a page").path()).expect("a page");
        assert!(!text.contains("```mermaid"), "not drawn: {text}");
        pictures += text.matches("<svg ").count();
    }
    assert!(pictures >= 3, "the login, a call and a job are drawn");
}
