//! What stands around the content of every page? Policy, title, the way to the other pages, the other language.

use std::fmt::{self, Write as _};

use super::html::Text;
use super::words;
use crate::lang::Lang;

/// No script, no request but the style sheet and the pictures beside the page.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/// The pages of one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) lang: Lang,
    /// The address of the site, with a slash at its end.
    pub(super) base: Option<&'a str>,
}

impl Site<'_> {
    /// The path of a page from the root of the site: English pages have a folder of their own.
    pub(super) fn path(self, path: &str) -> String {
        format!("{}{path}", folder(self.lang))
    }
}

const fn folder(lang: Lang) -> &'static str {
    match lang {
        Lang::Id => "",
        Lang::En => "en/",
    }
}

/// A page of the site.
pub(super) struct Page<'a> {
    pub(super) site: Site<'a>,
    /// Its path, relative to the pages of its language.
    pub(super) path: &'a str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    /// Where it stands: names and paths of the pages above it.
    pub(super) above: &'a [(String, String)],
}

impl Page<'_> {
    /// From this page to the root of the site.
    pub(super) fn root(&self) -> String {
        "../".repeat(self.site.path(self.path).matches('/').count())
    }

    /// From this page to another of the same language.
    pub(super) fn to(&self, path: &str) -> String {
        format!("{}{}", self.root(), self.site.path(path))
    }

    /// From this page to the search, with something asked.
    pub(super) fn search(&self, asked: &[(&str, &str)]) -> String {
        let mut parts: Vec<String> = asked.iter().map(|(name, value)| format!("{name}={}", super::address::encoded(value))).collect();
        if self.site.lang == Lang::En {
            parts.push("lang=en".to_owned());
        }
        let query = if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&amp;")) };
        format!("{}./{query}", self.root()).replace(".././", "../")
    }

    /// The whole page around its content.
    pub(super) fn around(&self, content: &impl fmt::Display) -> String {
        let mut out = String::new();
        let _ = self.write(&mut out, content);
        out
    }

    fn write(&self, f: &mut String, content: &impl fmt::Display) -> fmt::Result {
        let lang = self.site.lang;
        let root = self.root();
        write!(
            f,
            r#"<!doctype html>
<html lang="{code}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="description" content="{description}">
<title>{title} – {brand}</title>
<link rel="icon" href="{root}icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{root}portal.css">
"#,
            code = lang.code(),
            title = Text(self.title),
            description = Text(self.description),
            brand = words::BRAND.get(lang),
        )?;
        if let Some(base) = self.site.base {
            writeln!(f, r#"<link rel="canonical" href="{}{}">"#, Text(base), Text(&self.site.path(self.path)))?;
            for other in [Lang::Id, Lang::En] {
                writeln!(
                    f,
                    r#"<link rel="alternate" hreflang="{}" href="{}{}{}">"#,
                    other.code(),
                    Text(base),
                    folder(other),
                    Text(self.path)
                )?;
            }
        }
        write!(
            f,
            r##"</head>
<body>
<a class="skip" href="#content">{skip}</a>
<header class="top"><div class="bar">
<a class="brand" href="{home}"><img src="{root}icon.svg" alt="" width="36" height="36"><span>{brand}</span></a>
<nav class="languages" aria-label="Bahasa / Language">{languages}</nav>
</div>
<nav class="sections" aria-label="{sections}"><ul>"##,
            skip = words::SKIP.get(lang),
            home = self.search(&[]),
            brand = words::BRAND.get(lang),
            sections = words::SECTIONS.get(lang),
            languages = self.languages(),
        )?;
        writeln!(f, r#"<li><a href="{}">{}</a></li>"#, self.search(&[]), words::SEARCH.get(lang))?;
        for (path, name) in words::NAVIGATION {
            let below = self.above.first().is_some_and(|(_, above)| above == path);
            let here = if *path == self.path {
                r#" aria-current="page""#
            } else if below {
                r#" aria-current="true""#
            } else {
                ""
            };
            writeln!(f, r#"<li><a href="{}"{here}>{}</a></li>"#, self.to(path), name.get(lang))?;
        }
        write!(f, "</ul></nav></header>\n<main id=\"content\" class=\"page\" tabindex=\"-1\">\n")?;
        if !self.above.is_empty() {
            write!(f, r#"<nav class="above" aria-label="{}"><ol>"#, words::ABOVE.get(lang))?;
            for (name, path) in self.above {
                write!(f, r#"<li><a href="{}">{}</a></li>"#, self.to(path), Text(name))?;
            }
            writeln!(f, "</ol></nav>")?;
        }
        write!(
            f,
            "{content}</main>\n<footer><p>{about} <a href=\"{root}provenance.html#{code}\">{provenance}</a></p></footer>\n</body>\n</html>\n",
            about = words::ABOUT.get(lang),
            code = lang.code(),
            provenance = words::PROVENANCE.get(lang),
        )
    }

    fn languages(&self) -> String {
        let mut out = String::new();
        for (lang, short, name) in [(Lang::Id, "ID", "Bahasa Indonesia"), (Lang::En, "EN", "English")] {
            let here = if lang == self.site.lang { r#" aria-current="true""# } else { "" };
            let code = lang.code();
            let address = format!("{}{}{}", self.root(), folder(lang), self.path);
            let _ = write!(out, r#"<a href="{address}" lang="{code}" hreflang="{code}" title="{name}"{here}>{short}</a>"#);
        }
        out
    }
}
