//! Lists: what is there, filtered, in order, page by page.

use serde_json::{Value, json};

use super::{Call, Outcome, bookmarks, filter, view};
use crate::resources::{Kind, element};
use crate::shape::Shape;

/// How many there are on a page that nobody gave a size.
const PAGE: usize = 25;

/// The things of `kind` that are in the place which the path names: pairs of its variables and their members.
pub(super) fn list(call: &Call<'_>, kind: &Kind, within: &[(String, String)]) -> Outcome {
    let places: Vec<(String, String)> = within
        .iter()
        .filter_map(|(variable, member)| Some((member.clone(), call.path(variable)?)))
        .collect();
    let filters = filter::filters(call, kind);
    let things = call.state.all(&kind.collection).filter(|(id, thing)| {
        places
            .iter()
            .all(|(member, place)| thing.has(member, place))
            && filters.iter().all(|filter| filter.lets_pass(id, thing))
    });
    let mut ids: Vec<(u64, &String)> = things.map(|(id, thing)| (thing.serial, id)).collect();
    if is_descending(call) {
        ids.reverse();
    }
    let (ids, bookmark) = page(call, &ids)?;
    let schema = call.operation.usual_schema();
    let element = schema.and_then(|schema| element(call.description, schema));
    let element = element.filter(|_| view::is_partial(&call.operation.id));
    let items = ids.iter().map(|id| {
        let value = view::view(call, kind, id);
        match &element {
            Some(schema) => view::shown(call, &[schema], &value, id),
            None => value,
        }
    });
    Ok(call.success(Some(answer(call, items.collect(), bookmark))))
}

/// The part of `all` that the page has, and the bookmark of the next one.
pub(super) fn page<T: Clone>(
    call: &Call<'_>,
    all: &[(u64, T)],
) -> Result<(Vec<T>, Option<String>), crate::Refusal> {
    let limit = call.query("page_size").or_else(|| call.query("limit"));
    let takes = |name| crate::resources::takes(call.operation, name);
    let is_paged = takes("page_size") || takes("bookmark") || takes("limit");
    let size = limit.as_ref().and_then(Value::as_u64);
    let size = size
        .and_then(|size| usize::try_from(size).ok())
        .unwrap_or(PAGE);
    let start = match call.query("bookmark").as_ref().and_then(Value::as_str) {
        None | Some("") => 0,
        Some(bookmark) => {
            let after = bookmarks::read(call, bookmark)?;
            let last = all.iter().position(|(serial, _)| *serial == after);
            // What the bookmark stood behind may be gone: it goes on with what came after it.
            let descending = is_descending(call);
            let beyond = |(serial, _): &(u64, T)| (*serial > after) != descending;
            last.map_or_else(
                || all.iter().position(beyond).unwrap_or(all.len()),
                |last| last + 1,
            )
        }
    };
    let end = if is_paged {
        (start + size).min(all.len())
    } else {
        all.len()
    };
    let part = &all[start..end];
    // Nobody looks ahead: a full page has a bookmark, and the page behind it may be empty.
    let is_full = is_paged && part.len() == size && takes("bookmark");
    let last = part.last().filter(|_| is_full);
    let bookmark = last.map(|(serial, _)| bookmarks::write(call, *serial));
    let items = part.iter().map(|(_, item)| item.clone());
    Ok((items.collect(), bookmark))
}

/// The page in the form that the operation answers in.
pub(super) fn answer(call: &Call<'_>, items: Vec<Value>, bookmark: Option<String>) -> Value {
    let schema = call.operation.usual_schema();
    let shape = schema.map(|schema| Shape::of(call.description, &[schema]));
    let Some(shape) = shape.filter(|shape| shape.kind != Some("array")) else {
        return items.into();
    };
    let mut page = json!({ "items": items });
    for name in shape
        .required
        .iter()
        .filter(|name| !["items", "bookmark"].contains(name))
    {
        let count = page["items"].as_array().map_or(0, Vec::len);
        page[*name] = count.into();
    }
    if shape.properties.contains_key("bookmark") {
        page["bookmark"] = bookmark.into();
    }
    page
}

fn is_descending(call: &Call<'_>) -> bool {
    let order = call.query("order").or_else(|| call.query("sort_ascending"));
    order.is_some_and(|order| order == "DESCENDING" || order == false)
}
