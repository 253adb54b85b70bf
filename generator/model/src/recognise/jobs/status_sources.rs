//! The answers that tell a job's state.

use std::collections::BTreeMap;

use super::super::only;
use super::words::Words;
use crate::ir::{Api, Enum, Field, Shape, StatusSource, Struct, Type, TypeId, Union};

/// What members with a state are called, or end in.
const STATE: [&str; 2] = ["status", "state"];

/// How the member with a link to the result ends.
const LINK: &str = "url";

/// A type that tells, with its parts, and the enum of the states.
#[derive(Default)]
pub(super) struct StatusSources {
    pub(super) all: BTreeMap<TypeId, StatusSource>,
}

impl StatusSources {
    /// The enum of the states that an answer tells, if it does.
    pub(super) fn of_answer(api: &Api, id: TypeId) -> Option<(Self, TypeId)> {
        let mut status_sources = Self::default();
        let states = status_sources.answer(api, id)?;
        Some((status_sources, states))
    }

    fn answer(&mut self, api: &Api, id: TypeId) -> Option<TypeId> {
        match &api.types[id].shape {
            Shape::Union(union) => self.union(api, id, union),
            Shape::Struct(whole) => self
                .record(api, id, whole)
                .or_else(|| self.around(api, id, whole)),
            _ => None,
        }
    }

    /// A state, and perhaps a link, among the members.
    fn record(&mut self, api: &Api, id: TypeId, record: &Struct) -> Option<TypeId> {
        let (position, states, words) = only(record.fields.iter().enumerate().filter_map(
            |(position, field)| {
                let (states, words) = state(api, field)?;
                Some((position, states, words))
            },
        ))?;
        // A type that is sent too has setters, and none of them shall be in the way.
        let sent = api.types[id].direction.request;
        let links = record.fields.iter().enumerate();
        let link = only(links.filter(|(_, field)| !sent && is_link(field)));
        let link = link.map(|(position, _)| position);
        self.all.insert(id, StatusSource::Member(position, link));
        let Words { done, failed, .. } = words;
        self.all
            .insert(states, StatusSource::State { done, failed });
        Some(states)
    }

    /// One member that has all that.
    fn around(&mut self, api: &Api, id: TypeId, whole: &Struct) -> Option<TypeId> {
        let members = whole.fields.iter().enumerate();
        let (position, inner) = only(members.filter_map(|(position, field)| {
            let inner = field.usage.named().filter(|_| !field.patch)?;
            let record = api.types.object(inner)?;
            Self::default().record(api, inner, record)?;
            Some((position, inner))
        }))?;
        let states = self.record(api, inner, api.types.object(inner)?)?;
        self.all.insert(id, StatusSource::Within(position));
        Some(states)
    }

    /// Every variant has a state of the same name and kind.
    fn union(&mut self, api: &Api, id: TypeId, union: &Union) -> Option<TypeId> {
        let mut common = None;
        for variant in &union.variants {
            let inner = variant.usage.named().filter(|_| !variant.usage.nullable)?;
            let record = api.types.object(inner)?;
            let states = self.record(api, inner, record)?;
            let Some(StatusSource::Member(position, _)) = self.all.get(&inner) else {
                return None;
            };
            let state = (&record.fields[*position].wire, states);
            if common.replace(state).is_some_and(|other| other != state) {
                return None;
            }
        }
        let (member, states) = common?;
        let member = member.clone();
        self.all.insert(id, StatusSource::Union { member, states });
        Some(states)
    }
}

fn state(api: &Api, field: &Field) -> Option<(TypeId, Words)> {
    let called = STATE.iter().any(|name| {
        let before = field.wire.strip_suffix(name);
        before.is_some_and(|before| before.is_empty() || before.ends_with('_'))
    });
    let id = field.usage.named().filter(|_| called && !field.patch)?;
    let Shape::Enum(Enum::Text(values)) = &api.types[id].shape else {
        return None;
    };
    let words = Words::of(values);
    words.is_job().then_some((id, words))
}

pub(super) fn is_link(field: &Field) -> bool {
    let text = matches!(field.usage.ty, Type::Secret | Type::String);
    text && !field.patch && field.wire.to_lowercase().ends_with(LINK)
}
