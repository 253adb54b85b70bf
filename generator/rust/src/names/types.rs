//! Names of types: an entry, the name that a type had, or the rule of [`super::entity`].

use std::collections::HashMap;

use super::companions::{Beside, Companion};
use super::decide::Wanted;
use super::entity::{Entities, plain};
use super::modules::{self, IDS};
use super::reserved::{self, is_reserved};
use super::scope::Scope;
use super::wording::Wording;
use super::{Builder, Group, Ident, Item};
use model::ir::{Shape, TypeId};

impl Builder<'_> {
    /// The name of every type that an operation reaches.
    pub(super) fn types(
        &mut self,
        groups: &[Group],
        companions: &mut HashMap<TypeId, Vec<(Companion, Ident)>>,
    ) -> HashMap<TypeId, Ident> {
        let mut scope = Scope::reserved(&[IDS]);
        let of_groups = groups.iter().map(modules::of_group);
        scope.reserve(of_groups.map(|module| module.bare().to_owned()));
        scope.reserve(reserved::names().map(file));
        // Two types in one file would be one too many, and bundles have files like types.
        scope.reserve(self.api.bundles.iter().map(|bundle| file(&bundle.name)));
        // Names of old first. Then components: their names are the description's own and must not depend on what else
        // is there.
        let entities = Entities::new(self.api, Wording::new(self.api, &self.together));
        let mut wanted: Vec<(TypeId, Ident, Wanted)> = Vec::new();
        let api = self.api;
        for (id, _) in api.types.live() {
            let rule = entities.name(id);
            let one = self.type_name(id, &rule);
            wanted.push((id, rule, one));
        }
        // Who is called so by the description comes before who becomes so.
        wanted.sort_by_cached_key(|(id, rule, wanted)| {
            let hint = self.api.types[*id].hint();
            let is_changed = *rule != plain(hint);
            (
                !wanted.locked,
                !hint.component,
                is_changed,
                hint.words.clone(),
            )
        });
        let (locked, new): (Vec<_>, Vec<_>) =
            wanted.into_iter().partition(|(_, _, wanted)| wanted.locked);
        let mut names = HashMap::new();
        for group in [locked, new] {
            let ids: Vec<TypeId> = group.iter().map(|(id, ..)| *id).collect();
            for (id, _, wanted) in group {
                names.insert(id, self.free_name(id, wanted, &entities, &mut scope));
            }
            for id in ids {
                let required = self.required(id, &names[&id], &mut scope);
                companions.extend(required.map(|name| (id, vec![(Companion::Required, name)])));
            }
        }
        names
    }

    /// The name of the struct of what a type needs, where that is given by name.
    fn required(&mut self, id: TypeId, name: &Ident, scope: &mut Scope) -> Option<Ident> {
        let def = &self.api.types[id];
        let by_name = matches!(&def.shape, Shape::Struct(object) if object.by_name);
        let name = name.to_string();
        let beside = Beside {
            name: &name,
            key: &name,
            locked: self.found.ty(id),
            at: def.at(),
        };
        let needs = |name: &Ident| vec![file(name.bare())];
        (by_name && def.direction.request)
            .then(|| self.claim_companion(scope, Companion::Required, beside, needs))
    }

    /// What a type should be called: by an entry for one of its places, by an entry for the name that the rule gives,
    /// or by the rule. An entry for a rule's name is not meant for a type that had another one.
    fn type_name(&mut self, id: TypeId, rule: &Ident) -> Wanted {
        let def = &self.api.types[id];
        let locked = self.found.ty(id);
        let entries = self.given.entries.table("types");
        let places = def.origins.iter().map(|(place, _)| place.as_str());
        let place = places.clone().find(|place| entries.contains_key(*place));
        // Every entry for a place of this type is for this type.
        self.used.extend(
            places
                .filter(|place| entries.contains_key(*place))
                .map(|place| ("types", place.to_owned())),
        );
        let for_rule = entries.get(rule.bare()).is_some_and(|entry| {
            locked.is_none_or(|locked| locked == rule.bare() || locked == entry.name)
        });
        let key = match place {
            Some(place) => place.to_owned(),
            None if for_rule => rule.to_string(),
            None => def.at().as_str().to_owned(),
        };
        let rule = if is_reserved(rule.bare()) {
            rule.with_suffix("Object")
        } else {
            rule.clone()
        };
        self.decide(Item::Type(id), ("types", key, def.at()), locked, rule)
    }

    /// The name of a type: a longer one of its names if something else has it, or the name after its kind.
    fn free_name(
        &mut self,
        id: TypeId,
        wanted: Wanted,
        entities: &Entities<'_>,
        scope: &mut Scope,
    ) -> Ident {
        let def = &self.api.types[id];
        let needs = |name: &Ident| vec![file(name.bare())];
        if scope.is_free(&needs(&wanted.name)) {
            return scope.take(&wanted.name, needs);
        }
        let taken = &wanted.name;
        let mut longer = entities.longer(id).into_iter();
        let longer = longer.find(|name| scope.is_free(&needs(name)));
        let of_kind = || {
            taken.with_suffix(match def.shape {
                Shape::Struct(_) => "Object",
                Shape::Enum(_) => "Kind",
                Shape::Union(_) => "Choice",
                Shape::Id => "Id",
            })
        };
        let name = scope.take(&longer.unwrap_or_else(of_kind), needs);
        let wanted = Wanted {
            key: def.at().as_str().to_owned(),
            ..wanted
        };
        self.collision(&wanted, &name, None);
        name
    }
}

fn file(name: &str) -> String {
    modules::own(name).bare().to_owned()
}
