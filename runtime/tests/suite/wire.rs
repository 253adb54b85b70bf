//! The bytes that a call puts on the wire.

use crate::support::{Server, send};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use pinterest_v5_runtime::{
    AuthScheme, Date, ErrorKind, ListStyle, Method, Operation, ParamValue, Request,
};
use serde_json::json;

static GET: Operation = Operation::new(
    "pins/get",
    Method::Get,
    "/boards/{board_id}/pins/{pin_id}",
    "pins",
)
.with_auth(&[AuthScheme::OAuth]);
static LIST: Operation = Operation::new("pins/list", Method::Get, "/pins", "pins")
    .with_auth(&[AuthScheme::OAuth, AuthScheme::ClientCredentials]);
static CREATE: Operation =
    Operation::new("pins/create", Method::Post, "/pins", "pins").with_auth(&[AuthScheme::OAuth]);
static TOKEN: Operation = Operation::new("oauth/token", Method::Post, "/oauth/token", "oauth")
    .with_auth(&[AuthScheme::Basic]);
static EVENTS: Operation = Operation::new("events/create", Method::Post, "/events", "events")
    .with_auth(&[AuthScheme::OAuth, AuthScheme::ConversionToken]);
static OPEN: Operation = Operation::new("open", Method::Get, "/open", "open");

