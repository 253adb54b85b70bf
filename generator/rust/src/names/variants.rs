//! Names of variants: the value or the alternative, in camel case.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::decide::Wanted;
use super::scope::{Scope, itself};
use super::values::{has_sign, is_signed, named};
use super::{Builder, Ident, Item, Owner, alternatives};
use crate::lock::{self, AlternativeEntry, Lock};
use model::ir::{Enum, TypeId, Union};
use source::pointer::Pointer;

/// The variant for values that the description does not list.
const CATCH_ALL: &str = "Unrecognized";

impl Builder<'_> {
    /// The names of an enum's values.
    pub(super) fn variants(&mut self, owner: Owner<'_>, values: &Enum) -> Vec<Ident> {
        let texts = values.texts();
        let lines = &self.given.lock.entries.variants;
        let locked = texts
            .iter()
            .map(|text| lines.get(&lock::key(owner.locked?, text)));
        let locked: Vec<Option<&String>> = locked.collect();
        let item = |position| Item::Variant(owner.id, position);
        self.values((owner.name, owner.at), &texts, &locked, item)
    }

    /// The names of the scopes that operations need.
    pub(super) fn scopes(&mut self) -> BTreeMap<String, Ident> {
        let operations = self.api.operations.iter();
        let scopes: BTreeSet<String> = operations
            .flat_map(|it| it.scopes.iter().cloned())
            .collect();
        let scopes: Vec<String> = scopes.into_iter().collect();
        let at = Pointer::root().child("components").child("securitySchemes");
        let lines = &self.given.lock.entries.scopes;
        let locked: Vec<Option<&String>> = scopes.iter().map(|scope| lines.get(scope)).collect();
        let names = self.values(("Scope", &at), &scopes, &locked, Item::Scope);
        scopes.into_iter().zip(names).collect()
    }

    fn values(
        &mut self,
        (ty, at): (&str, &Pointer),
        texts: &[String],
        locked: &[Option<&String>],
        item: impl Fn(usize) -> Item,
    ) -> Vec<Ident> {
        let prefix = self.entry("prefixes", ty);
        let together = self.together.clone();
        let of = |text: &String, spell_hyphen: bool| {
            named(text, prefix.as_ref(), spell_hyphen, &together)
        };
        // Where a value has a sign, a hyphen is one too: GMT+1 and GMT-1.
        let signed = texts.iter().any(|text| has_sign(text));
        let plain: Vec<Ident> = texts
            .iter()
            .map(|text| of(text, signed && is_signed(text)))
            .collect();
        let mut times: HashMap<&Ident, usize> = HashMap::new();
        for name in &plain {
            *times.entry(name).or_default() += 1;
        }
        let mut wanted = Vec::new();
        for (position, (text, name)) in texts.iter().zip(&plain).enumerate() {
            // Else a hyphen only becomes a word where it alone tells two values apart.
            let rule = if times[name] > 1 {
                of(text, true)
            } else {
                name.clone()
            };
            let about = (format!("{ty}.{text}"), at);
            wanted.push(self.variant(item(position), about, locked[position], rule));
        }
        let mut scope = Scope::default();
        self.claim_all(&mut scope, &wanted, |_, name| itself(name))
    }

    /// The names of a union's alternatives. A component that repeats the union's name gives only what it adds.
    pub(super) fn union(
        &mut self,
        owner: Owner<'_>,
        union: &Union,
        types: &HashMap<TypeId, Ident>,
    ) -> Vec<Ident> {
        let locked = locked_alternatives(self.given.lock, owner, union, types);
        let mut wanted = Vec::new();
        let rules = alternatives::names(self.api, owner.name, union, types, &self.together);
        for (position, (variant, rule)) in union.variants.iter().zip(rules).enumerate() {
            let item = Item::Variant(owner.id, position);
            let key = alternatives::key(owner.name, union, variant);
            let about = (key, &variant.usage.at);
            wanted.push(self.variant(item, about, locked[position], rule));
        }
        let mut scope = Scope::default();
        self.claim_all(&mut scope, &wanted, |_, name| itself(name))
    }

    fn variant(
        &mut self,
        item: Item,
        (key, at): (String, &Pointer),
        locked: Option<&String>,
        rule: Ident,
    ) -> Wanted {
        let about = ("variants", key, at);
        let mut wanted = self.decide(item, about, locked.map(String::as_str), rule);
        if wanted.name.bare() == CATCH_ALL {
            wanted.name = wanted.name.with_suffix("Value");
        }
        wanted
    }
}

/// What the alternatives were called: first those with the same word and type, then those with the same type, then
/// those with the same word, unless the word only counts.
fn locked_alternatives<'l>(
    lock: &'l Lock,
    owner: Owner<'_>,
    union: &Union,
    types: &HashMap<TypeId, Ident>,
) -> Vec<Option<&'l String>> {
    let lines = owner.locked.map(|ty| lock.entries.alternatives_of(ty));
    let mut lines: Vec<(&str, &'l AlternativeEntry)> = lines.into_iter().flatten().collect();
    let mut locked = vec![None; union.variants.len()];
    let words = alternatives::words(union, types);
    for (by_word, by_type) in [(true, true), (false, true), (true, false)] {
        let all = union.variants.iter().zip(&words);
        for ((variant, own), locked) in all.zip(&mut locked) {
            let of = alternatives::written(&variant.usage, types);
            let counts = own.starts_with("variant_");
            let found = lines.iter().position(|(word, line)| {
                (!by_word || word == own && (by_type || !counts)) && (!by_type || line.of == of)
            });
            if locked.is_none()
                && let Some(found) = found
            {
                *locked = Some(&lines.remove(found).1.name);
            }
        }
    }
    locked
}
