//! The rule for types: a type is called after the entity that it describes.
//!
//! Takes the place of a type, its direction and its part in bulk answers; gives the name, and longer ones for when that
//! is taken. What is answered has no suffix; what is sent ends in its verb; what a bulk answer says of several things
//! are outcomes; a list that is only a list is the plural of what it holds; a type that is in place is its entity
//! and the last word of its path. Invariant: a name depends on the type and the place alone, so that growth moves none.

use super::Ident;
use super::rule::{plural, singular};
use super::wording::{Wording, Words, is_one_thing, joined};
use model::ir::{Api, Hint, Shape, Struct, Type, TypeDef, TypeId};

/// The rule, ready for one description.
pub(super) struct Entities<'a> {
    api: &'a Api,
    wording: Wording,
}

impl<'a> Entities<'a> {
    pub(super) fn new(api: &'a Api, wording: Wording) -> Self {
        Self { api, wording }
    }

    /// The name of a type.
    pub(super) fn name(&self, id: TypeId) -> Ident {
        Ident::camel_parts(&self.of(id))
    }

    /// Names of a type that say more, for when something else has its own.
    pub(super) fn longer(&self, id: TypeId) -> Vec<Ident> {
        let def = &self.api.types[id];
        let words = self.in_full(def).into_iter().chain(self.inside(id));
        let names = words.map(|words| Ident::camel_parts(&words));
        names.chain([plain(def.hint())]).collect()
    }

    /// The words of a type.
    fn of(&self, id: TypeId) -> Vec<String> {
        let def = &self.api.types[id];
        if matches!(def.shape, Shape::Id) {
            return self.wording.split(&plain(def.hint()).to_string());
        }
        if let Some(words) = self.in_bulk(id) {
            return words;
        }
        if let Some(element) = listed(def) {
            let mut words = self.of(element);
            if let Some(last) = words.last_mut() {
                *last = plural(last);
            }
            return words;
        }
        match def.hint().words.as_slice() {
            [container, path @ ..] => {
                let leaf = leaf(path);
                let owner = self.container(def, container, leaf.is_none());
                match leaf {
                    Some(leaf) => joined(&owner.noun, &self.wording.split(&leaf)),
                    None => self.of_list(id, owner.of_call(path)),
                }
            }
            [] => vec!["unnamed".to_owned()],
        }
    }

    /// What an answer is a list of is one thing.
    fn of_list(&self, id: TypeId, mut words: Vec<String>) -> Vec<String> {
        let answers = self
            .api
            .operations
            .iter()
            .filter_map(|one| one.success.as_ref());
        let mut lists = answers.filter_map(|answer| match &answer.ty {
            Type::List(item) | Type::Page(item) => item.named(),
            _ => None,
        });
        if let Some(last) = words.last_mut().filter(|last| !is_one_thing(last))
            && lists.any(|item| item == id)
        {
            *last = singular(last);
        }
        words
    }

    /// The words of an outcome, or of the answer that holds them.
    fn in_bulk(&self, id: TypeId) -> Option<Vec<String>> {
        let bulk = &self.api.bulk;
        let is_answer = bulk.answers.contains_key(&id);
        let suffix = if is_answer {
            "outcomes"
        } else if bulk.items.contains_key(&id) {
            "outcome"
        } else if bulk.failures.contains_key(&id) {
            "error"
        } else {
            return None;
        };
        let (container, path) = self.api.types[id].hint().words.split_first()?;
        // What is inside an outcome is named after its member; a failure is one wherever it is.
        if suffix != "error" && leaf(path).is_some_and(|leaf| leaf != "item") {
            return None;
        }
        let mut words = self.wording.outcome(container, is_answer);
        // A batch is the work on several things, which is asked for again: `item batch`.
        if let [.., before, last] = words.as_mut_slice()
            && last == "batch"
        {
            *before = singular(before);
        }
        let is_said = |last: &String| last == "batch" || suffix.starts_with(last.as_str());
        if !words.last().is_some_and(is_said) {
            words.push(suffix.to_owned());
        }
        Some(words)
    }

