//! The comparison sees what is lost and lets pass what is not.

use pinterest_v5_mock::description::Description;
use pinterest_v5_tests::compare::compare;
use serde_json::{Value, json};

/// A response with a member of every kind that the rules speak of.
fn description() -> Description {
    let schema = |properties: Value| json!({ "type": "object", "properties": properties });
    let document = json!({
        "paths": {},
        "components": { "schemas": {
            "Base": schema(json!({ "id": { "type": "string" } })),
            "Image": schema(json!({ "kind": { "type": "string" }, "url": { "type": "string" } })),
            "Video": schema(json!({ "kind": { "type": "string" }, "length": { "type": "number" } })),
            "Thing": {
                "allOf": [{ "$ref": "#/components/schemas/Base" }],
                "properties": {
                    "count": { "type": "integer" },
                    "list": { "items": { "$ref": "#/components/schemas/Base" } },
                    "row": { "type": "object", "additionalProperties": true },
                    "map": { "type": "object", "additionalProperties": { "type": "number" } },
                    "free": { "type": "object" },
                    "any": { "nullable": true },
                    "closed": { "type": "object", "additionalProperties": false },
                    "media": {
                        "oneOf": [
                            { "$ref": "#/components/schemas/Image" },
                            { "$ref": "#/components/schemas/Video" },
                        ],
                        "discriminator": { "propertyName": "kind", "mapping": {
                            "image": "#/components/schemas/Image",
                            "video": "#/components/schemas/Video",
                        } },
                    },
                    "data": { "anyOf": [
                        { "type": "array", "items": { "$ref": "#/components/schemas/Base" } },
                        { "$ref": "#/components/schemas/Base" },
                    ] },
                },
            },
        } },
    });
    Description::new(document).expect("a description")
}

/// What is said of a round trip: the differences, then the unknown members in brackets.
fn said(sent: &Value, back: &Value) -> String {
    let schema = json!({ "$ref": "#/components/schemas/Thing" });
    let comparison = compare(&description(), &schema, sent, back);
    let differences = comparison.differences.iter().map(ToString::to_string);
    let unknown = comparison.unknown.iter().map(|path| format!("[{path}]"));
    differences.chain(unknown).collect::<Vec<_>>().join(" ")
}

#[test]
fn equal_values_pass() {
    for (sent, back) in [
        (
            json!({ "id": "1", "count": 1 }),
            json!({ "count": 1.0, "id": "1" }),
        ),
        (
            json!({ "id": null, "free": { "a": null } }),
            json!({ "free": {} }),
        ),
        (json!({ "count": 2 }), json!({ "id": null, "count": 2 })),
        (
            json!({ "id": 2_680_077_392_902_i64 }),
            json!({ "id": "2680077392902" }),
        ),
        (json!({ "count": "7" }), json!({ "count": 7 })),
        (json!({ "count": 2 }), json!({ "list": [], "count": 2 })),
        (json!({ "list": null }), json!({ "list": [] })),
        (json!({ "map": { "a": 1 } }), json!({ "map": { "a": 1.0 } })),
        (json!({ "map": null }), json!({ "map": {} })),
        (json!({ "count": 2 }), json!({ "map": {}, "count": 2 })),
    ] {
        assert_eq!(said(&sent, &back), "", "{sent} {back}");
    }
}

#[test]
fn declared_members_must_stay() {
    for (sent, back, expected) in [
        (json!({ "id": "1" }), json!({}), "id: lost"),
        (
            json!({ "list": [{ "id": "1" }] }),
            json!({ "list": [{}] }),
            "list[0].id: lost",
        ),
        (
            json!({ "list": [{}, {}] }),
            json!({ "list": [{}] }),
            "list[1]: lost",
        ),
        (json!({ "list": [] }), json!({}), "list: lost"),
        (
            json!({ "row": { "SPEND": 1 } }),
            json!({ "row": {} }),
            "row.SPEND: lost",
        ),
        (
            json!({ "map": { "a": 1 } }),
            json!({ "map": {} }),
            "map.a: lost",
        ),
        (
            json!({ "free": { "a": [1] } }),
            json!({ "free": { "a": [] } }),
            "free.a[0]: lost",
        ),
        (
            json!({ "any": { "a": 1 } }),
            json!({ "any": {} }),
            "any.a: lost",
        ),
        (
            json!({ "data": [{ "id": "1" }] }),
            json!({ "data": [{}] }),
            "data[0].id: lost",
        ),
        (
            json!({ "data": { "id": "1" } }),
            json!({ "data": {} }),
            "data.id: lost",
        ),
        (
            json!({ "media": { "kind": "video", "length": 2 } }),
            json!({ "media": { "kind": "video" } }),
            "media.length: lost",
        ),
        (
            json!({ "media": { "kind": "hologram", "depth": 3 } }),
            json!({ "media": { "kind": "hologram" } }),
            "media.depth: lost",
        ),
    ] {
        assert_eq!(said(&sent, &back), expected);
    }
}

#[test]
fn values_must_stay_what_they_are() {
    for (sent, back, expected) in [
        (
            json!({ "count": 1 }),
            json!({ "count": 2 }),
            "count: 1 became 2",
        ),
        (
            json!({ "count": 1 }),
            json!({ "count": "1" }),
            r#"count: 1 became "1""#,
        ),
        (
            json!({ "any": 1 }),
            json!({ "any": "1" }),
            r#"any: 1 became "1""#,
        ),
        (
            json!({ "data": {} }),
            json!({ "data": [{}] }),
            "data: {} became [{}]",
        ),
        (json!({}), json!({ "count": 0 }), "count: 0 did not come"),
        (
            json!({}),
            json!({ "map": { "a": 1 } }),
            r#"map: {"a":1} did not come"#,
        ),
        (
            json!({ "list": null }),
            json!({ "list": [{}] }),
            "list: [{}] did not come",
        ),
        (
            json!({ "id": null }),
            json!({ "id": "" }),
            r#"id: "" did not come"#,
        ),
        (
            json!({ "list": [] }),
            json!({ "list": [{}] }),
            "list[0]: {} did not come",
        ),
    ] {
        assert_eq!(said(&sent, &back), expected);
    }
}

#[test]
fn undeclared_members_are_listed() {
    for (sent, expected) in [
        (json!({ "new": 1 }), "[new]"),
        (json!({ "list": [{ "new": { "a": 1 } }] }), "[list[0].new]"),
        (json!({ "closed": { "new": 1 } }), "[closed.new]"),
        (
            json!({ "media": { "kind": "image", "length": 2 } }),
            "[media.length]",
        ),
    ] {
        let mut back = sent.clone();
        for pointer in ["", "/list/0", "/closed", "/media"] {
            if let Some(Value::Object(members)) = back.pointer_mut(pointer) {
                members.retain(|name, _| !["new", "length"].contains(&name.as_str()));
            }
        }
        assert_eq!(said(&sent, &back), expected);
    }
}
