//! Wording: the words of a place to the words that a person would have used for the type.
//!
//! Takes the words of a component or of an operation, and whether the type is only sent; gives the noun and, at the end,
//! the verb. A description's words also say how a thing travels (request, response, body) and which verb began its
//! operation's name; those are left out or put in their place. Invariant: words that are the name of a resource stay.

mod phrases;

use std::collections::BTreeSet;

use heck::ToSnakeCase;

use self::phrases::{
    AT_END, AT_END_OF_VALUES, BEFORE_VERB, ONE_THING, OUTCOME_NOISE, PHRASES, TRAVEL, VERBS,
};
use super::rule::singular;
use model::ir::{Api, Shape};

/// Words that the description writes together, each with its words joined by `_`.
pub(super) type Together = Vec<(String, String)>;

/// What the words of one description mean.
pub(super) struct Wording {
    /// Names of resources, in the singular: `audience`, `conversion deletion request`.
    resources: Vec<Vec<String>>,
    /// The values that select an alternative of a union, as words: `creative assets`.
    tags: BTreeSet<Vec<String>>,
    /// Words that the description writes together, and what they consist of.
    together: Vec<(String, Vec<String>)>,
}

/// A name in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// What it is about.
    pub(super) noun: Vec<String>,
    /// What becomes of that, if the type is only sent.
    pub(super) verb: Option<String>,
}

impl Wording {
    /// Reads the names of resources off tags and operation ids.
    pub(super) fn new(api: &Api, together: &Together) -> Self {
        let tags = api.tags.iter().map(|tag| tag.name.as_str());
        let ids = api.operations.iter().map(|one| one.id.as_str());
        // One word of an id may be anything.
        let ids = ids.filter_map(|id| Some(id.split_once('/')?.0));
        let ids = ids.filter(|id| id.contains('_'));
        let resources = tags.chain(ids).map(|name| {
            let name = name.strip_prefix("catalogs_").unwrap_or(name);
            name.split('_').map(singular).collect()
        });
        let unions = api.types.iter().filter_map(|(_, def)| match &def.shape {
            Shape::Union(union) => Some(union),
            _ => None,
        });
        let tags = unions.flat_map(|union| union.variants.iter().flat_map(|one| &one.tags));
        let together = together.iter().map(|(from, to)| (from.clone(), split(to)));
        Self {
            resources: resources
                .filter(|words: &Vec<String>| !words.is_empty())
                .collect(),
            tags: tags
                .filter(|tag| !VERBS.contains(&tag.to_lowercase().as_str()))
                .map(|tag| split(tag))
                .collect(),
            together: together.collect(),
        }
    }

    /// The words of a name, in lower case.
    pub(super) fn split(&self, name: &str) -> Vec<String> {
        let words = split(name).into_iter();
        let words = words.flat_map(|word| {
            let parts = self.together.iter().find(|(from, _)| *from == word);
            parts.map_or_else(|| vec![word], |(_, parts)| parts.clone())
        });
        words.collect()
    }

    /// The words of a component or an operation. `lists` are the members that are lists: a noun that is one of them is
    /// about many things.
    pub(super) fn words(&self, name: &str, is_sent: bool, lists: &[&str]) -> Words {
        let mut words = replaced(self.split(name));
        self.retain(&mut words, |word| !TRAVEL.contains(&word));
        words.dedup();
        let verb = if is_sent { take_verb(&mut words) } else { None };
        self.without_scope(&mut words);
        self.trim(&mut words, AT_END);
        if verb.is_some() {
            self.trim(&mut words, BEFORE_VERB);
        }
        if let Some(last) = words.last_mut().filter(|_| verb.is_some())
            && !lists.contains(&last.as_str())
            && !is_one_thing(last)
        {
            *last = singular(last);
        }
        Words { noun: words, verb }
    }

    /// The words of a list of values.
    pub(super) fn values(&self, name: &str) -> Vec<String> {
        let mut words = replaced(self.split(name));
        self.retain(&mut words, |word| !TRAVEL.contains(&word));
        words.dedup();
        self.without_scope(&mut words);
        self.trim(&mut words, AT_END_OF_VALUES);
        if let Some(last) = words.last_mut().filter(|last| !is_one_thing(last)) {
            *last = singular(last);
        }
        words
    }

    /// What an outcome is about, or an answer that holds outcomes.
    pub(super) fn outcome(&self, name: &str, is_answer: bool) -> Vec<String> {
        let Words { mut noun, .. } = self.words(name, true, &[]);
        self.trim(&mut noun, OUTCOME_NOISE);
        if !is_answer {
            self.trim(&mut noun, &["batch"]);
            self.trim(&mut noun, OUTCOME_NOISE);
        }
        if let Some(last) = noun.last_mut() {
            *last = singular(last);
        }
        noun
    }