    fn container(&self, def: &TypeDef, name: &str, is_whole: bool) -> Words {
        let name = name.rsplit('.').next().unwrap_or(name);
        if is_whole && matches!(def.shape, Shape::Enum(_)) {
            let noun = self.wording.values(name);
            return Words { noun, verb: None };
        }
        let is_sent = def.direction.request && !def.direction.response;
        let is_built = matches!(def.shape, Shape::Struct(_) | Shape::Union(_));
        let lists = match &def.shape {
            Shape::Struct(object) => lists(object),
            _ => Vec::new(),
        };
        let is_verb_moved = is_sent && (is_built || !is_whole) || name.contains('/');
        self.wording.words(name, is_verb_moved, &lists)
    }

    /// The name with every word of the path.
    fn in_full(&self, def: &TypeDef) -> Option<Vec<String>> {
        let (container, path) = def.hint().words.split_first()?;
        let (last, middle) = path.split_last()?;
        let mut words = self.container(def, container, false).all_words();
        for one in middle.iter().chain([last]) {
            if !["request", "response"].contains(&one.as_str()) {
                words = joined(&words, &self.wording.split(one));
            }
        }
        Some(words)
    }

    /// The name after the first word of what uses the type.
    fn inside(&self, id: TypeId) -> Option<Vec<String>> {
        let mut types = self.api.types.iter();
        let user = types.find(|(user, def)| {
            let mut found = false;
            for usage in def.shape.usages() {
                usage.for_each_named(&mut |one| found |= one == id);
            }
            found && *user != id
        });
        let outer = self.of(user?.0);
        let words = self.of(id);
        let first = outer.first().filter(|first| !words.contains(first))?;
        Some([std::slice::from_ref(first), &words].concat())
    }
}

impl Words {
    /// The words of what a call sends or gets, or of a component. What `create` answers is no `XCreate`: that is sent.
    fn of_call(self, path: &[String]) -> Vec<String> {
        let is_answer = self.verb.is_some() && path.first().is_some_and(|one| one == "response");
        let mut words = self.all_words();
        words.extend(is_answer.then(|| "answer".to_owned()));
        words
    }

    /// The noun, then the verb.
    fn all_words(self) -> Vec<String> {
        self.noun.into_iter().chain(self.verb).collect()
    }
}

/// The words of the description as they are, those of components without the namespaces before a dot. The items of a
/// list are named by its singular where its name is a plural.
pub(super) fn plain(hint: &Hint) -> Ident {
    let mut parts: Vec<String> = Vec::new();
    for word in &hint.words {
        let word = word.rsplit('.').next().unwrap_or_default();
        match parts.last_mut() {
            Some(list) if word == "item" && singular(list) != *list => *list = singular(list),
            _ => parts.push(word.to_owned()),
        }
    }
    Ident::camel_parts(&parts)
}

/// The last member of a path; what a list or a map holds is named by its singular.
fn leaf(path: &[String]) -> Option<String> {
    let path = path
        .iter()
        .filter(|word| !["request", "response"].contains(&word.as_str()));
    let path: Vec<&String> = path.collect();
    let (leaf, outer) = path.split_last()?;
    match (leaf.as_str(), outer.last()) {
        ("item" | "value", Some(list)) if singular(list) != **list => Some(singular(list)),
        ("item", None) => None,
        (word @ ("item" | "value" | "data" | "object" | "base"), Some(outer))
            if *outer != "item" =>
        {
            Some(format!("{outer}_{word}"))
        }
        (word, _) => Some(word.to_owned()),
    }
}

/// What a type holds that is nothing but a list of it.
fn listed(def: &TypeDef) -> Option<TypeId> {
    let Shape::Struct(object) = &def.shape else {
        return None;
    };
    let [field] = object.fields.as_slice() else {
        return None;
    };
    let Type::List(usage) = &field.usage.ty else {
        return None;
    };
    let is_answer = !def.hint().component && !def.direction.request;
    let is_list = field.wire == "items" && is_answer && object.rest.is_none();
    usage.named().filter(|_| is_list)
}

fn lists(object: &Struct) -> Vec<&str> {
    let fields = object.fields.iter();
    let lists = fields.filter(|field| matches!(field.usage.ty, Type::List(_)));
    lists.map(|field| field.wire.as_str()).collect()
}
