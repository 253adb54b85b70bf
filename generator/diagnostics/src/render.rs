//! Findings as text for people.

use std::fmt::{self, Write};

use anstyle::{AnsiColor, Style as Paint};

use super::{Finding, FixTarget, Place, Remedy, Report, Severity};
use source::Excerpt;

/// How the text looks. Whether a terminal shows colours is for the caller to find out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Letters only.
    Plain,
    /// With ANSI escapes.
    Coloured,
}

/// So many names and places are reported of a long list.
const FIRST_FEW: usize = 3;

const ERROR: Paint = AnsiColor::BrightRed.on_default().bold();
const WARNING: Paint = AnsiColor::Yellow.on_default().bold();
const FRAME: Paint = AnsiColor::BrightBlue.on_default().bold();
const HELP: Paint = AnsiColor::BrightCyan.on_default().bold();
const STRONG: Paint = Paint::new().bold();
const PASTE: Paint = AnsiColor::Green.on_default();

impl Report {
    /// All findings as text, an empty line after each; empty if there are none.
    #[must_use]
    pub fn text(&self, style: Style) -> String {
        let findings = self.findings().iter();
        findings
            .map(|finding| {
                let mut text = Text {
                    out: String::new(),
                    style,
                };
                // Writing into a text never fails.
                let _ = text.finding(finding);
                text.out
            })
            .collect()
    }
}

struct Text {
    out: String,
    style: Style,
}

impl Text {
    fn finding(&mut self, finding: &Finding) -> fmt::Result {
        let colour = match finding.severity {
            Severity::Error => ERROR,
            Severity::Warning => WARNING,
        };
        let kind = format!("{}[{}]", finding.severity.word(), finding.code.text());
        self.paint(colour, &kind);
        self.paint(STRONG, &format!(": {}\n", finding.message));
        self.place("-->", "", &finding.place, colour)?;
        if let Some((place, how)) = &finding.beside {
            self.place(":::", how, place, FRAME)?;
        }
        if let Some(place) = &finding.overlay {
            self.place(":::", "an overlay wrote it", place, FRAME)?;
        }
        self.uses(&finding.uses)?;
        self.affected(finding)?;
        self.paint(HELP, "help");
        writeln!(self.out, ": {}", finding.help)?;
        for (position, remedy) in finding.remedies.iter().enumerate() {
            let earlier = position
                .checked_sub(1)
                .map(|one| &finding.remedies[one].into);
            self.remedy(remedy, earlier, finding)?;
        }
        self.out.push('\n');
        Ok(())
    }

    fn place(&mut self, arrow: &str, how: &str, place: &Place, colour: Paint) -> fmt::Result {
        self.out.push_str("  ");
        self.paint(FRAME, arrow);
        write!(self.out, " {}", position(place))?;
        if how.is_empty() {
            writeln!(self.out)?;
            self.out.push_str("  ");
            self.paint(FRAME, "at");
            writeln!(self.out, "  {}", place.at)?;
        } else {
            writeln!(self.out, " {how}")?;
        }
        if let Some(excerpt) = &place.excerpt {
            self.excerpt(excerpt, colour);
        }
        Ok(())
    }

    fn excerpt(&mut self, excerpt: &Excerpt, colour: Paint) {
        for (row, line) in excerpt.to_string().lines().enumerate() {
            let (gutter, text) = line.split_at(line.find('|').map_or(0, |at| at + 1));
            self.paint(FRAME, gutter);
            match row {
                2 => self.paint(colour, text),
                _ => self.out.push_str(text),
            }
            self.out.push('\n');
        }
    }

    fn uses(&mut self, uses: &[Place]) -> fmt::Result {
        if uses.is_empty() {
            return Ok(());
        }
        let first: Vec<String> = uses.iter().take(FIRST_FEW).map(position).collect();
        self.paint(HELP, "also");
        writeln!(self.out, ": {}", listed(&first, uses.len()))
    }

    fn affected(&mut self, finding: &Finding) -> fmt::Result {
        let affected = &finding.affected;
        if affected.is_empty() {
            return Ok(());
        }
        let parts = [
            (&affected.operations, "operation"),
            (&affected.types, "type"),
        ];
        let parts = parts.into_iter().filter(|(names, _)| !names.is_empty());
        let parts = parts.map(|(names, noun)| {
            let plural = if names.len() == 1 { "" } else { "s" };
            let few = &names[..names.len().min(FIRST_FEW)];
            format!(
                "{} {noun}{plural} ({})",
                names.len(),
                listed(few, names.len())
            )
        });
        let parts: Vec<String> = parts.collect();
        self.paint(HELP, "affects");
        writeln!(self.out, ": {}", parts.join(", "))
    }

    fn remedy(
        &mut self,
        remedy: &Remedy,
        earlier: Option<&FixTarget>,
        finding: &Finding,
    ) -> fmt::Result {
        let or = match earlier {
            Some(into) if !into.goes_with(&remedy.into) => "or ",
            _ => "",
        };
        let file = &finding.place.file;
        let intro = match &remedy.into {
            FixTarget::Overlay => "add to the actions of an overlay (`overlay: 1.1.0`)".to_owned(),
            FixTarget::Names(table) => format!("add to names.toml under [{table}]"),
            FixTarget::NamesAgain(table) => {
                format!("replace the entry in names.toml under [{table}]")
            }
            FixTarget::Words => "add to the section `types` of a file in words/".to_owned(),
            FixTarget::Accepted => "add to accepted.toml".to_owned(),
            FixTarget::Replace(at) => format!("write in {file}, at {at}"),
            FixTarget::Remove(at) => format!("remove from {file}, at {at}"),
            FixTarget::LeftOut => "add to left-out.toml".to_owned(),
            FixTarget::Shell(_) => "run".to_owned(),
        };
        self.paint(HELP, "fix");
        writeln!(self.out, " ({}): {or}{intro}", remedy.effect.text())?;
        self.paint(PASTE, &remedy.text);
        Ok(())
    }

    fn paint(&mut self, paint: Paint, text: &str) {
        if self.style == Style::Plain || text.is_empty() {
            self.out.push_str(text);
        } else {
            let _ = write!(self.out, "{paint}{text}{paint:#}");
        }
    }
}

fn position(place: &Place) -> String {
    match place.location {
        Some(location) => format!("{}:{location}", place.file),
        None => place.file.clone(),
    }
}

/// The first few of a list, and how many there are beyond them.
fn listed(first: &[String], count: usize) -> String {
    let shown = first.join(", ");
    match count - first.len() {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
