//! What a call is checked by before it is sent, as data of its operation.
//!
//! Takes the limits of parameters and of the members of a body; gives the rules. Invariant: a rule applies to a value
//! only where it is certain which type that is: of a union without a tag, in what no other alternative could be.

use std::collections::BTreeSet;

use super::Context;
use model::ir::{Bounds, Enum, Operation, Shape, Struct, Type, TypeId, Union, Usage};

/// The lines about the rules, among the data of an operation.
pub(super) fn checks(context: Context<'_>, operation: &Operation) -> Vec<String> {
    let mut rules = Rules {
        context,
        open: BTreeSet::new(),
        found: Vec::new(),
    };
    for parameter in &operation.parameters {
        rules.parameter(&parameter.name, &parameter.usage);
    }
    let parameters = rules.found.len();
    if let Some(body) = &operation.body {
        rules.visit(&body.usage, &mut Vec::new());
    }
    let batch = operation.batch.iter();
    rules
        .found
        .extend(batch.map(|(list, most)| (list.clone(), format!("Items(1, {most})"))));
    rules.found.extend(operation.rules.iter().map(|rule| {
        let sets = rule.sets.iter().map(|set| format!("&{set:?}"));
        let sets = sets.collect::<Vec<_>>().join(", ");
        (rule.path.join("."), format!("AnyOf(&[{sets}])"))
    }));
    if rules.found.is_empty() {
        return Vec::new();
    }
    let checks = rules
        .found
        .iter()
        .enumerate()
        .map(|(index, (place, rule))| {
            let of = if index < parameters {
                "parameter"
            } else {
                "body"
            };
            format!("    {of} {place:?} {rule},")
        });
    let mut lines = vec!["checks: [".to_owned()];
    lines.extend(checks);
    lines.push("],".to_owned());
    lines
}

struct Rules<'a> {
    context: Context<'a>,
    /// The types that the walk is inside of: a type inside itself has been walked already.
    open: BTreeSet<TypeId>,
    found: Vec<(String, String)>,
}

impl<'a> Rules<'a> {
    fn parameter(&mut self, name: &str, usage: &Usage) {
        self.limits(usage, name);
        if let Type::List(item) = &usage.ty {
            self.limits(item, &format!("{name}.*"));
        }
    }

    fn visit(&mut self, usage: &'a Usage, path: &mut Vec<String>) {
        if usage.read_only || !leads_to_rule(self.context, usage) {
            return;
        }
        let place = path.join(".");
        self.limits(usage, &place);
        match &usage.ty {
            Type::List(item) | Type::Map(_, item) => {
                path.push("*".to_owned());
                self.visit(item, path);
                path.pop();
            }
            Type::Named(id) if self.open.insert(*id) => {
                self.members(*id, path);
                self.open.remove(id);
            }
            _ => {}
        }
    }

    fn members(&mut self, id: TypeId, path: &mut Vec<String>) {
        match &self.context.api.types[id].shape {
            Shape::Struct(object) => {
                for field in &object.fields {
                    path.push(field.wire.clone());
                    self.visit(&field.usage, path);
                    path.pop();
                }
            }
            Shape::Union(union) => {
                let Some(tag) = &union.tag else {
                    return self.alternatives(union, path);
                };
                for variant in union.variants.iter().filter(|one| !one.tags.is_empty()) {
                    path.push(format!("?{tag}={}", variant.tags.join("|")));
                    self.visit(&variant.usage, path);
                    path.pop();
                }
            }
            Shape::Enum(_) | Shape::Id => {}
        }
    }

    /// What is distinguished by its looks: an object by a member that it must have and no other one knows, and what is no
    /// object by being the only text, number or list.
    fn alternatives(&mut self, union: &'a Union, path: &mut Vec<String>) {
        for (position, variant) in union.variants.iter().enumerate() {
            let others = || {
                let all = union.variants.iter().enumerate();
                all.filter(move |(other, _)| *other != position)
                    .map(|(_, other)| &other.usage)
            };
            let Some(object) = self.object(&variant.usage) else {
                let own = kind(self.context, &variant.usage);
                let alone =
                    own != Kind::Other && !others().any(|other| looks(self.context, other) == own);
                if alone {
                    self.visit(&variant.usage, path);
                }
                continue;
            };
            let unknown = |name: &str| {
                others().all(|other| match self.object(other) {
                    Some(other) => other.rest.is_none() && !has(other, name),
                    None => looks(self.context, other) != Kind::Other,
                })
            };
            let mut required = object.fields.iter().filter(|field| field.required);
            if let Some(own) = required.find(|field| unknown(&field.wire)) {
                path.push(format!("?{}", own.wire));
                self.visit(&variant.usage, path);
                path.pop();
            }
        }
    }

