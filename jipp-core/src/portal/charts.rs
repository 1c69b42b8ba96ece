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
}

/// A table of counts with a bar for each. The longest bar is the largest count.
pub(super) fn bars(heading: &str, unit: &str, rows: &[Bar], lang: Lang) -> String {
    let largest = rows.iter().map(|row| row.count).max().unwrap_or(0).max(1);
    let mut out = format!(
        "<table class=\"bars\"><caption>{}</caption><thead class=\"sr\"><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><td></td></tr></thead><tbody>\n",
        Text(heading),
        Text(heading),
        Text(unit)
    );
    for Bar { name, count, link } in rows {
        let tenths = count * 1000 / largest;
        let name = match link {
            Some(link) => format!("<a href=\"{link}\">{}</a>", Text(name)),
            None => Text(name).to_string(),
        };
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{name}</th><td class=\"number\">{}</td><td class=\"drawn\"><svg aria-hidden=\"true\" width=\"100%\" height=\"10\"><rect width=\"{}.{}%\" height=\"10\" rx=\"3\"/></svg></td></tr>",
            number(*count, lang),
            tenths / 10,
            tenths % 10
        );
    }
    out.push_str("</tbody></table>\n");
    out
}
