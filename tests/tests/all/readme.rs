//! The code of README, by how it reads; that it compiles is checked elsewhere.

/// What a surface for people does not ask of them, and where it is no more than Rust.
const NOISE: [&str; 3] = [".clone()", "::<", "Some("];

#[test]
fn the_code_of_the_readme_is_free_of_noise() {
    let readme = include_str!("../../../README.md");
    let blocks = readme.split("```rust").skip(1);
    let blocks: Vec<&str> = blocks
        .filter_map(|block| block.split("```").next())
        .collect();
    assert!(blocks.len() > 10, "README has code");
    for line in blocks.iter().flat_map(|block| block.lines()) {
        // A pattern takes an option apart; only to make one is noise.
        let code = line.replace("let Some(", "");
        let noise = NOISE.iter().find(|noise| code.contains(**noise));
        assert!(noise.is_none(), "{line}");
    }
}
