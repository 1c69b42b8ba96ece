//! Who fosters innovation around it? The hubs of the catalog; where it has none, the designations that jipp knows.

use std::fmt::Write as _;

use super::html::{Text, number};
use super::page::{Page, Site};
use super::{Portal, words};
use crate::lang::{Bilingual, Lang};
use crate::model::OrganisationRef;
use crate::vocab::agency_by_code;

pub(super) const PATH: &str = "hub.html";

pub(super) fn page(portal: &Portal, site: Site<'_>) -> String {
    let lang = site.lang;
    let page = Page { site, path: PATH, title: words::HUBS.get(lang), description: words::HUBS_LEAD.get(lang), above: &[] };
    let mut out = format!("<h1>{}</h1>\n<p class=\"lead\">{}</p>\n", page.title, page.description);
    if portal.hubs.is_empty() {
        let _ = writeln!(out, "<p class=\"note\">{}</p>", words::HUBS_NOTE.get(lang));
        head(&mut out, &[words::HUB, words::SINCE, words::OWN_INNOVATIONS, words::SOURCE], lang);
        for hub in crate::vocab::hubs() {
            let agency = agency_by_code(&hub.agency_code).map_or(hub.agency_code.as_str(), |agency| agency.name.as_str());
            let year = hub.year.to_string();
            let count = count_of(portal, &hub.agency_code);
            // a hub of a government bears its name
            let name = if hub.name == agency { hub.name.clone() } else { format!("{} ({agency})", hub.name) };
            row(&mut out, &[&name, &year, &hub.source], 2, &counted(portal, count, agency, &page));
        }
    } else {
        head(&mut out, &[words::AGENCY, words::SINCE, words::LEGAL_BASIS, words::OWN_INNOVATIONS], lang);
        for known in &portal.hubs {
            let hub = &known.hub.hub;
            let since = hub.since.map(|since| since.to_string()).unwrap_or_default();
            let basis = hub.legal_basis.as_deref().unwrap_or_default();
            let name = organisation(&hub.agency);
            row(&mut out, &[&name, &since, basis], 3, &counted(portal, known.innovations, &name, &page));
        }
    }
    out.push_str("</tbody></table></div>\n");
    page.around(&out)
}

fn count_of(portal: &Portal, agency: &str) -> u64 {
    portal.entries.iter().filter(|entry| entry.document.agency_code.as_deref() == Some(agency)).count() as u64
}

/// The name of an organisation: that of its code, else as written.
pub(super) fn organisation(of: &OrganisationRef) -> String {
    let known = of.code.as_deref().and_then(agency_by_code).map(|agency| agency.name.clone());
    known.or_else(|| of.name.clone()).or_else(|| of.code.clone()).unwrap_or_default()
}

/// Begins a table.
pub(super) fn head(out: &mut String, names: &[Bilingual], lang: Lang) {
    out.push_str("<div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
    for name in names {
        let _ = write!(out, "<th scope=\"col\">{}</th>", name.get(lang));
    }
    out.push_str("</tr></thead><tbody>\n");
}

/// A count of innovations, which leads to the search where that shows just as many: the count of a hub may include its members.
fn counted(portal: &Portal, count: u64, agency: &str, page: &Page<'_>) -> String {
    let shown = number(count, page.site.lang);
    let found = portal.entries.iter().filter(|entry| entry.document.agency.as_deref() == Some(agency)).count() as u64;
    if count == 0 || count != found { shown } else { format!("<a href=\"{}\">{shown}</a>", page.search(&[("agency", agency)])) }
}

/// A row: texts, and before the cell numbered `at` (or at the end) a count written as HTML already.
fn row(out: &mut String, cells: &[&str], at: usize, count: &str) {
    let mut all: Vec<String> = cells
        .iter()
        .enumerate()
        .map(|(at, cell)| if at == 0 { format!("<th scope=\"row\">{}</th>", Text(cell)) } else { format!("<td>{}</td>", Text(cell)) })
        .collect();
    all.insert(at.min(all.len()), format!("<td>{count}</td>"));
    let _ = writeln!(out, "<tr>{}</tr>", all.concat());
}
