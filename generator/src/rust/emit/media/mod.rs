//! Media: the upload of a call that registers a file, and images and covers in bodies.
//!
//! The shapes decide, in [`role`]; the words are `content_type` and `data` of an image, and `url`.

use proc_macro2::TokenStream;
use quote::quote;

use super::call::Call;
use super::ty::{Imports, Scope, tokens};
use super::{Context, docs};
use crate::model::ir::{TypeId, Usage};
use crate::rust::layout::Piece;
use crate::rust::names::Ident;

mod role;

use role::{Cover, Image, Registration};

/// What gives a request its upload.
pub(super) fn upload(context: Context<'_>, call: &Call<'_>) -> Option<Piece> {
    let registration = role::registration(context, call.operation)?;
    let (id, answer) = types(context, &registration)?;
    let Registration {
        members,
        ask,
        parameter,
        ..
    } = registration;
    let kind = role::only_body(context.api, call.operation);
    let kind = kind.and_then(|(_, values)| match values[..] {
        [(_, value)] => Some(format!(", {value:?}")),
        _ => None,
    });
    let (request, ask) = (&call.names.request, &context.names.operation(ask).request);
    let kind = kind.unwrap_or_default();
    let text = format!("{request} => {id}, {answer}; {members:?}, {ask} {parameter:?}{kind}");
    Some(piece("upload", text))
}

/// The line about the upload in the documentation of a method.
pub(super) fn docs(context: Context<'_>, call: &Call<'_>) -> Option<String> {
    role::registration(context, call.operation)?;
    let request = &call.names.request;
    let upload = format!("{}::upload", request.bare());
    let link = docs::link(&upload, &upload, request);
    Some(format!(
        "- {link} sends the file too and waits until it is processed"
    ))
}

/// The method that uploads, unless something else in the group has its name.
pub(super) fn method(
    context: Context<'_>,
    call: &Call<'_>,
    group: &[Call<'_>],
) -> Option<TokenStream> {
    let registration = role::registration(context, call.operation)?;
    let taken = |other: &Call<'_>| {
        let other_uploads = role::registration(context, other.operation).is_some();
        other.names.method.bare() == "upload"
            || other_uploads && other.operation.id < call.operation.id
    };
    if group.iter().any(taken) {
        return None;
    }
    let (id, answer) = types(context, &registration)?;
    let (id, answer) = (tokens(&id), tokens(&answer));
    let one = &call.names.method;
    let path = format!("{}::upload", call.names.request.bare());
    let docs = docs::attributes(&[
        "Uploads a file: registers it, sends it to its storage and waits until it is processed."
            .to_owned(),
        String::new(),
        format!(
            "It comes from a path, bytes or a reader, and is not held in memory. For options of the calls, take {}.",
            docs::link(&path, &path, &call.names.request)
        ),
    ]);
    let (parameters, values) = match role::only_body(context.api, call.operation) {
        Some((body, values)) if call.required().count() == 1 => {
            let body = tokens(&context.named(body, Scope::Api));
            let values = values.iter().map(|(ty, _)| {
                let value = &context.names.variants(*ty)[0];
                let ty = tokens(&context.named(*ty, Scope::Api));
                quote! { #ty::#value }
            });
            (quote! {}, quote! { #body::new(#(#values),*) })
        }
        _ => {
            let (parameters, values) = call.signature(context);
            (quote! { #parameters, }, values)
        }
    };
    Some(quote! {
        #docs
        pub fn upload(
            &self,
            #parameters
            source: impl Into<Source>,
        ) -> Upload<#id, #answer> {
            self.#one(#values).upload(source)
        }
    })
}

/// Whether a group uploads files.
pub(super) fn uploads(context: Context<'_>, tag: usize) -> bool {
    let operations = context.api.operations.iter();
    let mut operations = operations.filter(|operation| operation.tag == tag);
    operations.any(|operation| role::registration(context, operation).is_some())
}

/// The id of the media, and the answer that tells of its processing.
fn types(context: Context<'_>, registration: &Registration<'_>) -> Option<(String, String)> {
    let ask = &context.api.operations[registration.ask];
    let answer = context.nullable_ty(ask.success.as_ref()?, Scope::Api);
    Some((context.ty(registration.id, Scope::Api), answer))
}

/// Adds what the parts of a type mention beyond its fields.
pub(super) fn import(context: Context<'_>, id: TypeId, imports: &mut Imports) {
    let Some(holder) = role::holder(context.api, id) else {
        return;
    };
    let (video, id) = holder.video.unzip();
    for variant in [holder.image, video].into_iter().flatten() {
        let at = context.api.types[variant].at().clone();
        let usage = Usage::new(crate::model::ir::Type::Named(variant), at);
        imports.add(context, &usage);
    }
    if let Some(id) = id {
        imports.add(context, id);
    }
}

/// What a type is made from or has set: an image, a cover, or one of both.
pub(super) fn view(context: Context<'_>, id: TypeId) -> Vec<Piece> {
    let name = context.names.ty(id);
    let mut pieces = Vec::new();
    if let Some(image) = role::image(context.api, id) {
        let (content_type, data) = image_text(context, id, image);
        let data_first = context
            .api
            .types
            .object(id)
            .and_then(|object| object.arguments().next())
            == Some(image.data);
        let members = if data_first {
            format!("{data}, {content_type}")
        } else {
            format!("{content_type}, {data}")
        };
        pieces.push(piece("image", format!("{name} {members}")));
    }
    if let Some(Cover { image, url, second }) = role::cover(context.api, id) {
        let (content_type, data) = image_text(context, id, image);
        let (url, second) = (field(context, id, url), field(context, id, second));
        let text = format!("{name} {content_type}, {data}, {url}, {second}");
        pieces.push(piece("cover", text));
    }
    pieces.extend(held(context, id));
    pieces
}

/// The constructors of a struct that holds media, where no member has their name.
fn held(context: Context<'_>, id: TypeId) -> Vec<Piece> {
    let Some(holder) = role::holder(context.api, id) else {
        return Vec::new();
    };
    let name = context.names.ty(id);
    let names = context.names.fields(id);
    let (object, member) = (&context.api.types[id].shape, &names[holder.field]);
    let required = match object {
        crate::model::ir::Shape::Struct(object) => {
            object.arguments().any(|one| one == holder.field)
        }
        _ => false,
    };
    let way = if required { "new" } else { "set" };
    let free = |word: &str| !names.iter().any(|name| name.bare() == word);
    let image = holder.image.filter(|_| free("image")).map(|image| {
        let text = format!("{name} {way} {member}: {}", context.names.ty(image));
        piece("with_image", text)
    });
    let video = holder
        .video
        .filter(|_| free("video"))
        .map(|(video, media)| {
            let (video, media) = (context.names.ty(video), context.ty(media, Scope::Types));
            piece(
                "with_video",
                format!("{name} {way} {member}: {video}, {media}"),
            )
        });
    image.into_iter().chain(video).collect()
}

/// The members of an image.
fn image_text(context: Context<'_>, id: TypeId, image: Image) -> (String, String) {
    let kinds = context.names.ty(image.kinds);
    let content_type = format!("{}: {kinds}", field(context, id, image.content_type));
    (content_type, field(context, id, image.data).to_string())
}

fn field(context: Context<'_>, id: TypeId, position: usize) -> &Ident {
    &context.names.fields(id)[position]
}

fn piece(part: &str, text: String) -> Piece {
    Piece::Macro(part.to_owned(), vec![text])
}
