//! The front page: what the crate is, how to begin, and what there is.
//!
//! Takes the API; gives Markdown lines, with links for rustdoc and without them for the README. Invariant: both pages say
//! the same, in the same order.

use super::Context;
use super::docs::link;
use crate::names::Ident;

/// Where the page is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// At the root of the crate, where its code is compiled.
    Rustdoc,
    /// On its own.
    Readme,
}

/// What the code of the page calls.
const CALLED: [&str; 3] = ["boards/create", "boards/list_pins", "boards/get"];

const BEGIN: &str = r#"# async fn example() -> pinterest_v5::Result<()> {
use pinterest_v5::types::BoardCreate;
use pinterest_v5::{Client, Environment};

let client = Client::builder()
    .access_token("pina_...")
    .environment(Environment::Sandbox)
    .build()?;

// What an operation requires is an argument, the rest are setters.
let board = client.boards().create(BoardCreate::new("Summer recipes")).await?;

// Lists are streams that fetch page after page.
let mut pins = client.boards().list_pins(&board.id).page_size(100).items();
while let Some(pin) = pins.try_next().await? {
    println!("{pin:?}");
}

// `send` gives the status, the request id and the rate limit beside the body.
let response = client.boards().get(&board.id).send().await?;
println!("{} {:?}", response.status(), response.request_id());
# Ok(())
# }"#;

const HOW: &str = "\
- A group such as `client.boards()` makes requests. A request is a value: it can be cloned, kept and sent from another task.
- `.await` gives the body of the answer, `.send().await` the whole response.
- A list has `.items()`, a stream of its entries, and `.pages()`, a stream of its pages.
- A call that starts work in the background has `.poll()`, which waits for the end.
- A call that takes many items has one for lists of any length, such as `create_all`, which says what became of each.
- There is one error type. It says what Pinterest said, and tells a missing scope from a missing Pin.
- Enums and unions are open: what a later release of the API adds is kept and sent back as it came.";

/// The Cargo features of the client, for its front page and for the repository's.
pub const FEATURES: &str = "\
| feature | default | what it does |
|---|---|---|
| `full` | yes | every group |
| a group's name, such as `boards` | through `full` | the group, with all types that it reaches |
| `rustls` | yes | TLS by rustls, with the cryptography of ring unless the program installs another provider |
| `rustls-no-provider` | no | the same without ring, which needs a C compiler: the program has to install a provider |
| `native-tls` | no | TLS by the platform's library |
| `http2` | yes | HTTP/2: calls at the same time share one connection |
| `loopback` | no | `runtime::Loopback`, which waits for the browser to come back to a program on the user's machine |
| `blocking` | no | `runtime::block_on`, for programs that are not asynchronous |
| `csv` | no | rows of reports and of exported leads in CSV, besides those in JSON |
| `jiff`, `chrono`, `time` | no | `From` and `TryFrom` both ways between `Timestamp`, `Date` and the types of the crate of that name |
| `tracing` | no | a span for each call, and events, with the names of OpenTelemetry |
| `testing` | no | `runtime::testing`, a kit for tests of programs that use the client |
| `serde-full` | no | both halves of serde for every type, not only the half of its direction |";

const NEXT: &str = "\
- [Whole programs](https://github.com/pinterest-v5/pinterest-v5#examples), to run and to copy from.
- Every method has an example, and says its scopes, its rate-limit category and whether the sandbox offers it.";

/// The pages of the guide in the order in which they are read, and how each is called in a sentence.
const PAGES: [(&str, &str); 14] = [
    ("start", "the first call"),
    ("login", "logins"),
    ("lists", "lists"),
    ("errors", "errors"),
    ("retries_and_limits", "retries and limits"),
    ("fleet", "many machines and users"),
    ("bulk", "many things at once"),
    ("reports", "reports"),
    ("media", "images and videos"),
    ("conversions", "conversions"),
    ("sandbox", "the sandbox"),
    ("testing", "tests"),
    ("from_python", "from Python"),
    ("upgrading", "upgrading"),
];

