//! How does the directory look to somebody without a script? As plain pages, one for each innovation and some about all of them.
//!
//! The pages are texts with relative links; whoever asks for them writes them where they like (`jipp export --format portal`). Texts of
//! the sources pass through `html.rs`, and only there. No page runs a script or loads anything but the style sheet and the icon beside
//! it, which its policy says; the search is the page of the site that stands around them.

mod address;
mod articles;
mod charts;
mod detail;
mod figures;
mod guide;
mod html;
mod hubs;
mod lists;
mod page;
mod replications;
mod sitemap;
mod statistics;
#[cfg(test)]
mod tests;
mod tiles;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use crate::catalog::{Catalog, HubRow, Status};
use crate::lang::Lang;
use crate::model::{Article, Innovation, Replication};
use crate::search::{Index, SearchDocument};
use crate::vocab::{Region, region_by_code};

pub use address::page_name;
pub use tiles::{Tile, tiles};

/// The home page in English is the one home page with a language: whoever asks for the folder of the English pages is sent there.
const ENGLISH_HOME: &str = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Directory of public service innovations</title>\
<meta http-equiv=\"refresh\" content=\"0; url=../?lang=en\"><meta name=\"robots\" content=\"noindex\"></head>\
<body><p><a href=\"../?lang=en\">Directory of public service innovations</a></p></body></html>\n";

/// Innovations alike that a page names.
const SIMILAR: usize = 4;

/// What the pages tell, read from a catalog once.
#[derive(Debug)]
pub struct Portal {
    status: Status,
    /// By title, then id.
    entries: Vec<Entry>,
    /// Where each innovation stands in `entries`.
    places: HashMap<String, usize>,
    articles: Vec<Article>,
    hubs: Vec<HubRow>,
    replications: Vec<Replication>,
    /// Where the replications of each origin stand in `replications`, found out when it is first asked for.
    of_origin: OnceLock<HashMap<String, Vec<usize>>>,
    index: Index,
}

/// One innovation, as it is kept and as it is shown.
#[derive(Debug)]
struct Entry {
    innovation: Innovation,
    document: SearchDocument,
}

impl Entry {
    /// The province of its region.
    fn province(&self) -> Option<&'static Region> {
        let code = self.document.region_code.as_deref()?;
        region_by_code(code.split('.').next().unwrap_or_default())
    }

    /// Codes of the systems it stands on, each once.
    fn systems(&self) -> Vec<&str> {
        let mut systems: Vec<&str> = Vec::new();
        for source in &self.document.sources {
            if !systems.contains(&source.system.as_str()) {
                systems.push(&source.system);
            }
        }
        systems
    }
}

impl Portal {
    /// Reads everything that the pages tell. Only published articles are among it.
    pub fn read(catalog: &Catalog) -> Result<Self, crate::Error> {
        let mut documents: BTreeMap<String, SearchDocument> = catalog.documents()?.into_iter().map(|d| (d.id.clone(), d)).collect();
        let mut entries: Vec<Entry> = catalog
            .innovations()?
            .into_iter()
            .map(|innovation| {
                let document = documents.remove(&innovation.record_id).unwrap_or_else(|| SearchDocument::new(&innovation, &[]));
                Entry { innovation, document }
            })
            .collect();
        by_alphabet(&mut entries);
        let places = entries.iter().enumerate().map(|(at, entry)| (entry.document.id.clone(), at)).collect();
        let present = catalog.remembers();
        let mut articles = if present { catalog.articles(None)? } else { Vec::new() };
        articles.retain(|article| article.published_at.is_some());
        articles.sort_by_cached_key(|article| (std::cmp::Reverse(article.published_at.map(|at| at.to_string())), article.id.clone()));
        Ok(Self {
            status: catalog.status()?,
            entries,
            places,
            articles,
            hubs: if present { catalog.hubs()? } else { Vec::new() },
            replications: if present { catalog.replications()? } else { Vec::new() },
            of_origin: OnceLock::new(),
            index: catalog.index()?,
        })
    }

    /// What the catalog holds, counted: what the home page says and what stands beside it as a file are one count.
    pub fn status(&self) -> &Status {
        &self.status
    }

    /// The index of the search.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Number of innovations.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no innovation.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The figures of the home page, to stand where it says `<!-- jipp:figures -->`. Each text is named by `data-t`, so that the script of the page
    /// can say it in English.
    pub fn figures(&self) -> String {
        figures::strip(self)
    }

    /// Hands out every page, its path relative to the site and its text. `base` is the address at which the site will stand, such as
    /// `https://example.org/inovasi/`; with it the pages name their own address and a site map is made.
    pub fn pages<E: From<crate::Error>>(&self, base: Option<&str>, write: &mut dyn FnMut(&str, &str) -> Result<(), E>) -> Result<usize, E> {
        let base = base.map(|base| format!("{}/", base.trim_end_matches('/')));
        let mut paths = Vec::new();
        let mut put = |path: String, text: String| {
            write(&path, &text)?;
            paths.push(path);
            Ok::<(), E>(())
        };
        // asked once, not once for each language: this is the dear part
        let mut alike = Vec::with_capacity(self.entries.len());
        for entry in &self.entries {
            let found = self.index.similar(&entry.document.id, SIMILAR).map_err(crate::Error::from)?;
            alike.push(found.into_iter().map(|hit| hit.id).collect::<Vec<_>>());
        }
        for lang in [Lang::Id, Lang::En] {
            let site = page::Site { lang, base: base.as_deref() };
            for (entry, similar) in self.entries.iter().zip(&alike) {
                put(site.path(&address::of_innovation(&entry.document.id)), detail::page(self, entry, similar, site))?;
            }
            lists::pages(self, site, &mut put)?;
            articles::pages(self, site, &mut put)?;
            put(site.path(statistics::PATH), statistics::page(self, site))?;
            put(site.path(hubs::PATH), hubs::page(self, site))?;
            put(site.path(replications::PATH), replications::page(self, site))?;
        }
        // not in the site map: it only leads on
        write("en/index.html", ENGLISH_HOME)?;
        let pages = paths.len() + 1;
        if let Some(base) = &base {
            for (path, text) in sitemap::files(base, &paths) {
                write(&path, &text)?;
            }
        }
        Ok(pages)
    }

    /// The recorded replications of an innovation, under its id or that of one of its source records.
    fn replications_of(&self, entry: &Entry) -> Vec<&Replication> {
        let of_origin = self.of_origin.get_or_init(|| {
            let mut of_origin: HashMap<String, Vec<usize>> = HashMap::new();
            for (at, replication) in self.replications.iter().enumerate() {
                if let Some(origin) = &replication.origin.record_id {
                    of_origin.entry(origin.clone()).or_default().push(at);
                }
            }
            of_origin
        });
        let sources = entry.innovation.sources.iter().map(|source| &source.record_id);
        let found = std::iter::once(&entry.document.id).chain(sources).filter_map(|id| of_origin.get(id)).flatten();
        let places: BTreeSet<usize> = found.copied().collect();
        places.into_iter().filter_map(|at| self.replications.get(at)).collect()
    }

    /// The innovation with this id.
    fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.get(*self.places.get(id)?)
    }
}

/// Sorts by the words of the titles: a quote at the beginning is no letter.
fn by_alphabet(entries: &mut [Entry]) {
    let spoken = |title: &str| crate::text::words(title).collect::<Vec<String>>().join(" ");
    entries.sort_by_cached_key(|entry| (spoken(&entry.document.title), entry.document.id.clone()));
}