/// The target of the call that `fill` makes of `operation`, below the base URL's path.
async fn target(operation: &'static Operation, fill: impl FnOnce(&mut Request)) -> String {
    let server = Server::answering(200, "{}");
    let mut request = server.request(operation);
    fill(&mut request);
    send(request).await.unwrap();
    let uri = server.only().uri().to_string();
    uri.strip_prefix("https://api.pinterest.com/v5")
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn parameters_travel_in_headers_and_cookies() {
    let server = Server::answering(200, "{}");
    let mut request = server.request(&LIST);
    request.header("X-Trace", &"first");
    request.header("X-Trace", &"second");
    request.cookie("session", &"a;b");
    request.cookie("theme", &1_i64);
    request.cookie("session", &"c d");
    send(request).await.unwrap();
    let sent = server.only();
    assert_eq!(sent.headers()["x-trace"], "second");
    assert_eq!(sent.headers().get_all("x-trace").iter().count(), 1);
    assert_eq!(sent.headers()["cookie"], "theme=1; session=c%20d");
}

#[tokio::test]
async fn what_no_header_can_hold_is_refused_before_sending() {
    let server = Server::answering(200, "{}");
    let mut request = server.request(&LIST);
    request.header("X-Trace", &"one\r\nX-Other: two");
    let error = send(request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert!(error.to_string().contains("X-Trace"));
}

#[tokio::test]
async fn path_segments_are_encoded_one_by_one() {
    let target = target(&GET, |call| {
        call.path("pin_id", &"a/b?c#d%2e é+~".to_owned());
        call.path("board_id", &"...".to_owned());
    });
    assert_eq!(
        target.await,
        "/boards/.../pins/a%2Fb%3Fc%23d%252e%20%C3%A9%2B~"
    );
}

#[tokio::test]
async fn segments_that_address_something_else_are_refused_before_sending() {
    let server = Server::answering(200, "{}");
    for (value, word) in [("", "empty"), (".", "dot"), ("..", "dot")] {
        let mut request = server.request(&GET);
        request.path("board_id", &value);
        request.path("pin_id", &1_i64);
        let error = send(request).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(
            error.to_string().contains("`board_id`") && error.to_string().contains(word),
            "{error}"
        );
    }
    let error = send(server.request(&GET)).await.unwrap_err();
    assert!(
        error.to_string().contains("`board_id` is not set"),
        "{error}"
    );
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn query_values_are_encoded_and_a_name_set_again_is_replaced() {
    let target = target(&LIST, |call| {
        call.query("bookmark", &"old".to_owned());
        call.query("page_size", &25_u32);
        call.query("bookmark", &"Pz8+/= &,é".to_owned());
        call.query("ratio", &1.5);
        call.query("on", &true);
        call.query("day", &Date::new(2026, 1, 2).unwrap());
    });
    assert_eq!(
        target.await,
        "/pins?bookmark=Pz8%2B%2F%3D%20%26%2C%C3%A9&page_size=25&ratio=1.5&on=true&day=2026-01-02"
    );
}

#[tokio::test]
async fn lists_are_repeated_or_joined_and_empty_ones_not_sent() {
    let target = target(&LIST, |call| {
        call.query_list("ids", ListStyle::Repeated, [1_i64, 2]);
        call.query_list("columns", ListStyle::Comma, ["A", "B,C", "D+E"]);
        call.query_list("none", ListStyle::Comma, Vec::<String>::new());
        call.query_list("nil", ListStyle::Repeated, Vec::<&dyn ParamValue>::new());
        call.skip_checks();
        call.query("last", &"x".to_owned());
    });
    assert_eq!(
        target.await,
        "/pins?ids=1&ids=2&columns=A,B%2CC,D%2BE&last=x"
    );
}

#[tokio::test]
async fn objects_in_queries_are_nested_in_brackets() {
    let target = target(&LIST, |call| {
        let value = json!({"catalog_type": "RETAIL", "report": {"id": 5, "kinds": ["a", "b"], "none": null}});
        call.query_object("parameters", &value);
    });
    let decoded = target.await.replace("%5B", "[").replace("%5D", "]");
    assert_eq!(
        decoded,
        "/pins?parameters[catalog_type]=RETAIL&parameters[report][id]=5&parameters[report][kinds]=a%2Cb"
    );
}

#[tokio::test]
async fn objects_in_paths_are_joined_by_commas() {
    let target = target(&GET, |call| {
        call.path_object("board_id", &json!({"a": 1, "b": "x,y"}));
        call.path("pin_id", &1_i64);
    });
    assert_eq!(target.await, "/boards/a,1,b,x%2Cy/pins/1");
}

#[tokio::test]
async fn a_json_body_says_what_it_is() {
    let server = Server::answering(201, "{}");
    let mut request = server.request(&CREATE);
    request.json(&json!({"title": "é"}));
    send(request).await.unwrap();
    let sent = server.only();
    assert_eq!(
        (sent.method(), &sent.body()[..]),
        (&http::Method::POST, r#"{"title":"é"}"#.as_bytes())
    );
    assert_eq!(sent.headers()[CONTENT_TYPE], "application/json");
}

#[tokio::test]
async fn a_form_is_encoded_and_goes_with_basic_credentials() {
    let server = Server::answering(200, "{}");
    let core = server
        .builder()
        .app_credentials("id", "s:cret")
        .build()
        .unwrap();
    let mut request = Request::new(&core, &TOKEN);
    request.form(&json!({"code": "a+b c", "scope": ["ads:read", "pins:read"], "continuous_refresh": true, "none": null}));
    send(request).await.unwrap();
    let sent = server.only();
    // The order is that of the map that holds the members, which a feature of serde_json decides.
    let mut members: Vec<&[u8]> = sent.body().split(|byte| *byte == b'&').collect();
    members.sort_unstable();
    assert_eq!(
        members.join(&b'&'),
        b"code=a%2Bb%20c&continuous_refresh=true&scope=ads%3Aread%2Cpins%3Aread"
    );
    assert_eq!(
        sent.headers()[CONTENT_TYPE],
        "application/x-www-form-urlencoded"
    );
    // id:s%3Acret, for both halves are encoded before they are joined.
    assert_eq!(sent.headers()[AUTHORIZATION], "Basic aWQ6cyUzQWNyZXQ=");
}

type Fill = fn(&mut Request);

#[tokio::test]
async fn what_cannot_be_written_is_refused_before_sending() {
    let server = Server::answering(200, "{}");
    let fills: [(Fill, &str); 4] = [
        (|call| call.form(&json!({"a": {"b": 1}})), "`a`"),
        (|call| call.form(&json!([1])), "not an object"),
        (|call| call.query_object("q", &1), "`q` is not an object"),
        (
            |call| call.json(&std::collections::HashMap::from([((1, 2), 3)])),
            "JSON",
        ),
    ];
    for (fill, words) in fills {
        let mut request = server.request(&CREATE);
        fill(&mut request);
        let error = send(request).await.unwrap_err();
        assert!(
            error.kind() == ErrorKind::Request && error.to_string().contains(words),
            "{error}"
        );
    }
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn no_header_is_sent_that_nobody_asked_for() {
    let server = Server::answering(200, "{}");
    let core = server
        .builder()
        .user_agent("mine/1")
        .header("x-extra", "1")
        .build()
        .unwrap();
    send(Request::new(&core, &LIST)).await.unwrap();
    let sent = server.only();
    let headers = sent.headers();
    assert_eq!(headers.len(), 4);
    assert_eq!(headers[ACCEPT], "application/json");
    assert_eq!(
        (&headers[USER_AGENT], &headers["x-extra"]),
        (&"mine/1".parse().unwrap(), &"1".parse().unwrap())
    );
    assert_eq!(headers[AUTHORIZATION], "Bearer pina_token");
    assert!(headers[AUTHORIZATION].is_sensitive());
}

#[tokio::test]
async fn a_call_carries_the_one_credential_that_its_operation_takes() {
    for (operation, conversion, expected) in [
        (&EVENTS, Some("conv"), Some("Bearer conv")),
        (&EVENTS, None, Some("Bearer pina_token")),
        (&LIST, Some("conv"), Some("Bearer pina_token")),
        (&OPEN, Some("conv"), None),
    ] {
        let server = Server::answering(200, "{}");
        let mut builder = server.builder().app_credentials("id", "secret");
        if let Some(token) = conversion {
            builder = builder.conversion_token(token);
        }
        send(Request::new(&builder.build().unwrap(), operation))
            .await
            .unwrap();
        let sent = server.only();
        let values: Vec<_> = sent.headers().get_all(AUTHORIZATION).iter().collect();
        assert_eq!(
            values,
            expected.into_iter().collect::<Vec<_>>(),
            "{}",
            operation.id
        );
    }
}

#[tokio::test]
async fn a_missing_credential_is_reported_before_sending_with_the_way_to_give_it() {
    let server = Server::answering(200, "{}");
    let bare = pinterest_v5_runtime::ClientBuilder::<pinterest_v5_runtime::Core>::new();
    let core = bare.transport(server.clone()).build().unwrap();
    for (operation, words) in [
        (&LIST, ["access_token", "PINTEREST_ACCESS_TOKEN"]),
        (&TOKEN, ["app_credentials", "PINTEREST_CLIENT_SECRET"]),
        (&EVENTS, ["conversion_token", "PINTEREST_ACCESS_TOKEN"]),
    ] {
        let error = send(Request::new(&core, operation)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential);
        let text = error.to_string();
        assert!(words.iter().all(|word| text.contains(word)), "{text}");
    }
    assert_eq!(server.count(), 0);
}

#[test]
fn a_request_shows_names_and_no_values() {
    let server = Server::answering(200, "{}");
    let mut request = server.request(&GET);
    request.path("pin_id", &"path-value");
    request.query("bookmark", &"query-value");
    request.json(&json!({"a": "body-value"}));
    let text = format!("{request:?} {:?}", server.core());
    assert!(
        text.contains("pins/get") && text.contains("bookmark"),
        "{text}"
    );
    assert!(!text.contains("value") && !text.contains("pina_"), "{text}");
}
