//! Sequence diagrams of Mermaid as pictures.
//!
//! Takes the lines of a `sequenceDiagram`: its title, participants, messages, notes and loops; gives SVG in the colour of
//! the text around it. Invariant: what is not understood is not drawn in part, but not at all.

use std::fmt::Write as _;

/// How wide a letter is, and how high a row.
const LETTER: usize = 7;
const ROW: usize = 38;
/// Where the lines of the participants begin.
const TOP: usize = 44;

/// A step of a diagram: participants are meant by their number.
enum Step<'t> {
    Message {
        from: usize,
        to: usize,
        dashed: bool,
        text: &'t str,
    },
    Note {
        at: usize,
        text: &'t str,
    },
    Begin(&'t str),
    End,
}

#[derive(Default)]
struct Diagram<'t> {
    title: &'t str,
    /// What each is called in the source, and what is shown.
    participants: Vec<(&'t str, &'t str)>,
    steps: Vec<Step<'t>>,
}

/// The picture, if every line is understood.
pub(super) fn svg(source: &str) -> Option<String> {
    let diagram = read(source)?;
    let columns = columns(&diagram);
    let last = *columns.last()?;
    let boxes = last + width_of_box(diagram.participants.last()?.1) / 2;
    let width = reach(&diagram, &columns).max(boxes) + 8;
    let height = TOP + ROW * (diagram.steps.len() + 1);
    let mut out = format!(
        "<div style=\"overflow-x:auto\"><svg viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" role=\"img\" font-family=\"'Fira Sans',Arial,sans-serif\" font-size=\"14\" \
         fill=\"currentColor\" stroke=\"none\"><title>{}</title>\n",
        escaped(diagram.title)
    );
    for ((_, label), x) in diagram.participants.iter().zip(&columns) {
        let half = width_of_box(label) / 2;
        let _ = writeln!(
            out,
            "<path d=\"M{x} {TOP}V{}\" stroke=\"currentColor\" stroke-opacity=\".35\"/><rect x=\"{}\" y=\"10\" width=\"{}\" \
             height=\"30\" rx=\"6\" fill=\"none\" stroke=\"currentColor\"/><text x=\"{x}\" y=\"30\" \
             text-anchor=\"middle\" font-weight=\"500\">{}</text>",
            height - 8,
            x - half,
            2 * half,
            escaped(label)
        );
    }
    let mut open = Vec::new();
    for (row, step) in diagram.steps.iter().enumerate() {
        let y = TOP + ROW * (row + 1);
        out.push_str(&drawn(step, y, &columns, width, &mut open)?);
    }
    out.push_str("</svg></div>");
    open.is_empty().then_some(out)
}

fn read(source: &str) -> Option<Diagram<'_>> {
    let mut lines = source
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    lines.next().filter(|line| *line == "sequenceDiagram")?;
    let mut diagram = Diagram::default();
    for line in lines {
        if let Some(title) = line.strip_prefix("accTitle: ") {
            diagram.title = title;
        } else if let Some(one) = line.strip_prefix("participant ") {
            diagram
                .participants
                .push(one.split_once(" as ").unwrap_or((one, one)));
        } else if let Some(text) = line.strip_prefix("loop ") {
            diagram.steps.push(Step::Begin(text));
        } else if line == "end" {
            diagram.steps.push(Step::End);
        } else {
            let (head, text) = line.split_once(": ")?;
            diagram.steps.push(diagram.step(head, text)?);
        }
    }
    Some(diagram)
}

