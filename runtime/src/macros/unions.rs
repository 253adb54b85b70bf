/// Implements serde for a union whose members say what they are in the member `tag`. The last
/// variant of the enum is `Unrecognized(UnrecognizedVariant)`, for tags without a name here and for
/// values without a tag.
///
/// ```
/// # use pinterest_v5_runtime::{UnrecognizedVariant, object, tagged_union};
/// # struct Link { url: String }
/// # object! { both Link constants { "source_type" => "image_url" } fields { url: "url", required; } }
/// enum Source {
///     Link(Box<Link>),
///     Unrecognized(UnrecognizedVariant),
/// }
/// tagged_union! {
///     both Source tag "source_type" { "image_url" | "image_link" => Link }
///     variants { "A page." as_link Link(Link) }
///     from { Link(Link) }
/// }
/// ```
///
/// A payload writes its tag itself. Several tags of one variant are joined by `|`. The section
/// `variants` is optional and gives the enum a method for each variant; `from`, optional too, a `From` for each
/// type that it names: a payload, or what a payload is made from, as `Link(&str) through Link`. `lists` names the items
/// of a payload that is a list, and what gives such items makes the union.
#[doc(hidden)]
#[macro_export]
macro_rules! tagged_union {
    (
        $direction:ident $name:ident tag $tag:literal {
            $($($value:literal)|+ => $variant:ident),* $(,)?
        }
        $(variants { $($access:tt)* })?
        $(from { $($from:tt)* })?
        $(lists { $($lists:tt)* })?
    ) => {
        $crate::__union! {
            $direction $name { $($variant)* }
            |json| match json.tag($tag).as_deref() {
                $(Some($($value)|+) => json.decode_known()?.map(Self::$variant),)*
                _ => None,
            }
        }
        $($crate::__union_access! { $name $($access)* })?
        $($crate::__union_from! { $name $($from)* })?
        $($crate::__union_lists! { $name $($lists)* })?
    };
}

/// Implements serde for a union whose members are distinguished by their looks. The last variant of the
/// enum is `Unrecognized(UnrecognizedVariant)`, for values that are none of the others.
///
/// ```
/// # use pinterest_v5_runtime::{UnrecognizedVariant, object, untagged_union};
/// # struct AnyOf { any_of: Vec<String> }
/// # object! { both AnyOf fields { any_of: "any_of", required; } }
/// enum Filter {
///     AnyOf(Box<AnyOf>),
///     Text(String),
///     Unrecognized(UnrecognizedVariant),
/// }
/// untagged_union! {
///     both Filter {
///         AnyOf: object ["any_of"] ["any_of"],
///         Text: string,
///     }
///     from { AnyOf(AnyOf), Text(String), Text(&str) through String }
/// }
/// assert!(matches!(Filter::from("soup"), Filter::Text(text) if text == "soup"));
/// ```
///
/// A variant is an `object` with its required and its known members, an `array`, a `string`, an
/// `integer`, a `number` or a `boolean`. Of the variants that fit, the one with the most known members
/// present is tried first. The sections `variants`, `from` and `lists` are those of [`tagged_union!`].
#[doc(hidden)]
#[macro_export]
macro_rules! untagged_union {
    (
        $direction:ident $name:ident {
            $($variant:ident: $shape:ident $([$($required:literal),* $(,)?] [$($known:literal),* $(,)?])?),* $(,)?
        }
        $(variants { $($access:tt)* })?
        $(from { $($from:tt)* })?
        $(lists { $($lists:tt)* })?
    ) => {
        $crate::__union! {
            $direction $name { $($variant)* }
            |json| json.best_of(&[$((
                $crate::__private::Shape::$shape($(&[$($required),*], &[$($known),*])?),
                |json| json.attempt().map(Self::$variant),
            )),*])
        }
        $($crate::__union_access! { $name $($access)* })?
        $($crate::__union_from! { $name $($from)* })?
        $($crate::__union_lists! { $name $($lists)* })?
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    (request $name:ident $variants:tt $($read:tt)*) => {
        $crate::__write_union! { $name $variants }
        #[cfg(feature = "serde-full")]
        $crate::__read_union! { $name $($read)* }
        $crate::__no_read! { $name }
    };
    (response $name:ident $variants:tt $($read:tt)*) => {
        $crate::__read_union! { $name $($read)* }
        #[cfg(feature = "serde-full")]
        $crate::__write_union! { $name $variants }
        $crate::__no_write! { $name }
    };
    (both $name:ident $variants:tt $($read:tt)*) => {
        $crate::__write_union! { $name $variants }
        $crate::__read_union! { $name $($read)* }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __write_union {
    ($name:ident { $($variant:ident)* }) => {
        impl $crate::__private::Serialize for $name {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => value.serialize(serializer),)*
                    Self::Unrecognized(value) => value.serialize(serializer),
                }
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __read_union {
    ($name:ident |$json:ident| $read:expr) => {
        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                let $json = <$crate::__private::Buffered<'de> as $crate::__private::Deserialize>::deserialize(deserializer)?;
                let known = $read;
                match known {
                    Some(known) => Ok(known),
                    None => $json.unrecognized().map(Self::Unrecognized),
                }
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __union_access {
    ($name:ident $($words:literal $as:ident $variant:ident($payload:ty)),* $(,)?) => {
        impl $name {
            $(
                #[doc = $words]
                #[doc = concat!("`None` unless this is [`", stringify!($variant), "`](Self::", stringify!($variant), ").")]
                #[must_use]
                pub fn $as(&self) -> Option<&$payload> {
                    match self {
                        Self::$variant(value) => Some(::core::borrow::Borrow::borrow(value)),
                        _ => None,
                    }
                }
            )*
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __union_from {
    ($name:ident $($variant:ident($payload:ty) $(through $inner:ty)?),* $(,)?) => {
        $(impl From<$payload> for $name {
            fn from(value: $payload) -> Self {
                $(let value = <$inner>::from(value);)?
                Self::$variant(value.into())
            }
        })*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __union_lists {
    ($name:ident $($variant:ident($item:ty)),* $(,)?) => {
        $(
            impl<T: Into<$item>> From<Vec<T>> for $name {
                fn from(items: Vec<T>) -> Self {
                    Self::$variant(items.into_iter().map(Into::into).collect())
                }
            }

            impl<T: Into<$item>, const COUNT: usize> From<[T; COUNT]> for $name {
                fn from(items: [T; COUNT]) -> Self {
                    Self::$variant(items.into_iter().map(Into::into).collect())
                }
            }

            impl<T: Clone + Into<$item>> From<&[T]> for $name {
                fn from(items: &[T]) -> Self {
                    Self::$variant(items.iter().cloned().map(Into::into).collect())
                }
            }

            impl<T: Clone + Into<$item>> From<&Vec<T>> for $name {
                fn from(items: &Vec<T>) -> Self {
                    Self::from(items.as_slice())
                }
            }

            impl<T: Clone + Into<$item>, const COUNT: usize> From<&[T; COUNT]> for $name {
                fn from(items: &[T; COUNT]) -> Self {
                    Self::from(items.as_slice())
                }
            }
        )*
    };
}
