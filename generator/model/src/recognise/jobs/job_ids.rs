//! The answers that name the job that was started.

use std::collections::BTreeMap;

use super::super::only;
use super::status_sources::is_link;
use crate::ir::{
    Api, Field, JobId, ParameterUse, Shape, StatusSource, Struct, Type, TypeId, Union,
};

/// A type that names a job, with its parts.
pub(super) struct JobIds<'a> {
    api: &'a Api,
    /// What asking takes.
    parameter: &'a ParameterUse,
    pub(super) all: BTreeMap<TypeId, JobId>,
}

impl<'a> JobIds<'a> {
    /// How an answer names the job, if it does.
    pub(super) fn of_answer(api: &'a Api, parameter: &'a ParameterUse, id: TypeId) -> Option<Self> {
        let mut job_ids = Self {
            api,
            parameter,
            all: BTreeMap::new(),
        };
        job_ids.answer(id).then_some(job_ids)
    }

    fn answer(&mut self, id: TypeId) -> bool {
        let api = self.api;
        let job_id = match &api.types[id].shape {
            Shape::Union(union) => self.union(union).map(JobId::Union),
            Shape::Struct(_) if self.record(id) => return true,
            Shape::Struct(whole) => self.around(whole).map(JobId::Within),
            _ => None,
        };
        job_id.is_some_and(|job_id| {
            self.all.insert(id, job_id);
            true
        })
    }

    /// The member of every variant.
    fn union(&mut self, union: &'a Union) -> Option<String> {
        let mut common = None;
        for variant in &union.variants {
            let inner = variant.usage.named().filter(|_| !variant.usage.nullable)?;
            let record = self.api.types.object(inner)?;
            let member = &record.fields[self.member(record)?].wire;
            if common.replace(member).is_some_and(|other| other != member) {
                return None;
            }
            self.record(inner);
        }
        common.cloned()
    }

    fn record(&mut self, id: TypeId) -> bool {
        let position = self
            .api
            .types
            .object(id)
            .and_then(|record| self.member(record));
        position.is_some_and(|position| {
            self.all.insert(id, JobId::Member(position));
            true
        })
    }

    /// One member that names the job itself.
    fn around(&mut self, whole: &Struct) -> Option<usize> {
        let members = whole.fields.iter().enumerate();
        let (position, inner) = only(members.filter_map(|(position, field)| {
            let inner = field.usage.named().filter(|_| !field.patch)?;
            self.member(self.api.types.object(inner)?)?;
            Some((position, inner))
        }))?;
        self.record(inner).then_some(position)
    }

    /// The member that holds what asking takes: an identifier of the same kind, or else a text of the same name or of
    /// the end of it (`request_id` for `bulk_request_id`).
    fn member(&self, record: &Struct) -> Option<usize> {
        let (name, usage) = (&self.parameter.name, &self.parameter.usage);
        let texts = || {
            let fields = record.fields.iter().enumerate();
            fields.filter(|(_, field)| is_text(self.api, field))
        };
        let same_kind = |field: &Field| usage.ty != Type::String && field.usage.ty == usage.ty;
        let same_name = |field: &Field| field.wire == *name;
        let same_end = |field: &Field| {
            let before = name.strip_suffix(field.wire.as_str());
            before.is_some_and(|before| before.ends_with('_'))
        };
        let found = only(texts().filter(|(_, field)| same_kind(field)))
            .or_else(|| texts().find(|(_, field)| same_name(field)))
            .or_else(|| only(texts().filter(|(_, field)| same_end(field))));
        found.map(|(position, _)| position)
    }
}

fn is_text(api: &Api, field: &Field) -> bool {
    let text = match &field.usage.ty {
        Type::String => true,
        Type::Named(id) => matches!(api.types[*id].shape, Shape::Id),
        _ => false,
    };
    text && !field.patch && !field.boxed
}

/// Whether an answer tells where something is to be sent first, so that the work does not begin yet. The link to the
/// result of a job is none of these.
pub(super) fn wants_more(
    api: &Api,
    answer: TypeId,
    status_sources: &BTreeMap<TypeId, StatusSource>,
) -> bool {
    let root = crate::ir::Usage::new(Type::Named(answer), api.types[answer].at().clone());
    let reached = api.reached_from([&root]);
    let mut records = reached
        .into_iter()
        .filter_map(|id| Some((id, api.types.object(id)?)));
    records.any(|(id, record)| {
        let result = match status_sources.get(&id) {
            Some(StatusSource::Member(_, link)) => *link,
            _ => None,
        };
        let mut links = record.fields.iter().enumerate();
        links.any(|(position, field)| is_link(field) && Some(position) != result)
    })
}
