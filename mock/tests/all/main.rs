//! A local Pinterest, judged from outside.

// Marked as tests although they are nothing else, so that the lints know it.
#[cfg(test)]
mod answers;
#[cfg(test)]
mod bulk;
#[cfg(test)]
mod effects;
#[cfg(test)]
mod faults;
mod figures;
#[cfg(test)]
mod jobs;
#[cfg(test)]
mod kin;
#[cfg(test)]
mod lax;
#[cfg(test)]
mod login;
#[cfg(test)]
mod prepare;
#[cfg(test)]
mod program;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod said;
#[cfg(test)]
mod state;
#[cfg(test)]
mod support;
#[cfg(test)]
mod things;
#[cfg(test)]
mod traces;
