//! What the API is: the intermediate representation and the stages that make it of the patched description.

pub mod ir;
pub mod lower;
pub mod normalise;
pub mod recognise;
pub mod words;
