/// Gives a call whose answer is a page its streams: `pages! { ListPins => Pin }` for
/// `struct ListPins(Request)`.
#[doc(hidden)]
#[macro_export]
macro_rules! pages {
    ($name:ident => $item:ty) => {
        impl $name {
            /// All items of the list, as a stream that asks for one page after the other.
            pub fn items(self) -> $crate::Items<$item> {
                $crate::Items::new(self.0)
            }

            /// All items of the list at once, or an error if there are more than `limit`: see
            /// [`Items::all`](pinterest_v5_runtime::Items::all).
            pub fn all(
                self,
                limit: usize,
            ) -> $crate::BoxFuture<'static, $crate::Result<Vec<$item>>> {
                self.items().all(limit)
            }

            /// The pages of the list, as a stream of whole responses.
            pub fn pages(self) -> $crate::Pages<$item> {
                $crate::Pages::new(self.0)
            }
        }
    };
}
