//! How large is the directory? The few figures that stand on its home page.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Portal;
use super::html::number;
use crate::lang::{Bilingual, Lang};

/// The figures: the name by which the script of the page translates, the words, and the number.
fn all(portal: &Portal) -> [(&'static str, Bilingual, u64); 6] {
    let documents = || portal.entries.iter().map(|entry| &entry.document);
    let agencies: BTreeSet<&str> = documents().filter_map(|d| d.agency_code.as_deref().or(d.agency.as_deref())).collect();
    let provinces: BTreeSet<&str> = portal.entries.iter().filter_map(|entry| Some(entry.province()?.code.as_str())).collect();
    let several = portal.entries.iter().filter(|entry| entry.innovation.sources.len() > 1).count();
    let related = documents().filter(|document| !document.related.is_empty()).count();
    let b = |id, en| Bilingual { id, en };
    [
        ("figure_innovations", b("inovasi", "innovations"), portal.entries.len() as u64),
        ("figure_records", b("data sumber diterima", "source records accepted"), portal.status.accepted),
        ("figure_agencies", b("instansi", "agencies"), agencies.len() as u64),
        ("figure_provinces", b("provinsi", "provinces"), provinces.len() as u64),
        ("figure_merged", b("gabungan beberapa data", "merged from several records"), several as u64),
        ("figure_related", b("punya versi atau replikasi", "with versions or replications"), related as u64),
    ]
}

/// For the home page, in Indonesian and with names for its script.
pub(super) fn strip(portal: &Portal) -> String {
    let mut out = String::from("<dl class=\"figures\">");
    for (name, words, value) in all(portal) {
        let shown = number(value, Lang::Id);
        let _ = write!(out, "<div><dt data-t=\"{name}\">{}</dt><dd data-n=\"{value}\">{shown}</dd></div>", words.id);
    }
    out.push_str("</dl>");
    out
}

/// For a page of one language.
pub(super) fn plain(portal: &Portal, lang: Lang) -> String {
    let mut out = String::from("<dl class=\"figures\">");
    for (_, words, value) in all(portal) {
        let _ = write!(out, "<div><dt>{}</dt><dd>{}</dd></div>", words.get(lang), number(value, lang));
    }
    out.push_str("</dl>\n");
    out
}
