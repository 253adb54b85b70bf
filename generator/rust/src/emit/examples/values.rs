//! Values of examples: as an argument, where what converts will do, or as a value of just the type.

use super::code::Code;
use crate::emit::call::Input;
use crate::emit::samples::{Size, sample};
use crate::emit::ty::{self, Scope};
use crate::emit::{Context, bundles};
use crate::names::Ident;
use model::ir::{Bundle, Shape, Type, TypeId, Usage};

/// Types inside types are made up to here; what is deeper is given to the example.
const DEEPEST: usize = 9;

/// How many days back examples look; every report goes as far.
const DAYS: u32 = 30;

/// Makes the values of one example.
pub(super) struct Maker<'a> {
    pub(super) context: Context<'a>,
    /// What the example is given, by name and type.
    given: Vec<(String, String)>,
    pub(super) depth: usize,
}

impl<'a> Maker<'a> {
    pub(super) fn new(context: Context<'a>) -> Self {
        Self {
            context,
            given: Vec::new(),
            depth: 0,
        }
    }

    /// What the example is given, as parameters behind another.
    pub(super) fn given(&self) -> String {
        let given = self.given.iter();
        let given: Vec<String> = given.map(|(name, ty)| format!(", {name}: {ty}")).collect();
        given.concat()
    }

    /// A value of an input; `converts` says that anything which converts to its type will do.
    pub(super) fn input(&mut self, name: &Ident, input: &Input<'_>, converts: bool) -> Code {
        match input {
            Input::Parameter(parameter) => {
                self.value((&parameter.name, name), &parameter.usage, converts)
            }
            Input::Body(body) => self.value(("", name), &body.usage, converts),
            Input::Bundle(bundle, _) => self.bundle(bundle),
        }
    }

    pub(super) fn bundle(&mut self, bundle: &Bundle) -> Code {
        let members = bundles::members(self.context, bundle);
        if bundles::is_days(bundle, &members) {
            return Code::text(format!("types::{}::last_days({DAYS})", bundle.name));
        }
        if !bundle.complete {
            return Code::text(format!("types::{}::new()", bundle.name));
        }
        let values = members.iter().map(|member| {
            let value = self.value((member.wire, member.name), member.usage, false);
            value.inside(&format!("{}: ", member.name), "")
        });
        Code::list(format!("types::{} {{", bundle.name), values.collect(), "}")
    }

    /// A value, or a parameter of the example if none can be made.
    fn value(&mut self, (wire, name): (&str, &Ident), usage: &Usage, converts: bool) -> Code {
        let made = self.made(wire, usage, converts);
        made.unwrap_or_else(|| self.parameter(name, usage))
    }

    fn parameter(&mut self, name: &Ident, usage: &Usage) -> Code {
        let ty = self.context.ty(usage, Scope::Api);
        let ty = ty.replace("Value", "pinterest_v5::Value");
        let ty = ty.replace("BTreeMap", "std::collections::BTreeMap");
        let mut name = name.bare().to_owned();
        while self.given.iter().any(|(other, _)| *other == name) || name == "client" {
            name.push('_');
        }
        self.given.push((name.clone(), ty));
        Code::text(name)
    }

    pub(super) fn made(&mut self, wire: &str, usage: &Usage, converts: bool) -> Option<Code> {
        let into = if converts { "" } else { ".into()" };
        let text = |text: &str| Some(Code::text(format!("{text:?}{into}")));
        match &usage.ty {
            Type::Boolean => Some(Code::text(self.flag(wire).to_string())),
            Type::Integer | Type::Number => Some(Code::text(self.number(wire, usage))),
            Type::String => text(&self.text(wire, usage)),
            Type::Secret => text(self.ours(wire).map_or("s3cret", String::as_str)),
            Type::Hashed => {
                let hash = sample(self.context.api, usage, Size::Minimal);
                Some(Code::text(format!("{hash}.parse()?")))
            }
            Type::Timestamp | Type::UnixTime(_) => Some(Code::text(self.moment(wire, usage))),
            Type::MicroAmount { .. } => {
                let units = self.whole(wire).unwrap_or(10);
                let amount = format!("pinterest_v5::MicroAmount::from_units({units})");
                Some(Code::text(amount))
            }
            Type::Date => {
                let ours = self.ours(wire).map(|text| format!("{text:?}"));
                let sample = || sample(self.context.api, usage, Size::Minimal).to_string();
                let text = ours.unwrap_or_else(sample);
                Some(Code::text(format!("{text}.parse()?")))
            }
            Type::List(item) => {
                let each = converts && ty::converts(item) && !item.nullable;
                let value = self.made(wire, item, each)?;
                let value = if item.nullable {
                    value.inside("Some(", ")")
                } else {
                    value
                };
                let head = if converts { "[" } else { "vec![" };
                Some(Code::list(head.to_owned(), vec![value], "]"))
            }
            Type::Named(id) => self.named(*id, wire, usage, converts),
            Type::Map(Some(key), value) => self.map(wire, *key, value, converts),
            Type::Any | Type::Map(None, _) | Type::Page(_) | Type::OneOrMany(_) => None,
        }
    }

