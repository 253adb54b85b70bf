//! Stage *recognise*: what the shapes of the normalised API mean beyond themselves, written into the API.
//!
//! Each module finds one kind of thing once, for all later stages. Invariant: shapes decide; where names of members
//! have a meaning, they are constants of the module.

pub mod bulk;
