//! What words can be about.
//!
//! Takes the names that a file uses; gives a key. Invariant: its text names the item as people say it.

use std::fmt;

use super::ITSELF;

/// What words are about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A type, and its member or value; `.` is the type as a whole.
    Of(String, String),
    /// Every member with this name, perhaps only those of one kind.
    Field(String, Option<String>),
    /// The types that a table of values is for.
    Table(String, String),
    /// A value, or a member, in the types of a table.
    Value(String, String),
    /// The members of a kind in the types of a table, whose words it comes after.
    Members(String, String),
    /// Parameters and members of this name in examples, whose text is their value.
    Example(String),
    /// A member of a type that examples set although a value can be made without it.
    Shown(String, String),
    /// A type, and another name that people look for.
    Alias(String, String),
    /// What has no words.
    LeftOut(String),
}

impl fmt::Display for Subject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Of(of, name) if name == ITSELF => write!(formatter, "`{of}`"),
            Self::Of(of, name) => write!(formatter, "`{of}.{name}`"),
            Self::Field(name, None) => write!(formatter, "all `{name}`"),
            Self::Field(name, Some(kind)) => write!(formatter, "all `{name}` ({kind})"),
            Self::Table(of, table) => write!(formatter, "`{of}` in the table `{table}`"),
            Self::Value(table, name) => write!(formatter, "`{name}` in the table `{table}`"),
            Self::Members(table, kind) => write!(formatter, "each {kind} in the table `{table}`"),
            Self::Example(name) => write!(formatter, "`{name}` in examples"),
            Self::Shown(of, name) => write!(formatter, "`{of}.{name}`, which examples set"),
            Self::Alias(of, name) => write!(formatter, "`{name}`, which people call `{of}`"),
            Self::LeftOut(item) => write!(formatter, "`{item}`, which is left out"),
        }
    }
}
