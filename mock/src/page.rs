//! The page to look at: what was asked, what is there, the description, and buttons that break things.
//!
//! Invariant: it reads without a script, and shows no credential.

use serde_json::json;

use crate::acts;
use crate::answer::Answer;
use crate::clock::timestamp;
use crate::faults::Fault;
use crate::html::{escape, page};
use crate::judge::Request;
use crate::pinterest::{Exchange, Pinterest};
use crate::state::Thing;
use crate::url::Pairs;

/// Where the page is.
pub(crate) const PATH: &str = "/_mock/";

/// The page, or what one of its buttons does; `origin` is where the browser found it.
pub(crate) fn answer(pinterest: &Pinterest, request: &Request, origin: &str) -> Answer {
    let path = request.target.split('?').next().unwrap_or_default();
    let rest = path.strip_prefix(PATH).unwrap_or_default();
    if request.method == "POST" {
        return press(pinterest, rest, &request.body);
    }
    let content = match rest {
        "" => requests(pinterest),
        "state" => state(pinterest),
        "pins" => pins(pinterest),
        "openapi.json" => return description(pinterest, origin),
        _ => {
            return Answer::empty(404)
                .body("there is no such page")
                .header("content-type", "text/plain");
        }
    };
    let navigation = "<nav><a href=\"/_mock/\">Requests</a><a href=\"/_mock/state\">State</a>\
                      <a href=\"/_mock/pins\">Pins</a><a href=\"/_mock/openapi.json\">Description</a></nav>";
    let text = page("Local Pinterest", &format!("{navigation}{content}"));
    Answer::empty(200)
        .body(text)
        .header("content-type", "text/html; charset=utf-8")
}

/// The description that requests are judged by, with this server as the only one.
fn description(pinterest: &Pinterest, origin: &str) -> Answer {
    let mut document = pinterest.description().document().clone();
    document["servers"] = json!([{ "url": format!("{origin}/v5") }]);
    Answer::json(&document)
}

/// A button was pressed: the browser goes back to the page.
fn press(pinterest: &Pinterest, button: &str, body: &[u8]) -> Answer {
    let form = Pairs::of(body);
    match button {
        "expire" => pinterest.expire_tokens(),
        "exhaust" => pinterest.exhaust(form.value("category")),
        "fail" => {
            let status = form.value("status").parse().unwrap_or(503);
            pinterest.fail_next(Fault::status(
                status,
                i64::from(status),
                "Something went wrong on purpose.",
            ));
        }
        "mend" => pinterest.faults(crate::faults::Faults::clear),
        _ => return Answer::empty(404),
    }
    Answer::empty(303).header("location", PATH)
}

fn requests(pinterest: &Pinterest) -> String {
    let mut categories: Vec<&str> = pinterest
        .description()
        .operations()
        .iter()
        .map(|one| one.category.as_str())
        .collect();
    categories.sort_unstable();
    categories.dedup();
    let options = categories
        .iter()
        .map(|name| ["<option>", &escape(name), "</option>"].concat());
    let options: String = options.collect();
    let rows: String = pinterest.exchanges().iter().rev().map(row).collect();
    format!(
        "<h1>Requests</h1><div class=\"buttons\">\
         <form method=\"post\" action=\"/_mock/expire\"><button>Expire all tokens</button></form>\
         <form method=\"post\" action=\"/_mock/exhaust\"><select name=\"category\" aria-label=\"Category\">{options}</select> \
         <button>Exhaust this quota</button></form>\
         <form method=\"post\" action=\"/_mock/fail\"><input name=\"status\" aria-label=\"Status\" value=\"503\" size=\"4\"> \
         <button>Fail the next call</button></form>\
         <form method=\"post\" action=\"/_mock/mend\"><button>Forget all faults</button></form></div>\
         <table><tr><th class=\"when\">When</th><th>Request</th><th class=\"operation\">Operation</th>\
         <th class=\"answer\">Answer</th><th>Verdict</th></tr>{rows}</table>"
    )
}

