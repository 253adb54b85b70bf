/// Lets a struct be written into a query: `query! { DateRange { start_date: "start_date", required; } }`. An optional
/// member is written if it is there.
#[macro_export]
macro_rules! query {
    ($name:ident { $($field:ident: $wire:literal, $mode:ident;)* }) => {
        impl $crate::QueryParameters for $name {
            fn write_to(&self, request: &mut $crate::Request) {
                $($crate::query!(@$mode request, $wire, &self.$field);)*
            }
        }
    };
    (@required $request:ident, $wire:literal, $value:expr) => {
        $request.query($wire, $value)
    };
    (@optional $request:ident, $wire:literal, $value:expr) => {
        if let ::core::option::Option::Some(value) = $value {
            $request.query($wire, value);
        }
    };
}

/// Gives a struct of a first and a last day the ranges that end on some day:
/// `day_range! { DateRange { start_date, end_date } }`.
#[macro_export]
macro_rules! day_range {
    ($name:ident { $first:ident, $last:ident }) => {
        impl $name {
            /// So many days, at least one, the last of which is today in UTC by the system's clock.
            #[cfg(not(target_family = "wasm"))]
            #[must_use]
            pub fn last_days(days: u32) -> Self {
                Self::days_until(days, $crate::Date::today())
            }

            /// Yesterday in UTC, by the system's clock: the last day that is over.
            #[cfg(not(target_family = "wasm"))]
            #[must_use]
            pub fn yesterday() -> Self {
                let today = $crate::Date::today();
                Self::days_until(1, today.plus_days(-1).unwrap_or(today))
            }

            /// The month before this one, whole, in UTC by the system's clock.
            #[cfg(not(target_family = "wasm"))]
            #[must_use]
            pub fn last_month() -> Self {
                let Self { $first, .. } = Self::month_of($crate::Date::today());
                Self::month_of($first.plus_days(-1).unwrap_or($first))
            }

            /// The whole month that this day is in.
            #[must_use]
            pub fn month_of(day: $crate::Date) -> Self {
                let ($first, $last) = $crate::__private::month_of(day);
                Self { $first, $last }
            }

            /// So many days, at least one, the last of which is this one: a day of the past, or the client's today,
            /// which [`Core::today`](pinterest_v5_runtime::Core::today) gives.
            #[must_use]
            pub fn days_until(days: u32, last: $crate::Date) -> Self {
                let ($first, $last) = $crate::__private::days_until(days, last);
                Self { $first, $last }
            }
        }

        impl ::core::convert::From<::core::ops::RangeInclusive<$crate::Date>> for $name {
            fn from(days: ::core::ops::RangeInclusive<$crate::Date>) -> Self {
                let ($first, $last) = days.into_inner();
                Self { $first, $last }
            }
        }
    };
}
