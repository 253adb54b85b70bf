/// Implements serde for a struct. Each field is `name: "key", mode;` with the mode `required`,
/// `nullable` (`Option`, written as null), `optional` (`Option`, left out), `patch` ([`Patch`]) or `list` (`Vec` or
/// `BTreeMap`, empty where it is absent or null). Behind the mode comes how the value is written where that is not as usual: moments
/// `in_seconds`, `in_seconds_as_text` or `in_millis` since 1970 instead of RFC 3339, amounts of money `as_text` instead of a number;
/// `.clone` behind that is for those that are no `Copy`.
///
/// `request` writes and `response` reads; the other direction is under the feature `serde-full` of
/// the calling crate. `both` does both. Behind the name comes `default` if the struct has a `Default` in which no member is
/// set: it is read into that, which costs the compiler less than a variable for each member.
///
/// [`Patch`]: crate::Patch
///
/// ```
/// # use std::collections::BTreeMap;
/// #[derive(Debug, PartialEq)]
/// struct Pin { id: String, note: Option<String>, rest: BTreeMap<String, i64> }
///
/// pinterest_v5_runtime::object! {
///     both Pin
///     constants { "type" => "pin", }
///     fields {
///         id: "id", required;
///         note: "note", optional;
///     }
///     rest { rest }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    (request $name:ident $($sections:tt)*) => {
        $crate::__write_object! { $name $($sections)* }
        #[cfg(feature = "serde-full")]
        $crate::__read_object! { $name $($sections)* }
        $crate::__no_read! { $name }
    };
    (response $name:ident $($sections:tt)*) => {
        $crate::__read_object! { $name $($sections)* }
        #[cfg(feature = "serde-full")]
        $crate::__write_object! { $name $($sections)* }
        $crate::__no_write! { $name }
    };
    (both $name:ident $($sections:tt)*) => {
        $crate::__write_object! { $name $($sections)* }
        $crate::__read_object! { $name $($sections)* }
    };
}

/// Makes a struct that needs nothing but a list from that: `from_list! { Criteria(String) }` for a struct whose `new` takes
/// the items.
#[doc(hidden)]
#[macro_export]
macro_rules! from_list {
    ($name:ident($item:ty)) => {
        impl<L: $crate::ListOf<$item>> From<L> for $name {
            fn from(list: L) -> Self {
                Self::new(list.items())
            }
        }
    };
}

/// Makes a struct that needs nothing but a text from that: `from_text! { BoardCreate }` for a struct whose `new` takes it.
#[doc(hidden)]
#[macro_export]
macro_rules! from_text {
    ($name:ident) => {
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }

        impl From<&String> for $name {
            fn from(text: &String) -> Self {
                Self::new(text)
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::new(text)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __no_write {
    ($name:ident) => {
        #[cfg(not(feature = "serde-full"))]
        impl<'a> $crate::__private::Serialize for $name
        where
            Self: $crate::EnableTheCargoFeatureSerdeFull<'a>,
        {
            fn serialize<S: $crate::__private::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
                $crate::__private::unmet()
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __no_read {
    ($name:ident) => {
        #[cfg(not(feature = "serde-full"))]
        impl<'a, 'de> $crate::__private::Deserialize<'de> for $name
        where
            Self: $crate::EnableTheCargoFeatureSerdeFull<'a>,
        {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                _: D,
            ) -> Result<Self, D::Error> {
                $crate::__private::unmet()
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __write_object {
    (
        $name:ident $(default)?
        $(constants { $($constant:literal => $value:literal),* $(,)? })?
        fields { $($field:ident: $key:literal, $mode:ident $($unit:ident)? $(.$clone:ident)?;)* }
        $(rest { $rest:ident })?
    ) => {
        impl $crate::__private::Serialize for $name {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                let mut object = $crate::__private::ObjectWriter::new(serializer);
                $($(object.required($constant, &$value);)*)?
                $(object.$mode($key, &$($crate::__private::$unit)?(self.$field $(.$clone())?));)*
                $(object.rest(&self.$rest);)?
                object.end()
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __read_object {
    (
        $name:ident default
        $(constants { $($constant:literal => $value:literal),* $(,)? })?
        fields { $($field:ident: $key:literal, $mode:ident $($unit:ident)? $(.$clone:ident)?;)* }
        $(rest { $rest:ident })?
    ) => {
        $crate::__read_object! { @as $name |object| {
            let mut read = Self::default();
            while let Some(key) = object.next_key() {
                match key.as_str() {
                    $($key => object.$mode($key, &mut read.$field),)*
                    $($($constant => object.skip(),)*)?
                    _ => $crate::__read_other!(object, key $(, read.$rest)?),
                }
            }
            object.end().map(|()| read)
        } }
    };
    (
        $name:ident
        $(constants { $($constant:literal => $value:literal),* $(,)? })?
        fields { $($field:ident: $key:literal, $mode:ident $($unit:ident)? $(.$clone:ident)?;)* }
        $(rest { $rest:ident })?
    ) => {
        $crate::__read_object! { @as $name |object| {
            $(let mut $field = $crate::__private::slot::$mode();)*
            $(let mut $rest = ::std::collections::BTreeMap::new();)?
            while let Some(key) = object.next_key() {
                match key.as_str() {
                    $($key => object.$mode($key, &mut $field),)*
                    $($($constant => object.skip(),)*)?
                    _ => $crate::__read_other!(object, key $(, $rest)?),
                }
            }
            object.end()?;
            $($crate::__take! { $mode, $field, $key })*
            Ok(Self { $($field,)* $($rest,)? })
        } }
    };
    (@as $name:ident |$object:ident| $read:expr) => {
        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::__private::read_object(stringify!($name), deserializer)
            }
        }

        impl<'de> $crate::__private::ReadObject<'de> for $name {
            fn read<A: $crate::__private::MapAccess<'de>>(
                mut $object: $crate::__private::ObjectReader<'de, A>,
            ) -> Result<Self, A::Error> {
                $read
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __read_other {
    ($object:ident, $key:ident) => {
        $object.skip()
    };
    ($object:ident, $key:ident, $($rest:tt)+) => {
        $object.rest(&mut $($rest)+, $key)
    };
}

// Only a required member's slot is not yet what the field holds. `let else` costs the compiler less
// than `?` in the struct expression, which drops all earlier fields on each way out.
#[doc(hidden)]
#[macro_export]
macro_rules! __take {
    (required, $field:ident, $key:literal) => {
        $crate::__private::fill($key, &mut $field);
        let Some($field) = $field else {
            return Err($crate::__private::missing($key));
        };
    };
    ($mode:ident, $field:ident, $key:literal) => {};
}
