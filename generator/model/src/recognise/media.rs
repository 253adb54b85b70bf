//! Media: calls that register a file, and objects that are made from images and videos.
//!
//! Invariant: shapes decide. The only words with a meaning are how the members of an image end, and `url`.

use super::only;
use crate::ir::{
    Api, Ask, BodyEncoding, Cover, Enum, Field, Image, Media, MediaHolder, OnlyBody, Operation,
    Registration, Shape, Struct, Type, TypeId, Usage,
};

/// How the member with the URL to upload to ends.
const URL: &str = "url";

/// How the two members of an image end; what is before it, they share.
const IMAGE: [&str; 2] = ["content_type", "data"];

/// Everything about media. Takes the API with the arguments of its objects and its jobs.
pub(super) fn media(api: &Api) -> Media {
    let mut media = Media::default();
    for operation in &api.operations {
        let registration = registration(api, operation);
        let registration = registration.map(|one| (operation.id.clone(), one));
        media.registrations.extend(registration);
    }
    for id in api.types.ids() {
        media.images.extend(image(api, id).map(|image| (id, image)));
        media.covers.extend(cover(api, id).map(|cover| (id, cover)));
    }
    for id in api.types.ids() {
        let holder = holder(api, &media, id).map(|holder| (id, holder));
        media.holders.extend(holder);
    }
    media
}

fn registration(api: &Api, operation: &Operation) -> Option<Registration> {
    let answer = operation.success.as_ref()?;
    let answer = api
        .types
        .object(answer.named()?)
        .filter(|_| !answer.nullable)?;
    let member = |is: &dyn Fn(&Field) -> bool| only(answer.fields.iter().filter(|one| is(one)));
    let id = member(&|field| is_id(api, field))?;
    let url = member(&|field| is_text(&field.usage) && field.wire.ends_with(URL))?;
    let fields = member(&|field| is_form(api, field))?;
    let (ask, job) = only(api.operations.iter().filter_map(|one| {
        let ask: &Ask = api.jobs.asks.get(&one.id)?;
        let takes = one.parameters.iter().find(|one| one.name == ask.parameter);
        let fits = one.tag == operation.tag && takes?.usage.ty == id.usage.ty;
        fits.then_some((one, ask))
    }))?;
    (operation.method == "POST" && ask.success.is_some()).then(|| Registration {
        id: id.usage.clone(),
        members: [&id.wire, &url.wire, &fields.wire].map(Clone::clone),
        ask: ask.id.clone(),
        parameter: job.parameter.clone(),
        body: only_body(api, operation),
    })
}

/// The only body that a call can have, if it requires nothing else.
fn only_body(api: &Api, operation: &Operation) -> Option<OnlyBody> {
    let body = operation.body.as_ref()?;
    let alone = !operation.parameters.iter().any(|one| one.required);
    let json = body.required && body.encoding == BodyEncoding::Json;
    let ty = body.usage.named().filter(|_| json && alone)?;
    let object = api.types.object(ty).filter(|object| !object.by_name)?;
    let values = object.arguments().map(|position| {
        let field = &object.fields[position];
        let ty = field.usage.named().filter(|_| !field.boxed)?;
        match &api.types[ty].shape {
            Shape::Enum(Enum::Text(values)) => match &values[..] {
                [value] => Some((ty, value.clone())),
                _ => None,
            },
            _ => None,
        }
    });
    let values: Vec<_> = values.collect::<Option<_>>()?;
    Some(OnlyBody { ty, values })
}

/// An object that is made from an image and nothing else.
fn image(api: &Api, id: TypeId) -> Option<Image> {
    let object = sent(api, id)?;
    let image = image_of(api, object, "")?;
    let required = object.fields.iter().filter(|field| field.required).count();
    let both = [image.content_type, image.data];
    let both = both.iter().all(|one| object.fields[*one].required);
    (both && required == 2).then_some(image)
}

