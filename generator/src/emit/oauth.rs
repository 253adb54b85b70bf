//! `oauth.rs`: the token operation as the runtime asks for it, and the scopes.
//!
//! The operation is found by its path, the grants by their tags, the members by their names on the wire. A description
//! that has less of them gets less: a grant that it cannot express is an error at run time, and without the operation
//! there is no such file.

mod answer;
mod grants;
mod scopes;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use syn::parse_quote;

use super::call::Call;
use super::{Context, features};
use crate::ir::{Operation, Shape, Struct, Type, TypeId, Union, Usage};
use crate::layout::RustFile;

/// The path of the operation that hands out tokens.
const PATH: &str = "/oauth/token";

/// What the head of the module says.
const DOCS: &str = "\
OAuth 2: logins, tokens, and sessions that renew their tokens by themselves.

1. [`OAuth::authorize`] gives the page to send a user to, and a `state` to keep for the way back.
2. [`OAuth::exchange`] checks the `state` of the [`Callback`] and exchanges its code for [`Tokens`]. Save them.
3. [`OAuth::session`] makes a credential of the [`TokenStore`] that holds them, and [`OAuth::client`] a client that
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

/// The file, and the tag whose feature it belongs to.
pub(super) fn file(context: Context<'_>) -> Option<RustFile> {
    let endpoint = Endpoint::find(context)?;
    let grants = grants::arms(context, &endpoint);
    let answer = answer::read(context, &endpoint)?;
    if grants.is_empty() {
        return None;
    }
    let mut file = RustFile::new(DOCS.lines().map(str::to_owned).collect());
    for item in imports() {
        file.push(item);
    }
    let implementation: syn::Item = token_endpoint(context, &endpoint, &grants, &answer);
    file.push(implementation);
    for piece in scopes::pieces(context) {
        file.push(piece);
    }
    Some(file)
}

/// The declaration of the module, if there is one.
pub(super) fn module(context: Context<'_>) -> Option<syn::Item> {
    file(context)?;
    let endpoint = Endpoint::find(context)?;
    let cfg = features::cfg(context, &BTreeSet::from([endpoint.operation.tag]));
    Some(parse_quote! { #cfg pub mod oauth; })
}

/// The operation that hands out tokens, with a body that names its grant.
struct Endpoint<'a> {
    position: usize,
    operation: &'a Operation,
    body: (TypeId, &'a Union),
    answer: (TypeId, &'a Struct),
}

impl<'a> Endpoint<'a> {
    fn find(context: Context<'a>) -> Option<Self> {
        let mut operations = context.api.operations.iter().enumerate();
        let (position, operation) =
            operations.find(|(_, it)| it.path == PATH && it.method == "POST")?;
        // The body is all that a caller has to give.
        if Call::new(context, position, operation).required().count() != 1 {
            return None;
        }
        let body = named(
            context,
            &operation.body.as_ref().filter(|body| body.required)?.usage,
        )?;
        let answer = named(context, operation.success.as_ref()?)?;
        match (&body.1, &answer.1) {
            (Shape::Union(union), Shape::Struct(object)) if union.tag.is_some() => Some(Self {
                position,
                operation,
                body: (body.0, union),
                answer: (answer.0, object),
            }),
            _ => None,
        }
    }
}

fn named<'a>(context: Context<'a>, usage: &Usage) -> Option<(TypeId, &'a Shape)> {
    match usage.ty {
        Type::Named(id) if !usage.nullable => Some((id, &context.api.types[id].shape)),
        _ => None,
    }
}

fn imports() -> [syn::Item; 5] {
    [
        parse_quote! { use std::collections::BTreeSet; },
        parse_quote! { use pinterest_v5_runtime::{Grant, Operation, Result, TokenAnswer, TokenEndpoint}; },
        parse_quote! { use crate::{Client, types}; },
        parse_quote! {
            pub use pinterest_v5_runtime::{
                Authorization, BoxFuture, Callback, Credential, MemoryStore, Session, StoreResult, TokenStore, Tokens,
            };
        },
        parse_quote! {
            #[doc = " OAuth 2 for one app."]
            pub type OAuth = pinterest_v5_runtime::OAuth<Client>;
        },
    ]
}

fn token_endpoint(
    context: Context<'_>,
    endpoint: &Endpoint<'_>,
    grants: &[TokenStream],
    answer: &TokenStream,
) -> syn::Item {
    let group = &context.names.group(endpoint.operation.tag).module;
    let method = &context.names.operation(endpoint.position).method;
    let id = &endpoint.operation.id;
    parse_quote! {
        impl TokenEndpoint for Client {
            fn obtain(self, grant: Grant) -> BoxFuture<'static, Result<TokenAnswer>> {
                let body = match grant {
                    #(#grants)*
                    other => {
                        let error = other.unsupported(#id);
                        return Box::pin(async { Err(error) });
                    }
                };
                let call = self.#group().#method(body);
                Box::pin(async {
                    let answer = call.await?;
                    #answer
                })
            }
        }
    }
}