fn row(exchange: &Exchange) -> String {
    let findings = exchange.findings.iter().map(|finding| {
        let class = if finding.tolerated {
            ""
        } else {
            " class=\"bad\""
        };
        format!("<li{class}>{}</li>", escape(&finding.to_string()))
    });
    let findings: String = findings.collect();
    let verdict = if findings.is_empty() {
        "<span class=\"good\">as it should be</span>".to_owned()
    } else {
        format!("<ul>{findings}</ul>")
    };
    let class = if exchange.status < 400 { "good" } else { "bad" };
    let when = timestamp(exchange.at);
    format!(
        "<tr><td><time datetime=\"{when}\" title=\"{when}\">{}</time></td><td><code>{} {}</code><details><summary>bodies</summary>{}{}</details></td>\
         <td>{}</td><td class=\"{class}\">{}</td><td>{verdict}</td></tr>",
        when.get(11..19).unwrap_or_default(),
        escape(&exchange.method),
        escape(&exchange.target),
        whole(&exchange.body),
        whole(&exchange.answer),
        escape(exchange.operation.as_deref().unwrap_or("none")),
        exchange.status,
    )
}

/// A text as it is, if there is any.
fn whole(text: &str) -> String {
    match text {
        "" => String::new(),
        text => format!("<pre>{}</pre>", escape(text)),
    }
}

fn state(pinterest: &Pinterest) -> String {
    let tree = pinterest.state(|state| {
        let collections: Vec<String> = state.collections().map(str::to_owned).collect();
        let branch = |collection: &String| {
            let things = state.all(collection).map(|(id, thing)| {
                let value = serde_json::to_string_pretty(&thing.value).unwrap_or_default();
                let names =
                    ["name", "title", "username", "value"].map(|member| text(thing, member));
                let name = names.iter().find(|name| !name.is_empty() && *name != id);
                format!(
                    "<details><summary><code>{}</code> {}</summary><pre>{}</pre></details>",
                    escape(id),
                    escape(name.map_or("", String::as_str)),
                    escape(&value)
                )
            });
            let things: Vec<String> = things.collect();
            format!(
                "<details><summary><b>{}</b> ({})</summary>{}</details>",
                escape(collection),
                things.len(),
                things.concat()
            )
        };
        collections.iter().map(branch).collect::<String>()
    });
    format!("<h1>State</h1>{tree}")
}

fn pins(pinterest: &Pinterest) -> String {
    pinterest.state(|state| {
        let boards = state.all("/boards").map(|(id, board)| {
            let pins = state.all("/pins");
            let pins = pins.filter(|(_, pin)| pin.has("board_id", id));
            let pins: String = pins.map(|(id, pin)| figure(id, pin)).collect();
            let name = escape(&text(board, "name"));
            format!("<h2>{name}</h2><div class=\"grid\">{pins}</div>")
        });
        format!("<h1>Boards and Pins</h1>{}", boards.collect::<String>())
    })
}

fn figure(id: &str, pin: &Thing) -> String {
    let colour = crate::random::mix(0, id) & 0x7f_7f7f | 0x40_4040;
    let title = escape(&text(pin, "title"));
    let media = pin.value.get("media");
    let picture = media.map(|media| acts::address(media, "400x300"));
    // The pictures of made-up Pins are nowhere.
    let picture = picture.filter(|picture| !picture.starts_with("https://example.com/"));
    let picture = picture.map_or_else(String::new, |picture| {
        let place = escape(&picture);
        format!("<image href=\"{place}\" width=\"100%\" height=\"100%\" preserveAspectRatio=\"xMidYMid slice\"/>")
    });
    format!(
        "<figure><svg role=\"img\" aria-label=\"{title}\"><rect width=\"100%\" height=\"100%\" fill=\"#{colour:06x}\"/>\
         {picture}</svg><figcaption>{title}</figcaption></figure>"
    )
}

/// The text of a member.
fn text(thing: &Thing, member: &str) -> String {
    let text = thing.value.get(member).and_then(|value| value.as_str());
    text.unwrap_or_default().to_owned()
}
