//! Runs every example before a server that judges it, and compares what it prints with what its header says.

// Marked as tests although they are nothing else, so that the lints know it.
#[cfg(test)]
mod ads;
#[cfg(test)]
mod header;
#[cfg(test)]
mod local;
#[cfg(test)]
mod login;
#[cfg(test)]
mod pins;
#[cfg(test)]
mod stage;
