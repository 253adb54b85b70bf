//! Names of what comes with an item: `create_all` beside `create`, `PinCreateRequired` beside `PinCreate`.
//!
//! A companion has a line in the lock and may have an entry in `names.toml`, both under the name of what it comes with and
//! its role: `boards.create.all`, `PinCreate.image`.

use std::collections::BTreeMap;

use super::changes::Changes;
use super::decide::Wanted;
use super::scope::Scope;
use super::{Builder, Ident, Item, Names, Owner};
use crate::lock::{Entries, key};
use model::ir::Operation;
use source::pointer::Pointer;

/// What a companion is to the item that it comes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Companion {
    /// The method that sends a list of any length.
    All,
    /// The method that sends one item.
    One,
    /// The method that registers a file and sends it.
    Upload,
    /// The struct of what a call needs.
    Params,
    /// The struct of what a value needs.
    Required,
    /// The constructor that takes an image.
    Image,
    /// The constructor that takes a video.
    Video,
    /// The setter that takes a cover.
    Cover,
    /// The method that sends null for a field.
    Clear,
}

impl Companion {
    /// The word for the role in the lock and in `names.toml`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::One => "one",
            Self::Upload => "upload",
            Self::Params => "params",
            Self::Required => "required",
            Self::Image => "image",
            Self::Video => "video",
            Self::Cover => "cover",
            Self::Clear => "clear",
        }
    }

    /// What the rule calls it.
    fn rule(self, beside: &str) -> Ident {
        match self {
            // `create_all`, both for `create` and for `create_many`.
            Self::All | Self::One => {
                let bare = beside.strip_suffix("_many").unwrap_or(beside);
                Ident::snake(&format!("{bare}_{}", self.as_str()))
            }
            Self::Params => Ident::camel_parts(&[beside.to_owned(), "Params".to_owned()]),
            Self::Required => Ident::camel_parts(&[beside.to_owned(), "Required".to_owned()]),
            Self::Clear => Ident::snake(&format!("clear_{beside}")),
            Self::Upload | Self::Image | Self::Video | Self::Cover => Ident::snake(self.as_str()),
        }
    }
}

impl<'b> Beside<'b> {
    /// A type as what a companion comes with.
    pub(super) fn ty(owner: Owner<'b>) -> Self {
        let Owner {
            name, locked, at, ..
        } = owner;
        Self {
            name,
            key: name,
            locked,
            at,
        }
    }
}

/// The item that a companion comes with.
#[derive(Clone, Copy)]
pub(super) struct Beside<'b> {
    /// The name that the rule starts from.
    pub(super) name: &'b str,
    /// Its key in the lock.
    pub(super) key: &'b str,
    /// The key that it had.
    pub(super) locked: Option<&'b str>,
    pub(super) at: &'b Pointer,
}

impl Builder<'_> {
    /// The roles of the companions in a group that an operation has.
    pub(super) fn group_companions(&self, operation: &Operation) -> Vec<Companion> {
        let (bulk, media) = (&self.api.bulk, &self.api.media);
        let lists = bulk.calls.contains_key(&operation.id);
        let registers = media.registrations.contains_key(&operation.id);
        let roles = [
            lists.then_some(Companion::All),
            (lists && !bulk.members.contains_key(&operation.id)).then_some(Companion::One),
            registers.then_some(Companion::Upload),
        ];
        roles.into_iter().flatten().collect()
    }

    /// The companions among the methods of a struct.
    pub(super) fn methods_beside(&self, owner: Owner<'_>) -> Vec<Companion> {
        let media = &self.api.media;
        let holder = media.holders.get(&owner.id);
        let image = holder.filter(|one| one.image.is_some());
        let video = holder.filter(|one| one.video.is_some());
        let cover = media.covers.get(&owner.id);
        let roles = [
            image.map(|_| Companion::Image),
            video.map(|_| Companion::Video),
            cover.map(|_| Companion::Cover),
        ];
        roles.into_iter().flatten().collect()
    }

    /// What a companion should be called.
    pub(super) fn companion(&mut self, role: Companion, beside: Beside<'_>) -> Wanted {
        let lines = &self.given.lock.entries.companions;
        let locked = beside
            .locked
            .and_then(|old| lines.get(&key(old, role.as_str())));
        let locked = locked.map(String::as_str);
        let entry = key(beside.key, role.as_str());
        let item = Item::Companion(entry.clone());
        let about = ("companions", entry, beside.at);
        self.decide(item, about, locked, role.rule(beside.name))
    }

    /// A companion with its name, which a scope has from now on, and what the name needs there.
    pub(super) fn claim_companion(
        &mut self,
        scope: &mut Scope,
        role: Companion,
        beside: Beside<'_>,
        needs: impl Fn(&Ident) -> Vec<String>,
    ) -> Ident {
        let wanted = self.companion(role, beside);
        self.claim(scope, &wanted, &[], needs)
    }

    /// The companions of what is removed go with it.
    pub(super) fn changed_companions(&self, names: &Names, new: &Entries, changes: &mut Changes) {
        let positions = (0..self.api.operations.len()).filter_map(|position| {
            let (old, _) = self.found.operation(position)?;
            let name = &names.operations[position];
            let group = &names.tags[self.api.operations[position].tag].module;
            Some((old, key(&group.to_string(), &name.method.to_string())))
        });
        let operations: BTreeMap<&str, String> = positions.collect();
        for (old, name) in &self.given.lock.entries.companions {
            let now_of_type = || {
                // The role of a field's companion is behind the field.
                let (owner, role) = old.split_once('.')?;
                let now = names.ty(self.found.type_named(owner)?).to_string();
                Some(key(&now, role))
            };
            let now_of_operation = || {
                let (owner, role) = old.rsplit_once('.')?;
                Some(key(operations.get(owner)?, role))
            };
            let Some(now) = now_of_type().or_else(now_of_operation) else {
                continue;
            };
            let field = now.rsplit_once('.').map_or("", |(field, _)| field);
            if field.contains('.') && !new.fields.contains_key(field) && now_of_type().is_some() {
                continue;
            }
            match new.companions.get(&now) {
                Some(other)
                    if other == name || self.used.contains(&("companions", now.clone())) => {}
                Some(other) => {
                    let keep = self.keep("companions", &now, name);
                    let now = format!("`{other}`, so far `{name}`");
                    changes.renamed(("companions", old), now, keep);
                }
                None => changes.removed(
                    ("companions", old),
                    "nothing is in this role any more".to_owned(),
                ),
            }
        }
    }
}
