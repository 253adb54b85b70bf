//! Which directions of serde a type has.

use pinterest_v5_runtime::{UnrecognizedVariant, object, tagged_union};
use serde::Serialize;
use serde::de::DeserializeOwned;

struct Sent {
    id: i64,
}
object! { request Sent fields { id: "id", required; } }

struct Received {
    id: i64,
}
object! { response Received fields { id: "id", required; } }

enum SentUnion {
    Sent(Sent),
    Unrecognized(UnrecognizedVariant),
}
tagged_union! { request SentUnion tag "kind" { "sent" => Sent } }

enum ReceivedUnion {
    Received(Received),
    Unrecognized(UnrecognizedVariant),
}
tagged_union! { response ReceivedUnion tag "kind" { "received" => Received } }

fn written(_: &impl Serialize) -> bool {
    true
}

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_type_has_the_direction_that_it_travels() {
    assert!(written(&Sent { id: 1 }) && written(&SentUnion::Sent(Sent { id: 1 })));
    assert_eq!(read::<Received>(r#"{"id":1}"#).id, 1);
    let union = read::<ReceivedUnion>(r#"{"kind":"received","id":2}"#);
    assert!(matches!(union, ReceivedUnion::Received(received) if received.id == 2));
    let ReceivedUnion::Unrecognized(raw) = read("1") else {
        panic!("a number has no tag")
    };
    assert!(written(&SentUnion::Unrecognized(raw)));
}

#[cfg(feature = "serde-full")]
#[test]
fn a_feature_gives_every_type_both() {
    assert!(written(&Received { id: 1 }));
    assert!(written(&ReceivedUnion::Received(Received { id: 1 })));
    assert_eq!(read::<Sent>(r#"{"id":1}"#).id, 1);
    let union = read::<SentUnion>(r#"{"kind":"new"}"#);
    assert!(matches!(union, SentUnion::Unrecognized(_)));
}