    fn object(&self, usage: &Usage) -> Option<&'a Struct> {
        self.context.api.types.object(usage.named()?)
    }

    fn limits(&mut self, usage: &Usage, place: &str) {
        let rules = rules(self.context, usage);
        let placed = rules.into_iter().map(|rule| (place.to_owned(), rule));
        self.found.extend(placed);
    }
}

/// The rules on a value of the usage by itself.
fn rules(context: Context<'_>, usage: &Usage) -> Vec<String> {
    let bounds = &usage.bounds;
    match kind(context, usage) {
        Kind::Text => text_rules(bounds),
        Kind::Number => number_rules(bounds),
        Kind::List => count("Items", bounds.min_items, bounds.max_items)
            .into_iter()
            .collect(),
        Kind::Other => Vec::new(),
    }
}

fn text_rules(bounds: &Bounds) -> Vec<String> {
    let length = count("Length", bounds.min_length, bounds.max_length);
    // The engine of the client looks neither ahead nor behind.
    let pattern = bounds.pattern.iter();
    let pattern = pattern.filter(|pattern| !pattern.contains("(?"));
    let pattern = pattern.map(|pattern| format!("Pattern({pattern:?})"));
    length.into_iter().chain(pattern).collect()
}

fn number_rules(bounds: &Bounds) -> Vec<String> {
    let above = bounds.minimum.filter(|_| bounds.exclusive_minimum);
    let least = bounds.minimum.filter(|_| !bounds.exclusive_minimum);
    let most = bounds.maximum.filter(|_| !bounds.exclusive_maximum);
    let or_none = |limit: Option<f64>, none: &str| {
        limit.map_or_else(|| none.to_owned(), |limit| format!("{limit:?}"))
    };
    let range = (least.is_some() || most.is_some()).then(|| {
        let least = or_none(least, "f64::NEG_INFINITY");
        let most = or_none(most, "f64::INFINITY");
        format!("Range({least}, {most})")
    });
    let above = above.map(|limit| format!("Above({limit:?})"));
    range.into_iter().chain(above).collect()
}

fn count(rule: &str, least: Option<usize>, most: Option<usize>) -> Option<String> {
    let least = least.filter(|least| *least > 0);
    (least.is_some() || most.is_some()).then(|| {
        let most = most.map_or_else(|| "usize::MAX".to_owned(), |most| most.to_string());
        format!("{rule}({}, {most})", least.unwrap_or(0))
    })
}

/// Whether an object has a member of the name.
fn has(object: &Struct, name: &str) -> bool {
    let constants = object.constants.iter().map(|one| &one.wire);
    let mut members = object.fields.iter().map(|one| &one.wire).chain(constants);
    members.any(|member| member == name)
}

/// What a value looks like, whether or not its limits are about that.
fn looks(context: Context<'_>, usage: &Usage) -> Kind {
    let shape = usage.named().map(|id| &context.api.types[id].shape);
    match (shape, &usage.ty) {
        (Some(Shape::Enum(Enum::Text(_))), _) | (None, Type::Hashed) => Kind::Text,
        (Some(Shape::Enum(Enum::Whole(_))), _)
        | (None, Type::UnixTime(_) | Type::MicroAmount { text: false }) => Kind::Number,
        _ => kind(context, usage),
    }
}

/// What the limits of a usage are about.
#[derive(PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    List,
    Other,
}

fn kind(context: Context<'_>, usage: &Usage) -> Kind {
    match &usage.ty {
        Type::String
        | Type::Secret
        | Type::Date
        | Type::Timestamp
        | Type::MicroAmount { text: true } => Kind::Text,
        Type::Integer | Type::Number => Kind::Number,
        Type::List(_) => Kind::List,
        Type::Named(id) => match context.api.types[*id].shape {
            Shape::Id => Kind::Text,
            Shape::Enum(Enum::Text(_) | Enum::Whole(_)) | Shape::Struct(_) | Shape::Union(_) => {
                Kind::Other
            }
        },
        _ => Kind::Other,
    }
}

/// Whether a usage or anything that it reaches has a rule. There are too many ways to walk them all.
fn leads_to_rule(context: Context<'_>, usage: &Usage) -> bool {
    let reached = context.api.reached_from([usage]);
    let mut inside = reached
        .iter()
        .flat_map(|id| context.api.types[*id].shape.usages());
    has_rule(context, usage) || inside.any(|usage| has_rule(context, usage))
}

fn has_rule(context: Context<'_>, usage: &Usage) -> bool {
    let own = !rules(context, usage).is_empty();
    own || usage
        .ty
        .inner()
        .is_some_and(|inner| has_rule(context, inner))
}
