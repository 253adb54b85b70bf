/// Implements a call: `call! { ListPins => Page<Pin> }` for `struct ListPins(Request)`.
#[doc(hidden)]
#[macro_export]
macro_rules! call {
    ($name:ident => $body:ty) => {
        impl $name {
            /// Sets what holds for this call alone, in place of the client's settings: time limits, retries, the credential,
            /// headers, or parameters that have no method here.
            pub fn options(mut self, options: $crate::RequestOptions) -> Self {
                self.0.set_options(options);
                self
            }

            /// Sends the call as it is, without the checks that [`OPERATION`](Self::OPERATION) lists, for where the API takes
            /// more than its description says.
            pub fn unchecked(mut self) -> Self {
                self.0.skip_checks();
                self
            }

            /// Sends the call and gives the whole response: the body, the status, the headers and the request's id. `.await`
            /// on the call itself gives the body alone.
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
