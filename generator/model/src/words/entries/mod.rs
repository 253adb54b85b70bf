//! Words: `words/*.yaml`, what we say of types, of their members and of their values.
//!
//! Takes the files; gives one list of entries, each with what it is about. Invariant: no two entries are about the same.
//!
//! ```yaml
//! types:    { Board: { .: what it is, name: what its member, value or alternative (by its kind) means } }
//! fields:   { bookmark: what it means wherever nothing else is said, created: { timestamp: only as a moment } }
//! values:   { metrics: { types: [Column], parts: { who: { USER: by people } },
//!                        members: { integer: what is added to the words on members of this kind },
//!                        words: { SPEND: what the value means in these types, "CLICK_{who}": Clicks {who}. } } }
//! examples: { board_id: the value of it in examples, Keyword.value: the value in this type alone }
//! shown:    { Board: [members that examples set although a value can be made without them] }
//! aliases:  { Board: [other names that people look for] }
//! left_out: { why there is nothing to say: [Board.name, Country.*] }
//! ```

mod patterns;
mod subject;

pub use self::subject::Subject;

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use diagnostics::{Code, Diagnostic, Diagnostics, Edit, Fix};
use source::Source;
use source::pointer::Pointer;

/// The member that represents the type itself.
pub(super) const ITSELF: &str = ".";

/// Words, or the reason why there are none.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is about.
    pub subject: Subject,
    /// The words.
    pub text: String,
    /// The file that it is in.
    pub file: Arc<Source>,
    /// Its place there.
    pub at: Pointer,
    /// The parts that it is made of, if a pattern makes it.
    pub parts: Vec<Pointer>,
}

/// The names of the sections that a file may have.
pub fn sections() -> impl Iterator<Item = &'static str> {
    SECTIONS.iter().map(|(section, _)| *section)
}

/// Everything that files say; what cannot be read is a finding.
pub fn entries(files: &[Arc<Source>], diagnostics: &mut Diagnostics) -> Vec<Entry> {
    let mut reader = Reader {
        entries: Vec::new(),
        known: HashMap::new(),
        diagnostics,
    };
    for file in files {
        reader.file(file);
    }
    reader.entries
}

/// How the entry of a key is read: the file, the key and its value, and the place.
type ReadEntry = fn(&mut Reader<'_>, &Arc<Source>, (&str, &Value), &Pointer);

/// The sections of a file.
const SECTIONS: [(&str, ReadEntry); 7] = [
    ("types", |to, file, of, at| to.type_words(file, of, at)),
    ("fields", |to, file, of, at| to.field_words(file, of, at)),
    ("values", |to, file, of, at| to.table(file, of, at)),
    ("examples", |to, file, of, at| to.example(file, of, at)),
    ("shown", |to, file, of, at| to.shown(file, of, at)),
    ("aliases", |to, file, of, at| to.aliases(file, of, at)),
    ("left_out", |to, file, of, at| to.left_out(file, of, at)),
];

/// What was read so far.
struct Reader<'d> {
    entries: Vec<Entry>,
    known: HashMap<Subject, usize>,
    diagnostics: &'d mut Diagnostics,
}

