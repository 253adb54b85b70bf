//! What looks at descriptions and at runs from outside: the difference of two, the account of one name, the removal of
//! entries that nothing needs.

pub mod diff;
pub mod explore;
pub mod prune;
