//! The figures that are compared, as pictures: one for each part, a bar for each figure.
//!
//! Takes figures; gives SVG files that need nothing else. Invariant: their colours can be read on a light page and on a dark one.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::figure::{Figure, number};

/// The size of a row, and where bars begin and end.
const ROW: f64 = 24.0;
const LEFT: f64 = 380.0;
const RIGHT: f64 = 880.0;
const WIDTH: f64 = 960.0;

const STYLE: &str = "text { font: 13px sans-serif; fill: #7d8590 } .met { fill: #4a9a5f } .missed { fill: #c4554a } \
    .plain { fill: #7f8ea3 } line { stroke: #7d8590 } .bound { stroke-dasharray: 3 2; stroke-width: 2 } .spread { stroke-width: 3 }";

const LEGEND: &str = "thin line: what it is compared with; dashed: the budget; thick: the spread of the runs; green is met, red is missed";

/// Writes a picture of each part that compares something, such as `generate.svg`.
pub(super) fn draw(folder: &Path, figures: &[Figure]) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    let ratios: Vec<&Figure> = figures.iter().filter(|one| is_ratio(one)).collect();
    for of_part in ratios.chunk_by(|one, other| part(one) == part(other)) {
        let name = part(of_part[0]);
        fs::write(folder.join(format!("{name}.svg")), plot(name, of_part))?;
    }
    Ok(())
}

fn part(figure: &Figure) -> &str {
    figure.name.split('/').next().unwrap_or_default()
}

/// Whether its value is a part of something else.
fn is_ratio(figure: &Figure) -> bool {
    figure.unit.starts_with("of ")
}

fn plot(name: &str, figures: &[&Figure]) -> String {
    let bound = |figure: &Figure| figure.budget.map_or(0.0, |budget| budget.sign().1);
    let reach = figures.iter().map(|one| one.value.high.max(bound(one)));
    let most = reach.fold(1.0, f64::max) * 1.05;
    let at = |value: f64| LEFT + value / most * (RIGHT - LEFT);
    let mut rows = String::new();
    let mut top = 0.0;
    for figure in figures {
        rows.push_str(&row(figure, top, at));
        top += ROW;
    }
    let height = top + ROW;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\">\n<title>{}</title>\n\
         <style>{STYLE}</style>\n{rows}<text x=\"0\" y=\"{:.0}\">{LEGEND}</text>\n</svg>\n",
        escape(name),
        top + 16.0,
    )
}

/// The name, the bar from zero, the spread, the budget and what it is compared with.
fn row(figure: &Figure, top: f64, at: impl Fn(f64) -> f64) -> String {
    let class = match figure.budget {
        None => "plain",
        Some(_) if figure.is_met() => "met",
        Some(_) => "missed",
    };
    let (low, value, high) = (figure.value.low, figure.value.middle, figure.value.high);
    let mut row = format!(
        "<text x=\"0\" y=\"{:.0}\">{}</text><rect class=\"{class}\" x=\"{LEFT}\" y=\"{:.0}\" width=\"{:.1}\" height=\"14\"/>\
         <line class=\"spread\" x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{:.0}\" y2=\"{:.0}\"/><text x=\"{:.0}\" y=\"{:.0}\">{}</text>\n",
        top + 16.0,
        escape(&figure.name),
        top + 5.0,
        at(value) - LEFT,
        at(low),
        at(high),
        top + ROW / 2.0,
        top + ROW / 2.0,
        at(value.max(high)) + 8.0,
        top + 16.0,
        number(value),
    );
    let budget = figure.budget.map(|budget| ("bound", budget.sign().1));
    for (class, value) in budget.into_iter().chain([("peer", 1.0)]) {
        let (x, bottom) = (at(value), top + ROW);
        let _ = writeln!(
            row,
            "<line class=\"{class}\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{top:.0}\" y2=\"{bottom:.0}\"/>"
        );
    }
    row
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::super::figure::{Budget, Figure};
    use super::super::spread::Spread;

    #[test]
    fn a_picture_has_a_bar_for_each_figure_and_a_line_for_each_budget() {
        let spread = Spread::of([0.5, 2.0, 1.5]);
        let ratio = Figure::new("client/a <b>", spread, "of the time by hand");
        let figures = [
            ratio.clone().within(Budget::AtMost(1.03)),
            ratio.clone().within(Budget::AtLeast(1.5)),
            ratio,
        ];
        let picture = super::plot("client", &figures.iter().collect::<Vec<_>>());
        for (part, times) in [
            ("class=\"missed\"", 1),
            ("class=\"met\"", 1),
            ("class=\"plain\"", 1),
            ("class=\"bound\"", 2),
            ("class=\"spread\"", 3),
            ("client/a &lt;b&gt;", 3),
        ] {
            assert_eq!(picture.matches(part).count(), times, "{part}");
        }
    }
}