impl Reader<'_> {
    fn file(&mut self, file: &Arc<Source>) {
        let root = Pointer::root();
        for (section, value) in members(file.value()) {
            let at = root.child(section);
            let Some((_, read)) = SECTIONS.iter().find(|(known, _)| known == section) else {
                self.refuse(file, &at, &format!("words have no section `{section}`"));
                continue;
            };
            self.each(file, &at, value, *read);
        }
    }

    fn each(&mut self, file: &Arc<Source>, at: &Pointer, section: &Value, read: ReadEntry) {
        if !section.is_object() && !section.is_null() {
            self.refuse(file, at, "a section is an object");
        }
        for (key, value) in members(section) {
            read(self, file, (key, value), &at.child(key));
        }
    }

    fn type_words(&mut self, file: &Arc<Source>, (of, words): (&str, &Value), at: &Pointer) {
        if !words.is_object() {
            self.refuse(
                file,
                at,
                "a type has an object, with its own words under `.`",
            );
        }
        for (name, text) in members(words) {
            let subject = Subject::Of(of.to_owned(), name.clone());
            self.add(file, subject, text, at.child(name));
        }
    }

    fn field_words(&mut self, file: &Arc<Source>, (name, words): (&str, &Value), at: &Pointer) {
        if !words.is_object() {
            let subject = Subject::Field(name.to_owned(), None);
            return self.add(file, subject, words, at.clone());
        }
        for (kind, text) in members(words) {
            let subject = Subject::Field(name.to_owned(), Some(kind.clone()));
            self.add(file, subject, text, at.child(kind));
        }
    }

    fn table(&mut self, file: &Arc<Source>, (table, value): (&str, &Value), at: &Pointer) {
        let types = value["types"].as_array();
        if types.is_none() || !value["words"].is_object() {
            self.refuse(file, at, "a table of values has `types` and `words`");
        }
        for (position, of) in types.into_iter().flatten().enumerate() {
            let name = of.as_str().unwrap_or_default();
            let subject = Subject::Table(name.to_owned(), table.to_owned());
            self.add(file, subject, of, at.child("types").index(position));
        }
        for (kind, text) in members(&value["members"]) {
            let subject = Subject::Members(table.to_owned(), kind.clone());
            self.add(file, subject, text, at.child("members").child(kind));
        }
        let words = at.child("words");
        let (made, plain): (Vec<_>, Vec<_>) =
            members(&value["words"]).partition(|(name, _)| name.contains('{'));
        for (name, text) in plain {
            let subject = Subject::Value(table.to_owned(), name.clone());
            self.add(file, subject, text, words.child(name));
        }
        for (name, text) in made {
            let text = text.as_str().unwrap_or_default();
            self.pattern(file, (table, &value["parts"], at), (name, text));
        }
    }

    /// Adds the words on each value that a pattern makes. Words on the value itself come first.
    fn pattern(
        &mut self,
        file: &Arc<Source>,
        (table, parts, at): (&str, &Value, &Pointer),
        (name, text): (&str, &str),
    ) {
        let place = at.child("words").child(name);
        let made = patterns::expand(name, text, parts, &at.child("parts"));
        let Some(made) = made.filter(|made| !made.is_empty() && !text.is_empty()) else {
            return self.refuse(file, &place, "a pattern is made of known `parts`");
        };
        for one in made {
            let subject = Subject::Value(table.to_owned(), one.value);
            let known = self.known.get(&subject).map(|first| &self.entries[*first]);
            match known {
                Some(first) if !first.parts.is_empty() => {
                    let message = format!("{} is made by {} too", subject, first.at);
                    self.refuse(file, &place, &message);
                }
                Some(_) => {}
                None => {
                    self.known.insert(subject.clone(), self.entries.len());
                    self.entries.push(Entry {
                        subject,
                        text: one.text,
                        file: Arc::clone(file),
                        at: place.clone(),
                        parts: one.parts,
                    });
                }
            }
        }
    }

    fn example(&mut self, file: &Arc<Source>, (name, text): (&str, &Value), at: &Pointer) {
        self.add(file, Subject::Example(name.to_owned()), text, at.clone());
    }

    fn shown(&mut self, file: &Arc<Source>, of: (&str, &Value), at: &Pointer) {
        self.list(file, of, at, Subject::Shown);
    }

    fn aliases(&mut self, file: &Arc<Source>, of: (&str, &Value), at: &Pointer) {
        self.list(file, of, at, Subject::Alias);
    }

    fn list(
        &mut self,
        file: &Arc<Source>,
        (of, names): (&str, &Value),
        at: &Pointer,
        subject: fn(String, String) -> Subject,
    ) {
        if !names.is_array() {
            self.refuse(file, at, "a type has a list of names here");
        }
        for (position, name) in names.as_array().into_iter().flatten().enumerate() {
            let text = name.as_str().unwrap_or_default().to_owned();
            self.add(file, subject(of.to_owned(), text), name, at.index(position));
        }
    }

    fn left_out(&mut self, file: &Arc<Source>, (reason, items): (&str, &Value), at: &Pointer) {
        if !items.is_array() {
            self.refuse(file, at, "what is left out is a list for each reason");
        }
        for (position, item) in items.as_array().into_iter().flatten().enumerate() {
            let name = item.as_str().unwrap_or_default();
            let reason = Value::from(reason);
            let subject = Subject::LeftOut(name.to_owned());
            self.add(file, subject, &reason, at.index(position));
        }
    }

    fn add(&mut self, file: &Arc<Source>, subject: Subject, text: &Value, at: Pointer) {
        let Some(text) = text.as_str().filter(|text| !text.trim().is_empty()) else {
            return self.refuse(file, &at, "words are text");
        };
        if let Some(first) = self.known.get(&subject) {
            let first = &self.entries[*first];
            let message = format!("the same is said in {} at {}", first.file.name(), first.at);
            return self.refuse(file, &at, &message);
        }
        self.known.insert(subject.clone(), self.entries.len());
        self.entries.push(Entry {
            subject,
            text: text.to_owned(),
            file: Arc::clone(file),
            at,
            parts: Vec::new(),
        });
    }

    fn refuse(&mut self, file: &Arc<Source>, at: &Pointer, message: &str) {
        let help = "correct the entry or remove it";
        let finding = Diagnostic::new(Code::WordsInvalid, at, message, help);
        let finding = finding.fix(Fix::Own(vec![Edit::Remove(at.clone())]));
        self.diagnostics.add(finding.in_file(file));
    }
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}
