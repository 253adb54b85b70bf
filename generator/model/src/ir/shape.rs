//! What a named type is made of.

use super::{Shape, Usage};

impl Shape {
    /// The word for it.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Struct(_) => "struct",
            Self::Enum(_) => "enum",
            Self::Union(_) => "union",
            Self::Id => "id",
        }
    }

    /// Every usage directly inside the shape.
    #[must_use]
    pub fn usages(&self) -> Box<dyn Iterator<Item = &Usage> + '_> {
        match self {
            Self::Struct(object) => Box::new(
                object
                    .fields
                    .iter()
                    .map(|field| &field.usage)
                    .chain(object.rest.as_deref()),
            ),
            Self::Union(union) => Box::new(union.variants.iter().map(|variant| &variant.usage)),
            Self::Enum(_) | Self::Id => Box::new(std::iter::empty()),
        }
    }

    /// Every usage directly inside the shape, to be changed.
    pub fn usages_mut(&mut self) -> Box<dyn Iterator<Item = &mut Usage> + '_> {
        match self {
            Self::Struct(object) => Box::new(
                object
                    .fields
                    .iter_mut()
                    .map(|field| &mut field.usage)
                    .chain(object.rest.as_deref_mut()),
            ),
            Self::Union(union) => {
                Box::new(union.variants.iter_mut().map(|variant| &mut variant.usage))
            }
            Self::Enum(_) | Self::Id => Box::new(std::iter::empty()),
        }
    }
}
