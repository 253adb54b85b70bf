//! Streams of the operations that answer with one page of a list.

use super::Context;
use super::call::Call;
use super::ty::Scope;
use crate::layout::Piece;

/// What gives a request its streams, if a bookmark continues its answer.
pub(super) fn streams(context: Context<'_>, call: &Call<'_>) -> Option<Piece> {
    let item = call.operation.page_item(&context.api.types)?;
    let item = context.nullable_ty(item, Scope::Api);
    Some(Piece::Macro(
        "pages".to_owned(),
        vec![format!("{} => {item}", call.names.request)],
    ))
}