/// The page.
pub(super) fn lines(context: Context<'_>, page: Page) -> Vec<String> {
    let api = context.api;
    let mut lines = vec![format!(
        "A typed client for the Pinterest REST API v5: all {} operations in {} groups, generated from release {} of the \
         API's description.",
        api.operations.len(),
        api.tags.len(),
        api.version,
    )];
    let mut section = |title: &str, text: Vec<String>| {
        lines.extend([String::new(), format!("# {title}"), String::new()]);
        lines.extend(text);
    };
    let install = [
        "```sh",
        "cargo add pinterest-v5",
        "cargo add tokio --features full",
        "```",
    ];
    section("Install", install.map(str::to_owned).to_vec());
    section("Begin", begin(context, page));
    section("How it works", HOW.lines().map(str::to_owned).collect());
    let next = guide(context, page).into_iter();
    let next = next.chain(NEXT.lines().map(str::to_owned));
    section("Where to go next", next.collect());
    section("Features", FEATURES.lines().map(str::to_owned).collect());
    let text = |name: &Ident| match page {
        Page::Rustdoc => link(name.bare(), &format!("api::{name}"), name),
        Page::Readme => format!("`{}`", name.bare()),
    };
    section("Groups", groups(context, text));
    lines
}

/// The line that leads to the guide, if there is one.
fn guide(context: Context<'_>, page: Page) -> Option<String> {
    const ONLINE: &str = "https://docs.rs/pinterest-v5/latest/pinterest_v5/guide";
    let link = |name: &str, text: &str| match page {
        Page::Rustdoc => format!("[{text}](guide::{name})"),
        Page::Readme => format!("[{text}]({ONLINE}/{name}/index.html)"),
    };
    let pages = PAGES.iter();
    let pages = pages.filter(|(name, _)| context.guide.contains_key(*name));
    let pages: Vec<String> = pages.map(|(name, text)| link(name, text)).collect();
    let whole = match page {
        Page::Rustdoc => "[The guide](guide)".to_owned(),
        Page::Readme => format!("[The guide]({ONLINE}/index.html)"),
    };
    (!pages.is_empty()).then(|| format!("- {whole}: {}.", pages.join(", ")))
}

/// A table of all groups; `text` is what represents a group.
pub(super) fn groups(context: Context<'_>, text: impl Fn(&Ident) -> String) -> Vec<String> {
    let rows = context.api.tags.iter().enumerate().map(|(position, tag)| {
        let name = &context.names.group(position).module;
        let operations = context.api.operations.iter();
        let count = operations.filter(|one| one.tag == position).count();
        let docs = tag.docs.as_deref().map(super::docs::rustdoc);
        let docs = docs.and_then(|lines| lines.into_iter().next());
        let docs = docs.unwrap_or_default().replace('|', "\\|");
        format!("| {} | {count} | {docs} |", text(name))
    });
    let head = ["| group | operations | |", "|---|--:|---|"].map(str::to_owned);
    head.into_iter().chain(rows).collect()
}

/// The code, where the API has what it calls.
fn begin(context: Context<'_>, page: Page) -> Vec<String> {
    let has = |id: &str| context.api.operations.iter().any(|one| one.id == id);
    let start = match page {
        Page::Rustdoc => {
            "Start at [`Client`]; the groups are in [`api`], what they send and answer in [`types`]."
        }
        Page::Readme => {
            "Start at `Client`; the groups are in `api`, what they send and answer in `types`."
        }
    };
    let mut lines = vec![start.to_owned()];
    if !CALLED.iter().all(|id| has(id)) {
        return lines;
    }
    let (fence, hides) = match page {
        Page::Rustdoc => ("```no_run", false),
        Page::Readme => ("```rust", true),
    };
    lines.extend([String::new(), fence.to_owned()]);
    let code = BEGIN
        .lines()
        .filter(|line| !(hides && line.starts_with("# ")));
    lines.extend(code.map(str::to_owned));
    lines.push("```".to_owned());
    lines
}
