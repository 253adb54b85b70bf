//! Personal data to hashes. The expected ones are those of `sha256sum`.

use pinterest_v5_runtime::{Hashed, PersonalData};

/// Of `a@b.c`.
const ADDRESS: &str = "d648b243a3e817eaa3309e00e183483f2867baadf522099f0c2121770536b25a";

#[test]
fn what_people_write_differently_gives_one_hash() {
    for (kind, ways, plain) in [
        (PersonalData::Email, &[" A@B.c\n", "a@b.C"][..], "a@b.c"),
        (
            PersonalData::Phone,
            &["+1 (555) 010-99 99", "001.555.010.9999"],
            "15550109999",
        ),
        (PersonalData::Name, &[" ZO\u{cb} ", "zo\u{eb}"], "zo\u{eb}"),
        (
            PersonalData::City,
            &["San Jos\u{e9}", "SAN-JOS\u{c9} "],
            "sanjos\u{e9}",
        ),
        (PersonalData::Code, &["Ca", " CA"], "ca"),
        (
            PersonalData::Postcode,
            &["94103-1234", "94103 1234"],
            "941031234",
        ),
        (
            PersonalData::Birthday,
            &["1990-01-31", "1990/01/31", "1990-01-31T00:00:00Z"],
            "19900131",
        ),
        (PersonalData::Gender, &["Female", "F", " f "], "f"),
        (PersonalData::Gender, &["non-binary", "N"], "n"),
        (PersonalData::Id, &[" AbC-1 "], "AbC-1"),
    ] {
        let expected = PersonalData::Id.hash(plain);
        for way in ways {
            assert_eq!(kind.hash(way), expected, "{kind:?} {way:?}");
        }
    }
}

#[test]
fn a_hash_is_sha_256_in_lower_case_hex() {
    assert_eq!(
        PersonalData::Email
            .hash("A@B.c")
            .as_ref()
            .map(Hashed::as_str),
        Some(ADDRESS)
    );
}

#[test]
fn what_is_hashed_already_is_kept() {
    for kind in [
        PersonalData::Email,
        PersonalData::Phone,
        PersonalData::Id,
        PersonalData::Gender,
    ] {
        for written in [
            ADDRESS.to_owned(),
            ADDRESS.to_uppercase(),
            format!(" {ADDRESS} "),
        ] {
            assert_eq!(
                kind.hash(&written).as_ref().map(Hashed::as_str),
                Some(ADDRESS),
                "{kind:?} {written}"
            );
        }
    }
    let one_digit_short = &ADDRESS[1..];
    assert_ne!(
        PersonalData::Id
            .hash(one_digit_short)
            .as_ref()
            .map(Hashed::as_str),
        Some(one_digit_short)
    );
}

#[test]
fn nothing_has_no_hash() {
    for (kind, value) in [
        (PersonalData::Email, " "),
        (PersonalData::Phone, "none"),
        (PersonalData::Phone, "000"),
        (PersonalData::City, "-"),
        (PersonalData::Id, ""),
    ] {
        assert_eq!(kind.hash(value), None, "{kind:?} {value:?}");
        let mut hashes: Option<Vec<Hashed>> = None;
        kind.add_to(&mut hashes, value);
        assert_eq!(hashes, None);
    }
    let mut hashes = None;
    PersonalData::Email.add_to(&mut hashes, "a@b.c");
    PersonalData::Email.add_to(&mut hashes, ADDRESS);
    let hashes = hashes.unwrap_or_default();
    let texts: Vec<&str> = hashes.iter().map(Hashed::as_str).collect();
    assert_eq!(texts, [ADDRESS, ADDRESS]);
    assert!(!format!("{hashes:?}").contains(ADDRESS));
}
