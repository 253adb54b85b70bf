//! The crate's root, its client and its table of operations.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::{Context, api, docs, features, front, guide, oauth};
use crate::layout::RustFile;

/// `lib.rs`.
pub(super) fn library(context: Context<'_>) -> RustFile {
    let mut file = RustFile::new(front::lines(context, front::Page::Rustdoc));
    // Badges of features, which only docs.rs can make.
    file.attributes = vec!["#![cfg_attr(docsrs, feature(doc_cfg))]"];
    let items: [syn::Item; 10] = [
        parse_quote! { pub mod api; },
        parse_quote! { mod client; },
        parse_quote! { pub mod operations; },
        parse_quote! { mod switched_off; },
        parse_quote! { pub mod types; },
        parse_quote! { pub use client::{Client, ClientBuilder}; },
        parse_quote! { #[doc(no_inline)] pub use pinterest_v5_runtime as runtime; },
        parse_quote! {
            pub use pinterest_v5_runtime::{
                Bulk, BulkError, Cover, Date, Environment, Error, ErrorKind, Hashed, Id, Image, ItemFailure, Items, Maybe, Metric, MicroAmount,
                OneOrMany, Operation, Page, Pages, Patch, Poller, RawCall, Response, Result, Row, Secret, Timestamp,
            };
        },
        // Types of other crates have pages of their own.
        parse_quote! { #[doc(no_inline)] pub use pinterest_v5_runtime::http::StatusCode; },
        parse_quote! { #[doc(no_inline)] pub use serde_json::Value; },
    ];
    let [api, client, rest @ ..] = items;
    for item in [api, client]
        .into_iter()
        .chain(guide::module(context))
        .chain(oauth::module(context))
        .chain(rest)
    {
        file.push(item);
    }
    file
}

/// `client.rs`.
pub(super) fn client(context: Context<'_>) -> RustFile {
    let docs = client_docs(context);
    let mut file = RustFile::new(vec![
        "The client: a cheap handle with one method per group of operations.".to_owned(),
    ]);
    let items: [syn::Item; 6] = [
        parse_quote! { use pinterest_v5_runtime::{Core, Method, RawCall, Result}; },
        parse_quote! {
            #docs
            #[derive(Clone, Debug)]
            pub struct Client { core: Core }
        },
        parse_quote! {
            #[doc = " Configures a [`Client`]."]
            pub type ClientBuilder = pinterest_v5_runtime::ClientBuilder<Client>;
        },
        parse_quote! {
            impl Client {
                #[doc = " Starts to configure a client. Nothing is read from the environment; [`ClientBuilder::from_env`] begins with what it has."]
                pub fn builder() -> ClientBuilder {
                    ClientBuilder::new().user_agent(concat!("pinterest-v5/", env!("CARGO_PKG_VERSION")))
                }

                #[doc = " A client that environment variables configure; [`ClientBuilder::from_env`](crate::ClientBuilder::from_env) lists them."]
                #[doc = ""]
                #[doc = " # Errors"]
                #[doc = ""]
                #[doc = " If a variable has a value that cannot be used."]
                pub fn from_env() -> Result<Self> { ClientBuilder::from_env().build() }

                #[doc = " What calls of all groups are sent through: transport, tokens, limits and retries."]
                #[must_use]
                pub fn core(&self) -> &Core { &self.core }

                #[doc = " A GET of a path below the base URL, for what this crate does not have yet."]
                pub fn get(&self, path: &str) -> RawCall { RawCall::new(&self.core, Method::Get, path) }

                #[doc = " A POST to a path below the base URL, for what this crate does not have yet."]
                pub fn post(&self, path: &str) -> RawCall { RawCall::new(&self.core, Method::Post, path) }

                #[doc = " A PUT to a path below the base URL, for what this crate does not have yet."]
                pub fn put(&self, path: &str) -> RawCall { RawCall::new(&self.core, Method::Put, path) }

                #[doc = " A PATCH of a path below the base URL, for what this crate does not have yet."]
                pub fn patch(&self, path: &str) -> RawCall { RawCall::new(&self.core, Method::Patch, path) }

                #[doc = " A DELETE of a path below the base URL, for what this crate does not have yet."]
                pub fn delete(&self, path: &str) -> RawCall { RawCall::new(&self.core, Method::Delete, path) }
            }
        },
        parse_quote! {
            impl From<Core> for Client {
                fn from(core: Core) -> Self { Self { core } }
            }
        },
        parse_quote! {
            impl AsRef<Core> for Client {
                fn as_ref(&self) -> &Core { &self.core }
            }
        },
    ];
    for item in items {
        file.push(item);
    }
    file
}

fn client_docs(context: Context<'_>) -> TokenStream {
    let text = "A client of the Pinterest API. Cloning it is cheap; the clones share connections and credentials.";
    let mut lines = vec![text.to_owned(), String::new()];
    lines.extend(front::groups(context, |name| {
        docs::link(name.bare(), &format!("Self::{name}"), name)
    }));
    docs::attributes(&lines)
}

/// `operations.rs`.
pub(super) fn operations(context: Context<'_>) -> RustFile {
    let mut file = RustFile::new(vec![
        "What is known of every operation, as data.".to_owned(),
    ]);
    let entries = context
        .api
        .operations
        .iter()
        .enumerate()
        .map(|(position, operation)| {
            let cfg = features::cfg(context, &BTreeSet::from([operation.tag]));
            let path = api::operation_path(context, position);
            quote! { #cfg #path }
        });
    let items: [syn::Item; 2] = [
        parse_quote! { pub use pinterest_v5_runtime::Operation; },
        parse_quote! {
            #[doc = " Every operation of the enabled features, by group, path and method."]
            pub static ALL: &[&Operation] = &[#(#entries),*];
        },
    ];
    for item in items {
        file.push(item);
    }
    file
}