/// The cover that an object has.
fn cover(api: &Api, id: TypeId) -> Option<Cover> {
    let object = sent(api, id)?;
    let fields = object.fields.iter();
    let mut prefixes = fields.filter_map(|field| field.wire.strip_suffix(IMAGE[0]));
    let prefix = prefixes.next().filter(|prefix| !prefix.is_empty())?;
    let image = image_of(api, object, prefix)?;
    let position = |is: &dyn Fn(&Field) -> bool| {
        let all = object.fields.iter().enumerate();
        let all = all.filter(|(_, field)| field.wire.starts_with(prefix) && is(field));
        only(all).map(|(position, _)| position)
    };
    let cover = Cover {
        image,
        url: position(&|field| field.usage.ty == Type::String && field.wire.ends_with(URL))?,
        second: position(&|field| field.usage.ty == Type::Integer)?,
    };
    let parts = [image.content_type, image.data, cover.url, cover.second];
    let free = |field: &Field| !field.required && !field.patch && !field.boxed;
    parts
        .iter()
        .all(|part| free(&object.fields[*part]))
        .then_some(cover)
}

/// What holds media: an object with a member that is an image or a video, and no other that is required.
fn holder(api: &Api, media: &Media, id: TypeId) -> Option<MediaHolder> {
    let object = sent(api, id)?;
    let holder = only(object.fields.iter().enumerate().filter_map(|(field, one)| {
        let Shape::Union(union) = &api.types[one.usage.named()?].shape else {
            return None;
        };
        let variants = union.variants.iter();
        let variants = variants.filter_map(|variant| variant.usage.named());
        let images = variants.clone().filter(|id| media.images.contains_key(id));
        let videos = variants.filter_map(|id| Some((id, covered(api, media, id)?)));
        let holder = MediaHolder {
            field,
            image: only(images),
            video: only(videos),
        };
        let holds = holder.image.is_some() || holder.video.is_some();
        (holds && !one.boxed && !one.patch).then_some(holder)
    }))?;
    let mut others = object.fields.iter().enumerate();
    let alone = others.all(|(field, one)| field == holder.field || !one.required);
    alone.then_some(holder)
}

/// The id that a video with a cover is made from, if it takes nothing else.
fn covered(api: &Api, media: &Media, id: TypeId) -> Option<Usage> {
    media.covers.get(&id)?;
    let field = only(sent(api, id)?.fields.iter().filter(|field| field.required))?;
    is_id(api, field).then(|| field.usage.clone())
}

fn image_of(api: &Api, object: &Struct, prefix: &str) -> Option<Image> {
    let position = |suffix: &str| {
        let wire = format!("{prefix}{suffix}");
        let position = object.fields.iter().position(|field| field.wire == wire)?;
        let field = &object.fields[position];
        let wrapped = field.patch || field.boxed || field.required && field.usage.nullable;
        (!wrapped).then_some(position)
    };
    let (content_type, data) = (position(IMAGE[0])?, position(IMAGE[1])?);
    let kinds = object.fields[content_type].usage.named()?;
    let is_images = match &api.types[kinds].shape {
        Shape::Enum(Enum::Text(values)) => values.iter().all(|one| one.starts_with("image/")),
        _ => false,
    };
    let is_text = object.fields[data].usage.ty == Type::String;
    (is_images && is_text).then_some(Image {
        content_type,
        kinds,
        data,
    })
}

/// An object that the client sends, with arguments by position.
fn sent(api: &Api, id: TypeId) -> Option<&Struct> {
    let object = api.types.object(id)?;
    let sent = api.types[id].direction.request && !object.by_name;
    sent.then_some(object)
}

fn is_id(api: &Api, field: &Field) -> bool {
    let id = field.usage.named();
    let id = id.is_some_and(|id| matches!(api.types[id].shape, Shape::Id));
    id && field.required && !field.usage.nullable
}

/// Whether a member is the fields of a form: an object of texts that are not known beforehand.
fn is_form(api: &Api, field: &Field) -> bool {
    match &field.usage.ty {
        Type::Map(None, value) => is_text(value),
        Type::Named(id) => api.types.object(*id).is_some_and(|object| {
            let mut fields = object.fields.iter();
            !object.fields.is_empty() && fields.all(|field| is_text(&field.usage))
        }),
        _ => false,
    }
}

fn is_text(usage: &Usage) -> bool {
    matches!(usage.ty, Type::String | Type::Secret)
}
