//! The cells of a line of CSV, as serde reads them.
//!
//! Takes cells and the names of their columns; gives what the row's type asks for. Invariant: a cell that is not asked to be
//! anything else is its text: `02134` and `+49 151` are no numbers to whoever takes any value.

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

/// What is wrong with a line: in which column, and why; never what the cell holds.
#[derive(Debug)]
pub(super) struct CellFault {
    pub(super) column: Option<String>,
    pub(super) reason: &'static str,
}

impl fmt::Display for CellFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.reason)
    }
}

impl std::error::Error for CellFault {}

impl de::Error for CellFault {
    fn custom<T: fmt::Display>(_: T) -> Self {
        fault("it is not what the row's type has there")
    }

    fn missing_field(_: &'static str) -> Self {
        fault("a column is missing that the row's type has")
    }
}

const fn fault(reason: &'static str) -> CellFault {
    CellFault {
        column: None,
        reason,
    }
}

/// A line: the names of the columns, each with its cell.
pub(super) struct Line<'de, I> {
    cells: I,
    next: Option<(&'de str, &'de str)>,
}

impl<'de, I: Iterator<Item = (&'de str, &'de str)>> Line<'de, I> {
    pub(super) const fn new(cells: I) -> Self {
        Self { cells, next: None }
    }
}

impl<'de, I: Iterator<Item = (&'de str, &'de str)>> MapAccess<'de> for Line<'de, I> {
    type Error = CellFault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, CellFault> {
        self.next = self.cells.next();
        let name = self.next.map(|(name, _)| Cell(name));
        name.map(|name| seed.deserialize(name)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, CellFault> {
        let (name, cell) = self.next.unwrap_or_default();
        let value = seed.deserialize(Cell(cell));
        value.map_err(|fault| CellFault {
            column: Some(name.to_owned()),
            ..fault
        })
    }
}

impl<'de, I: Iterator<Item = (&'de str, &'de str)>> Deserializer<'de> for Line<'de, I> {
    type Error = CellFault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CellFault> {
        visitor.visit_map(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// One cell, or the name of a column.
#[derive(Clone, Copy)]
struct Cell<'de>(&'de str);

macro_rules! parsed {
    ($($method:ident $visit:ident $reason:literal)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CellFault> {
            match self.0.trim().parse() {
                Ok(value) => visitor.$visit(value),
                Err(_) => Err(fault($reason)),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Cell<'de> {
    type Error = CellFault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CellFault> {
        visitor.visit_borrowed_str(self.0)
    }

    parsed! {
        deserialize_bool visit_bool "it is neither true nor false"
        deserialize_i8 visit_i8 "it is no whole number"
        deserialize_i16 visit_i16 "it is no whole number"
        deserialize_i32 visit_i32 "it is no whole number"
        deserialize_i64 visit_i64 "it is no whole number"
        deserialize_i128 visit_i128 "it is no whole number"
        deserialize_u8 visit_u8 "it is no whole number"
        deserialize_u16 visit_u16 "it is no whole number"
        deserialize_u32 visit_u32 "it is no whole number"
        deserialize_u64 visit_u64 "it is no whole number"
        deserialize_u128 visit_u128 "it is no whole number"
        deserialize_f32 visit_f32 "it is no number"
        deserialize_f64 visit_f64 "it is no number"
    }

    /// An empty cell is none.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CellFault> {
        if self.0.is_empty() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, CellFault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, CellFault> {
        let name: StrDeserializer<'de, CellFault> = self.0.into_deserializer();
        visitor.visit_enum(name)
    }

    forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
