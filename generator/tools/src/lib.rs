//! What looks at descriptions and at runs from outside: the difference of two, the account of one name, and what fits
//! our own files to a description.

pub mod diff;
pub mod explore;
pub mod settle;
