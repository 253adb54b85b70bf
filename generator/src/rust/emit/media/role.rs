//! The part that calls and types play in sending media, by their shapes.

use crate::model::ir::{
    Api, Ask, BodyEncoding, Direction, Enum, Field, Operation, Shape, Struct, Type, TypeId, Usage,
};
use crate::rust::emit::Context;

/// How the member with the URL to upload to ends.
const URL: &str = "url";

/// How the two members of an image end; what is before it, they share.
const IMAGE: [&str; 2] = ["content_type", "data"];

/// A call that registers a file: its answer has an id, a URL and the fields of a form, and a job has that id.
pub(super) struct Registration<'a> {
    pub(super) id: &'a Usage,
    /// The members with the id, the URL and the fields.
    pub(super) members: [&'a str; 3],
    /// The call that asks about the job, by its position.
    pub(super) ask: usize,
    pub(super) parameter: &'a str,
}

pub(super) fn registration<'a>(
    context: Context<'a>,
    operation: &Operation,
) -> Option<Registration<'a>> {
    let api = context.api;
    let answer = operation.success.as_ref()?;
    let answer = api
        .types
        .object(answer.named()?)
        .filter(|_| !answer.nullable)?;
    let id = only(answer, |field| is_id(api, field))?;
    let url = only(answer, |field| {
        is_text(&field.usage) && field.wire.ends_with(URL)
    })?;
    let fields = only(answer, |field| is_form(api, field))?;
    let mut asks = api
        .operations
        .iter()
        .enumerate()
        .filter_map(|(position, one)| {
            let ask: &Ask = api.jobs.asks.get(&one.id)?;
            let takes = one.parameters.iter().find(|one| one.name == ask.parameter);
            let fits = one.tag == operation.tag && takes?.usage.ty == id.usage.ty;
            fits.then_some((position, ask))
        });
    let (ask, job) = asks.next().filter(|_| asks.next().is_none())?;
    (operation.method == "POST").then_some(Registration {
        id: &id.usage,
        members: [&id.wire, &url.wire, &fields.wire],
        ask,
        parameter: &job.parameter,
    })
}