    /// Leaves out words, except those that are part of a resource's name.
    fn retain(&self, words: &mut Vec<String>, keep: impl Fn(&str) -> bool) {
        let stays: Vec<bool> = (0..words.len())
            .map(|position| keep(&words[position]) || self.is_resource(words, position))
            .collect();
        let mut stays = stays.into_iter();
        words.retain(|_| stays.next().unwrap_or(true));
    }

    /// Leaves out words at the end, as long as something remains.
    fn trim(&self, words: &mut Vec<String>, noise: &[&str]) {
        while words.len() > 1
            && words
                .last()
                .is_some_and(|last| noise.contains(&last.as_str()))
            && !self.is_resource(words, words.len() - 1)
            && !self.is_selected_item(words)
        {
            let is_list = words.pop().as_deref() == Some("items");
            if let Some(last) = words.last_mut().filter(|_| is_list) {
                *last = singular(last);
            }
        }
    }

    /// Whether the words are an item of a kind, such as `retail item`, and not only the kind.
    fn is_selected_item(&self, words: &[String]) -> bool {
        match words.split_last() {
            Some((last, kind)) => singular(last) == "item" && self.tags.contains(kind),
            None => false,
        }
    }

    /// Whether the word at a position belongs to the name of a resource.
    fn is_resource(&self, words: &[String], position: usize) -> bool {
        let words: Vec<String> = words.iter().map(|word| singular(word)).collect();
        self.resources.iter().any(|resource| {
            let mut parts = words.windows(resource.len()).enumerate();
            parts.any(|(start, part)| {
                part == resource && (start..start + resource.len()).contains(&position)
            })
        })
    }

    /// The first noun in the singular where more follows: a thing belongs to one of them. It goes altogether before the
    /// value that selects an alternative: `CatalogsHotelFeed` is a hotel's feed.
    fn without_scope(&self, words: &mut Vec<String>) {
        let last = words.len().saturating_sub(1);
        let is_plural = |word: &String| word.len() > 2 && singular(word) != *word;
        let plural = (0..2).find(|at| words.get(*at).is_some_and(is_plural));
        let Some(at) = plural.filter(|at| *at < last && !is_joint(&words[at + 1])) else {
            return;
        };
        let rest = &words[at + 1..];
        let selects = |tag: &Vec<String>| tag.len() < rest.len() && rest.starts_with(tag);
        let is_owner = |resource: &Vec<String>| is_at(rest, resource);
        let is_scope = at == 0
            || self
                .resources
                .iter()
                .any(|one| one.len() == 2 && is_at(words, one));
        let names_more =
            self.resources.iter().any(is_owner) || at == 0 && self.tags.iter().any(selects);
        if is_scope && names_more {
            words.drain(..=at);
            self.without_scope(words);
        } else if is_scope {
            words[at] = singular(&words[at]);
        }
    }
}

/// Whether words begin with a resource.
fn is_at(words: &[String], resource: &[String]) -> bool {
    let mut pairs = words.iter().zip(resource);
    words.len() >= resource.len() && pairs.all(|(word, one)| singular(word) == *one)
}

/// What joins two nouns.
pub(super) fn is_joint(word: &str) -> bool {
    ["of", "with", "to", "by", "for"].contains(&word)
}

/// Whether a plural names one thing.
pub(super) fn is_one_thing(word: &str) -> bool {
    ONE_THING.contains(&word)
}

/// The words of a name in whatever case.
pub(super) fn split(name: &str) -> Vec<String> {
    let snake = name.to_snake_case();
    let words = snake.split('_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Takes the verbs out; the last one counts.
fn take_verb(words: &mut Vec<String>) -> Option<String> {
    let mut found = None;
    let many = words.len() > 1;
    words.retain(|word| {
        let is_verb = many && VERBS.contains(&word.as_str());
        if is_verb {
            found = Some(word.clone());
        }
        !is_verb
    });
    found
}

/// The words with the description's turns of phrase replaced.
fn replaced(mut words: Vec<String>) -> Vec<String> {
    for (from, to) in PHRASES {
        let place = words.windows(from.len()).position(|part| part == *from);
        if let Some(at) = place {
            words.splice(
                at..at + from.len(),
                to.iter().map(|word| (*word).to_owned()),
            );
        }
    }
    words
}

/// A leaf after its owner, without the words that both have where they meet.
pub(super) fn joined(owner: &[String], leaf: &[String]) -> Vec<String> {
    if leaf.len() >= owner.len() && leaf.starts_with(owner) {
        return leaf.to_vec();
    }
    let most = owner.len().min(leaf.len());
    let shared = (1..=most)
        .rev()
        .find(|count| owner.ends_with(&leaf[..*count]));
    let rest = &leaf[shared.unwrap_or(0)..];
    owner.iter().chain(rest).cloned().collect()
}
