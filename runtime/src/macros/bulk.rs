/// Implements the view of an answer about several items: `bulk! { Answer items: Item => Data }` for a
/// member with one item after the other, `bulk! { Answer pins: Pin, errors: PinError }` for two members
/// that keep successes and failures apart.
#[doc(hidden)]
#[macro_export]
macro_rules! bulk {
    ($name:ident $items:ident: $item:ty => $data:ty) => {
        $crate::__bulk! { $name $data, $item, |answer| {
            $crate::Bulk::from_items($crate::__private::Members::members(answer.$items))
        } }
    };
    ($name:ident $succeeded:ident: $data:ty, $failed:ident: $item:ty) => {
        $crate::__bulk! { $name $data, $item, |answer| {
            $crate::Bulk::from_lists(
                $crate::__private::Members::members(answer.$succeeded),
                $crate::__private::Members::members(answer.$failed),
            )
        } }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __bulk {
    ($name:ident $data:ty, $item:ty, |$answer:ident| $view:expr) => {
        impl $name {
            /// Each item by itself: what it is now, or why it failed and, where the answer tells, which of those that were
            /// sent it was.
            pub fn into_bulk(self) -> $crate::Bulk<$data, $item> {
                let $answer = self;
                $view
            }

            /// The items if all of them succeeded, for callers to whom one failure is the failure of all.
            ///
            /// # Errors
            ///
            /// If any item failed. The error holds every outcome, the successes too.
            pub fn into_result(self) -> Result<Vec<$data>, $crate::BulkError<$data, $item>> {
                self.into_bulk().into_result()
            }
        }

        impl $crate::BulkAnswer for $name {
            type Data = $data;
            type Item = $item;

            fn into_bulk(self) -> $crate::Bulk<$data, $item> {
                Self::into_bulk(self)
            }
        }
    };
}

/// Implements one item of an answer.
///
/// - `bulk_item! { Item exceptions, data: Data }`: its data is in one member.
/// - `bulk_item! { Item errors }`: it is its own data; with `status == "SUCCESS"` behind it only that status is success,
///   or `status is "SUCCESS"` where the status is always there.
/// - `bulk_item! { Item of data: Data }`: a member is such an item; without `: Data` the whole is the data.
/// - `bulk_item! { Item in data Pin, failure Refusal, outcome Other: Pin }`: a union of data, of what says why
///   there is none, and of such items; without `: Pin` the union is the data.
#[doc(hidden)]
#[macro_export]
macro_rules! bulk_item {
    ($name:ident $reasons:ident, $member:ident: $data:ty) => {
        impl $crate::BulkItem for $name {
            type Data = $data;

            fn reasons(&self) -> Vec<$crate::FailureReason> {
                $crate::__private::Reasons::reasons(&self.$reasons)
            }

            fn into_data(self) -> Option<$data> {
                self.$member.into()
            }
        }
    };
    ($name:ident $reasons:ident $(, $status:ident $is:tt $success:literal)?) => {
        impl $crate::BulkItem for $name {
            type Data = Self;

            fn reasons(&self) -> Vec<$crate::FailureReason> {
                $crate::__private::Reasons::reasons(&self.$reasons)
            }

            $(
                fn is_done(&self) -> bool {
                    $crate::__bulk_status!($is self.$status, $success)
                }
            )?

            fn into_data(self) -> Option<Self> {
                Some(self)
            }
        }
    };
    ($name:ident of $member:ident: $data:ty) => {
        $crate::__bulk_item_of! { $name $member $data, |item| $crate::BulkItem::into_data(item.$member) }
    };
    ($name:ident of $member:ident) => {
        $crate::__bulk_item_of! { $name $member Self, |item| Some(item) }
    };
    ($name:ident in $($kind:ident $variant:ident),*: $data:ty) => {
        $crate::__bulk_item_in! { $name $data, { $($kind $variant)* } |item| match item {
            $(Self::$variant(value) => $crate::__bulk_data!($kind value),)*
            Self::Unrecognized(_) => None,
        } }
    };
    ($name:ident in $($kind:ident $variant:ident),*) => {
        $crate::__bulk_item_in! { $name Self, { $($kind $variant)* } |item| Some(item) }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __bulk_status {
    (== $status:expr, $success:literal) => {
        $status
            .as_ref()
            .is_none_or(|status| status.as_str() == $success)
    };
    (is $status:expr, $success:literal) => {
        $status.as_str() == $success
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __bulk_item_of {
    ($name:ident $member:ident $data:ty, |$item:ident| $into_data:expr) => {
        impl $crate::BulkItem for $name {
            type Data = $data;

            fn reasons(&self) -> Vec<$crate::FailureReason> {
                $crate::BulkItem::reasons(&self.$member)
            }

            fn is_done(&self) -> bool {
                $crate::BulkItem::is_done(&self.$member)
            }

            fn into_data(self) -> Option<$data> {
                let $item = self;
                $into_data
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __bulk_item_in {
    ($name:ident $data:ty, { $($kind:ident $variant:ident)* } |$item:ident| $into_data:expr) => {
        impl $crate::BulkItem for $name {
            type Data = $data;

            fn reasons(&self) -> Vec<$crate::FailureReason> {
                match self {
                    $(Self::$variant(_value) => $crate::__bulk_faults!($kind _value),)*
                    Self::Unrecognized(_) => Vec::new(),
                }
            }

            // Of an item of an unknown kind nobody can tell.
            fn is_done(&self) -> bool {
                match self {
                    $(Self::$variant(_value) => $crate::__bulk_is_done!($kind _value),)*
                    Self::Unrecognized(_) => false,
                }
            }

            fn into_data(self) -> Option<$data> {
                let $item = self;
                $into_data
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __bulk_faults {
    (data $value:ident) => {
        Vec::new()
    };
    (outcome $value:ident) => {
        $crate::BulkItem::reasons(&**$value)
    };
    (failure $value:ident) => {
        $crate::__private::Reasons::reasons(&**$value)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __bulk_is_done {
    (data $value:ident) => {
        true
    };
    (outcome $value:ident) => {
        $crate::BulkItem::is_done(&**$value)
    };
    (failure $value:ident) => {
        false
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __bulk_data {
    (data $value:ident) => {
        Some(*$value)
    };
    (outcome $value:ident) => {
        $crate::BulkItem::into_data(*$value)
    };
    (failure $value:ident) => {{
        drop($value);
        None
    }};
}

/// Implements what there is only of an item that failed: `item_failure! { Refusal exceptions }`.
#[doc(hidden)]
#[macro_export]
macro_rules! item_failure {
    ($name:ident $reasons:ident) => {
        impl $crate::__private::Reasons for $name {
            fn reasons(&self) -> Vec<$crate::FailureReason> {
                $crate::__private::Reasons::reasons(&self.$reasons)
            }
        }
    };
}

/// Implements a reason why an item failed: `failure_reason! { Exception message, code }`, or
/// `failure_reason! { KeywordError error_messages }` where there is no code.
#[doc(hidden)]
#[macro_export]
macro_rules! failure_reason {
    ($name:ident $messages:ident $(, $code:ident)?) => {
        impl $crate::__private::Reasons for $name {
            fn reasons(&self) -> Vec<$crate::FailureReason> {
                let code: Option<i64> = None;
                $(let code: Option<i64> = code.or(self.$code.into());)?
                $crate::FailureReason::list(code, &self.$messages)
            }
        }
    };
}

/// Gives a call whose body is a list its way to send any number of items:
/// `bulk_call! { Create => CampaignResults, 30 }` for `struct Create(Request)` of which the API takes 30, or
/// without the number if it names no limit. `Send => Outcomes, 1000, in "data"` where the list is a member of the body.
#[doc(hidden)]
#[macro_export]
macro_rules! bulk_call {
    ($name:ident => $answer:ty) => {
        $crate::bulk_call! { $name => $answer, usize::MAX }
    };
    ($name:ident => $answer:ty, $most:expr) => {
        $crate::bulk_call! { @as $name => $answer, |request| $crate::BulkCall::new(request, $most) }
    };
    ($name:ident => $answer:ty, $most:expr, in $member:literal) => {
        $crate::bulk_call! { @as $name => $answer, |request| $crate::BulkCall::of_member(request, $member, $most) }
    };
    (@as $name:ident => $answer:ty, |$request:ident| $call:expr) => {
        impl $name {
            /// Sends a list of any length, as many items a call as the API takes, and says what became of
            /// each item.
            pub fn in_parts(self) -> $crate::BulkCall<$answer> {
                let $request = self.0;
                $call
            }

            /// Sends a list of one item, and gives that item, or an error with Pinterest's reason if it failed. Of a longer
            /// list it gives the first failure, or else the first item: take `in_parts` there.
            pub fn into_one(self) -> $crate::OneCall<$answer> {
                $crate::OneCall::new(self.0)
            }
        }
    };
}
