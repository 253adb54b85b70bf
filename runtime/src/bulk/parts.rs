//! A list cut into parts that one call each takes.
//!
//! Invariant: an item is in one part, or it is refused.

use std::collections::BTreeMap;

use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::{Error, Request, Result, Violation};

/// A call whose body is a list of any length, or has one.
#[derive(Clone)]
pub(super) struct LongList {
    pub request: Request,
    /// The member of the body that is the list; without it the body is the list.
    pub member: Option<&'static str>,
    pub most_items: usize,
}

/// A call with a part of the list.
pub(super) struct Part {
    pub request: Request,
    /// Where its items are in the whole list.
    pub places: Vec<usize>,
}

impl Part {
    /// The same, not to be checked again.
    fn checked(mut self) -> Self {
        self.request.skip_checks();
        self
    }
}

/// An item that is not sent.
pub(super) struct Refused {
    pub place: usize,
    pub error: Error,
}

impl LongList {
    /// One call for each part of the list, and what of the list is not sent.
    pub(super) fn parts(&self) -> Result<(Vec<Part>, Vec<Refused>)> {
        self.request.target()?;
        let body = self.request.body().map_or(&b"[]"[..], |body| &body.bytes);
        let (members, items) = self.list(body).ok_or_else(|| {
            let reason = "the body has no list".to_owned();
            Error::request(self.request.operation().id, reason)
        })?;
        let mut refused = Vec::new();
        let mut parts = Vec::new();
        let places: Vec<usize> = (0..items.len()).collect();
        let chunks = places.chunks(self.most_items);
        for (places, items) in chunks.zip(items.chunks(self.most_items)) {
            parts.extend(self.part(&members, places, items, &mut refused));
        }
        Ok((parts, refused))
    }

    /// The call with these items, without those that the checks refuse. If they refuse more than single items, the
    /// call says so itself.
    fn part(
        &self,
        members: &Members<'_>,
        places: &[usize],
        items: &[&RawValue],
        refused: &mut Vec<Refused>,
    ) -> Option<Part> {
        let whole = Part {
            request: self.request(members, items),
            places: places.to_vec(),
        };
        let Some(violations) = self.of_items(whole.request.refusals(), places) else {
            return Some(whole);
        };
        if violations.is_empty() {
            return Some(whole.checked());
        }
        let kept = places.iter().zip(items);
        let kept = kept.filter(|(place, _)| !violations.contains_key(place));
        let (places, items): (Vec<usize>, Vec<&RawValue>) = kept.unzip();
        let operation = self.request.operation().id;
        refused.extend(violations.into_iter().map(|(place, violations)| Refused {
            place,
            error: Error::invalid(operation, violations),
        }));
        let request = self.request(members, &items);
        (!places.is_empty()).then(|| Part { request, places }.checked())
    }

    fn request(&self, members: &Members<'_>, items: &[&RawValue]) -> Request {
        let mut request = self.request.clone();
        match self.member {
            Some(member) => request.json(&members.with(member, items)),
            None => request.json(&items),
        }
        request
    }

    /// What is wrong with each item of a part, by its place in the whole list; `None` if something is wrong beside them.
    fn of_items(
        &self,
        violations: Vec<Violation>,
        places: &[usize],
    ) -> Option<BTreeMap<usize, Vec<Violation>>> {
        let list = self.member.unwrap_or_default();
        let mut items: BTreeMap<usize, Vec<Violation>> = BTreeMap::new();
        for Violation { path, reason } in violations {
            let within = path.strip_prefix(list)?.strip_prefix('[')?;
            let (index, rest) = within.split_once(']')?;
            let place = *places.get(index.parse::<usize>().ok()?)?;
            let path = format!("{list}[{place}]{rest}");
            let item = items.entry(place).or_default();
            item.push(Violation { path, reason });
        }
        Some(items)
    }

    /// The list in a body, and what goes with each part of it.
    fn list<'b>(&self, body: &'b [u8]) -> Option<(Members<'b>, Vec<&'b RawValue>)> {
        let Some(member) = self.member else {
            return Some((Members::default(), serde_json::from_slice(body).ok()?));
        };
        let mut members: BTreeMap<&str, &RawValue> = serde_json::from_slice(body).ok()?;
        let list = members.remove(member)?;
        Some((Members(members), serde_json::from_str(list.get()).ok()?))
    }
}

/// The members of a body beside its list, as they are written.
#[derive(Default)]
struct Members<'b>(BTreeMap<&'b str, &'b RawValue>);

impl<'b> Members<'b> {
    /// The body with this list.
    fn with<'a>(&'a self, list: &'a str, items: &'a [&'b RawValue]) -> Body<'a, 'b> {
        let others = self
            .0
            .iter()
            .map(|(name, value)| (*name, Member::Other(value)));
        others.chain([(list, Member::List(items))]).collect()
    }
}

type Body<'a, 'b> = BTreeMap<&'a str, Member<'a, 'b>>;

enum Member<'a, 'b> {
    Other(&'b RawValue),
    List(&'a [&'b RawValue]),
}

impl Serialize for Member<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Self::Other(value) => value.serialize(serializer),
            Self::List(items) => items.serialize(serializer),
        }
    }
}
