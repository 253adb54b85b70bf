/// Gives a request what is known of its operation: `operation! { ListPins { id: "boards/list_pins", .. } }` for
/// `struct ListPins(Request)`.
#[macro_export]
macro_rules! operation {
    ($name:ident {
        id: $id:literal,
        method: $method:ident,
        path: $path:literal,
        tag: $tag:literal,
        $(rate_limit_category: $category:literal,)?
        $(sandbox: $sandbox:literal,)?
        $(auth: [$($auth:ident),*],)?
        $(scopes: [$($scope:literal),*],)?
        $(paginated: $paginated:literal,)?
        $(idempotent: $idempotent:literal,)?
        $(checks: [$($place:ident $at:literal $rule:ident($($limit:expr),*),)*],)?
        $(windows: [$first:literal, $last:literal] => [$({
            $(when: $parameter:literal = $value:literal,)?
            $(back: $back:literal,)?
            $(span: $span:literal,)?
        },)*],)?
    }) => {
        impl $name {
            /// What is known of the operation.
            pub const OPERATION: &'static $crate::Operation =
                &$crate::Operation::new($id, $crate::Method::$method, $path, $tag)
                    $(.with_rate_limit_category($category))?
                    $(.with_sandbox($sandbox))?
                    $(.with_auth(&[$($crate::AuthScheme::$auth),*]))?
                    $(.with_scopes(&[$($scope),*]))?
                    $(.with_pages($paginated))?
                    $(.with_idempotence($idempotent))?
                    $(.with_checks(&[$(
                        $crate::Check::$place($at, $crate::Rule::$rule($($limit),*))
                    ),*]))?
                    $(.with_windows(&$crate::Windows::new($first, $last, &[$(
                        $crate::Window::new()
                            $(.when($parameter, $value))?
                            $(.back($back))?
                            $(.span($span))?
                    ),*])))?;
        }
    };
}
