//! Lists that go on in a shape that is no page: nothing may lose its streams without a word.
//!
//! Takes the normalised operations; gives findings. Invariant: what is read in pages is none of them.

use crate::ir::{Api, Field, Operation, Type};
use diagnostics::{Code, Diagnostics};

/// What continues a list, wherever it is; a part of a name is enough, as in `next_cursor`.
const CONTINUES: [&str; 5] = ["bookmark", "cursor", "offset", "page", "continuation"];

/// Reports the operations whose answer is a list that something seems to continue.
pub(super) fn report_unknown(api: &Api, diagnostics: &mut Diagnostics) {
    for operation in &api.operations {
        if operation.page_item(&api.types).is_none()
            && let Some(what) = continued(api, operation)
        {
            let message = format!(
                "`{}` answers a list that {what} seems to continue, but no page",
                operation.id
            );
            let help = "describe the answer as a page of `items` with a `bookmark`, or accept that it has no streams";
            diagnostics.push(Code::UnknownPage, &operation.at, message, help);
        }
    }
}

/// What seems to continue the list that an operation answers, if it answers one.
fn continued(api: &Api, operation: &Operation) -> Option<String> {
    let answer = operation.success.as_ref()?;
    let is_list = |field: &Field| matches!(field.usage.ty, Type::List(_));
    let fields = match &answer.ty {
        Type::List(_) | Type::Page(_) => &[],
        Type::Named(id) => {
            let fields = api.types.object(*id)?.fields.as_slice();
            fields.iter().any(is_list).then_some(fields)?
        }
        _ => return None,
    };
    let continues = |name: &str| name.split('_').any(|word| CONTINUES.contains(&word));
    let mut parameters = operation.parameters.iter();
    let parameter = parameters.find(|one| continues(&one.name) && one.name != "page_size");
    let mut members = fields.iter().filter(|field| !is_list(field));
    let member = members.find(|field| continues(&field.wire));
    let parameter = parameter.map(|one| format!("the parameter `{}`", one.name));
    parameter.or_else(|| member.map(|field| format!("the member `{}`", field.wire)))
}
