//! Tokens: the operation that hands them out, found by its path and its body, a form.

use crate::ir::{Api, BodyEncoding};

/// The path of the operation.
const PATH: &str = "/oauth/token";

/// Its position.
pub(super) fn endpoint(api: &Api) -> Option<usize> {
    api.operations.iter().position(|operation| {
        let encoding = operation.body.as_ref().map(|body| body.encoding);
        let form = encoding == Some(BodyEncoding::Form);
        operation.path == PATH && operation.method == "POST" && form
    })
}
