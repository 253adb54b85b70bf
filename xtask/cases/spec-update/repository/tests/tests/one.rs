//! The one test of the small repository.

#[test]
fn nothing_says_that_it_breaks() {
    assert!(!std::path::Path::new("../break").exists(), "a test that breaks");
    assert!(pinterest_v5::Client::builder().build().is_ok());
}
