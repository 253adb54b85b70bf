//! What `tagged_union!` and `untagged_union!` make of enums.

use pinterest_v5_runtime::{UnrecognizedVariant, object, tagged_union, untagged_union};
use serde_json::{from_str, from_value, json, to_string, to_value};

#[derive(Clone, Debug, PartialEq)]
struct Base64 {
    data: String,
}
object! {
    both Base64
    constants { "source_type" => "image_base64" }
    fields { data: "data", required; }
}

#[derive(Clone, Debug, PartialEq)]
struct Link {
    url: String,
    size: Option<i64>,
}
object! {
    both Link
    constants { "source_type" => "image_url" }
    fields { url: "url", required; size: "size", optional; }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
enum Source {
    Base64(Box<Base64>),
    Link(Box<Link>),
    Unrecognized(UnrecognizedVariant),
}
tagged_union! {
    both Source tag "source_type" {
        "image_base64" => Base64,
        "image_url" | "image_link" => Link,
    }
    from { Base64(Base64), Link(Link) }
}

#[derive(Clone, Debug, PartialEq)]
struct Empty {}
object! { both Empty fields {} }

#[derive(Clone, Debug, PartialEq)]
struct AllOf {
    all_of: Vec<Filter>,
}
object! { both AllOf fields { all_of: "all_of", required; } }

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
enum Filter {
    Number(f64),
    Whole(i64),
    Text(String),
    Flag(bool),
    Empty(Box<Empty>),
    Link(Box<Link>),
    AllOf(Box<AllOf>),
    List(Vec<Source>),
    Unrecognized(UnrecognizedVariant),
}
untagged_union! {
    both Filter {
        Number: number,
        Whole: integer,
        Text: string,
        Flag: boolean,
        Empty: object [] [],
        Link: object ["url"] ["url", "size"],
        AllOf: object ["all_of"] ["all_of"],
        List: array,
    }
    from { Text(String), Link(Link) }
}

#[test]
fn the_tag_is_written_once_by_the_payload() {
    let source = Source::from(Base64 {
        data: "x".to_owned(),
    });
    let text = to_string(&source).unwrap();
    assert_eq!(text, r#"{"source_type":"image_base64","data":"x"}"#);
    assert_eq!(from_str::<Source>(&text).unwrap(), source);
}

#[test]
fn several_tags_may_mean_one_variant_wherever_the_tag_stands() {
    for tag in ["image_url", "image_link"] {
        let source: Source = from_value(json!({"a": [1], "url": "u", "source_type": tag})).unwrap();
        assert!(matches!(source, Source::Link(_)), "{tag}");
    }
}

#[test]
fn unknown_and_absent_tags_are_kept_raw() {
    for text in [
        r#"{"size":12345678901,"source_type":"video"}"#,
        r#"{"url":"u"}"#,
        r#"{"source_type":1}"#,
        r#""video""#,
        "null",
    ] {
        let source: Source = from_str(text).unwrap();
        assert!(matches!(source, Source::Unrecognized(_)), "{text}");
        assert_eq!(to_string(&source).unwrap(), text);
    }
}

#[test]
fn a_known_tag_with_another_payload_is_an_error() {
    let error = from_str::<Source>(r#"{"source_type":"image_url"}"#).unwrap_err();
    assert!(error.to_string().contains("missing field `url`"), "{error}");
}

#[test]
fn values_without_a_tag_are_told_apart_by_kind_and_members() {
    let cases = [
        ("1", "Whole"),
        ("1.5", "Number"),
        ("1e3", "Number"),
        (r#""x""#, "Text"),
        ("false", "Flag"),
        (r#"{"url":"u","size":1}"#, "Link"),
        (r#"{"all_of":["x",{"all_of":[]}]}"#, "AllOf"),
        (r#"{"other":1}"#, "Empty"),
        (r#"{"url":7}"#, "Empty"),
        (r#"[{"source_type":"new"}]"#, "List"),
        ("[1]", "List"),
        ("null", "Unrecognized"),
    ];
    for (text, variant) in cases {
        let filter: Filter = from_str(text).unwrap();
        assert!(
            format!("{filter:?}").starts_with(variant),
            "{text}: {filter:?}"
        );
    }
}

#[test]
fn a_value_that_fits_nothing_is_kept_raw() {
    let text = r#"[{"source_type":"image_url"}]"#;
    let filter: Filter = from_str(text).unwrap();
    assert!(
        matches!(&filter, Filter::Unrecognized(raw) if raw.as_json()[0]["source_type"] == "image_url")
    );
    assert_eq!(to_string(&filter).unwrap(), text);
}

#[test]
fn unions_read_from_values_and_within_other_unions() {
    let value = json!({"all_of": [{"url": "u"}, [{"source_type": "image_base64", "data": "d"}]]});
    let filter: Filter = from_value(value.clone()).unwrap();
    let Filter::AllOf(all) = &filter else {
        panic!("{filter:?}")
    };
    assert!(matches!(&all.all_of[0], Filter::Link(_)));
    assert_eq!(
        to_value(&all.all_of[1]).unwrap(),
        json!([{"source_type": "image_base64", "data": "d"}])
    );
}

#[test]
fn endless_nesting_ends_without_a_crash() {
    let text = r#"{"all_of":["#.repeat(10_000) + &"]}".repeat(10_000);
    let filter: Filter = from_str(&text).unwrap();
    drop(filter);
    let source = format!(r#"{{"source_type":"image_url","url":{text}}}"#);
    assert!(from_str::<Source>(&source).is_err());
}

/// A user's own buffering enum knows nothing of raw text.
#[test]
fn unions_read_through_other_buffers() {
    use serde::Deserialize;
    use serde::de::value::{Error, MapDeserializer};

    let members = [("source_type", "image_url"), ("url", "u")];
    let source =
        Source::deserialize(MapDeserializer::<_, Error>::new(members.into_iter())).unwrap();
    assert_eq!(
        source,
        Source::from(Link {
            url: "u".to_owned(),
            size: None
        })
    );
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
enum Links {
    Text(String),
    Texts(Vec<String>),
    Unrecognized(UnrecognizedVariant),
}
untagged_union! {
    both Links { Text: string, Texts: array }
    from { Text(String), Text(&str) through String }
    lists { Texts(String) }
}

#[test]
fn a_union_with_a_list_is_made_from_whatever_gives_its_items() {
    let owned = vec!["a".to_owned(), "b".to_owned()];
    let made: [Links; 7] = [
        ["a", "b"].into(),
        (&["a", "b"]).into(),
        vec!["a", "b"].into(),
        (&owned).into(),
        owned.as_slice().into(),
        owned.iter().collect::<Vec<_>>().into(),
        owned.into(),
    ];
    for links in made {
        assert_eq!(to_value(&links).unwrap(), json!(["a", "b"]));
    }
    assert_eq!(to_value(Links::from("a")).unwrap(), json!("a"));
}
