//! The names of the committed description's types, held to the limits that a reader sets: they are read off
//! `spec/names.lock.toml`, which has the public ones, and printed with their counts.

// A test's helpers fail like the test itself.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;

use generator::diagnostics::Diagnostics;
use generator::rust::lock::Lock;
use generator::rust::names::NamesFile;
use generator::source::Source;

/// Longer names do not fit a line beside anything else.
const LONGEST: usize = 40;

/// Words that say how a type travels and not what it is.
const NOISE: [&str; 11] = [
    "Request",
    "Response",
    "Body",
    "Params",
    "Array",
    "Item",
    "Data",
    "Model",
    "Schema",
    "Vertical",
    "Generated",
];

/// Things that are called so, each with the reason.
const THINGS: [(&str, &str); 23] = [
    ("AllItems", "all items of a catalog"),
    (
        "AssetAccessRequest",
        "a request for access, which somebody grants",
    ),
    ("AttributionModel", "a model of attribution"),
    ("CatalogItem", "what a catalog consists of"),
    (
        "ConversionDeletionRequest",
        "a request that is kept, listed and deleted",
    ),
    (
        "CreativeAssetsItem",
        "an item of a catalog of creative assets",
    ),
    ("DataStatus", "the state of the data of a day"),
    ("HotelItem", "an item of a catalog of hotels"),
    ("ItemAgeGroup", "of an item of a catalog"),
    ("ItemAvailability", "of an item of a catalog"),
    ("ItemCondition", "of an item of a catalog"),
    ("ItemGender", "of an item of a catalog"),
    ("ItemSizeSystem", "of an item of a catalog"),
    ("ItemSizeType", "of an item of a catalog"),
    ("ItemBatch", "a batch of items of a catalog"),
    ("ItemGroupId", "the column `item_group_id` of a feed"),
    ("ItemBrandId", "the brand of an item in a conversion"),
    ("ItemId", "the column `item_id` of a feed"),
    ("ItemProcessing", "what becomes of an item of a catalog"),
    ("ItemValidation", "what is wrong with an item of a catalog"),
    ("LocalInventoryItem", "an item in a store"),
    ("RetailItem", "an item of a catalog of products"),
    ("SupplementalItem", "what supplements an item of a catalog"),
];

#[test]
fn names_are_short() {
    let names = types();
    let long: Vec<&String> = names.iter().filter(|name| name.len() > LONGEST).collect();
    println!(
        "{} types, {} above {LONGEST} letters",
        names.len(),
        long.len()
    );
    assert!(long.is_empty(), "name them in spec/names.toml: {long:?}");
}

#[test]
fn words_of_the_transport_have_a_reason() {
    let names = types();
    let entries = entries();
    let noisy = names.iter().filter(|name| !entries.contains(name));
    let noisy: Vec<&String> = noisy
        .filter(|name| is_noisy(&without_things(name)))
        .collect();
    println!(
        "{} types, {} with a word of {NOISE:?}",
        names.len(),
        noisy.len()
    );
    assert!(
        noisy.is_empty(),
        "name them in spec/names.toml, or add the thing to THINGS: {noisy:?}"
    );
}

/// A thing that no type is about any more.
#[test]
fn things_are_there() {
    let names = types();
    for (thing, reason) in THINGS {
        let is_there = names.iter().any(|name| name.contains(thing));
        assert!(is_there, "no type is about {thing}, {reason}");
    }
}

/// A number at the end is what a collision leaves behind.
#[test]
fn no_name_is_numbered() {
    let names = types();
    let numbered = names
        .iter()
        .filter(|name| name.ends_with(|last: char| last.is_ascii_digit()));
    let numbered: Vec<&String> = numbered.filter(|name| !name.ends_with("Base64")).collect();
    assert!(numbered.is_empty(), "{numbered:?}");
}

fn types() -> Vec<String> {
    let lock = Lock::open(&spec().join("names.lock.toml")).unwrap();
    let types = lock.entries.types;
    assert!(
        types.len() > 500,
        "{} types are too few to be all",
        types.len()
    );
    types.into_keys().collect()
}

/// The names that an entry gives; none of them comes without a reason.
fn entries() -> Vec<String> {
    let source = Arc::new(Source::read(&spec().join("names.toml")).unwrap());
    let file = NamesFile::read(&source, &mut Diagnostics::new());
    let entries = file.table("types").values();
    entries.map(|entry| entry.name.clone()).collect()
}

fn spec() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec")
}

fn without_things(name: &str) -> String {
    let mut rest = name.to_owned();
    for (thing, _) in THINGS {
        rest = rest.replace(thing, "");
    }
    rest
}

/// Whether a name has one of the words, as a whole or as its plural.
fn is_noisy(name: &str) -> bool {
    NOISE.iter().any(|noise| {
        name.match_indices(noise).any(|(at, _)| {
            let rest = &name[at + noise.len()..];
            let rest = rest.strip_prefix('s').unwrap_or(rest);
            rest.is_empty() || rest.starts_with(|next: char| !next.is_ascii_lowercase())
        })
    })
}
