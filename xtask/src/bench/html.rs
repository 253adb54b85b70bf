//! The figures as a page for a browser: one plot for each part, a bar for each figure that is compared.
//!
//! Takes figures; gives HTML with SVG in it, without scripts and without anything from elsewhere. Invariant: what a plot shows is also
//! in the table below it.

use std::fmt::Write as _;

use super::figure::{Budget, Figure, number};

/// The size of a row of a plot, and where its bars begin and end.
const ROW: f64 = 24.0;
const LEFT: f64 = 360.0;
const RIGHT: f64 = 900.0;

const HEAD: &str = "<!doctype html>\n<meta charset=\"utf-8\">\n<title>Performance</title>\n<style>
body { font: 14px sans-serif; max-width: 1000px; margin: 2em auto }
table { border-collapse: collapse } td { padding: 1px 12px 1px 0 } td + td { text-align: right }
.met { fill: #4a8f5c } .missed { fill: #b5483a } .plain { fill: #7f8ea3 } .spread { stroke: #222 }
.bound { stroke: #222; stroke-dasharray: 3 2 } .peer { stroke: #999 }
</style>
<p>Bars are ratios: the grey line is what is compared with, a peer or code by hand. The dashed line is the budget, the thin line
the spread of the runs. Green is met, red is missed.</p>
";

/// The whole page.
pub(super) fn page(figures: &[Figure]) -> String {
    let mut parts: Vec<&str> = figures.iter().map(part).collect();
    parts.dedup();
    let mut page = HEAD.to_owned();
    for name in parts {
        let of_part = |figure: &&Figure| part(figure) == name;
        let all: Vec<&Figure> = figures.iter().filter(of_part).collect();
        let ratios: Vec<&Figure> = all.iter().copied().filter(|one| is_ratio(one)).collect();
        let _ = writeln!(page, "<h2>{}</h2>", escape(name));
        if !ratios.is_empty() {
            page.push_str(&plot(&ratios));
        }
        page.push_str(&table(&all));
    }
    page
}

fn part(figure: &Figure) -> &str {
    figure.name.split('/').next().unwrap_or_default()
}

/// Whether its value is a part of something else.
fn is_ratio(figure: &Figure) -> bool {
    figure.unit.starts_with("of ")
}

fn plot(figures: &[&Figure]) -> String {
    let bound = |figure: &Figure| figure.budget.map_or(0.0, |budget| budget.sign().1);
    let reach = figures.iter().map(|one| one.value.high.max(bound(one)));
    let most = reach.fold(1.0, f64::max) * 1.05;
    let at = |value: f64| LEFT + value / most * (RIGHT - LEFT);
    let mut rows = String::new();
    let mut top = 0.0;
    for figure in figures {
        let class = match figure.budget {
            None => "plain",
            Some(_) if figure.is_met() => "met",
            Some(_) => "missed",
        };
        let middle = top + ROW / 2.0;
        let (low, value, high) = (figure.value.low, figure.value.middle, figure.value.high);
        let _ = writeln!(
            rows,
            r#"<text x="0" y="{:.0}">{}</text><rect class="{class}" x="{LEFT}" y="{:.0}" width="{:.1}" height="14"/>
<line class="spread" x1="{:.1}" x2="{:.1}" y1="{middle:.0}" y2="{middle:.0}"/><text x="{:.0}" y="{:.0}">{}</text>"#,
            top + 16.0,
            escape(&figure.name),
            top + 5.0,
            at(value) - LEFT,
            at(low),
            at(high),
            at(value.max(high)) + 6.0,
            top + 16.0,
            number(value),
        );
        if let Some(budget) = figure.budget {
            rows.push_str(&upright("bound", at(budget.sign().1), top));
        }
        rows.push_str(&upright("peer", at(1.0), top));
        top += ROW;
    }
    format!("<svg width=\"1000\" height=\"{top:.0}\">\n{rows}</svg>\n")
}

fn upright(class: &str, x: f64, top: f64) -> String {
    let bottom = top + ROW;
    format!(
        "<line class=\"{class}\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{top:.0}\" y2=\"{bottom:.0}\"/>\n"
    )
}

fn table(figures: &[&Figure]) -> String {
    let mut rows = String::new();
    for figure in figures {
        let budget = figure.budget.map_or_else(String::new, |budget: Budget| {
            let (sign, bound) = budget.sign();
            let verdict = if figure.is_met() { "met" } else { "missed" };
            format!("{} {} {verdict}", escape(sign), number(bound))
        });
        let _ = writeln!(
            rows,
            "<tr><td>{}<td>{}<td>{} to {}<td>{}<td>{budget}",
            escape(&figure.name),
            number(figure.value.middle),
            number(figure.value.low),
            number(figure.value.high),
            escape(figure.unit),
        );
    }
    format!("<table>\n{rows}</table>\n")
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
    fn a_page_has_a_bar_for_each_ratio_and_a_line_for_each_figure() {
        let ratio = Figure::new(
            "client/a <b>",
            Spread::of([0.5, 2.0, 1.5]),
            "of the time by hand",
        );
        let figures = [
            Figure::new("client/a", 3.0, "us"),
            ratio.clone().within(Budget::AtMost(1.03)),
            ratio.within(Budget::AtLeast(1.5)),
            Figure::new("size/c", 7.0, "MiB"),
        ];
        let page = super::page(&figures);
        assert_eq!(
            page.matches("<svg").count(),
            1,
            "only the first part has ratios"
        );
        assert_eq!(page.matches("class=\"missed\"").count(), 1);
        assert_eq!(page.matches("class=\"met\"").count(), 1);
        assert_eq!(page.matches("<td>0.500 to 2.00").count(), 2);
        assert_eq!(page.matches("<tr>").count(), 4);
        assert!(page.contains("client/a &lt;b&gt;") && !page.contains("<b>"));
    }
}
