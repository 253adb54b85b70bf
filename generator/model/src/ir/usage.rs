//! The use of a type at one place: the type, whether null is allowed, and the facts that belong to the place alone.

use serde_json::Value;

use super::{Deprecation, TypeId};
use source::pointer::Pointer;

/// A type expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// `true` or `false`.
    Boolean,
    /// A whole number; 64 bits, since the description's `int32` is a hint and its unformatted integers outgrow 32 bits.
    Integer,
    /// A number with a fraction.
    Number,
    /// Free text.
    String,
    /// A calendar day.
    Date,
    /// A moment, with or without a zone on the wire.
    Timestamp,
    /// A moment as the time since 1970-01-01 UTC.
    UnixTime(UnixTime),
    /// Money in millionths of a unit of its currency.
    MicroAmount {
        /// Whether they are written as text.
        text: bool,
    },
    /// Text that must not be shown.
    Secret,
    /// A hash that represents data of a person.
    Hashed,
    /// Any JSON.
    Any,
    /// An ordered list.
    List(Box<Usage>),
    /// An object with open keys; the keys may be values of an enum.
    Map(Option<TypeId>, Box<Usage>),
    /// One page of a list.
    Page(Box<Usage>),
    /// One object or an array of it, as the server likes.
    OneOrMany(Box<Usage>),
    /// A type with a name of its own.
    Named(TypeId),
}

/// How a moment is written as the time since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnixTime {
    /// A number of seconds.
    Seconds,
    /// A number of seconds, in digits as text.
    SecondsAsText,
    /// A number of milliseconds.
    Millis,
}

impl Type {
    /// The usage inside a list, map, page or one-or-many.
    #[must_use]
    pub fn inner(&self) -> Option<&Usage> {
        match self {
            Self::List(usage)
            | Self::Map(_, usage)
            | Self::Page(usage)
            | Self::OneOrMany(usage) => Some(usage),
            _ => None,
        }
    }

    /// The usage inside, to be changed.
    pub fn inner_mut(&mut self) -> Option<&mut Usage> {
        match self {
            Self::List(usage)
            | Self::Map(_, usage)
            | Self::Page(usage)
            | Self::OneOrMany(usage) => Some(usage),
            _ => None,
        }
    }
}

/// Limits on a value. They document and they shape synthesised values; a response is never refused for them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bounds {
    /// Least value.
    pub minimum: Option<f64>,
    /// Greatest value.
    pub maximum: Option<f64>,
    /// Whether the least value itself is excluded.
    pub exclusive_minimum: bool,
    /// Whether the greatest value itself is excluded.
    pub exclusive_maximum: bool,
    /// Least number of characters.
    pub min_length: Option<usize>,
    /// Greatest number of characters.
    pub max_length: Option<usize>,
    /// Regular expression that the text matches.
    pub pattern: Option<String>,
    /// Least number of items.
    pub min_items: Option<usize>,
    /// Greatest number of items.
    pub max_items: Option<usize>,
}

impl Bounds {
    /// Lays the limits of a place over those of the type that is used there.
    pub fn overlay(&mut self, place: Self) {
        if place.minimum.is_some() {
            self.minimum = place.minimum;
            self.exclusive_minimum = place.exclusive_minimum;
        }
        if place.maximum.is_some() {
            self.maximum = place.maximum;
            self.exclusive_maximum = place.exclusive_maximum;
        }
        self.min_length = place.min_length.or(self.min_length);
        self.max_length = place.max_length.or(self.max_length);
        self.pattern = place.pattern.or(self.pattern.take());
        self.min_items = place.min_items.or(self.min_items);
        self.max_items = place.max_items.or(self.max_items);
    }
}

/// A type at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Usage {
    /// The type.
    pub ty: Type,
    /// Whether null is a value here.
    pub nullable: bool,
    /// Limits on the value.
    pub bounds: Bounds,
    /// The server's default.
    pub default: Option<Value>,
    /// What the place means.
    pub docs: Option<String>,
    /// What is known of its removal, if it is going away.
    pub deprecation: Option<Deprecation>,
    /// Whether only the server sets the value.
    pub read_only: bool,
    /// Sets of members of which at least one must be there whole; empty where nothing of the kind is required.
    pub required_one_of: Vec<Vec<String>>,
    /// How values become the hashes that the place takes, where it takes hashes.
    pub hash: Option<Hash>,
    /// What the description says that the value identifies, if it does.
    pub identity: Option<Identity>,
    /// What the description says that the number counts, if it does.
    pub unit: Option<Unit>,
    /// Whether a call gives it of its path where nobody has set it.
    pub from_path: bool,
    /// Where it is declared.
    pub at: Pointer,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Millionths of a unit of a currency.
    MicroCurrency,
    /// Something that its name misleads about; it stays a number.
    Plain,
}

/// What a value identifies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// What goes by this name, such as `pin_id`.
    Of(String),
    /// Nothing that the API has calls for.
    Nothing,
}

/// How a place of hashes is filled from plain values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hash {
    /// What the plain value is called, such as `first_name`.
    pub of: String,
    /// What the values are, which decides how they are normalised: `email`, `phone`.
    pub kind: String,
}

impl Usage {
    /// The named type that is used, if it is one.
    #[must_use]
    pub fn named(&self) -> Option<TypeId> {
        match self.ty {
            Type::Named(id) => Some(id),
            _ => None,
        }
    }

    /// A use of a type with no further facts.
    #[must_use]
    pub fn new(ty: Type, at: Pointer) -> Self {
        Self {
            ty,
            nullable: false,
            bounds: Bounds::default(),
            default: None,
            docs: None,
            deprecation: None,
            read_only: false,
            required_one_of: Vec::new(),
            hash: None,
            identity: None,
            unit: None,
            from_path: false,
            at,
        }
    }

    /// The usage as text, its types by what `named` calls them; `?` says that null is a value.
    pub fn text(&self, named: &impl Fn(TypeId) -> String) -> String {
        let inner = |usage: &Self| usage.text(named);
        let text = match &self.ty {
            Type::Named(id) => named(*id),
            Type::List(item) => format!("List<{}>", inner(item)),
            Type::Page(item) => format!("Page<{}>", inner(item)),
            Type::OneOrMany(item) => format!("OneOrMany<{}>", inner(item)),
            Type::Map(key, value) => {
                let key = key.map_or_else(|| "String".to_owned(), named);
                format!("Map<{key}, {}>", inner(value))
            }
            scalar => format!("{scalar:?}"),
        };
        let null = if self.nullable { "?" } else { "" };
        text + null
    }

    /// The named types that the usage mentions, nested ones too.
    pub fn for_each_named(&self, visit: &mut impl FnMut(TypeId)) {
        match &self.ty {
            Type::Named(id) => visit(*id),
            Type::Map(Some(key), _) => visit(*key),
            _ => {}
        }
        if let Some(inner) = self.ty.inner() {
            inner.for_each_named(visit);
        }
    }

    /// Applies a change to this usage and to every usage nested in it, innermost first.
    pub fn for_each_mut(&mut self, change: &mut impl FnMut(&mut Usage)) {
        if let Some(inner) = self.ty.inner_mut() {
            inner.for_each_mut(change);
        }
        change(self);
    }
}
