//! Values of another form, which are converted or absent.

use std::collections::BTreeMap;

use serde_json::json;

use super::{Media, Owner, Pin, Window, page, pin, strict_error};

/// A member, what the Pin has then, and the deviation.
type Converted = (&'static str, fn(&Pin) -> bool, &'static str);

const CONVERTED: [Converted; 16] = [
    (
        r#""count":"12""#,
        |pin| pin.count == Some(12),
        "`items[0].count` should be an integer and is a string",
    ),
    (
        r#""count":3.0"#,
        |pin| pin.count == Some(3),
        "`items[0].count` should be an integer and is a float",
    ),
    (
        r#""count":"3.0""#,
        |pin| pin.count == Some(3),
        "`items[0].count` should be an integer and is a string",
    ),
    (
        r#""rate":"0.25""#,
        |pin| pin.rate == Some(0.25),
        "`items[0].rate` should be a number and is a string",
    ),
    (
        r#""open":"true""#,
        |pin| pin.open == Some(true),
        "`items[0].open` should be a boolean and is a string",
    ),
    (
        r#""open":0"#,
        |pin| pin.open == Some(false),
        "`items[0].open` should be a boolean and is an integer",
    ),
    (
        r#""note":12"#,
        |pin| pin.note.as_deref() == Some("12"),
        "`items[0].note` should be a string and is an integer",
    ),
    (
        r#""note":true"#,
        |pin| pin.note.as_deref() == Some("true"),
        "`items[0].note` should be a string and is a boolean",
    ),
    (
        r#""at":true"#,
        |pin| pin.at.is_some_and(|at| at.unix_seconds().is_none()),
        "`items[0].at` should be a string and is a boolean",
    ),
    (
        r#""window":"7""#,
        |pin| pin.window == Some(Window::Week),
        "`items[0].window` should be an integer and is a string",
    ),
    (
        r#""tags":"a""#,
        |pin| pin.tags == Some(vec!["a".to_owned()]),
        "`items[0].tags` should be a list and is a string",
    ),
    (
        r#""tags":{}"#,
        |pin| pin.tags == Some(vec![]),
        "`items[0].tags` should be a list and is an object",
    ),
    (
        r#""metrics":[]"#,
        |pin| pin.metrics.as_ref().is_some_and(BTreeMap::is_empty),
        "`items[0].metrics` should be an object and is a list",
    ),
    (
        r#""metrics":{"a":"1.5"}"#,
        |pin| {
            pin.metrics
                .as_ref()
                .is_some_and(|map| (map["a"] - 1.5).abs() < f64::EPSILON)
        },
        "`items[0].metrics.a` should be a number and is a string",
    ),
    (
        r#""rows":[[1],["2"]]"#,
        |pin| pin.rows == Some(vec![vec![1], vec![2]]),
        "`items[0].rows[1][0]` should be an integer and is a string",
    ),
    (
        r#""problems":{"name":7}"#,
        |pin| {
            pin.problems
                .as_ref()
                .is_some_and(|all| all.as_slice()[0].name == "7")
        },
        "`items[0].problems.name` should be a string and is an integer",
    ),
];

#[tokio::test]
async fn scalars_of_another_type_are_converted() {
    for (member, is_right, deviation) in CONVERTED {
        let (pin, told) = pin(member).await;
        assert!(is_right(&pin), "{member}: {pin:?}");
        assert_eq!(told, [deviation], "{member}");
        let body = format!(r#"{{"items":[{{"id":"1",{member}}}]}}"#);
        let error = strict_error(body.leak()).await;
        assert!(error.to_string().contains(deviation), "{error}");
    }
}

#[tokio::test]
async fn what_an_optional_member_cannot_be_is_absent() {
    for (member, deviation) in [
        (
            r#""count":"many""#,
            "`items[0].count` should be an integer and is a string",
        ),
        (
            r#""count":1.5"#,
            "`items[0].count` should be an integer and is a float",
        ),
        (
            r#""note":{"a":1}"#,
            "`items[0].note` should be a string and is an object",
        ),
        (
            r#""owner":[]"#,
            "`items[0].owner` should be an object and is a list",
        ),
        (
            r#""owner":{}"#,
            "the required member `items[0].owner.name` is missing",
        ),
        (
            r#""owner":{"name":null}"#,
            "`items[0].owner.name` should be a string and is null",
        ),
    ] {
        let (pin, told) = pin(member).await;
        assert_eq!(
            (pin.count, pin.note, pin.owner),
            (None, None, None),
            "{member}"
        );
        assert_eq!(told, [deviation], "{member}");
    }
}

#[tokio::test]
async fn valid_answers_have_no_deviation_and_unknown_members_are_none() {
    let (pin, told) =
        pin(r#""new":{"a":[1]},"owner":{"name":"a"},"window":7.0,"any":[1,"x"]"#).await;
    assert_eq!(
        pin.owner,
        Some(Owner {
            name: "a".to_owned()
        })
    );
    assert_eq!(pin.any, Some(json!([1, "x"])));
    assert_eq!(told, [""; 0]);
}

#[tokio::test]
async fn beside_a_deviation_everything_is_what_it_was() {
    let rest = r#""rate":1e300,"any":{"b":[1,null,"\u00e9"]},"media":{"type":"group","members":[{"type":"new","x":1},{"type":"video","length":2}]}"#;
    let (valid, _) = pin(rest).await;
    let (odd, told) = pin(&format!(r#""count":"9",{rest}"#)).await;
    assert_eq!(told.len(), 1);
    assert_eq!(Pin { count: None, ..odd }, valid);
}

#[tokio::test]
async fn a_union_keeps_what_it_cannot_read() {
    let (pin, told) =
        pin(r#""media":{"type":"group","members":[{"type":"video","length":"long"}]}"#).await;
    let Some(Media::Group(group)) = pin.media else {
        panic!("no group")
    };
    let Media::Unrecognized(kept) = &group.members[0] else {
        panic!("not kept")
    };
    assert_eq!(kept.as_json(), &json!({"type": "video", "length": "long"}));
    assert_eq!(
        told,
        ["`items[0].media.members[0].length` should be an integer and is a string"]
    );
}

#[tokio::test]
async fn the_bookmark_may_be_a_number_and_the_items_one_or_null() {
    let (first, told) = page(r#"{"items":{"id":"1"},"bookmark":12}"#).await;
    assert_eq!((first.items.len(), first.next_bookmark()), (1, Some("12")));
    assert_eq!(
        told,
        [
            "`items` should be a list and is an object",
            "`bookmark` should be a string and is an integer"
        ]
    );
    let (second, told) = page(r#"{"items":null}"#).await;
    assert_eq!((second.items.len(), told.len()), (0, 1));
}
