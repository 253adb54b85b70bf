//! Media: the upload of a call that registers a file, and constructors that take images and videos.

use proc_macro2::TokenStream;
use quote::quote;

use super::call::Call;
use super::ty::{Imports, Scope, tokens};
use super::{Context, docs};
use crate::layout::Piece;
use crate::names::{Companion, Ident};
use model::ir::{Image, Registration, TypeId};

/// What gives a request its upload.
pub(super) fn upload(context: Context<'_>, call: &Call<'_>) -> Option<Piece> {
    let registration = registration(context, call)?;
    let (position, id, answer) = asked(context, registration)?;
    let Registration {
        members, parameter, ..
    } = registration;
    let kind = registration.body.as_ref().map(|body| &body.values[..]);
    let kind = match kind {
        Some([(_, value)]) => format!(", {value:?}"),
        _ => String::new(),
    };
    let request = &call.names.request;
    let ask = &context.names.operation(position).request;
    let text = format!("{request} => {id}, {answer}; {members:?}, {ask} {parameter:?}{kind}");
    Some(piece("upload", text))
}

/// The line about the upload in the documentation of a method.
pub(super) fn docs(context: Context<'_>, call: &Call<'_>) -> Option<String> {
    registration(context, call)?;
    let request = &call.names.request;
    let upload = format!("{}::upload", request.bare());
    let link = docs::link(&upload, &upload, request);
    Some(format!(
        "- {link} sends the file too and waits until it is processed"
    ))
}

/// The method that uploads.
pub(super) fn method(context: Context<'_>, call: &Call<'_>) -> Option<TokenStream> {
    let registration = registration(context, call)?;
    let upload = call.names.companion(Companion::Upload)?;
    let (_, id, answer) = asked(context, registration)?;
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
    let (parameters, values) = if let Some(body) = &registration.body {
        let ty = tokens(&context.named(body.ty, Scope::Api));
        let values = body.values.iter().map(|(ty, _)| {
            let value = &context.names.variants(*ty)[0];
            let ty = tokens(&context.named(*ty, Scope::Api));
            quote! { #ty::#value }
        });
        (quote! {}, quote! { #ty::new(#(#values),*) })
    } else {
        let (parameters, values) = call.signature(context);
        let comma = (!parameters.is_empty()).then(|| quote! { , });
        (quote! { #parameters #comma }, values)
    };
    Some(quote! {
        #docs
        pub fn #upload(
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
    let registrations = &context.api.media.registrations;
    operations.any(|operation| registrations.contains_key(&operation.id))
}

fn registration<'a>(context: Context<'a>, call: &Call<'_>) -> Option<&'a Registration> {
    context.api.media.registrations.get(&call.operation.id)
}

/// The call that asks about the media, the id that it takes, and its answer.
fn asked(context: Context<'_>, registration: &Registration) -> Option<(usize, String, String)> {
    let mut operations = context.api.operations.iter();
    let position = operations.position(|one| one.id == registration.ask)?;
    let answer = context.api.operations[position].success.as_ref()?;
    let answer = context.nullable_ty(answer, Scope::Api);
    Some((position, context.ty(&registration.id, Scope::Api), answer))
}

/// Adds what the constructors of a type mention beyond its fields.
pub(super) fn import(context: Context<'_>, id: TypeId, imports: &mut Imports) {
    let Some(holder) = context.api.media.holders.get(&id) else {
        return;
    };
    let (video, id) = holder
        .video
        .as_ref()
        .map(|(video, id)| (*video, id))
        .unzip();
    for variant in [holder.image, video].into_iter().flatten() {
        imports.ty(&context.names.ty(variant).to_string());
    }
    if let Some(id) = id {
        imports.add(context, id);
    }
}

/// What a type is made from or has set: an image, a cover, or one of both.
pub(super) fn view(context: Context<'_>, id: TypeId) -> Vec<Piece> {
    let media = &context.api.media;
    let image = media
        .images
        .get(&id)
        .map(|image| made_of(context, id, *image));
    let cover = cover(context, id);
    let held = held(context, id).into_iter().flatten().flatten();
    image.into_iter().chain(cover).chain(held).collect()
}

/// The conversion from an image; the constructor says which of its members comes first.
fn made_of(context: Context<'_>, id: TypeId, image: Image) -> Piece {
    let (content_type, data) = members(context, id, image);
    let object = context.api.types.object(id);
    let first = object.and_then(|object| object.arguments().next());
    let members = if first == Some(image.data) {
        format!("{data}, {content_type}")
    } else {
        format!("{content_type}, {data}")
    };
    piece("image", format!("{} {members}", context.names.ty(id)))
}

/// The setter that takes a cover.
fn cover(context: Context<'_>, id: TypeId) -> Option<Piece> {
    let cover = context.api.media.covers.get(&id)?;
    let (name, setter) = (
        context.names.ty(id),
        context.names.companion(id, Companion::Cover)?,
    );
    let (content_type, data) = members(context, id, cover.image);
    let (url, second) = (
        field(context, id, cover.url),
        field(context, id, cover.second),
    );
    let text = format!("{name} {setter} = {content_type}, {data}, {url}, {second}");
    Some(piece("cover", text))
}

/// The constructors of a struct that holds media.
fn held(context: Context<'_>, id: TypeId) -> Option<[Option<Piece>; 2]> {
    let holder = context.api.media.holders.get(&id)?;
    let name = context.names.ty(id);
    let member = field(context, id, holder.field);
    let mut arguments = context.api.types.object(id)?.arguments();
    let required = arguments.any(|one| one == holder.field);
    let way = if required { "new" } else { "set" };
    let image = holder
        .image
        .zip(context.names.companion(id, Companion::Image));
    let image = image.map(|(image, constructor)| {
        let image = context.names.ty(image);
        piece(
            "with_image",
            format!("{name} {constructor} = {way} {member}: {image}"),
        )
    });
    let video = holder
        .video
        .as_ref()
        .zip(context.names.companion(id, Companion::Video));
    let video = video.map(|((video, media), constructor)| {
        let (video, media) = (context.names.ty(*video), context.ty(media, Scope::Types));
        let text = format!("{name} {constructor} = {way} {member}: {video}, {media}");
        piece("with_video", text)
    });
    Some([image, video])
}

/// The members of an image.
fn members(context: Context<'_>, id: TypeId, image: Image) -> (String, String) {
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
