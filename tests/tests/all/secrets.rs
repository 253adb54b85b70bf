//! What the description marks as secret is in no text that a type prints of itself.

use std::collections::BTreeSet;

use pinterest_v5::Client;
use pinterest_v5::runtime::{BoxFuture, Decoding, Transport, TransportError};
use pinterest_v5_mock::json_schema::Direction;
use pinterest_v5_mock::synthesis::{Members, Recipe, picks, value};
use pinterest_v5_tests::calls::{cases, printed};
use pinterest_v5_tests::emitted::decoders::DECODERS;
use serde_json::Value;

use crate::support::description;

/// What stands where a secret does, in the emitted samples too.
const SECRET: &str = "s3cret";

/// Names of secrets and of personal data; whatever is called so is marked, in whichever release.
const NAMES: [&str; 25] = [
    "access_token",
    "refresh_token",
    "partner_access_token",
    "partner_refresh_token",
    "cryptographic_key",
    "subscriber_key",
    "password",
    "one_time_passcode",
    "upload_url",
    "policy",
    "em",
    "ph",
    "fn",
    "ln",
    "db",
    "ge",
    "external_id",
    "hashed_maids",
    "client_ip_address",
    "records",
    "email",
    "user_emails",
    "hashed_phone_number",
    "ip_address",
    "maid",
];

#[test]
fn no_answer_prints_what_is_marked() {
    let mut marked = BTreeSet::new();
    for operation in description().operations() {
        let entry = DECODERS.iter().find(|it| it.operation == operation.id);
        let decode = entry.unwrap().decode;
        let schemas = operation.successes.iter();
        for schema in schemas.filter_map(|success| success.schema.as_ref()) {
            for pick in 0..picks(description(), schema) {
                let recipe = Recipe {
                    members: Members::All,
                    direction: Direction::Response,
                    pick,
                };
                let mut body = value(description(), schema, recipe).unwrap();
                let count = marked.len();
                mark(schema, &mut body, &operation.id, &mut marked);
                let body = body.to_string();
                let (outcome, printed) = printed(|| decode(body.as_bytes(), Decoding::Strict));
                outcome.unwrap_or_else(|error| panic!("{}: {error}", operation.id));
                let printed = printed.concat();
                assert!(!printed.contains(SECRET), "{}: {printed}", operation.id);
                assert!(
                    marked.len() == count || printed.contains("[redacted]"),
                    "{}",
                    operation.id
                );
            }
        }
    }
    assert!(marked.len() > 30, "{marked:#?}");
}

/// Keeps the bodies that come.
struct Kept(std::sync::Arc<std::sync::Mutex<Vec<bytes::Bytes>>>);

