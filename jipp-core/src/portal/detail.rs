//! What does the page of one innovation say? Everything that the directory knows of it, where it comes from, and how to replicate it.

use std::fmt::Write as _;

use super::html::{Paragraphs, Text, WebLink, host};
use super::page::{Page, Site};
use super::{Entry, Portal, address, guide, words};
use crate::evidence_grade::{CRITERIA, EvidenceContext, grade};
use crate::lang::Lang;
use crate::model::{Innovation, Replication, ReplicationGuide, ReplicationStage};

/// Longest description in the head of the page, in characters.
const DESCRIPTION: usize = 160;

pub(super) fn page(portal: &Portal, entry: &Entry, similar: &[String], site: Site<'_>) -> String {
    let (lang, document) = (site.lang, &entry.document);
    let path = address::of_innovation(&document.id);
    let mut above = vec![(words::LIST.get(lang).to_owned(), super::lists::PATH.to_owned())];
    if let Some(province) = entry.province() {
        above.push((province.name.clone(), address::of_province(&province.code)));
    }
    let first = document.texts.first().map_or(document.title.as_str(), |(_, text)| text.as_str());
    let description: String = first.chars().take(DESCRIPTION).map(|c| if c == '\n' { ' ' } else { c }).collect();
    let page = Page { site, path: &path, title: &document.title, description: &description, above: &above };
    let mut out = format!("<article>\n<h1 lang=\"id\">{}</h1>\n", Text(&document.title));
    out.push_str(&badges(entry, lang));
    facts(&mut out, entry, &page);
    let _ = writeln!(
        out,
        "<p class=\"next\"><a class=\"quiet\" href=\"#guide\">{}</a> <a class=\"quiet\" href=\"{}\">{}</a></p>",
        words::GUIDE.get(lang),
        page.search(&[("id", &document.id)]),
        words::OPEN_IN_SEARCH.get(lang)
    );
    let head = std::mem::take(&mut out);
    for (field, text) in &document.texts {
        let label = words::field(field, lang);
        let _ = writeln!(
            out,
            "<section id=\"{}\"><h2>{}</h2>\n<div lang=\"id\">{}</div></section>",
            Text(field),
            Text(label),
            Paragraphs(text)
        );
    }
    indicators(&mut out, &entry.innovation, lang);
    let replications = portal.replications_of(entry);
    evidence(&mut out, &entry.innovation, &replications, lang);
    let skeleton = ReplicationGuide::skeleton(&entry.innovation);
    guide::section(&mut out, entry, &skeleton, lang);
    status(&mut out, &entry.innovation, lang);
    recorded(&mut out, &replications, lang);
    if !document.other_titles.is_empty() {
        let _ = write!(out, "<section id=\"other_titles\"><h2>{}</h2><ul lang=\"id\">", words::OTHER_TITLES.get(lang));
        for title in &document.other_titles {
            let _ = write!(out, "<li>{}</li>", Text(title));
        }
        out.push_str("</ul></section>\n");
    }
    sources(&mut out, entry, lang);
    further(&mut out, "related", words::RELATED.get(lang), portal, &document.related, &page);
    let others: Vec<String> = similar.iter().filter(|id| !document.related.contains(id)).cloned().collect();
    further(&mut out, "similar", words::SIMILAR.get(lang), portal, &others, &page);
    out.push_str("</article>\n");
    page.around(&format!("{head}{}{out}", contents(&out, lang)))
}

/// Where each section of the page is: their headings, as links. Beside the text where there is room.
fn contents(sections: &str, lang: Lang) -> String {
    let mut out =
        format!("<nav class=\"contents\" aria-labelledby=\"contents\"><h2 id=\"contents\">{}</h2><ul>", words::ON_THIS_PAGE.get(lang));
    // every section is written here, its id and heading as HTML already
    for section in sections.split("<section id=\"").skip(1) {
        if let Some((id, heading)) = section.split_once('"').zip(section.split_once("<h2>")).map(|((id, _), (_, rest))| (id, rest)) {
            let _ = write!(out, "<li><a href=\"#{id}\">{}</a></li>", heading.split("</h2>").next().unwrap_or_default());
        }
    }
    out.push_str("</ul></nav>\n");
    out
}

/// Systems, whether it was merged, its status and its awards.
pub(super) fn badges(entry: &Entry, lang: Lang) -> String {
    let mut items = String::new();
    for system in entry.systems() {
        let known = if matches!(system, "panrb_kipp" | "kemendagri_iga" | "lan_inoland") { system } else { "other" };
        let name = words::system(system, lang);
        let short = name.split(" (").next().unwrap_or(name);
        let _ = write!(items, "<li class=\"badge {known}\">{}</li>", Text(short));
    }
    if let Some(status) = &entry.document.status {
        let _ = write!(items, "<li class=\"badge\">{}</li>", Text(&words::name_of("status_keberlanjutan", status, lang)));
    }
    for award in &entry.document.awards {
        let _ = write!(items, "<li class=\"badge award\">{}</li>", Text(award));
    }
    if items.is_empty() { String::new() } else { format!("<ul class=\"badges\">{items}</ul>\n") }
}

