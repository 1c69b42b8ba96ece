//! What does the directory hold, in numbers? Counts of innovations by what can be asked for, each with the search that shows them.

use std::collections::BTreeMap;

use super::charts::{Bar, bars};
use super::html::number;
use super::page::{Page, Site};
use super::{Entry, Portal, figures, lists, words};
use crate::lang::{Bilingual, fill};
use crate::search::award_value;

pub(super) const PATH: &str = "statistik.html";
/// Rows of a chart; the others are told as one.
const MOST: usize = 20;

/// A question about each innovation: the heading, the facet of the search, whether rows keep the order of their values, and the values.
struct Question<'a> {
    heading: Bilingual,
    facet: Option<&'static str>,
    by_value: bool,
    values: &'a dyn Fn(&Entry) -> Vec<String>,
    name: &'a dyn Fn(&str) -> String,
}

pub(super) fn page(portal: &Portal, site: Site<'_>) -> String {
    let lang = site.lang;
    let title = words::STATISTICS.get(lang);
    let page = Page { site, path: PATH, title, description: words::STATISTICS_LEAD.get(lang), above: &[] };
    let mut out = format!("<h1>{title}</h1>\n{}<p class=\"lead\">{}</p>\n", figures::plain(portal, lang), words::STATISTICS_LEAD.get(lang));
    out.push_str(&lists::map(&lists::by_province(portal), &page));
    out.push_str("<div class=\"charts\">\n");
    let one = |value: Option<String>| value.into_iter().collect::<Vec<_>>();
    let same = |value: &str| value.to_owned();
    let questions = [
        Question {
            heading: words::BY_SOURCE,
            facet: Some("source"),
            by_value: false,
            values: &|e| e.systems().into_iter().map(str::to_owned).collect(),
            name: &|code| words::system(code, lang).to_owned(),
        },
        Question {
            heading: words::BY_YEAR,
            facet: Some("year"),
            by_value: true,
            values: &|e| one(e.document.year.map(|year| year.to_string())),
            name: &same,
        },
        Question {
            heading: words::BY_LEVEL,
            facet: Some("level"),
            by_value: false,
            values: &|e| one(e.document.level.clone()),
            name: &|code| words::level(code, lang).to_owned(),
        },
        Question {
            heading: words::BY_STATUS,
            facet: Some("status"),
            by_value: false,
            values: &|e| one(e.document.status.clone()),
            name: &|code| words::name_of("status_keberlanjutan", code, lang).into_owned(),
        },
        Question {
            heading: words::BY_AFFAIR,
            facet: Some("affair"),
            by_value: false,
            values: &|e| e.document.affairs.clone(),
            name: &|code| words::name_of("urusan", code, lang).into_owned(),
        },
        Question {
            heading: words::BY_SDG,
            facet: Some("sdg"),
            by_value: false,
            values: &|e| e.document.sdgs.clone(),
            name: &|code| words::goal(code, lang),
        },
        Question {
            heading: words::BY_AWARD,
            facet: Some("award"),
            by_value: false,
            // as the facet of the search counts it
            values: &|e| e.document.awards.iter().map(|award| award_value(award)).collect(),
            name: &same,
        },
        Question {
            heading: words::BY_AGENCY,
            facet: Some("agency"),
            by_value: false,
            values: &|e| one(e.document.agency.clone()),
            name: &same,
        },
    ];
    for question in questions {
        out.push_str(&chart(portal, &question, &page).unwrap_or_default());
    }
    out.push_str("</div>\n");
    page.around(&out)
}

/// The chart of a question; none where no innovation has an answer.
fn chart(portal: &Portal, question: &Question<'_>, page: &Page<'_>) -> Option<String> {
    let lang = page.site.lang;
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let mut without = 0;
    for entry in &portal.entries {
        let mut values = (question.values)(entry);
        values.sort();
        values.dedup();
        without += u64::from(values.is_empty());
        for value in values {
            *counts.entry(value).or_default() += 1;
        }
    }
    if counts.is_empty() {
        return None;
    }
    let mut rows: Vec<(String, u64)> = counts.into_iter().collect();
    if question.by_value {
        rows.reverse();
    } else {
        rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
    let rest = rows.split_off(rows.len().min(MOST));
    let link = |value: &str| question.facet.map(|facet| page.search(&[(facet, value)]));
    let mut shown: Vec<Bar> =
        rows.iter().map(|(value, count)| Bar { name: (question.name)(value), count: *count, link: link(value), drawn: true }).collect();
    if !rest.is_empty() {
        let name = fill(words::REST.get(lang), &[("count", number(rest.len() as u64, lang))]);
        shown.push(Bar { name, count: rest.iter().map(|(_, count)| count).sum(), link: None, drawn: false });
    }
    if without > 0 {
        shown.push(Bar { name: words::UNKNOWN.get(lang).to_owned(), count: without, link: None, drawn: false });
    }
    Some(bars(question.heading.get(lang), words::INNOVATIONS.get(lang), &shown, lang))
}