impl Transport for Kept {
    fn send(
        &self,
        request: http::Request<bytes::Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<bytes::Bytes>, TransportError>> {
        self.0.lock().unwrap().push(request.into_body());
        Box::pin(async { Err(TransportError::connect("nobody is there")) })
    }
}

#[tokio::test]
async fn no_request_prints_what_is_marked() {
    let kept = std::sync::Arc::default();
    let client: Client = Client::builder()
        .access_token("t")
        .conversion_token("t")
        .app_credentials("i", "s")
        .retry(pinterest_v5::runtime::RetryPolicy::none())
        .transport(Kept(std::sync::Arc::clone(&kept)))
        .build()
        .unwrap();
    let mut marked = BTreeSet::new();
    for case in cases().filter(|case| case.name == "full") {
        let (sending, printed) = printed(|| (case.send)(&client));
        let printed = printed.concat();
        assert!(
            !printed.contains(SECRET) && !printed.contains(HASH),
            "{}: {printed}",
            case.operation
        );
        let error = sending.await.unwrap_err();
        let texts = format!("{error} {error:?}");
        assert!(!texts.contains(SECRET), "{}: {texts}", case.operation);

        // What the description marks was taken for a secret when the sample was made.
        let operation = description().operation(case.operation).unwrap();
        let sent: Vec<_> = kept.lock().unwrap().drain(..).collect();
        let Some(body) = &operation.body else {
            continue;
        };
        for bytes in sent {
            let Ok(sent) = serde_json::from_slice::<Value>(&bytes) else {
                continue;
            };
            let mut expected = sent.clone();
            mark(&body.schema, &mut expected, case.operation, &mut marked);
            assert_eq!(sent, expected, "{}", case.operation);
        }
    }
    assert!(marked.len() > 20, "{marked:#?}");
}

#[test]
fn what_is_called_like_a_secret_is_marked() {
    let mut missed = Vec::new();
    let schemas = &description().document()["components"]["schemas"];
    unmarked(schemas, "", &mut missed);
    // The caller's own name for a promotion.
    missed.retain(|place| !place.starts_with("/Promotion"));
    assert!(
        missed.is_empty(),
        "mark these in spec/overlays/corrections.yaml: {missed:#?}"
    );
}

/// What is made up where a hash has to be.
const HASH: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// Names that are marked somewhere and mean nothing by themselves.
const ORDINARY: [&str; 4] = ["code", "country", "partner_id", "token"];

#[tokio::test]
async fn what_is_marked_is_masked_in_texts_of_the_servers_too() {
    let mut names = BTreeSet::new();
    marked_names(description().document(), &mut names);
    assert!(names.len() > 40, "{names:?}");
    for name in names
        .iter()
        .filter(|name| !ORDINARY.contains(&name.as_str()))
    {
        // Of a link the host may be seen.
        let value = if name.ends_with("url") {
            "https://host/hidden"
        } else {
            "hidden"
        };
        let details = serde_json::json!({ name: value });
        let body = serde_json::json!({ "code": 1, "message": "", "details": details });
        let client = Client::builder()
            .access_token("t")
            .transport(Refusing(body.to_string()))
            .build()
            .unwrap();
        let text = client.boards().get("1").await.unwrap_err().to_string();
        assert!(
            text.contains("[redacted]") && !text.contains("hidden"),
            "{name}: {text}"
        );
    }
}

/// Refuses every call with this body.
struct Refusing(String);

impl Transport for Refusing {
    fn send(
        &self,
        _: http::Request<bytes::Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<bytes::Bytes>, TransportError>> {
        let mut answer = http::Response::new(bytes::Bytes::from(self.0.clone()));
        *answer.status_mut() = http::StatusCode::BAD_REQUEST;
        Box::pin(async { Ok(answer) })
    }
}

/// The names of members whose texts are marked.
fn marked_names(node: &Value, names: &mut BTreeSet<String>) {
    if let Some(members) = node["properties"].as_object() {
        for (name, member) in members {
            let mut texts = [member, &member["items"]].into_iter();
            if texts.any(|it| it["format"] == "password") {
                names.insert(name.clone());
            }
        }
    }
    match node {
        Value::Object(members) => members
            .values()
            .for_each(|member| marked_names(member, names)),
        Value::Array(elements) => elements
            .iter()
            .for_each(|element| marked_names(element, names)),
        _ => {}
    }
}

/// The members with such a name whose texts are not marked.
fn unmarked(node: &Value, place: &str, missed: &mut Vec<String>) {
    if let Some(members) = node["properties"].as_object() {
        for (name, member) in members {
            let texts = [member, &member["items"]];
            let mut texts = texts.into_iter().filter(|it| it["type"] == "string");
            if NAMES.contains(&name.as_str()) && texts.any(|it| it["format"] != "password") {
                missed.push(format!("{place}/properties/{name}"));
            }
        }
    }
    match node {
        Value::Object(members) => {
            for (name, member) in members {
                unmarked(member, &format!("{place}/{name}"), missed);
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                unmarked(element, &format!("{place}/{index}"), missed);
            }
        }
        _ => {}
    }
}

/// Replaces each text that the schema marks, and keeps its place.
fn mark(schema: &Value, value: &mut Value, place: &str, marked: &mut BTreeSet<String>) {
    if let Some(target) = schema["$ref"].as_str() {
        let target = description().target(target).unwrap();
        return mark(target, value, place, marked);
    }
    if schema["format"] == "password" && value.is_string() {
        // What takes hashes takes nothing else.
        if value != HASH {
            *value = SECRET.into();
        }
        marked.insert(place.to_owned());
    }
    for keyword in ["allOf", "oneOf", "anyOf"] {
        for part in schema[keyword].as_array().into_iter().flatten() {
            mark(part, value, place, marked);
        }
    }
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let schema = match &schema["properties"][name.as_str()] {
                    Value::Null => &schema["additionalProperties"],
                    schema => schema,
                };
                mark(schema, member, &format!("{place}/{name}"), marked);
            }
        }
        Value::Array(elements) => {
            for element in elements {
                mark(&schema["items"], element, &format!("{place}/*"), marked);
            }
        }
        _ => {}
    }
}
