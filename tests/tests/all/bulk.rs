//! Lists of any length, sent by the typed client.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use pinterest_v5::runtime::{BoxFuture, Transport, TransportError};
use pinterest_v5::types::{
    ConversionActionSource, ConversionCustomData, ConversionEvent, ConversionEventName,
    ConversionEventsCreate, ConversionUserData,
};
use pinterest_v5::{Client, Timestamp};
use serde_json::{Value, json};

/// Processes every event, and keeps how many events came in each call.
#[derive(Clone, Default)]
struct Processing(Arc<Mutex<Vec<usize>>>);

impl Transport for Processing {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let body: Value = serde_json::from_slice(request.body()).unwrap();
        let count = body["data"].as_array().unwrap().len();
        self.0.lock().unwrap().push(count);
        let events = vec![json!({ "status": "processed" }); count];
        let answer = json!({
            "events": events, "num_events_processed": count, "num_events_received": count,
        });
        let answer = http::Response::new(Bytes::from(answer.to_string()));
        Box::pin(async { Ok(answer) })
    }
}

fn event(order: usize) -> ConversionEvent {
    let user = match order {
        // A phone number alone identifies nobody to the API.
        3 => ConversionUserData::new().phone("+49 30 123456"),
        _ => ConversionUserData::new().email("jane@example.com"),
    };
    let (name, source) = (ConversionEventName::Checkout, ConversionActionSource::Web);
    let time = Timestamp::from_unix_seconds(1_768_472_430);
    let event = ConversionEvent::new(format!("order-{order}"), name, source, time, user);
    match order {
        1_100 => event.custom_data(ConversionCustomData::new().value("72,39 €")),
        _ => event,
    }
}

#[tokio::test]
async fn an_event_that_our_checks_refuse_costs_no_other() {
    let server = Processing::default();
    let client = Client::builder()
        .access_token("pina_AMA5")
        .transport(server.clone())
        .build()
        .unwrap();
    let events: Vec<ConversionEvent> = (0..1_200).map(event).collect();
    let body = ConversionEventsCreate::new(events.clone());
    let bulk = client
        .conversion_events()
        .send_all("7", body)
        .await
        .unwrap();
    let mut sent = server.0.lock().unwrap().clone();
    sent.sort_unstable();
    assert_eq!(sent, [199, 999]);
    assert_eq!(bulk.succeeded().count(), 1_198);
    let failed: Vec<ConversionEvent> = bulk.failed_of(events).collect();
    assert_eq!(failed, [event(3), event(1_100)]);
    let paths = bulk
        .failed()
        .flat_map(|one| one.error().unwrap().violations());
    let paths: Vec<&str> = paths.map(|one| one.path.as_str()).collect();
    assert_eq!(paths, ["data[3].user_data", "data[1100].custom_data.value"]);
}
