//! What `string_enum!`, `integer_enum!` and `id!` expand to.

use pinterest_v5_runtime::{
    Id, ParamValue, UnrecognizedInteger, UnrecognizedValue, id, integer_enum, string_enum,
};
use serde_json::{from_str, to_string};

#[derive(Clone, PartialEq, Hash)]
#[non_exhaustive]
enum Privacy {
    Public,
    Secret,
    Unrecognized(UnrecognizedValue),
}
string_enum! { Privacy { "PUBLIC" => Public, "SECRET" => Secret, } }

#[derive(Clone, Debug, PartialEq, Hash)]
#[non_exhaustive]
enum Window {
    Days0,
    Days30,
    Unrecognized(UnrecognizedInteger),
}
integer_enum! { Window { 0 => Days0, 30 => Days30 } }

#[derive(Clone, Debug, PartialEq, Hash, PartialOrd, Ord)]
struct BoardId(Id);
id! { BoardId }

#[derive(Clone, Debug, PartialEq, Hash, PartialOrd, Ord)]
struct OwnerId(Id);
id! { OwnerId from BoardId }

fn param(value: &dyn ParamValue) -> String {
    let mut out = String::new();
    value.write_to(&mut out);
    out
}

#[test]
fn an_enum_is_compared_with_its_text_and_ordered_by_it() {
    let odd: Privacy = "PROTECTED".parse().unwrap_or_else(|never| match never {});
    assert!(odd == "PROTECTED" && Privacy::Public == *"PUBLIC" && Privacy::Public != "SECRET");
    let owned = "PUBLIC".to_owned();
    assert!(Privacy::Public == owned && Privacy::Public == *owned);
    assert!(matches!(Privacy::from(&&owned), Privacy::Public));
    let mut all = [Privacy::Secret, odd, Privacy::Public];
    all.sort();
    assert_eq!(
        all.map(|one| one.to_string()),
        ["PROTECTED", "PUBLIC", "SECRET"]
    );
    let mut windows = [Window::Days30, Window::from(7), Window::Days0];
    windows.sort();
    assert_eq!(windows.map(|one| one.as_i64()), [0, 7, 30]);
    assert!(Window::Days30 == 30);
}

#[test]
fn known_strings_have_names() {
    assert_eq!(from_str::<Privacy>(r#""SECRET""#).unwrap(), Privacy::Secret);
    assert_eq!(Privacy::VALUES, [Privacy::Public, Privacy::Secret]);
    assert_eq!(Privacy::from("PUBLIC".to_owned()), Privacy::Public);
    assert_eq!(Privacy::Public.to_string(), "PUBLIC");
    assert_eq!(format!("{:?}", Privacy::VALUES), "[Public, Secret]");
}

#[test]
fn unknown_strings_are_kept_and_sent_again() {
    let new: Privacy = from_str(r#""Sm\u00f8r""#).unwrap();
    assert!(matches!(&new, Privacy::Unrecognized(text) if text.as_str() == "Smør"));
    assert_eq!(to_string(&new).unwrap(), r#""Smør""#);
    assert_eq!(param(&new), "Smør");
    assert_eq!(format!("{new:?}"), "Unrecognized(\"Smør\")");
    assert!(from_str::<Privacy>("1").is_err());
}

#[test]
fn integers_are_read_also_as_integral_floats() {
    assert_eq!(from_str::<Window>("30").unwrap(), Window::Days30);
    assert_eq!(from_str::<Window>("30.0").unwrap(), Window::Days30);
    let new: Window = from_str("-7").unwrap();
    assert_eq!((new.as_i64(), param(&new).as_str()), (-7, "-7"));
    assert_eq!(to_string(&new).unwrap(), "-7");
    for wrong in ["30.5", "\"30\"", "1e300", "18446744073709551615"] {
        assert!(from_str::<Window>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn an_id_is_its_text_and_keeps_its_json_form() {
    let text: BoardId = from_str(r#""549755885175""#).unwrap();
    let number: BoardId = from_str("549755885175").unwrap();
    assert_eq!(text, number);
    assert_eq!(
        to_string(&[text, number]).unwrap(),
        r#"["549755885175",549755885175]"#
    );
    assert_eq!(to_string(&from_str::<Id>("-5").unwrap()).unwrap(), "-5");
    assert!(from_str::<BoardId>("null").is_err());
}

#[test]
fn an_id_converts_from_what_users_hold() {
    let id = BoardId::new("7");
    let owned = "7".to_owned();
    for same in [
        BoardId::from("7"),
        BoardId::from(&owned),
        BoardId::from(owned.clone()),
        BoardId::from(&id),
        BoardId::from(7),
    ] {
        assert_eq!(same, id);
        assert_eq!(to_string(&same).unwrap(), r#""7""#);
    }
    assert_eq!("7".parse::<BoardId>(), Ok(id.clone()));
    assert_eq!(
        (id.as_ref(), id.to_string().as_str(), param(&id).as_str()),
        ("7", "7", "7")
    );
    assert_eq!(String::from(id), "7");
}

#[test]
fn an_id_is_compared_with_text() {
    let id = BoardId::new("7");
    let owned = "7".to_owned();
    assert!(
        [id == "7", id == *"7", id == owned, id != "8"]
            .iter()
            .all(|same| *same)
    );
    assert_eq!("7", id);
    assert_eq!(owned, id);
    assert!(BoardId::new("10") < BoardId::new("7"), "by their texts");
    let names = std::collections::HashMap::from([(id.clone(), "soups")]);
    assert_eq!(
        (names.get("7"), names.get(&id)),
        (Some(&"soups"), Some(&"soups"))
    );
    let sorted = std::collections::BTreeSet::from([id]);
    assert!(sorted.contains("7"));
}

#[test]
fn an_id_that_several_kinds_share_is_made_from_each() {
    let board: BoardId = from_str("7").unwrap();
    let owner = OwnerId::from(&board);
    assert_eq!(
        (owner.as_str(), to_string(&owner).unwrap()),
        ("7", "7".to_owned())
    );
    assert_eq!(OwnerId::from(board), OwnerId::from("7"));
}
