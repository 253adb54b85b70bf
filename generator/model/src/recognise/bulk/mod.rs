//! Answers about several things, some of which may have failed, and the calls that send lists.
//!
//! The shapes decide, in [`outcome`] and [`reason`]; what no answer or operation leads to is not marked.

mod outcome;
mod reason;

use outcome::Outcomes;
use reason::{beside_reasons, reason};

use crate::ir::{
    Api, BodyEncoding, Bulk, BulkAnswer, Operation, Says, Shape, Struct, Type, TypeId, Usage,
};

/// Every bulk answer of the API.
#[must_use]
pub(super) fn bulk(api: &Api) -> Bulk {
    let mut found = Found {
        api,
        outcomes: Outcomes::new(api),
        bulk: Bulk::default(),
    };
    for (id, def) in api.types.iter() {
        if let Shape::Struct(object) = &def.shape
            && def.direction.response
            && let Some(answer) = found.answer(id, object)
        {
            found.mark_answer(id, answer);
        }
    }
    for operation in &api.operations {
        found.list(operation);
    }
    for operation in &api.operations {
        found.call(operation);
    }
    found.bulk
}

struct Found<'a> {
    api: &'a Api,
    outcomes: Outcomes<'a>,
    bulk: Bulk,
}

impl Found<'_> {
    fn answer(&self, id: TypeId, object: &Struct) -> Option<BulkAnswer> {
        self.items(id, object).or_else(|| self.lists(object))
    }

    /// An answer has one list of outcomes; whatever else it has is about the whole.
    fn items(&self, id: TypeId, object: &Struct) -> Option<BulkAnswer> {
        let fields = object.fields.iter().enumerate();
        let mut lists = fields.filter_map(|(position, field)| {
            let Type::List(usage) = &field.usage.ty else {
                return None;
            };
            let item = usage
                .named()
                .filter(|item| *item != id && !usage.nullable)?;
            let found = self.outcomes.of(item)?;
            let data = found.data.unwrap_or_else(|| (**usage).clone());
            Some(BulkAnswer::Items {
                items: position,
                item,
                data,
            })
        });
        lists.next().filter(|_| lists.next().is_none())
    }

    /// Two members: what succeeded, and what failed with the reasons in it.
    fn lists(&self, object: &Struct) -> Option<BulkAnswer> {
        let (failed, succeeded) = beside_reasons(object)?;
        let succeeded = succeeded?;
        let (Type::List(usage) | Type::OneOrMany(usage)) = &object.fields[failed].usage.ty else {
            return None;
        };
        let item = usage
            .named()
            .filter(|item| !usage.nullable && reason(self.api, *item).is_some())?;
        let (data, key) = match &object.fields[succeeded].usage.ty {
            Type::List(value) if !value.nullable => ((**value).clone(), None),
            Type::Map(key, value) => (
                (**value).clone(),
                Some(key.map_or(Type::String, Type::Named)),
            ),
            _ => return None,
        };
        Some(BulkAnswer::Lists {
            succeeded,
            data,
            key,
            failed,
            item,
        })
    }

    /// An operation that answers a plain list of outcomes.
    fn list(&mut self, operation: &Operation) {
        let Some(Type::List(usage)) = operation.success.as_ref().map(|usage| &usage.ty) else {
            return;
        };
        if let Some(item) = usage.named().filter(|_| !usage.nullable)
            && self.outcomes.of(item).is_some()
        {
            self.bulk.lists.insert(operation.id.clone(), item);
            self.mark_item(item);
        }
    }

    /// An operation whose body is a list, or has nothing but one or one with a limit of its own, and whose answer says what
    /// became of each thing in it.
    /// A job is no such call where the list is a member: it is waited for instead.
    fn call(&mut self, operation: &Operation) {
        let (Some(body), Some(answer)) = (&operation.body, &operation.success) else {
            return;
        };
        if !body.required || body.encoding != BodyEncoding::Json || answer.nullable {
            return;
        }
        let list = operation.batch.clone();
        if let Some((member, most)) = list.or_else(|| self.only_list(&body.usage))
            && !self.api.jobs.starts.contains_key(&operation.id)
            && let Type::Named(id) = answer.ty
            && matches!(self.bulk.answers.get(&id), Some(BulkAnswer::Items { .. }))
        {
            self.bulk.calls.insert(operation.id.clone(), Some(most));
            self.bulk.members.insert(operation.id.clone(), member);
        }
        let most = body.usage.bounds.max_items.filter(|most| *most > 0);
        let says = match &answer.ty {
            Type::Named(id) => self.bulk.answers.contains_key(id),
            // A plain list says only how many things there were.
            Type::List(_) => most.is_some() || self.bulk.lists.contains_key(&operation.id),
            _ => false,
        };
        if matches!(body.usage.ty, Type::List(_)) && says {
            self.bulk.calls.insert(operation.id.clone(), most);
        }
    }

    /// The only member of a body, where it is a required list with a limit.
    fn only_list(&self, body: &Usage) -> Option<(String, usize)> {
        let object = self.api.types.object(body.named()?)?;
        let [only] = object.fields.as_slice() else {
            return None;
        };
        let is_list = only.required && matches!(only.usage.ty, Type::List(_));
        let most = only.usage.bounds.max_items.filter(|most| *most > 0)?;
        is_list.then(|| (only.wire.clone(), most))
    }

    fn mark_answer(&mut self, id: TypeId, answer: BulkAnswer) {
        match &answer {
            BulkAnswer::Items { item, .. } => self.mark_item(*item),
            BulkAnswer::Lists { item, .. } => self.mark_reason(*item),
        }
        self.bulk.answers.insert(id, answer);
    }

    /// Marks an outcome and what it consists of.
    fn mark_item(&mut self, id: TypeId) {
        let Some(item) = self.outcomes.of(id) else {
            return;
        };
        if self.bulk.items.insert(id, item.clone()).is_some() {
            return;
        }
        match (&item.says, &self.api.types[id].shape) {
            (Says::Reasons { reasons, .. }, Shape::Struct(object)) => {
                self.mark_reasons(&object.fields[*reasons].usage);
            }
            (Says::Member(position), Shape::Struct(object)) => {
                if let Some(member) = object.fields[*position].usage.named() {
                    self.mark_item(member);
                }
            }
            (Says::Alternatives(kinds), Shape::Union(union)) => {
                for (kind, variant) in kinds.iter().zip(&union.variants) {
                    self.mark_alternative(*kind, &variant.usage);
                }
            }
            _ => {}
        }
    }

    fn mark_alternative(&mut self, kind: crate::ir::Alternative, usage: &Usage) {
        use crate::ir::Alternative;
        let Some(id) = usage.named() else { return };
        match kind {
            Alternative::Data => {}
            Alternative::Outcome => self.mark_item(id),
            Alternative::Failure => match reason::of_failure(self.api, id) {
                Some(position) => {
                    self.bulk.failures.insert(id, position);
                    if let Some(object) = self.api.types.object(id) {
                        self.mark_reasons(&object.fields[position].usage);
                    }
                }
                None => self.mark_reason(id),
            },
        }
    }

    fn mark_reasons(&mut self, usage: &Usage) {
        let usage = usage.ty.inner().unwrap_or(usage);
        if let Some(id) = usage.named() {
            self.mark_reason(id);
        }
    }

    fn mark_reason(&mut self, id: TypeId) {
        if let Some(reason) = reason(self.api, id) {
            self.bulk.reasons.insert(id, reason);
        }
    }
}
