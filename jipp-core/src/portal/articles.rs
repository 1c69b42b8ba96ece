//! What has been written about the innovations? News, guides and tutorials that are published, and the guides that records bring along.

use std::fmt::Write as _;

use super::html::{Paragraphs, Text, WebLink, host};
use super::page::{Page, Site};
use super::{Entry, Portal, address, detail, words};
use crate::lang::fill;
use crate::model::{Article, ArticleKind, ReplicationGuide};

pub(super) const NEWS: &str = "berita.html";
pub(super) const GUIDES: &str = "panduan.html";
/// Guides of innovations that are named, the most complete ones.
const MOST: usize = 30;
/// Parts that a guide has at least to be named: with fewer it says little more than whom to ask.
const FEWEST: usize = 4;

pub(super) fn pages<E>(portal: &Portal, site: Site<'_>, put: &mut impl FnMut(String, String) -> Result<(), E>) -> Result<(), E> {
    let (news, guides): (Vec<&Article>, Vec<&Article>) = portal.articles.iter().partition(|article| article.kind == ArticleKind::News);
    let lang = site.lang;
    let page = Page { site, path: NEWS, title: words::NEWS.get(lang), description: words::NEWS_LEAD.get(lang), above: &[] };
    let mut out = format!("<h1>{}</h1>\n<p class=\"lead\">{}</p>\n", page.title, page.description);
    list(&mut out, &news, words::NO_NEWS.get(lang), &page);
    put(site.path(NEWS), page.around(&out))?;

    let page = Page { site, path: GUIDES, title: words::GUIDES.get(lang), description: words::GUIDES_LEAD.get(lang), above: &[] };
    let mut out = format!("<h1>{}</h1>\n<p class=\"lead\">{}</p>\n", page.title, page.description);
    list(&mut out, &guides, words::NO_GUIDES.get(lang), &page);
    most_complete(&mut out, portal, &page);
    put(site.path(GUIDES), page.around(&out))?;
    portal.articles.iter().try_for_each(|article| put(site.path(&address::of_article(&article.id)), one(portal, article, site)))
}

fn list(out: &mut String, articles: &[&Article], nothing: &str, page: &Page<'_>) {
    if articles.is_empty() {
        let _ = writeln!(out, "<p class=\"nothing\">{nothing}</p>");
        return;
    }
    out.push_str("<ul class=\"entries\">\n");
    for article in articles {
        let day = article.published_at.map(|at| at.day().to_string()).unwrap_or_default();
        let _ = writeln!(
            out,
            "<li><a href=\"{}\" lang=\"{}\">{}</a> <span class=\"of\"><time>{}</time></span></li>",
            page.to(&address::of_article(&article.id)),
            article.language.code(),
            Text(&article.title),
            Text(&day)
        );
    }
    out.push_str("</ul>\n");
}

/// Innovations whose replication guide has the most parts.
fn most_complete(out: &mut String, portal: &Portal, page: &Page<'_>) {
    let lang = page.site.lang;
    let all = words::GUIDE_PARTS.len();
    let mut known: Vec<(usize, &Entry)> = portal
        .entries
        .iter()
        .map(|entry| {
            let missing = ReplicationGuide::skeleton(&entry.innovation).missing;
            (words::GUIDE_PARTS.iter().filter(|(part, ..)| !missing.iter().any(|name| name == part)).count(), entry)
        })
        .filter(|(written, _)| *written >= FEWEST)
        .collect();
    known.sort_by_key(|(written, _)| std::cmp::Reverse(*written));
    known.truncate(MOST);
    if known.is_empty() {
        return;
    }
    let _ = writeln!(out, "<h2>{}</h2>\n<ul class=\"entries\">", words::MOST_COMPLETE.get(lang));
    for (written, entry) in known {
        let parts = fill(words::PARTS_WRITTEN.get(lang), &[("count", written.to_string()), ("all", all.to_string())]);
        let _ = writeln!(
            out,
            "<li><a href=\"{}#guide\">{}</a> <span class=\"of\">{}</span></li>",
            page.to(&address::of_innovation(&entry.document.id)),
            Text(&entry.document.title),
            Text(&entry.document.agency.iter().map(String::as_str).chain([parts.as_str()]).collect::<Vec<_>>().join(" · "))
        );
    }
    out.push_str("</ul>\n");
}

fn one(portal: &Portal, article: &Article, site: Site<'_>) -> String {
    let lang = site.lang;
    let path = address::of_article(&article.id);
    let (name, list) = if article.kind == ArticleKind::News { (words::NEWS, NEWS) } else { (words::GUIDES, GUIDES) };
    let above = [(name.get(lang).to_owned(), list.to_owned())];
    let page = Page { site, path: &path, title: &article.title, description: &article.title, above: &above };
    let mut out = format!("<article lang=\"{}\"><h1>{}</h1>\n", article.language.code(), Text(&article.title));
    if let Some(at) = article.published_at {
        let _ = writeln!(out, "<p class=\"note\"><time>{}</time></p>", Text(&at.day().to_string()));
    }
    let _ = write!(out, "{}", Paragraphs(&article.body));
    if let Some(url) = article.url.as_deref().filter(|url| host(url).is_some()) {
        let _ = writeln!(out, "<p>{}</p>", WebLink(url));
    }
    out.push_str("</article>\n");
    detail::further(&mut out, "innovations", words::ABOUT_INNOVATIONS.get(lang), portal, &article.innovations, &page);
    page.around(&out)
}
