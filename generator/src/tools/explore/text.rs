//! Explanations as text: a line for each fact, and below it a line for each origin.

use std::fmt;

use super::explain::{Explained, Explanation};
use super::origin::{Origin, Spot};

impl fmt::Display for Explanation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(formatter, "")
    }
}

impl Explanation {
    fn write(&self, formatter: &mut fmt::Formatter<'_>, indent: &str) -> fmt::Result {
        write!(formatter, "{indent}{}", self.item)?;
        if let Some(rust) = &self.rust {
            write!(formatter, " = {rust}")?;
        }
        writeln!(formatter)?;
        for Explained {
            name,
            value,
            origins,
        } in &self.facts
        {
            let value = value.as_deref().map(one_line);
            let gone = || origins.iter().any(is_pass).then(|| "gone".to_owned());
            let text = value.or_else(gone).unwrap_or_default();
            writeln!(
                formatter,
                "{}",
                format!("{indent}  {name}: {text}").trim_end()
            )?;
            for origin in origins {
                writeln!(formatter, "{indent}    <- {origin}")?;
            }
        }
        for part in &self.parts {
            part.write(formatter, &format!("{indent}  "))?;
        }
        Ok(())
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Description(spot) => write!(formatter, "{spot} {}", spot.pointer),
            Self::Overlay {
                action,
                touched,
                target,
                reason,
                before,
            } => {
                write!(formatter, "overlay {action} `{target}` at {touched}")?;
                if let Some(before) = before {
                    write!(formatter, ", was {}", shortened(&before.to_string()))?;
                }
                write!(formatter, ": {}", one_line(reason))
            }
            Self::Pass {
                pass,
                before: Some(before),
            } => {
                write!(formatter, "pass {pass}, was {}", shortened(before))
            }
            Self::Pass { pass, before: None } => write!(formatter, "pass {pass}"),
            Self::Entry {
                entry,
                reason,
                rule,
            } => {
                write!(formatter, "entry {entry} (the rule says {rule}): {reason}")
            }
            Self::Lock { line, rule } => {
                write!(formatter, "the lock")?;
                if let Some(line) = line {
                    write!(formatter, " {line}")?;
                }
                if let Some(rule) = rule {
                    write!(formatter, " (the rule says {rule})")?;
                }
                Ok(())
            }
            Self::Rule => write!(formatter, "the rule"),
            Self::Accepted {
                entry,
                code,
                reason,
            } => {
                write!(formatter, "{code} {entry}: {}", one_line(reason))
            }
        }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}", self.file, self.line, self.column)
    }
}

fn is_pass(origin: &Origin) -> bool {
    matches!(origin, Origin::Pass { .. })
}

fn one_line(text: &str) -> String {
    text.trim_end().replace('\n', " ")
}

/// A value that is too long for a line is told by its beginning.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 100;
    let text = one_line(text);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}
