//! What a maintainer accepts: lines that go.

use super::{Lines, Lock};
use crate::diagnostics::suggest;

impl Lock {
    /// The lines without those of these names, each `table.key` as a finding prints it.
    ///
    /// # Errors
    ///
    /// A name that no line has, with the nearest that some have.
    pub fn without(&self, names: &[String]) -> Result<Lines, String> {
        let mut lines = self.lines.clone();
        for name in names {
            let (table, key) = name.split_once('.').unwrap_or((name, ""));
            if !lines.remove(table, key) {
                let known = self.lines.names();
                let near = suggest::nearest_first(name, known.iter().map(String::as_str));
                let near: Vec<&str> = near.into_iter().take(5).collect();
                return Err(format!(
                    "no line of names.lock.toml is called `{name}`; the nearest are: {}",
                    near.join(", ")
                ));
            }
        }
        Ok(lines)
    }
}
