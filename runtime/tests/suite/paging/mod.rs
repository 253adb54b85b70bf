//! Lists that come in pages, as streams.

mod flow;
mod order;
mod persistence;

use http::Request as Wire;
use pinterest_v5_runtime::{Items, Page, Request};
use serde_json::json;

use crate::script::{LIST, Scripted};

#[derive(Clone, Debug)]
struct ListPins(Request);

pinterest_v5_runtime::call! { ListPins => Page<i64> }
pinterest_v5_runtime::pages! { ListPins => i64 }

/// Page `n` has the items `10n` and `10n + 1` and the bookmark `b{n+1}`, up to the last of `pages`.
fn page(wire: &Wire<bytes::Bytes>, pages: usize) -> (u16, String) {
    let query = wire.uri().query().unwrap_or_default();
    let number = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("bookmark=b"));
    let number: usize = number.map_or(0, |text| text.parse().unwrap());
    let bookmark = (number + 1 < pages).then(|| format!("b{}", number + 1));
    let page = json!({"items": [10 * number, 10 * number + 1], "bookmark": bookmark});
    (200, page.to_string())
}

fn pages(count: usize) -> Scripted {
    Scripted::new(move |_, wire| Ok(page(wire, count)))
}

/// Answers with these bodies, one after the other.
fn bodies(bodies: &'static [&'static str]) -> Scripted {
    Scripted::new(|before, _| Ok((200, bodies[before].to_owned())))
}

fn list(server: &Scripted) -> ListPins {
    ListPins(server.request(&LIST))
}

async fn rest(mut items: Items<i64>) -> Vec<i64> {
    let mut all = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        all.push(item);
    }
    assert!(
        items.try_next().await.unwrap().is_none(),
        "the end is the end"
    );
    all
}
