//! Elements that cannot be read: they do not cost the others, and nobody loses them unawares.

use pinterest_v5_runtime::{Decoding, ErrorKind, Request, RequestOptions, call, object};
use serde_json::json;

use super::{AllPins, LIST, Owner, PinId, list, page, pin, told};
use crate::support::Server;

const ODD: &str = r#"{"items":[{"id":"1"},{"note":"x"},{"id":"3"},7],"bookmark":"b"}"#;

#[tokio::test]
async fn a_page_has_the_good_items_and_says_which_are_missing() {
    let (page, told) = page(ODD).await;
    let ids: Vec<_> = page.items.iter().map(|pin| pin.id.as_str()).collect();
    assert_eq!((ids, page.next_bookmark()), (vec!["1", "3"], Some("b")));
    let missing: Vec<_> = page
        .missing()
        .iter()
        .map(|item| (item.index(), item.json().clone()))
        .collect();
    assert_eq!(missing, [(1, json!({"note": "x"})), (3, json!(7))]);
    assert_eq!(
        told,
        [
            "the required member `items[1].id` is missing",
            "`items[3]` should be an object and is an integer"
        ]
    );
    assert!(
        !format!("{:?}", page.missing()).contains("note"),
        "{page:?}"
    );
}

#[tokio::test]
async fn a_bare_body_fails_unless_it_may_lack_elements() {
    let error = list(ODD).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.path()),
        (ErrorKind::Decode, Some("items[1].id"))
    );
    assert_eq!(error.item_json(), Some(&json!({"note": "x"})));
    assert_eq!(
        error.to_string(),
        "pins/list: an element of a list could not be read: the required member `items[1].id` is missing \
         (status 200, request rid-1)"
    );
    let lenient = RequestOptions::new().decoding(Decoding::Lenient);
    assert_eq!(list(ODD).options(lenient).await.unwrap().items.len(), 2);
    let strict = RequestOptions::new().decoding(Decoding::Strict);
    let error = list(ODD).options(strict).send().await.unwrap_err();
    assert_eq!(error.path(), Some("items[1].id"));
}

#[derive(Clone, Debug, PartialEq)]
struct Board {
    id: PinId,
    name: String,
    owner: Owner,
    tags: Vec<String>,
    pins: i64,
}
object! {
    response Board
    fields {
        id: "id", required;
        name: "name", required;
        owner: "owner", required;
        tags: "tags", required;
        pins: "pins", required;
    }
}

struct GetBoard(Request);
call! { GetBoard => Board }

#[tokio::test]
async fn an_answer_about_one_thing_is_kept_without_a_required_member_that_may_be_empty() {
    let get = |body: &'static str| GetBoard(Server::answering(200, body).request(&LIST));
    let odd = r#"{"id":"1","owner":null,"tags":null,"pins":2}"#;
    let response = get(odd).send().await.unwrap();
    let board = response.body();
    assert_eq!((board.id.as_str(), board.pins), ("1", 2));
    assert_eq!((&*board.name, &*board.owner.name), ("", ""));
    assert!(board.tags.is_empty());
    assert_eq!(
        told(&response),
        [
            "`owner` should be an object and is null",
            "the required member `owner.name` is missing",
            "`tags` should be a list and is null",
            "the required member `name` is missing",
        ]
    );
    // The bare body could not say what it lacks.
    let error = get(odd).await.unwrap_err();
    assert_eq!(error.path(), Some("owner.name"));
    assert!(!error.to_string().contains("element"), "{error}");
    let lenient = || RequestOptions::new().decoding(Decoding::Lenient);
    let board = get(odd).options(lenient()).await.unwrap();
    assert_eq!(board.name, "");

    // No number is empty, and what has none of the members is something else.
    for (odd, path) in [
        (
            r#"{"id":"1","name":"n","owner":{"name":"o"},"tags":[]}"#,
            "pins",
        ),
        (
            r#"{"id":"1","name":"n","owner":{"name":"o"},"tags":[],"pins":null}"#,
            "pins",
        ),
        (r#"{"status":"error"}"#, "id"),
    ] {
        let error = get(odd).options(lenient()).await.unwrap_err();
        assert_eq!(error.path(), Some(path), "{odd}");
    }
}

#[tokio::test]
async fn a_list_that_is_no_page_says_in_the_response_what_it_lacks() {
    let server = Server::answering(200, r#"[{"id":"1"},{"id":null},{"id":3},{"id":{}}]"#);
    let response = AllPins(server.request(&LIST)).send().await.unwrap();
    assert_eq!(response.body().len(), 2);
    let left_out: Vec<_> = response
        .deviations()
        .iter()
        .filter_map(|one| one.json().cloned())
        .collect();
    assert_eq!(left_out, [json!({"id": null}), json!({"id": {}})]);
    assert_eq!(
        told(&response),
        [
            "`[1].id` should be a string and is null",
            "`[3].id` should be a string and is an object"
        ]
    );
    let error = AllPins(server.request(&LIST)).await.unwrap_err();
    assert_eq!(error.path(), Some("[1].id"));
}

#[tokio::test]
async fn lists_and_maps_of_scalars_lose_the_odd_ones_alone() {
    let (pin, told) = pin(
        r#""tags":["a",null,"c"],"rows":[[1,"x",3],{"a":1},[4]],"metrics":{"a":1,"b":null,"c":[]}"#,
    )
    .await;
    assert_eq!(pin.tags, Some(vec!["a".to_owned(), "c".to_owned()]));
    assert_eq!(pin.rows, Some(vec![vec![1, 3], vec![4]]));
    assert_eq!(
        pin.metrics.map(|map| map.into_iter().collect::<Vec<_>>()),
        Some(vec![("a".to_owned(), 1.0)])
    );
    assert_eq!(
        told,
        [
            "`items[0].tags[1]` should be a string and is null",
            "`items[0].rows[0][1]` should be an integer and is a string",
            "`items[0].rows[1]` should be a list and is an object",
            "`items[0].metrics.b` should be a number and is null",
            "`items[0].metrics.c` should be a number and is a list",
        ]
    );
}

#[tokio::test]
async fn a_page_without_its_list_is_not_an_empty_one() {
    let (page, told) = page(r#"{"bookmark":"b"}"#).await;
    assert_eq!(
        (page.items.len(), page.missing().len(), page.next_bookmark()),
        (0, 1, Some("b"))
    );
    assert_eq!(told, ["the required member `items` is missing"]);
    let empty = list("{}").send().await.unwrap().into_body();
    assert_eq!((empty.items.len(), empty.missing().len()), (0, 1));
    list("{}").await.unwrap_err();
    let error = list(r#"{"code":1,"message":"no page at all"}"#)
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.path()),
        (ErrorKind::Decode, Some("items"))
    );
}

#[tokio::test]
async fn many_odd_elements_are_as_well_one_by_one() {
    let items: Vec<_> = (0..5_000)
        .map(|n| {
            if n % 2 == 0 {
                json!({"id": n})
            } else {
                json!(null)
            }
        })
        .collect();
    let (page, told) = page(json!({ "items": items }).to_string()).await;
    assert_eq!(
        (page.items.len(), page.missing().len(), told.len()),
        (2_500, 2_500, 2_500)
    );
    let tags: Vec<_> = (0..5_000)
        .map(|n| if n % 2 == 0 { json!("a") } else { json!([]) })
        .collect();
    let (pin, told) = pin(&format!(r#""tags":{}"#, json!(tags))).await;
    assert_eq!(
        (pin.tags.map(|tags| tags.len()), told.len()),
        (Some(2_500), 2_500)
    );
}
