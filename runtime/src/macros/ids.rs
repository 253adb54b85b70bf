/// Implements an identifier: `id! { BoardId }` for `struct BoardId(Id)`, which does not derive `Eq`. One that several kinds
/// of things share is made from the identifiers of each: `id! { EntityId from AdId, CampaignId }`. With `from and into` it
/// makes those too, for whoever knows from elsewhere which kind it is.
#[doc(hidden)]
#[macro_export]
macro_rules! id {
    ($name:ident from and into $($kind:ident),+ $(,)?) => {
        $crate::id! { $name from $($kind),+ }
        $($crate::__id_from! { $kind |id: $name| Self(id.0); |id: &$name| Self(id.0.clone()); })+
    };
    ($name:ident $(from $($kind:ident),+ $(,)?)?) => {
        impl $name {
            /// The identifier with this text. Any text is taken: what the API would refuse is found when a call is made with
            /// it.
            pub fn new(text: impl Into<String>) -> Self {
                Self($crate::Id::new(text))
            }

            /// The text, as it goes into paths and bodies, and as a file or a database should keep it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        $crate::__id_from! { $name
            |id: &$name| id.clone();
            $($(|id: $kind| Self(id.into()); |id: &$kind| Self(id.clone().into());)+)?
        }
        $crate::__id_into! { $name }
        $crate::__id_eq! { $name }

        impl<T: $crate::IdText> ::core::convert::From<T> for $name {
            fn from(text: T) -> Self {
                Self::new(text.id_text())
            }
        }

        /// Without a body, which a derived one has.
        impl ::core::cmp::Eq for $name {}

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok(Self::new(text))
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
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
            ) -> ::core::result::Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <$crate::Id as $crate::__private::Deserialize>::deserialize(deserializer).map(Self)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __id_from {
    ($name:ident $(|$value:ident: $from:ty| $made:expr;)*) => {
        $(impl ::core::convert::From<$from> for $name {
            fn from($value: $from) -> Self {
                $made
            }
        })*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __id_into {
    ($name:ident) => {
        impl ::core::convert::From<$name> for $crate::Id {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl ::core::convert::From<$name> for String {
            fn from(id: $name) -> Self {
                id.0.into()
            }
        }

        impl ::core::convert::From<&$name> for String {
            fn from(id: &$name) -> Self {
                id.as_str().to_owned()
            }
        }
    };
}

/// Equality with text, in both orders.
#[doc(hidden)]
#[macro_export]
macro_rules! __id_eq {
    ($name:ident) => {
        impl<T: $crate::PlainText + ?Sized> ::core::cmp::PartialEq<T> for $name {
            fn eq(&self, text: &T) -> bool {
                self.as_str() == text.plain_text()
            }
        }

        $crate::__id_eq! { $name, str }
        $crate::__id_eq! { $name, &str }
        $crate::__id_eq! { $name, String }
    };
    ($name:ident, $text:ty) => {
        impl ::core::cmp::PartialEq<$name> for $text {
            fn eq(&self, id: &$name) -> bool {
                id == self
            }
        }
    };
}
