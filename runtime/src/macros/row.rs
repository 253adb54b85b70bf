/// Gives an analytics row its values by column. The columns that are members of their own are text in `Option` or,
/// where they are always there, `required`; all others are in the map of the section `rest`.
///
/// ```
/// # use std::collections::BTreeMap;
/// # use pinterest_v5_runtime::{Date, row};
/// struct AdRow { ad_id: String, date: Option<Date>, additional: BTreeMap<String, serde_json::Value> }
///
/// row! { AdRow { "AD_ID" => ad_id required, "DATE" => date optional } rest additional }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! row {
    ($name:ident { $($key:literal => $field:ident $mode:ident),* $(,)? } rest $rest:ident) => {
        impl $name {
            /// The value in a column: one that the request asked for, or any by its name. `None` where the row
            /// has none; a zero is a zero.
            #[must_use]
            pub fn metric(&self, column: impl $crate::Column<Self>) -> Option<$crate::Metric<'_>> {
                match column.name() {
                    $($key => $crate::__row_text!($mode self.$field),)*
                    other => self.$rest.get(other).and_then($crate::Metric::of),
                }
            }

            /// The money in a column, whether its name says that it counts units or millionths; `None` where the row
            /// has none, or where the name says neither: see [`Metric::amount_in`]($crate::Metric::amount_in).
            #[must_use]
            pub fn amount(&self, column: impl $crate::Column<Self>) -> Option<$crate::MicroAmount> {
                self.metric(&column)?.amount_in(column.name())
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __row_text {
    (required $($field:tt)*) => {
        Some($crate::Metric::Text($($field)*.as_str()))
    };
    (optional $($field:tt)*) => {
        $($field)*.as_ref().map(|value| $crate::Metric::Text(value.as_str()))
    };
}
