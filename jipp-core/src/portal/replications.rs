//! How does somebody bring an innovation to their own place? What to do, who has done it, and which innovations have done it before.

use std::fmt::Write as _;

use super::html::Text;
use super::page::{Page, Site};
use super::{Entry, Portal, address, detail, hubs, words};

pub(super) const PATH: &str = "replikasi.html";
/// Innovations with versions or replications that are named.
const MOST: usize = 100;

pub(super) fn page(portal: &Portal, site: Site<'_>) -> String {
    let lang = site.lang;
    let page = Page { site, path: PATH, title: words::REPLICATIONS.get(lang), description: words::REPLICATIONS_LEAD.get(lang), above: &[] };
    let mut out = format!(
        "<h1>{}</h1>\n<p class=\"lead\">{}</p>\n<h2>{}</h2>\n<ol class=\"steps\">\n",
        page.title,
        page.description,
        words::ADVICE.get(lang)
    );
    for step in words::ADVICE_STEPS {
        let _ = writeln!(out, "<li>{}</li>", step.get(lang));
    }
    let _ = writeln!(
        out,
        "</ol>\n<p><a class=\"strong\" href=\"{}\">{}</a></p>\n<h2>{}</h2>",
        page.search(&[("need", "1")]),
        words::START.get(lang),
        words::RECORDED.get(lang)
    );
    recorded(&mut out, portal, &page);
    let linked: Vec<&Entry> = portal.entries.iter().filter(|entry| !entry.document.related.is_empty()).take(MOST).collect();
    if !linked.is_empty() {
        let _ = writeln!(out, "<h2>{}</h2>\n<ul class=\"entries\">", words::LINKED.get(lang));
        for entry in linked {
            let others: Vec<String> =
                entry.document.related.iter().filter_map(|id| portal.entry(id)).map(|other| link(other, &page)).collect();
            let others = format!("<span class=\"of\">{}: {}</span>", words::RELATED.get(lang), others.join("; "));
            out.push_str(&detail::item_with(entry, &page, &others));
        }
        out.push_str("</ul>\n");
    }
    page.around(&out)
}

/// The title of an innovation, which leads to its page.
fn link(entry: &Entry, page: &Page<'_>) -> String {
    format!("<a href=\"{}\">{}</a>", page.to(&address::of_innovation(&entry.document.id)), Text(&entry.document.title))
}

fn recorded(out: &mut String, portal: &Portal, page: &Page<'_>) {
    let lang = page.site.lang;
    if portal.replications.is_empty() {
        let _ = writeln!(out, "<p class=\"nothing\">{}</p>", words::NONE_RECORDED.get(lang));
        return;
    }
    hubs::head(out, &[words::ORIGIN, words::REPLICATOR, words::STAGE], lang);
    for replication in &portal.replications {
        let origin = &replication.origin;
        let known = origin.record_id.as_deref().and_then(|id| portal.entry(id));
        let shown = match known {
            Some(entry) => link(entry, page),
            None => Text(origin.title.as_deref().or(origin.record_id.as_deref()).unwrap_or_default()).to_string(),
        };
        let stage = words::stage(replication.stage).get(lang);
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{shown}</th><td>{}</td><td>{}</td></tr>",
            Text(&hubs::organisation(&replication.replicator)),
            Text(stage)
        );
    }
    out.push_str("</tbody></table></div>\n");
}