    /// A map with one entry; what the keys are says what they look like.
    fn map(&mut self, wire: &str, key: TypeId, value: &Usage, converts: bool) -> Option<Code> {
        let key = Usage::new(Type::Named(key), value.at.clone());
        let key = self.made(wire, &key, converts)?;
        let each = converts && ty::converts(value) && !value.nullable;
        let value = self.made(wire, value, each)?;
        let entry = Code::list("(".to_owned(), vec![key, value], ")");
        let (head, tail) = if converts {
            ("[", "]")
        } else {
            ("std::collections::BTreeMap::from([", "])")
        };
        Some(Code::list(head.to_owned(), vec![entry], tail))
    }

    fn named(&mut self, id: TypeId, wire: &str, usage: &Usage, converts: bool) -> Option<Code> {
        let name = self.context.names.ty(id);
        match &self.context.api.types[id].shape {
            Shape::Id => {
                let into = if converts { "" } else { ".into()" };
                let text = self.text(wire, usage);
                Some(Code::text(format!("{text:?}{into}")))
            }
            Shape::Enum(_) => {
                let variant = self.variant(id, wire)?;
                Some(Code::text(format!("types::{name}::{variant}")))
            }
            _ if self.depth == DEEPEST => None,
            Shape::Struct(object) => self.deeper(|maker| maker.structure(id, object)),
            Shape::Union(union) => {
                self.deeper(|maker| maker.alternative((id, union), wire, converts))
            }
        }
    }

    /// The value of an enum that was chosen for a name, or else its first.
    pub(super) fn variant(&self, id: TypeId, wire: &str) -> Option<&'a Ident> {
        let Shape::Enum(values) = &self.context.api.types[id].shape else {
            return None;
        };
        let ours = self.ours(wire);
        let mut texts = values.texts().into_iter();
        let position = texts.position(|text| Some(&text) == ours);
        let variants = self.context.names.variants(id);
        variants.get(position.unwrap_or_default())
    }

    /// What is given in vain is taken back.
    fn deeper(&mut self, value: impl FnOnce(&mut Self) -> Option<Code>) -> Option<Code> {
        let given = self.given.len();
        self.depth += 1;
        let made = value(self);
        self.depth -= 1;
        if made.is_none() {
            self.given.truncate(given);
        }
        made
    }

    /// The value that was chosen for a name, or for one of what a list of the name holds.
    pub(super) fn ours(&self, wire: &str) -> Option<&'a String> {
        let examples = &self.context.api.examples;
        let one = || examples.get(wire.strip_suffix('s')?);
        examples.get(wire).or_else(one)
    }

    /// The text for a member of this name, or one that keeps to the bounds.
    fn text(&self, wire: &str, usage: &Usage) -> String {
        if let Some(text) = self.ours(wire) {
            return text.clone();
        }
        let is_id = matches!(usage.named(), Some(id) if matches!(self.context.api.types[id].shape, Shape::Id));
        if is_id && usage.bounds.pattern.is_none() {
            return "549755885175".to_owned();
        }
        let plain = Usage {
            ty: Type::String,
            ..usage.clone()
        };
        let sample = sample(self.context.api, &plain, Size::Minimal);
        sample.as_str().unwrap_or_default().to_owned()
    }

    /// A moment: the text that was chosen, or now and as many days as were chosen.
    fn moment(&self, wire: &str, usage: &Usage) -> String {
        const NOW: &str = "pinterest_v5::Timestamp::now()";
        match (&usage.ty, self.ours(wire), self.whole(wire)) {
            (_, _, Some(days)) => {
                format!("{NOW} + std::time::Duration::from_secs({days} * 24 * 60 * 60)")
            }
            (Type::Timestamp, Some(text), _) => {
                format!("{text:?}.parse::<pinterest_v5::Timestamp>()?")
            }
            _ => NOW.to_owned(),
        }
    }

    fn flag(&self, wire: &str) -> bool {
        self.ours(wire).is_none_or(|text| text != "false")
    }

    /// The whole number that was chosen.
    fn whole(&self, wire: &str) -> Option<u32> {
        self.ours(wire)?.parse().ok()
    }

    fn number(&self, wire: &str, usage: &Usage) -> String {
        let ours = self.ours(wire);
        let is_number = |text: &&String| text.parse::<f64>().is_ok();
        match ours.filter(is_number) {
            Some(text) => text.clone(),
            None => sample(self.context.api, usage, Size::Minimal).to_string(),
        }
    }
}
