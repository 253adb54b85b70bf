//! Values of path and query parameters.

use crate::{Date, Id, Request, Secret};

/// A value that a path segment or a query can hold.
pub trait ParamValue {
    /// Appends the text of the value, not yet percent-encoded.
    fn write_to(&self, out: &mut String);
}

/// Parameters of a query that travel together.
pub trait QueryParameters {
    /// Writes each of them into a request.
    fn write_to(&self, request: &mut Request);
}

macro_rules! by_display {
    ($($type:ty)*) => {
        $(impl ParamValue for $type {
            fn write_to(&self, out: &mut String) {
                out.push_str(&self.to_string());
            }
        })*
    };
}

by_display! { i64 i32 u64 u32 u16 u8 usize f64 bool }

macro_rules! by_str {
    ($($type:ty)*) => {
        $(impl ParamValue for $type {
            fn write_to(&self, out: &mut String) {
                out.push_str(self.as_str());
            }
        })*
    };
}

by_str! { String Id Date }

impl ParamValue for str {
    fn write_to(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl ParamValue for Secret {
    fn write_to(&self, out: &mut String) {
        out.push_str(self.expose());
    }
}

impl<T: ParamValue + ?Sized> ParamValue for &T {
    fn write_to(&self, out: &mut String) {
        (**self).write_to(out);
    }
}

impl<T: ParamValue + ?Sized> ParamValue for Box<T> {
    fn write_to(&self, out: &mut String) {
        (**self).write_to(out);
    }
}
