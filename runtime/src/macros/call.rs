/// Implements a call: `call! { ListPins => Page<Pin> }` for `struct ListPins(Request)`.
#[macro_export]
macro_rules! call {
    ($name:ident => $body:ty) => {
        impl $name {
            /// Sends the call and gives the whole response; `.await` on the call gives its body alone.
            pub fn send(self) -> $crate::ResponseFuture<$body> {
                $crate::ResponseFuture::new(self.0)
            }
        }

        impl ::core::future::IntoFuture for $name {
            type Output = $crate::Result<$body>;
            type IntoFuture = $crate::BodyFuture<$body>;

            fn into_future(self) -> Self::IntoFuture {
                $crate::BodyFuture::new(self.0)
            }
        }
    };
}
