//! How is an innovation reached without searching? By title, a page of a hundred at a time, and by province.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::html::{Text, number};
use super::page::{Page, Site};
use super::{Entry, Portal, address, detail, tiles, words};
use crate::lang::{Lang, fill};

pub(super) const PATH: &str = "daftar/index.html";
/// Innovations on a page.
const MOST: usize = 100;
/// Pages before and after a page that it names.
const AROUND: usize = 2;

pub(super) fn pages<E>(portal: &Portal, site: Site<'_>, put: &mut impl FnMut(String, String) -> Result<(), E>) -> Result<(), E> {
    let by_province = by_province(portal);
    let parts: Vec<&[Entry]> = if portal.entries.is_empty() { vec![&[]] } else { portal.entries.chunks(MOST).collect() };
    let all = parts.len();
    for (at, part) in parts.into_iter().enumerate() {
        put(site.path(&part_path(at)), part_page(portal, part, at, all, &by_province, site))?;
    }
    for (code, entries) in &by_province {
        put(site.path(&address::of_province(code)), province(entries, code, site))?;
    }
    Ok(())
}

/// Innovations by the code of their province; those without one under no code.
pub(super) fn by_province(portal: &Portal) -> BTreeMap<&'static str, Vec<&Entry>> {
    let mut found: BTreeMap<&'static str, Vec<&Entry>> = BTreeMap::new();
    for entry in &portal.entries {
        found.entry(entry.province().map_or(NONE, |province| province.code.as_str())).or_default().push(entry);
    }
    found
}

/// Stands for no province in names of pages.
const NONE: &str = "lain";

/// The path of a page of the list, counted from 0.
fn part_path(at: usize) -> String {
    if at == 0 { PATH.to_owned() } else { format!("daftar/{}.html", at + 1) }
}

/// The name of a province by its code.
pub(super) fn province_name(code: &str, lang: Lang) -> &str {
    crate::vocab::region_by_code(code).map_or(words::NO_PROVINCE.get(lang), |region| region.name.as_str())
}

/// The map of all provinces with links to their pages.
pub(super) fn map(by_province: &BTreeMap<&'static str, Vec<&Entry>>, page: &Page<'_>) -> String {
    let lang = page.site.lang;
    tiles::map(words::MAP.get(lang), lang, |province| match by_province.get(province.code.as_str()) {
        Some(entries) => (entries.len() as u64, Some(page.to(&address::of_province(&province.code)))),
        None => (0, None),
    })
}

fn part_page(
    portal: &Portal,
    part: &[Entry],
    at: usize,
    all: usize,
    by_province: &BTreeMap<&'static str, Vec<&Entry>>,
    site: Site<'_>,
) -> String {
    let lang = site.lang;
    let path = part_path(at);
    let place = fill(words::PAGE_OF.get(lang), &[("page", (at + 1).to_string()), ("pages", all.to_string())]);
    let title = if at == 0 { words::LIST.get(lang).to_owned() } else { format!("{} – {place}", words::LIST.get(lang)) };
    let above = if at == 0 { Vec::new() } else { vec![(words::LIST.get(lang).to_owned(), PATH.to_owned())] };
    let page = Page { site, path: &path, title: &title, description: words::LIST_LEAD.get(lang), above: &above };
    let mut out = format!(
        "<h1>{}</h1>\n<p class=\"lead\">{} {}. {}</p>\n",
        words::LIST.get(lang),
        number(portal.entries.len() as u64, lang),
        words::INNOVATIONS.get(lang),
        words::LIST_LEAD.get(lang)
    );
    if at == 0 {
        out.push_str(&map(by_province, &page));
        let _ = write!(out, "<details><summary>{}</summary><ul class=\"columns\">", words::BY_PROVINCE.get(lang));
        for (code, entries) in by_province {
            let _ = write!(
                out,
                "<li><a href=\"{}\">{}</a> <span class=\"of\">{}</span></li>",
                page.to(&address::of_province(code)),
                Text(province_name(code, lang)),
                number(entries.len() as u64, lang)
            );
        }
        out.push_str("</ul></details>\n");
    }
    out.push_str("<ul class=\"entries\">\n");
    for entry in part {
        out.push_str(&detail::item(entry, &page));
    }
    out.push_str("</ul>\n");
    if all > 1 {
        let _ = write!(out, "<nav class=\"pages\" aria-label=\"{}\">", words::PAGES.get(lang));
        if let Some(before) = at.checked_sub(1) {
            let _ =
                write!(out, "<a class=\"quiet\" rel=\"prev\" href=\"{}\">{}</a>", page.to(&part_path(before)), words::PREVIOUS.get(lang));
        }
        for near in steps(at, all) {
            let _ = match near {
                Some(near) if near == at => write!(out, "<span aria-current=\"page\" title=\"{place}\">{}</span>", near + 1),
                Some(near) => write!(out, "<a href=\"{}\">{}</a>", page.to(&part_path(near)), near + 1),
                None => write!(out, "<span aria-hidden=\"true\">…</span>"),
            };
        }
        if at + 1 < all {
            let _ = write!(out, "<a class=\"quiet\" rel=\"next\" href=\"{}\">{}</a>", page.to(&part_path(at + 1)), words::NEXT.get(lang));
        }
        out.push_str("</nav>\n");
    }
    page.around(&out)
}

/// The pages of the list that a page leads to: the first, the last, and those around it; none stands for pages left out.
fn steps(at: usize, all: usize) -> Vec<Option<usize>> {
    let mut shown = Vec::new();
    for page in (0..all).filter(|page| *page == 0 || page + 1 == all || page.abs_diff(at) <= AROUND) {
        if shown.last().is_some_and(|last: &Option<usize>| last.is_some_and(|last| last + 1 < page)) {
            shown.push(None);
        }
        shown.push(Some(page));
    }
    shown
}

fn province(entries: &[&Entry], code: &str, site: Site<'_>) -> String {
    let lang = site.lang;
    let name = province_name(code, lang);
    let title = match crate::vocab::region_by_code(code) {
        Some(_) => fill(words::INNOVATIONS_OF.get(lang), &[("province", name.to_owned())]),
        None => words::INNOVATIONS_OF_NONE.get(lang).to_owned(),
    };
    let path = address::of_province(code);
    let above = [(words::LIST.get(lang).to_owned(), PATH.to_owned())];
    let page = Page { site, path: &path, title: &title, description: &title, above: &above };
    let mut out = format!(
        "<h1>{}</h1>\n<p class=\"lead\">{} {}</p>\n<ul class=\"entries\">\n",
        Text(&title),
        number(entries.len() as u64, lang),
        words::INNOVATIONS.get(lang)
    );
    for entry in entries {
        out.push_str(&detail::item(entry, &page));
    }
    out.push_str("</ul>\n");
    page.around(&out)
}

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn pages_far_away_are_left_out() {
        assert_eq!(steps(0, 3), [Some(0), Some(1), Some(2)]);
        assert_eq!(steps(5, 11), [Some(0), None, Some(3), Some(4), Some(5), Some(6), Some(7), None, Some(10)]);
        assert_eq!(steps(10, 11), [Some(0), None, Some(8), Some(9), Some(10)]);
        assert_eq!(steps(0, 1), [Some(0)]);
    }
}
