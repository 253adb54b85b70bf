//! Text to value. The one place that knows the parsers.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::{Format, Lines, Location};

pub(super) type Failure = (String, Option<Location>);

/// Reads `text`; the failure names its place if the parser knows it.
pub(super) fn parse(format: Format, text: &str) -> Result<Value, Failure> {
    match format {
        Format::Yaml => parse_yaml(text),
        Format::Json => parse_json(text),
        Format::Toml => parse_toml(text),
    }
}

fn parse_yaml(text: &str) -> Result<Value, Failure> {
    AnyValue
        .deserialize(serde_yaml::Deserializer::from_str(text))
        .map_err(|error| {
            let place = error
                .location()
                .map(|at| Location::new(at.line(), at.column()));
            (without_place(&error), place)
        })
}

fn parse_json(text: &str) -> Result<Value, Failure> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = AnyValue.deserialize(&mut deserializer);
    read.and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| {
            let place = Location::new(error.line().max(1), error.column().max(1));
            (without_place(&error), Some(place))
        })
}

fn parse_toml(text: &str) -> Result<Value, Failure> {
    toml::from_str(text).map_err(|error| {
        let place = error.span();
        let place = place.map(|span| Lines::of(text).location(text, span.start));
        (error.message().to_owned(), place)
    })
}

/// The parser's message without its positions (`at line 1 column 2`), which are printed on their own.
fn without_place(error: &dyn fmt::Display) -> String {
    let text = error.to_string();
    let mut parts = text.split(" at line ");
    let first = parts.next().unwrap_or_default().to_owned();
    let position = |c: char| c.is_ascii_digit() || " column".contains(c);
    parts.fold(first, |text, part| text + part.trim_start_matches(position))
}

impl Location {
    pub(super) fn new(line: usize, column: usize) -> Self {
        Self {
            line,
            column,
            width: 1,
        }
    }
}

/// Reads any value, but no key twice.
struct AnyValue;

/// Reads a key that `known` does not have yet.
struct NewKey<'a> {
    known: &'a Map<String, Value>,
}

impl<'de> DeserializeSeed<'de> for AnyValue {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a null, boolean, number, string, sequence or mapping")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    /// An empty file.
    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value)
            .map(Value::Number)
            .ok_or_else(|| E::custom("a number that JSON cannot hold"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = elements.next_element_seed(AnyValue)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut known = Map::new();
        while let Some(key) = members.next_key_seed(NewKey { known: &known })? {
            known.insert(key, members.next_value_seed(AnyValue)?);
        }
        Ok(Value::Object(known))
    }
}

impl<'de> DeserializeSeed<'de> for NewKey<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NewKey<'_> {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<String, E> {
        if self.known.contains_key(key) {
            return Err(E::custom(format_args!("the key `{key}` is given twice")));
        }
        Ok(key.to_owned())
    }
}