impl<'t> Diagram<'t> {
    fn step(&self, head: &str, text: &'t str) -> Option<Step<'t>> {
        if let Some(at) = head.strip_prefix("Note right of ") {
            return Some(Step::Note {
                at: self.number(at)?,
                text,
            });
        }
        let dashed = head.contains("-->>");
        let (from, to) = head.split_once(if dashed { "-->>" } else { "->>" })?;
        let [from, to] = [self.number(from)?, self.number(to)?];
        Some(Step::Message {
            from,
            to,
            dashed,
            text,
        })
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.participants.iter().position(|(one, _)| *one == name)
    }
}

/// Where the line of each participant is: as near as what is written between two of them allows.
fn columns(diagram: &Diagram<'_>) -> Vec<usize> {
    let mut columns: Vec<usize> = Vec::new();
    for (right, (_, label)) in diagram.participants.iter().enumerate() {
        let half = width_of_box(label) / 2;
        let mut x = half + 8;
        if let Some((before, (_, label))) = columns
            .last()
            .zip(diagram.participants.get(right.wrapping_sub(1)))
        {
            x = before + width_of_box(label) / 2 + half + 20;
        }
        for step in &diagram.steps {
            let (left, text) = match step {
                Step::Message { from, to, text, .. } if from != to && *from.max(to) == right => {
                    (*from.min(to), text)
                }
                Step::Message { from, to, text, .. } if from == to && from + 1 == right => {
                    (*from, text)
                }
                Step::Note { at, text } if at + 1 == right => (*at, text),
                _ => continue,
            };
            x = x.max(columns[left] + width(text) + 36);
        }
        columns.push(x);
    }
    columns
}

/// How far to the right something is written.
fn reach(diagram: &Diagram<'_>, columns: &[usize]) -> usize {
    let ends = diagram.steps.iter().map(|step| match step {
        Step::Message { from, to, text, .. } if from == to => columns[*from] + width(text) + 36,
        Step::Note { at, text } => columns[*at] + width(text) + 36,
        _ => 0,
    });
    ends.max().unwrap_or_default()
}

fn drawn(
    step: &Step<'_>,
    y: usize,
    columns: &[usize],
    width: usize,
    open: &mut Vec<usize>,
) -> Option<String> {
    Some(match step {
        Step::Message {
            from,
            to,
            dashed,
            text,
        } if from != to => arrow(columns[*from], columns[*to], y, *dashed, text),
        Step::Message { from: at, text, .. } => to_itself(columns[*at], y, text),
        Step::Note { at, text } => format!(
            "<text x=\"{}\" y=\"{}\" font-style=\"italic\" fill-opacity=\".8\">{}</text>\n",
            columns[*at] + 12,
            y - 7,
            escaped(text)
        ),
        Step::Begin(text) => {
            open.push(y);
            format!(
                "<text x=\"12\" y=\"{}\" font-style=\"italic\">{}</text>\n",
                y - 8,
                escaped(text)
            )
        }
        Step::End => {
            let top = open.pop()? - 26;
            let (wide, high) = (width.saturating_sub(8), (y - 14).saturating_sub(top));
            format!(
                "<rect x=\"4\" y=\"{top}\" width=\"{wide}\" height=\"{high}\" rx=\"6\" fill=\"none\" \
                 stroke=\"currentColor\" stroke-opacity=\".6\" stroke-dasharray=\"3 3\"/>\n"
            )
        }
    })
}

/// A message from the line at `a` to the one at `b`.
fn arrow(a: usize, b: usize, y: usize, dashed: bool, text: &str) -> String {
    let dash = if dashed {
        " stroke-dasharray=\"5 4\""
    } else {
        ""
    };
    let back = if a < b { b - 8 } else { b + 8 };
    let (top, bottom) = (y - 5, y + 5);
    format!(
        "<path d=\"M{a} {y}H{b}\" stroke=\"currentColor\"{dash}/><path d=\"M{b} {y}L{back} {top}V{bottom}Z\"/>\
         <text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n",
        a.midpoint(b),
        y - 7,
        escaped(text)
    )
}

/// A message of somebody to themselves.
fn to_itself(x: usize, y: usize, text: &str) -> String {
    format!(
        "<path d=\"M{x} {}h12v16h-6\" fill=\"none\" stroke=\"currentColor\"/><path d=\"M{x} {y}l8 -5v10z\"/>\
         <text x=\"{}\" y=\"{}\">{}</text>\n",
        y - 16,
        x + 20,
        y - 3,
        escaped(text)
    )
}

fn width(text: &str) -> usize {
    text.chars().count() * LETTER
}

fn width_of_box(label: &str) -> usize {
    width(label) + 28
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn messages_are_between_the_lines_of_their_participants() {
        let picture = svg(
            "sequenceDiagram\n    accTitle: A < B\n    participant A as You\n    participant B\n    A->>B: ask\n    B-->>A: answer",
        );
        let picture = picture.unwrap_or_default();
        for part in [
            "<title>A &lt; B</title>",
            ">You</text>",
            ">ask</text>",
            "stroke-dasharray",
        ] {
            assert!(picture.contains(part), "{part}: {picture}");
        }
        assert!(
            !picture.contains("\n\n"),
            "a blank line ends the HTML of a page"
        );
    }

    #[test]
    fn what_is_not_understood_is_not_drawn() {
        let head = "sequenceDiagram\n    participant A\n";
        for line in ["A->>B: nobody", "activate A", "A->>A", "loop for ever"] {
            assert!(svg(&format!("{head}    {line}")).is_none(), "{line}");
        }
    }
}