/// What can be asked for leads to the search that asks for it.
fn facts(out: &mut String, entry: &Entry, page: &Page<'_>) {
    let (lang, document) = (page.site.lang, &entry.document);
    let found = |facet: &str, value: &str, shown: &str| format!("<a href=\"{}\">{}</a>", page.search(&[(facet, value)]), Text(shown));
    let text = |value: &str| Text(value).to_string();
    let mut places: Vec<&str> = document.region.as_deref().into_iter().chain(document.province.as_deref()).collect();
    places.dedup();
    let status = document.status.as_ref().map(|code| words::name_of("status_keberlanjutan", code, lang).into_owned());
    let rows = [
        (words::AGENCY, document.agency.as_deref().map(|name| found("agency", name, name))),
        (words::UNIT, document.unit.as_deref().map(text)),
        (words::PLACE, (!places.is_empty()).then(|| text(&places.join(", ")))),
        (words::YEAR, document.year.map(|year| found("year", &year.to_string(), &year.to_string()))),
        (words::LEVEL, document.level.as_deref().map(|code| text(words::level(code, lang)))),
        (words::AFFAIRS, listed(&document.affairs, |code| found("affair", code, &words::name_of("urusan", code, lang)))),
        (words::SDGS, listed(&document.sdgs, |code| found("sdg", code, &words::goal(code, lang)))),
        (words::AWARDS, listed(&document.awards, text)),
        (words::STATUS, Some(text(status.as_deref().unwrap_or(words::STATUS_UNKNOWN.get(lang))))),
    ];
    out.push_str("<dl class=\"facts\">\n");
    for (name, value) in rows {
        if let Some(value) = value {
            let _ = writeln!(out, "<div><dt>{}</dt><dd>{value}</dd></div>", name.get(lang));
        }
    }
    out.push_str("</dl>\n");
}

fn listed(codes: &[String], name: impl Fn(&str) -> String) -> Option<String> {
    (!codes.is_empty()).then(|| codes.iter().map(|code| name(code)).collect::<Vec<_>>().join("; "))
}

