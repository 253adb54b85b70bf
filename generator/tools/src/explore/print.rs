//! The printer of the IR: every item as a block of lines, the same for every step.
//!
//! Takes the API after any step; gives text that both `ir` and `explain` compare step by step. Invariant: a line has
//! a key that stays the same from step to step, so what a pass did is the lines that differ.

use std::fmt::Write;

use super::find::Subject;
use super::labels::Labels;
use model::ir::{Api, Direction, Field, LogicalParameter, Operation, Shape, TypeId};
use rust::lock;
use source::pointer::Pointer;

/// A type, an operation, a parameter or a bundle.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// What stays the same from step to step, and the first line.
    pub(super) title: String,
    /// Where it is declared.
    pub(super) places: Vec<Pointer>,
    pub(super) lines: Vec<Line>,
}

/// A fact of an item, or one of its parts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) key: String,
    pub(super) text: String,
    /// Where the part is declared.
    pub(super) at: Option<Pointer>,
}

impl Block {
    fn new(title: String, at: &Pointer) -> Self {
        let places = vec![at.clone()];
        Self {
            title,
            places,
            lines: Vec::new(),
        }
    }

    fn line(&mut self, key: impl Into<String>, text: impl Into<String>, at: Option<&Pointer>) {
        let text = text.into().replace('\n', "\\n");
        self.lines.push(Line {
            key: key.into(),
            text,
            at: at.cloned(),
        });
    }

    /// The text of a line of every step's block.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        let line = self.lines.iter().find(|line| line.key == key);
        line.map(|line| line.text.as_str())
    }

    /// The block as it is printed.
    pub(super) fn printed(&self) -> String {
        let mut text = self.title.clone() + "\n";
        for place in &self.places {
            let _ = writeln!(text, "  at {place}");
        }
        for line in &self.lines {
            let _ = writeln!(text, "  {}: {}", line.key, line.text);
        }
        text
    }
}

impl Labels {
    /// An item of an API; none if the step does not have it.
    pub(super) fn block(&self, api: &Api, subject: Subject) -> Option<Block> {
        match subject {
            Subject::Operation(position) => {
                let operation = api.operations.get(position)?;
                Some(self.operation(api, operation))
            }
            Subject::Type(id) | Subject::Member(id, _) => {
                (id.0 < api.types.len()).then(|| self.type_block(api, id))
            }
            Subject::Parameter(position) => api.parameters.get(position).map(|it| self.shared(it)),
        }
    }

    fn type_block(&self, api: &Api, id: TypeId) -> Block {
        let def = &api.types[id];
        let mut block = Block::new(format!("type {}", self.of(id)), def.at());
        block.places = def.origins.iter().map(|(at, _)| at.clone()).collect();
        let (kind, travels) = (def.shape.word(), direction(def.direction));
        block.line("is", format!("{kind}{travels}"), Some(def.at()));
        block.line("words", def.hint().words.join("."), None);
        let tags: Vec<&str> = def
            .tags
            .iter()
            .map(|it| api.tags[*it].name.as_str())
            .collect();
        if !tags.is_empty() {
            block.line("tags", tags.join(", "), None);
        }
        if let Some(docs) = &def.docs {
            block.line("docs", docs, Some(&def.at().child("description")));
        }
        if def.deprecation.is_some() {
            block.line("deprecated", "yes", None);
        }
        match &def.shape {
            Shape::Struct(object) => {
                for field in &object.fields {
                    let text = self.field(field);
                    block.line(format!(".{}", field.wire), text, Some(&field.usage.at));
                }
                for constant in &object.constants {
                    block.line(
                        format!(".{}", constant.wire),
                        format!("= {:?}", constant.value),
                        None,
                    );
                }
                if let Some(rest) = &object.rest {
                    block.line(lock::REST, self.usage(rest), Some(&rest.at));
                }
            }
            Shape::Enum(values) => {
                for value in values.texts() {
                    block.line(format!("={value}"), "a value", None);
                }
            }
            Shape::Union(union) => {
                if let Some(tag) = &union.tag {
                    block.line("distinguished by", tag, None);
                }
                for variant in &union.variants {
                    let tags = variant.tags.join(", ");
                    let tags = if tags.is_empty() {
                        tags
                    } else {
                        format!(", if {tags}")
                    };
                    let text = self.usage(&variant.usage) + &tags;
                    block.line(format!("|{}", variant.word), text, Some(&variant.usage.at));
                }
            }
            Shape::Id => {}
        }
        block
    }

