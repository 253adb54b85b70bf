/// Implements an open enum of strings:
/// `string_enum! { BoardPrivacy { "PUBLIC" => Public, "SECRET" => Secret } }` for an enum whose last
/// variant is `Unrecognized(UnrecognizedValue)`, and which derives neither `Debug` nor `Eq` nor an order. With `code` before
/// the braces its values go where any text goes.
#[doc(hidden)]
#[macro_export]
macro_rules! string_enum {
    ($name:ident code { $($values:tt)* }) => {
        $crate::string_enum! { $name { $($values)* } }

        /// The code, which has its meaning in any text.
        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.as_str().to_owned()
            }
        }
    };
    ($name:ident { $($value:literal => $variant:ident),* $(,)? }) => {
        impl $name {
            /// Every value that has a name here.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            const TEXTS: &'static [&'static str] = &[$($value),*];

            /// The value as it is written on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    Self::Unrecognized(value) => value.as_str(),
                    named => $crate::__private::text_of(named, Self::VALUES, Self::TEXTS),
                }
            }
        }

        /// One for all kinds of text, borrowed or not: each of its own would cost the compiler as much.
        impl<T: $crate::PlainText> From<T> for $name {
            fn from(text: T) -> Self {
                let text = text.plain_text();
                $crate::__private::value_of(text, Self::VALUES, Self::TEXTS, Self::Unrecognized)
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let names = stringify!($($variant)*);
                $crate::__private::debug_named(self, (Self::VALUES, names), self.as_str(), f)
            }
        }

        /// A copy, so that a list of references goes where a list of values does.
        impl From<&$name> for $name {
            fn from(value: &$name) -> Self {
                value.clone()
            }
        }

        /// Never fails: a text that is none of `VALUES` becomes `Unrecognized`. Ask `VALUES` first where it comes from a user;
        /// setters and filters take the text as it is, without `parse`.
        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, ::core::convert::Infallible> {
                Ok(Self::from(text))
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        /// Without a body, which a derived one has.
        impl Eq for $name {}

        impl<T: $crate::PlainText + ?Sized> PartialEq<T> for $name {
            fn eq(&self, text: &T) -> bool {
                self.as_str() == text.plain_text()
            }
        }

        /// By the text on the wire, so that a value keeps its place when a later version names it.
        impl Ord for $name {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<::core::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl $crate::ParamValue for $name {
            fn write_to(&self, out: &mut String) {
                out.push_str(self.as_str());
            }
        }

        impl $crate::__private::Serialize for $name {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::__private::read_text(deserializer)
            }
        }
    };
}

/// Makes an open enum of strings from others, by their text: `enum_from! { ReportColumn from crate::types::TemplateColumn }`.
/// A value that the enum does not name is kept as it is.
#[doc(hidden)]
#[macro_export]
macro_rules! enum_from {
    ($name:ident from $($source:path),+ $(,)?) => {
        $(
            impl From<$source> for $name {
                fn from(value: $source) -> Self {
                    Self::from(value.as_str())
                }
            }

            impl From<&$source> for $name {
                fn from(value: &$source) -> Self {
                    Self::from(value.as_str())
                }
            }
        )+
    };
}

/// Implements an open enum of integers:
/// `integer_enum! { AttributionWindow { 0 => Days0, 30 => Days30 } }` for an enum whose last variant
/// is `Unrecognized(UnrecognizedInteger)`, and which derives neither `Eq` nor an order.
#[doc(hidden)]
#[macro_export]
macro_rules! integer_enum {
    ($name:ident { $($value:literal => $variant:ident),* $(,)? }) => {
        impl $name {
            /// Every value that has a name here.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// The value as it is written on the wire.
            #[must_use]
            pub const fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unrecognized(value) => value.as_i64(),
                }
            }
        }

        impl From<i64> for $name {
            fn from(value: i64) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unrecognized($crate::__private::unrecognized_integer(value)),
                }
            }
        }

        /// A copy, so that a list of references goes where a list of values does.
        impl From<&$name> for $name {
            fn from(value: &$name) -> Self {
                value.clone()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl Eq for $name {}

        impl PartialEq<i64> for $name {
            fn eq(&self, value: &i64) -> bool {
                self.as_i64() == *value
            }
        }

        /// By the number on the wire.
        impl Ord for $name {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.as_i64().cmp(&other.as_i64())
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<::core::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl $crate::ParamValue for $name {
            fn write_to(&self, out: &mut String) {
                $crate::ParamValue::write_to(&self.as_i64(), out);
            }
        }

        impl $crate::__private::Serialize for $name {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::__private::integer(deserializer).map(Self::from)
            }
        }
    };
}
