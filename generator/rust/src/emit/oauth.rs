//! `oauth.rs`: which operation hands out tokens, and the scopes.
//!
//! What is asked for and how answers are read is the runtime's.

mod scopes;

use std::collections::BTreeSet;

use syn::parse_quote;

use super::{Context, features};
use crate::layout::RustFile;
use model::ir::Operation;

/// What the head of the module says.
const DOCS: &str = "\
OAuth 2: logins, tokens, and sessions that renew their tokens by themselves.

1. [`OAuth::authorize`] gives the page to send a user to, and a `state` to keep for the way back.
2. [`OAuth::exchange`] checks the `state` of the [`Callback`] and exchanges its code for [`Tokens`]. Save them.
3. [`OAuth::session`] makes a credential of the [`TokenStore`] that holds them, and [`OAuth::client`] a client that \
acts with it. It renews the token before it ends, and saves the new tokens before it uses them.

```no_run
use pinterest_v5::oauth::{Callback, MemoryStore, OAuth, Scope};
# async fn example(query: &str) -> pinterest_v5::Result<()> {
let app = pinterest_v5::Client::builder().app_credentials(\"id\", \"secret\").build()?;
let oauth = OAuth::new(&app).redirect_uri(\"https://example.com/callback\");

let login = oauth.authorize([Scope::from(\"boards:read\")])?;
println!(\"{} {}\", login.url(), login.state().expose());

let tokens = oauth.exchange(Callback::from_query(query), login.state().expose()).await?;
let client = oauth.client(oauth.session(MemoryStore::new(tokens)))?;
# Ok(())
# }
```";

/// The file, if the description has the operation.
pub(super) fn file(context: Context<'_>) -> Option<RustFile> {
    let (position, operation) = endpoint(context)?;
    let group = &context.names.group(operation.tag).module;
    let request = &context.names.operation(position).request;
    let mut file = RustFile::new(DOCS.lines().map(str::to_owned).collect());
    for item in imports() {
        file.push(item);
    }
    let endpoint: syn::Item = parse_quote! {
        impl TokenEndpoint for Client {
            const OPERATION: &'static Operation = crate::api::#group::#request::OPERATION;
        }
    };
    file.push(endpoint);
    for piece in scopes::pieces(context) {
        file.push(piece);
    }
    Some(file)
}

/// The declaration of the module, if there is one.
pub(super) fn module(context: Context<'_>) -> Option<syn::Item> {
    let (_, operation) = endpoint(context)?;
    let cfg = features::cfg(context, &BTreeSet::from([operation.tag]));
    Some(parse_quote! { #cfg pub mod oauth; })
}

/// The operation that hands out tokens, with its position.
fn endpoint(context: Context<'_>) -> Option<(usize, &Operation)> {
    let position = context.api.token_endpoint?;
    Some((position, &context.api.operations[position]))
}

fn imports() -> [syn::Item; 6] {
    [
        parse_quote! { use std::collections::BTreeSet; },
        parse_quote! { use pinterest_v5_runtime::{Operation, TokenEndpoint, UnrecognizedValue, string_enum}; },
        parse_quote! { use crate::Client; },
        parse_quote! {
            pub use pinterest_v5_runtime::{
                Authorization, BoxFuture, Callback, Credential, MemoryStore, Session, StoreError, StoreResult, StoredTokens, TokenStore,
                Tokens,
            };
        },
        parse_quote! {
            #[cfg(not(target_family = "wasm"))]
            pub use pinterest_v5_runtime::FileStore;
        },
        parse_quote! {
            #[doc = " OAuth 2 for one app."]
            pub type OAuth = pinterest_v5_runtime::OAuth<Client>;
        },
    ]
}
