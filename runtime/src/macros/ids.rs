/// Implements an identifier: `id! { BoardId }` for `struct BoardId(Id)`.
#[doc(hidden)]
#[macro_export]
macro_rules! id {
    ($name:ident) => {
        impl $name {
            /// The identifier with this text.
            pub fn new(text: impl Into<String>) -> Self {
                Self($crate::Id::new(text))
            }

            /// The text of the identifier.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::new(text)
            }
        }

        impl From<&String> for $name {
            fn from(text: &String) -> Self {
                Self::new(text.as_str())
            }
        }

        impl From<&$name> for $name {
            fn from(id: &$name) -> Self {
                id.clone()
            }
        }

        impl From<u64> for $name {
            fn from(number: u64) -> Self {
                Self::new(number.to_string())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
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
            ) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                <$crate::Id as $crate::__private::Deserialize>::deserialize(deserializer).map(Self)
            }
        }
    };
}
