/// Makes the body that creates a thing again of an answer: `copied! { BoardCreate from crate::types::Board { name: same; } }`
/// for members that are called alike. With `try_from` the answer may lack what is `needed`.
///
/// ```
/// # struct Board { name: Option<String>, tags: Vec<String>, pins: i64 }
/// # struct BoardCreate { name: String, tags: Option<Vec<String>> }
/// pinterest_v5_runtime::copied! {
///     BoardCreate try_from Board {
///         name: needed "name";
///         tags: filled;
///     }
/// }
/// let board = |name| Board { name, tags: Vec::new(), pins: 7 };
/// let copy = BoardCreate::try_from(board(Some("Soups".to_owned())))?;
/// assert_eq!((&*copy.name, copy.tags), ("Soups", None));
/// assert_eq!(BoardCreate::try_from(board(None)).map(|_| ()).unwrap_err().name(), "name");
/// # Ok::<(), pinterest_v5_runtime::MissingMember>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! copied {
    ($name:ident from $source:path { $($field:ident: $way:ident;)* }) => {
        impl From<$source> for $name {
            fn from(original: $source) -> Self {
                Self { $($field: $crate::__copied!($way original.$field),)* }
            }
        }
    };
    ($name:ident try_from $source:path { $($field:ident: $way:ident $($wire:literal)?;)* }) => {
        impl TryFrom<$source> for $name {
            type Error = $crate::MissingMember;

            fn try_from(original: $source) -> Result<Self, $crate::MissingMember> {
                Ok(Self { $($field: $crate::__copied!($way $($wire)? original.$field),)* })
            }
        }
    };
}

/// What becomes of one member: it is the same, is there now, is converted, or is left out.
#[doc(hidden)]
#[macro_export]
macro_rules! __copied {
    (same $value:expr) => {
        $value
    };
    (some $value:expr) => {
        Some($value)
    };
    (filled $value:expr) => {
        Some($value).filter(|items| !items.is_empty())
    };
    (needed $wire:literal $value:expr) => {
        match $value {
            Some(value) => value,
            None => return Err($crate::MissingMember::new($wire)),
        }
    };
    (into $value:expr) => {
        $value.into()
    };
    (some_into $value:expr) => {
        Some($value.into())
    };
    (each_into $value:expr) => {
        $value.map(Into::into)
    };
    (none $value:expr) => {
        None
    };
    (unset $value:expr) => {
        $crate::Patch::Unset
    };
}
