//! Pins: their media, copies of them, and the products on them.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value, json};

use super::super::{Call, Outcome, create as make, text, update as changes, view};
use super::media;
use crate::answer::Refusal;
use crate::resources::Kind;
use crate::storage;

fn kind<'c>(call: &Call<'c>) -> Result<&'c Kind, Refusal> {
    let kind = call.resources.kind("/pins");
    kind.ok_or_else(|| Refusal::new(404, 50, "there are no Pins"))
}

/// `POST /pins`: a Pin of a picture, several, a film, or another Pin.
pub(super) fn create(call: &mut Call<'_>) -> Outcome {
    let kind = kind(call)?;
    let body = call.body();
    let source = body.get("media_source").cloned().unwrap_or_default();
    let shown = shown(call, &source)?;
    let id = make(call, kind, &body, &call.scope())?;
    if let Some(pin) = call.state.get_mut("/pins", &id) {
        let kind = match shown["media_type"].as_str() {
            Some("video") => "VIDEO",
            Some("multiple_images") => "CAROUSEL",
            _ => "REGULAR",
        };
        pin.value.insert("media".to_owned(), shown);
        pin.value.insert("creative_type".to_owned(), kind.into());
    }
    Ok(call.success(Some(view::view(call, kind, &id))))
}

/// `PATCH /pins/{pin_id}`: a Pin that moves to another board leaves its section, and slots are those of its pictures.
pub(super) fn change(call: &mut Call<'_>) -> Outcome {
    let kind = kind(call)?;
    let (id, mut body) = call.named(kind)?;
    let pin = call.state.get("/pins", &id).map(|pin| pin.value.clone());
    let pin = pin.unwrap_or_default();
    let board = pin.get("board_id").cloned().unwrap_or_default();
    let moves = body
        .get("board_id")
        .is_some_and(|to| !to.is_null() && *to != board);
    // A section is one of the board where the Pin will be.
    body.entry("board_id").or_insert(board);
    if moves {
        body.entry("board_section_id").or_insert(Value::Null);
    }
    let slots = body.shift_remove("carousel_slots");
    changes::update(call, kind, &id, &body)?;
    let pin = call.state.get_mut("/pins", &id);
    let pictures = pin.and_then(|pin| pin.value.get_mut("media")?.get_mut("items")?.as_array_mut());
    let slots = slots.as_ref().and_then(Value::as_array);
    for (picture, slot) in pictures
        .into_iter()
        .flatten()
        .zip(slots.into_iter().flatten())
    {
        for (name, value) in slot.as_object().into_iter().flatten() {
            picture[name.as_str()] = value.clone();
        }
    }
    Ok(view::answer(call, kind, &id))
}

/// `POST /pins/{pin_id}/save`: a copy on one of the caller's boards.
pub(super) fn save(call: &mut Call<'_>) -> Outcome {
    let kind = kind(call)?;
    let id = call.path("pin_id").unwrap_or_default();
    let pin = call
        .state
        .get("/pins", &id)
        .ok_or_else(|| kind.missing(&id))?;
    let mut body: Map<String, Value> = pin.value.clone();
    body.shift_remove("id");
    body.insert("parent_pin_id".to_owned(), id.into());
    body.extend(call.body());
    let copy = make(call, kind, &body, &call.scope())?;
    Ok(call.success(Some(view::view(call, kind, &copy))))
}

/// `GET /pins/{pin_id}/product_tags`.
pub(super) fn tags(call: &mut Call<'_>) -> Outcome {
    change_tags(call, |_, _| {})
}

/// `POST /pins/{pin_id}/product_tags`.
pub(super) fn add_tags(call: &mut Call<'_>) -> Outcome {
    change_tags(call, |tags, sent| {
        let new: Vec<Value> = sent.into_iter().filter(|tag| !tags.contains(tag)).collect();
        tags.extend(new);
    })
}

/// `POST /pins/{pin_id}/product_tags/bulk-delete`.
pub(super) fn remove_tags(call: &mut Call<'_>) -> Outcome {
    change_tags(call, |tags, sent| tags.retain(|tag| !sent.contains(tag)))
}

fn change_tags(call: &mut Call<'_>, change: impl Fn(&mut Vec<Value>, Vec<Value>)) -> Outcome {
    let id = call.path("pin_id").unwrap_or_default();
    let missing = kind(call)?.missing(&id);
    let body = call.body();
    let sent = body.get("product_tags").and_then(Value::as_array);
    let sent = sent.cloned().unwrap_or_default();
    let tag = |tag: &Value| json!({ "pin_id": text(tag.get("pin_id").unwrap_or(tag)) });
    let sent = sent.iter().map(tag).collect();
    let pin = call.state.get_mut("/pins", &id).ok_or(missing)?;
    let notes = pin.notes.entry("product_tags").or_insert_with(|| json!([]));
    if let Some(tags) = notes.as_array_mut() {
        change(tags, sent);
    }
    let tags = notes.clone();
    Ok(call.success(Some(json!({ "product_tags": tags }))))
}