/// The only body that a call can have: an object of which each required member has one value that is known.
pub(super) fn only_body<'a>(
    api: &'a Api,
    operation: &Operation,
) -> Option<(TypeId, Vec<(TypeId, &'a str)>)> {
    let body = operation.body.as_ref()?;
    let id = body
        .usage
        .named()
        .filter(|_| body.required && body.encoding == BodyEncoding::Json)?;
    let object = api.types.object(id).filter(|object| !object.by_name)?;
    let values = object.arguments().map(|position| {
        let field = &object.fields[position];
        let ty = field.usage.named().filter(|_| !field.boxed)?;
        match &api.types[ty].shape {
            Shape::Enum(Enum::Text(values)) => match &values[..] {
                [value] => Some((ty, value.as_str())),
                _ => None,
            },
            _ => None,
        }
    });
    let values: Vec<_> = values.collect::<Option<_>>()?;
    Some((id, values))
}

/// An image: the position of its content type, the enum of that, and the position of the data in Base64.
#[derive(Clone, Copy)]
pub(super) struct Image {
    pub(super) content_type: usize,
    pub(super) kinds: TypeId,
    pub(super) data: usize,
}

/// Whether a struct is built from an image and nothing else.
pub(super) fn image(api: &Api, id: TypeId) -> Option<Image> {
    let object = sent(api, id)?;
    let image = image_of(api, object, "")?;
    let required = object.fields.iter().filter(|field| field.required).count();
    let both = [image.content_type, image.data]
        .iter()
        .all(|one| object.fields[*one].required);
    (both && required == 2).then_some(image)
}

/// A cover: an image, its URL and the second of a frame, all of them members that may be left out.
pub(super) struct Cover {
    pub(super) image: Image,
    pub(super) url: usize,
    pub(super) second: usize,
}

/// Whether a struct has a cover, and what it is the cover of.
pub(super) fn cover(api: &Api, id: TypeId) -> Option<Cover> {
    let object = sent(api, id)?;
    let mut prefixes = object
        .fields
        .iter()
        .filter_map(|field| field.wire.strip_suffix(IMAGE[0]));
    let prefix = prefixes.next().filter(|prefix| !prefix.is_empty())?;
    let image = image_of(api, object, prefix)?;
    let position = |is: &dyn Fn(&Field) -> bool| {
        let all = object.fields.iter().enumerate();
        let mut all = all.filter(|(_, field)| field.wire.starts_with(prefix) && is(field));
        let (position, _) = all.next().filter(|_| all.next().is_none())?;
        Some(position)
    };
    let cover = Cover {
        image,
        url: position(&|field| field.usage.ty == Type::String && field.wire.ends_with(URL))?,
        second: position(&|field| field.usage.ty == Type::Integer)?,
    };
    let parts = [image.content_type, image.data, cover.url, cover.second];
    let mut parts = parts.iter().map(|position| &object.fields[*position]);
    let free = |field: &Field| !field.required && !field.patch && !field.boxed;
    let taken = object.fields.iter().any(|field| field.wire == "cover");
    (parts.all(free) && !taken).then_some(cover)
}

/// A struct that holds media: the position of the member, its variants that are an image and a video with a cover.
pub(super) struct Holder<'a> {
    pub(super) field: usize,
    pub(super) image: Option<TypeId>,
    /// The video, and the id that it is of.
    pub(super) video: Option<(TypeId, &'a Usage)>,
}

pub(super) fn holder(api: &Api, id: TypeId) -> Option<Holder<'_>> {
    let object = sent(api, id)?;
    let mut holders = object.fields.iter().enumerate().filter_map(|(field, one)| {
        let Shape::Union(union) = &api.types[one.usage.named()?].shape else {
            return None;
        };
        let variants = || {
            union
                .variants
                .iter()
                .filter_map(|variant| variant.usage.named())
        };
        let mut images = variants().filter(|id| image(api, *id).is_some());
        let mut videos = variants().filter_map(|id| Some((id, covered(api, id)?)));
        let holder = Holder {
            field,
            image: images.next().filter(|_| images.next().is_none()),
            video: videos.next().filter(|_| videos.next().is_none()),
        };
        let media = holder.image.is_some() || holder.video.is_some();
        (media && !one.boxed && !one.patch).then_some(holder)
    });
    let holder = holders.next().filter(|_| holders.next().is_none())?;
    let others = |(field, one): (usize, &Field)| field != holder.field && one.required;
    let alone = !object.fields.iter().enumerate().any(others);
    alone.then_some(holder)
}

/// The id that a video with a cover is built from, if it takes nothing else.
fn covered(api: &Api, id: TypeId) -> Option<&Usage> {
    cover(api, id)?;
    let mut required = sent(api, id)?.fields.iter().filter(|field| field.required);
    let field = required.next().filter(|_| required.next().is_none())?;
    is_id(api, field).then_some(&field.usage)
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
    let texts = object.fields[data].usage.ty == Type::String;
    (is_images && texts).then_some(Image {
        content_type,
        kinds,
        data,
    })
}

/// A struct that the client sends.
fn sent(api: &Api, id: TypeId) -> Option<&Struct> {
    let Direction { request, .. } = api.types[id].direction;
    api.types
        .object(id)
        .filter(|object| request && !object.by_name)
}

fn is_id(api: &Api, field: &Field) -> bool {
    let id = field
        .usage
        .named()
        .is_some_and(|id| matches!(api.types[id].shape, Shape::Id));
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

fn only(object: &Struct, is: impl Fn(&Field) -> bool) -> Option<&Field> {
    let mut fields = object.fields.iter().filter(|field| is(field));
    fields.next().filter(|_| fields.next().is_none())
}
