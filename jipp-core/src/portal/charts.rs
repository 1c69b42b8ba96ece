//! How are counts drawn without a script and without a style in the page? As bars of SVG, whose lengths are attributes.

use std::fmt::Write as _;

use super::html::{Text, number};
use crate::lang::Lang;

/// A row of a chart.
pub(super) struct Bar {
    pub(super) name: String,
    pub(super) count: u64,
    /// The address that shows what was counted, written as HTML already.
    pub(super) link: Option<String>,
    /// Whether it is one value: what is not known, and the rest together, would dwarf the values and is only counted.
    pub(super) drawn: bool,
}

/// A table of counts with a bar for each value. The longest bar is the largest count of a value.
pub(super) fn bars(heading: &str, unit: &str, rows: &[Bar], lang: Lang) -> String {
    let largest = rows.iter().filter(|row| row.drawn).map(|row| row.count).max().unwrap_or(0).max(1);
    let mut out = format!(
        "<table class=\"bars\"><caption>{}</caption><thead class=\"sr\"><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><td></td></tr></thead><tbody>\n",
        Text(heading),
        Text(heading),
        Text(unit)
    );
    for Bar { name, count, link, drawn } in rows {
        let name = match link {
            Some(link) => format!("<a href=\"{link}\">{}</a>", Text(name)),
            None => Text(name).to_string(),
        };
        let tenths = count * 1000 / largest;
        let bar = if *drawn {
            format!(
                "<svg aria-hidden=\"true\" width=\"100%\" height=\"10\"><rect width=\"{}.{}%\" height=\"10\" rx=\"3\"/></svg>",
                tenths / 10,
                tenths % 10
            )
        } else {
            String::new()
        };
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{name}</th><td class=\"number\">{}</td><td class=\"drawn\">{bar}</td></tr>",
            number(*count, lang)
        );
    }
    out.push_str("</tbody></table>\n");
    out
}
