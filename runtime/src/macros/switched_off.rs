/// Says of a group whose Cargo feature is off which one that is, when its method is called:
/// `switched_off! { Client boards: Boards message "..", label "..", note ".." }`.
///
/// Of a method that is not there the compiler would say no more than that. A bound that nothing meets has a text of its
/// own, and since the answer of the method is a type of that bound, no other error follows from it.
#[doc(hidden)]
#[macro_export]
macro_rules! switched_off {
    ($client:ty, $group:ident: $bound:ident message $message:literal, label $label:literal, note $note:literal) => {
        #[doc = $label]
        #[diagnostic::on_unimplemented(message = $message, label = $label, note = $note)]
        pub trait $bound<'a> {
            /// The calls of the group.
            type Calls;
        }

        impl $client {
            #[doc = $label]
            #[must_use]
            pub fn $group<'a>(&'a self) -> <Self as $bound<'a>>::Calls
            where
                Self: $bound<'a>,
            {
                unreachable!("nothing meets the bound")
            }
        }
    };
}