fn indicators(out: &mut String, innovation: &Innovation, lang: Lang) {
    if innovation.impact_indicators.is_empty() {
        return;
    }
    let _ = write!(out, "<section id=\"impact_indicators\"><h2>{}</h2><table><thead><tr>", words::INDICATORS.get(lang));
    for name in [words::INDICATOR, words::BEFORE, words::AFTER, words::PERIOD] {
        let _ = write!(out, "<th scope=\"col\">{}</th>", name.get(lang));
    }
    out.push_str("</tr></thead><tbody>");
    let figure = |value: Option<f64>, unit: Option<&str>| match (value, unit) {
        (Some(value), Some(unit)) => format!("{value} {unit}"),
        (Some(value), None) => value.to_string(),
        (None, _) => "–".to_owned(),
    };
    for indicator in &innovation.impact_indicators {
        let unit = indicator.unit.as_deref();
        let cells = [figure(indicator.before, unit), figure(indicator.after, unit), indicator.period.clone().unwrap_or_default()];
        let _ = write!(out, "<tr><th scope=\"row\">{}</th>", Text(&indicator.name));
        for cell in cells {
            let _ = write!(out, "<td>{}</td>", Text(&cell));
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></section>\n");
}

/// How well the record documents the effect, and what would document it better. Only our own words: no text of the record is repeated.
fn evidence(out: &mut String, innovation: &Innovation, replications: &[&Replication], lang: Lang) {
    let carried_out = |stage| matches!(stage, ReplicationStage::Implementation | ReplicationStage::Completed);
    let count = replications.iter().filter(|replication| carried_out(replication.stage)).count();
    let grade = grade(innovation, &EvidenceContext { as_of: None, replications: (count > 0).then_some(count) });
    let _ = write!(
        out,
        "<section id=\"evidence\"><h2>{}</h2><p class=\"grade\"><strong>{}</strong></p><dl>",
        words::EVIDENCE.get(lang),
        Text(grade.label.get(lang))
    );
    let met = grade
        .criteria
        .iter()
        .filter(|criterion| criterion.met)
        .filter_map(|criterion| CRITERIA.iter().find(|known| known.code == criterion.code));
    let met: Vec<&str> = met.map(|criterion| criterion.asks.get(lang)).collect();
    if !met.is_empty() {
        let _ = write!(out, "<div><dt>{}</dt><dd>{}</dd></div>", words::EVIDENCE_MET.get(lang), Text(&met.join("; ")));
    }
    if let Some(next) = grade.next.first() {
        let _ = write!(out, "<div><dt>{}</dt><dd>{}</dd></div>", words::EVIDENCE_NEXT.get(lang), Text(next.advice.get(lang)));
    }
    let _ = writeln!(out, "</dl><p class=\"note\">{}</p></section>", words::EVIDENCE_NOTE.get(lang));
}

/// Who has brought it elsewhere, as far as it is recorded.
fn recorded(out: &mut String, replications: &[&Replication], lang: Lang) {
    if replications.is_empty() {
        return;
    }
    let _ = write!(out, "<section id=\"replications\"><h2>{}</h2><ul class=\"further\">", words::RECORDED.get(lang));
    for replication in replications {
        let by = super::hubs::organisation(&replication.replicator);
        let _ = write!(out, "<li>{} <span class=\"of\">{}</span></li>", Text(&by), words::stage(replication.stage).get(lang));
    }
    out.push_str("</ul></section>\n");
}

fn status(out: &mut String, innovation: &Innovation, lang: Lang) {
    if innovation.status_history.is_empty() {
        return;
    }
    let _ = write!(out, "<section id=\"history\"><h2>{}</h2><ol class=\"history\">", words::STATUS_HISTORY.get(lang));
    for update in innovation.status_history.iter().rev() {
        let name = words::name_of("status_keberlanjutan", update.status.code(), lang);
        let _ = write!(out, "<li><time>{}</time> <strong>{}</strong>", Text(&update.at.day().to_string()), Text(&name));
        if let Some(by) = &update.by {
            let _ = write!(out, " · {}", Text(by));
        }
        if let Some(note) = &update.note {
            let _ = write!(out, "{}", Paragraphs(note));
        }
        out.push_str("</li>");
    }
    out.push_str("</ol></section>\n");
}

/// Every source record, and from which of them each field was taken.
fn sources(out: &mut String, entry: &Entry, lang: Lang) {
    let innovation = &entry.innovation;
    let _ = write!(out, "<section id=\"sources\"><h2>{}</h2>", words::SOURCES.get(lang));
    if innovation.sources.len() > 1 {
        let _ = write!(out, "<p class=\"note\">{}</p>", words::MERGED.get(lang));
    }
    out.push_str("<ul class=\"sources\">");
    for source in &innovation.sources {
        let number = source.external_id.as_deref().unwrap_or(words::NO_NUMBER.get(lang));
        let _ = write!(out, "<li><strong>{}</strong> {}", Text(words::system(source.system.code(), lang)), Text(number));
        if let Some(year) = source.year {
            let _ = write!(out, " · {year}");
        }
        match source.url.as_deref().filter(|url| host(url).is_some()) {
            Some(url) => {
                let _ = write!(out, " · {}", WebLink(url));
            }
            None => {
                let _ = write!(out, " · {}", words::NO_LINK.get(lang));
            }
        }
        out.push_str("</li>");
    }
    out.push_str("</ul>\n");
    let shown: Vec<_> = innovation.provenance.iter().filter(|(field, _)| !field.is_personal()).collect();
    if !shown.is_empty() {
        let _ = write!(
            out,
            "<details><summary>{}</summary><table><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>",
            words::FIELD_ORIGIN.get(lang),
            words::FIELD.get(lang),
            words::RECORD.get(lang),
            words::COLUMN.get(lang)
        );
        for (field, from) in shown {
            let _ = write!(
                out,
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
                field.label(lang),
                Text(&from.record_id),
                Text(&from.column)
            );
        }
        out.push_str("</tbody></table></details>");
    }
    out.push_str("</section>\n");
}

/// A section that names innovations, as far as the directory has them.
pub(super) fn further(out: &mut String, id: &str, heading: &str, portal: &Portal, ids: &[String], page: &Page<'_>) {
    let known: Vec<&Entry> = ids.iter().filter_map(|id| portal.entry(id)).collect();
    if known.is_empty() {
        return;
    }
    let _ = write!(out, "<section id=\"{id}\"><h2>{heading}</h2><ul class=\"further\">");
    for entry in known {
        out.push_str(&item(entry, page));
    }
    out.push_str("</ul></section>\n");
}

/// An innovation as an item of a list: its title as a link, its owner and year.
pub(super) fn item(entry: &Entry, page: &Page<'_>) -> String {
    item_with(entry, page, "")
}

/// The same with more behind it, written as HTML already.
pub(super) fn item_with(entry: &Entry, page: &Page<'_>, more: &str) -> String {
    let document = &entry.document;
    let year = document.year.map(|year| year.to_string());
    let of: Vec<&str> = document.agency.as_deref().into_iter().chain(year.as_deref()).collect();
    format!(
        "<li><a href=\"{}\" lang=\"id\">{}</a> <span class=\"of\">{}</span>{more}</li>\n",
        page.to(&address::of_innovation(&document.id)),
        Text(&document.title),
        Text(&of.join(" · "))
    )
}
