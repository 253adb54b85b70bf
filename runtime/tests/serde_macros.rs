//! What the serde macros expand to: reading, writing, and what is kept of what has no name.

use std::collections::BTreeMap;
use std::fmt::Debug;

use pinterest_v5_runtime::{
    Id, OneOrMany, Patch, UnrecognizedInteger, UnrecognizedValue, UnrecognizedVariant,
    integer_enum, object, string_enum, tagged_union, untagged_union,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
enum Privacy {
    Public,
    Secret,
    Unrecognized(UnrecognizedValue),
}
string_enum! { Privacy { "PUBLIC" => Public, "SECRET" => Secret } }

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
enum Window {
    Days0,
    Days30,
    Unrecognized(UnrecognizedInteger),
}
integer_enum! { Window { 0 => Days0, 30 => Days30 } }

#[derive(Clone, Debug, PartialEq)]
struct Board {
    id: Id,
    r#type: String,
    note: Option<String>,
    privacy: Option<Privacy>,
    name: Patch<String>,
    additional: BTreeMap<String, i64>,
}
object! {
    both Board
    constants { "kind" => "board", "version" => 5, }
    fields {
        id: "id", required;
        r#type: "type", required;
        note: "note", nullable;
        privacy: "privacy", optional;
        name: "name", patch;
    }
    rest { additional }
}

#[derive(Clone, Debug, PartialEq)]
struct Empty {}
object! { both Empty fields {} }

#[derive(Clone, Debug, PartialEq)]
struct Upload {
    data: String,
}
object! {
    request Upload
    constants { "source_type" => "image_base64" }
    fields { data: "data", required; }
}
object! {
    response Upload2
    fields { url: "url", required; }
}
#[derive(Clone, Debug, PartialEq)]
struct Upload2 {
    url: String,
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
    Link(Box<Link>),
    Board(Box<Board>),
    Unrecognized(UnrecognizedVariant),
}
tagged_union! {
    both Source tag "source_type" {
        "image_url" => Link,
        "board" | "old_board" => Board,
    }
    from { Link(Link), Board(Board) }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
enum Filter {
    Number(f64),
    Whole(i64),
    Text(String),
    Flag(bool),
    Link(Box<Link>),
    Empty(Box<Empty>),
    List(Vec<Source>),
    Unrecognized(UnrecognizedVariant),
}
untagged_union! {
    both Filter {
        Empty: object [] [],
        Link: object ["url"] ["url", "size"],
        Text: string,
        Number: number,
        Whole: integer,
        Flag: boolean,
        List: array,
    }
    from { Link(Link), Text(String) }
}

#[test]
fn smoke() {
    let b: Board = serde_json::from_str(r#"{"id": 12, "type":"a","note":null,"privacy":"NEW","kind":"x","impressions":5}"#).unwrap();
    println!("{b:?} {}", serde_json::to_string(&b).unwrap());
    let s: Source = serde_json::from_value(json!({"source_type":"image_url","url":"u"})).unwrap();
    println!("{s:?}");
    let s: Vec<Filter> = serde_json::from_str(r#"[1, 1.5, "x", true, {"url":"u"}, {"q":1}, [{"source_type":"zz", "a":1.10}], null]"#).unwrap();
    println!("{s:?} {}", serde_json::to_string(&s).unwrap());
    let e = serde_json::from_str::<Vec<Source>>(r#"[{"source_type":"image_url"}]"#).unwrap_err();
    println!("{e}");
    let _: OneOrMany<i64> = serde_json::from_str("[1]").unwrap();
    fn both<T: Debug+Serialize+DeserializeOwned>() {}
    both::<Upload>();
    both::<Upload2>();
}
