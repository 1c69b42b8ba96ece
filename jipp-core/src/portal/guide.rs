//! How far has the replication guide of an innovation been written? Each part, where its text stands, or that it is missing.

use std::fmt::Write as _;

use super::html::{Paragraphs, Text, WebLink};
use super::{Entry, words};
use crate::lang::Lang;
use crate::model::{GuideSkeleton, ReplicationGuide};

pub(super) fn section(out: &mut String, entry: &Entry, skeleton: &GuideSkeleton, lang: Lang) {
    let _ = writeln!(
        out,
        "<section id=\"guide\" class=\"guide\"><h2>{}</h2><p class=\"note\">{}</p><dl>",
        words::GUIDE.get(lang),
        words::GUIDE_NOTE.get(lang)
    );
    let mut unwritten = Vec::new();
    for (part, field, label) in words::GUIDE_PARTS {
        if skeleton.missing.iter().any(|name| name == part) {
            unwritten.push(label.get(lang));
            continue;
        }
        let _ = write!(out, "<div><dt>{}</dt><dd>", label.get(lang));
        // a text that stands on the page already is pointed at, not repeated
        let there = field.filter(|field| entry.document.texts.iter().any(|(name, _)| name == field));
        if let Some(field) = there {
            let _ = write!(out, "{} <a href=\"#{field}\">{}</a>", words::ABOVE_ON_PAGE.get(lang), words::field(field, lang));
        } else {
            content(out, part, &skeleton.guide, lang);
        }
        out.push_str("</dd></div>\n");
    }
    // most guides are short: what is missing stands in one line
    if !unwritten.is_empty() {
        let _ = writeln!(out, "<div class=\"missing\"><dt>{}</dt><dd>{}</dd></div>", words::MISSING.get(lang), Text(&unwritten.join("; ")));
    }
    out.push_str("</dl></section>\n");
}

fn content(out: &mut String, part: &str, guide: &ReplicationGuide, lang: Lang) {
    let text = match part {
        "problem" => &guide.problem,
        "novelty" => &guide.novelty,
        "prerequisites" => &guide.prerequisites,
        "resources" => &guide.resources,
        "drivers" => &guide.drivers,
        "obstacles" => &guide.obstacles,
        "outcome" => &guide.outcome,
        "adaptation" => &guide.adaptation,
        _ => &None,
    };
    if let Some(text) = text {
        let _ = write!(out, "{}", Paragraphs(text));
        return;
    }
    match part {
        "legal_basis" => list(
            out,
            "ul",
            guide.legal_basis.iter().map(|rule| {
                let date = rule.date.map(|date| date.to_string());
                let parts = [rule.kind.as_deref(), rule.number.as_deref(), date.as_deref(), rule.title.as_deref()];
                Text(&parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")).to_string()
            }),
        ),
        "steps" => list(out, "ol", guide.steps.iter().map(|step| Text(&step.title).to_string())),
        "documents" => list(
            out,
            "ul",
            guide.documents.iter().filter_map(|document| {
                let url = document.url.as_deref()?;
                let title = document.title.as_deref().map(|title| format!("{}: ", Text(title))).unwrap_or_default();
                Some(format!("{title}{}", WebLink(url)))
            }),
        ),
        "indicators" => {
            let _ = write!(out, "{} <a href=\"#impact_indicators\">{}</a>", words::ABOVE_ON_PAGE.get(lang), words::INDICATORS.get(lang));
        }
        "contact_role" => {
            let _ = write!(out, "{}", Text(guide.contact_role.as_deref().unwrap_or_default()));
        }
        "video" => {
            let _ = write!(out, "{}", WebLink(guide.video.as_deref().unwrap_or_default()));
        }
        _ => {}
    }
}

fn list(out: &mut String, tag: &str, items: impl Iterator<Item = String>) {
    let _ = write!(out, "<{tag}>");
    for item in items {
        let _ = write!(out, "<li>{item}</li>");
    }
    let _ = write!(out, "</{tag}>");
}