/// What a Pin shows of its source.
fn shown(call: &mut Call<'_>, source: &Value) -> Result<Value, Refusal> {
    Ok(match source.get("source_type").and_then(Value::as_str) {
        Some("video_id") => {
            let id = source.get("media_id").map(text).unwrap_or_default();
            media::ready(call, &id)?;
            let covers = ["url", "data", "key_frame_time"].map(|end| format!("cover_image_{end}"));
            let has_cover = |name: &String| source.get(name).is_some_and(|cover| !cover.is_null());
            if !covers.iter().any(has_cover) {
                let message = format!("a film needs a cover: one of {}", covers.join(", "));
                return Err(Refusal::invalid(message));
            }
            let cover = source.get("cover_image_url").and_then(Value::as_str);
            film(cover.unwrap_or("https://example.com/cover.jpg"))
        }
        Some("multiple_image_base64" | "multiple_image_urls") => {
            let mut items = Vec::new();
            for item in source["items"].as_array().into_iter().flatten() {
                let mut picture =
                    json!({ "item_type": "image", "images": picture(&sent(call, item)?) });
                for name in ["title", "description", "link"] {
                    if let Some(words) = item.get(name) {
                        picture[name] = words.clone();
                    }
                }
                items.push(picture);
            }
            json!({ "media_type": "multiple_images", "items": items })
        }
        _ => image(&sent(call, source)?),
    })
}

/// Where a picture is: where it was said to be, or here if it was sent.
fn sent(call: &mut Call<'_>, source: &Value) -> Result<String, Refusal> {
    if let Some(data) = source["data"].as_str() {
        if BASE64_STANDARD.decode(data).is_err() {
            return Err(Refusal::invalid("the data of the picture is no base64"));
        }
        let kind = source["content_type"].as_str().unwrap_or("image/jpeg");
        let key = storage::keep(call.state, call.settings.seed, kind, data);
        return Ok(format!("{}{}{key}", call.origin, storage::PICTURES));
    }
    let url = source["url"].as_str();
    Ok(url.unwrap_or("https://example.com/picture.jpg").to_owned())
}

/// How many of its Pins a board shows as small pictures.
const THUMBNAILS: usize = 5;

/// What a board shows of its Pins: the newest as the cover, those before it small.
pub(in super::super) fn show_pins(
    call: &Call<'_>,
    kind: &Kind,
    id: &str,
    value: &mut Map<String, Value>,
) {
    let Some(media) = value
        .get_mut("media")
        .filter(|_| kind.collection == "/boards")
    else {
        return;
    };
    let pins = call.state.all("/pins").rev();
    let pins = pins.filter(|(_, pin)| pin.has("board_id", id));
    let pictures = pins.filter_map(|(_, pin)| pin.value.get("media"));
    let mut pictures = pictures.take(THUMBNAILS + 1);
    let cover = pictures.next().map(|media| address(media, "600x"));
    media["image_cover_url"] = cover.unwrap_or_default().into();
    let small = pictures.map(|media| address(media, "150x150"));
    media["pin_thumbnail_urls"] = small.collect();
}

/// Where the picture of a Pin is, or the cover of its film.
pub(crate) fn address(media: &Value, size: &str) -> String {
    let of = |media: &Value| media["images"][size]["url"].as_str().map(str::to_owned);
    let cover = || media["cover_image_url"].as_str().map(str::to_owned);
    let first = || of(media.get("items")?.get(0)?);
    of(media).or_else(cover).or_else(first).unwrap_or_default()
}

/// A picture as a Pin shows it.
pub(crate) fn image(url: &str) -> Value {
    json!({ "media_type": "image", "images": picture(url) })
}

/// A film as a Pin shows it, by its cover.
pub(crate) fn film(cover: &str) -> Value {
    json!({ "media_type": "video", "cover_image_url": cover, "duration": 12_000.0, "height": 1920, "width": 1080 })
}

fn picture(url: &str) -> Value {
    let size = |width: u32| json!({ "url": url, "width": width, "height": width * 3 / 2 });
    json!({ "150x150": size(150), "400x300": size(400), "600x": size(600), "1200x": size(1200) })
}