    fn field(&self, field: &Field) -> String {
        let mut text = self.usage(&field.usage);
        let marks = [
            ("required", field.required),
            ("absent, null or a value", field.patch),
            ("absent is empty", field.list),
            ("boxed", field.boxed),
        ];
        for (mark, _) in marks.into_iter().filter(|(_, is_so)| *is_so) {
            text = text + ", " + mark;
        }
        text
    }

    fn operation(&self, api: &Api, operation: &Operation) -> Block {
        let at = &operation.at;
        let mut block = Block::new(format!("operation {}", operation.id), at);
        block.line("call", lock::call(operation), Some(at));
        block.line(
            "tag",
            &api.tags[operation.tag].name,
            Some(&at.child("tags")),
        );
        let auth = operation.auth.iter().map(|one| format!("{one:?}"));
        let access: Vec<String> = auth.chain(operation.scopes.iter().cloned()).collect();
        block.line("access", access.join(", "), Some(&at.child("security")));
        if let Some(category) = &operation.rate_limit_category {
            block.line(
                "category",
                category,
                Some(&at.child("x-ratelimit-category")),
            );
        }
        if let Some(there) = operation.sandbox {
            block.line(
                "sandbox",
                if there { "yes" } else { "no" },
                Some(&at.child("x-sandbox")),
            );
        }
        if let Some(windows) = &operation.windows {
            block.line(
                "windows",
                format!("{windows:?}"),
                Some(&at.child("x-windows")),
            );
        }
        if operation.deprecation.is_some() {
            block.line("deprecated", "yes", Some(&at.child("deprecated")));
        }
        for (key, docs) in [("summary", &operation.summary), ("docs", &operation.docs)] {
            if let Some(docs) = docs {
                block.line(key, docs, None);
            }
        }
        for parameter in &operation.parameters {
            let key = format!("{}.{}", parameter.location.as_str(), parameter.name);
            let required = if parameter.required { ", required" } else { "" };
            let (style, usage) = (parameter.style, self.usage(&parameter.usage));
            let text = format!(
                "{usage}{required}, {style:?}, from {}",
                parameter.definition
            );
            block.line(key, text, Some(&parameter.usage.at));
        }
        if let Some(body) = &operation.body {
            let required = if body.required { ", required" } else { "" };
            let text = format!("{}{required}, {:?}", self.usage(&body.usage), body.encoding);
            block.line("body", text, Some(&body.usage.at));
        }
        let answer = operation.success.as_ref();
        let text = answer.map_or_else(|| "none".to_owned(), |usage| self.usage(usage));
        block.line("answer", text, answer.map(|usage| &usage.at));
        block
    }

    /// A parameter that operations share.
    fn shared(&self, parameter: &LogicalParameter) -> Block {
        let title = format!(
            "parameter {}.{}",
            parameter.location.as_str(),
            parameter.name
        );
        let mut block = Block::new(title, &Pointer::root());
        block.places = parameter
            .kinds
            .iter()
            .map(|kind| kind.usage.at.clone())
            .collect();
        if let Some(docs) = &parameter.docs {
            block.line("docs", docs, None);
        }
        for (position, kind) in parameter.kinds.iter().enumerate() {
            let uses = kind
                .definitions
                .iter()
                .map(|(name, uses)| format!("{name} ({uses})"));
            let uses = uses.collect::<Vec<_>>().join(", ");
            let text = format!("{}, {:?}, from {uses}", self.usage(&kind.usage), kind.style);
            block.line(format!("type {}", position + 1), text, Some(&kind.usage.at));
        }
        block
    }
}

/// Parameters that travel together.
pub(super) fn bundles(api: &Api) -> impl Iterator<Item = Block> {
    api.bundles.iter().map(|bundle| Block {
        title: format!("bundle {}", bundle.name),
        places: Vec::new(),
        lines: vec![Line {
            key: "members".to_owned(),
            text: bundle.members.join(", "),
            at: None,
        }],
    })
}

fn direction(direction: Direction) -> &'static str {
    match (direction.request, direction.response) {
        (true, true) => ", both ways",
        (true, false) => ", sent",
        (false, true) => ", answered",
        (false, false) => "",
    }
}
