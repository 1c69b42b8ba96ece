//! Which articles, guides and tutorials are about an innovation?

use rusqlite::params;

use crate::catalog::error::CatalogError;
use crate::catalog::history::WriteError;
use crate::catalog::read::Catalog;
use crate::catalog::record_id::full_id;
use crate::catalog::replication::text_document;
use crate::catalog::writer::{CatalogWriter, is_personal, known, refused_as};
use crate::model::{Article, GuideSkeleton, ReplicationGuide};
use crate::progress::silent;
use crate::search::{Index, SearchRequest};

impl CatalogWriter {
    /// Puts an article, guide or tutorial in place.
    pub fn put_article(&mut self, article: &Article) -> Result<(), crate::Error> {
        let innovations = article.innovations.iter().map(|record| full_id(record).into_owned()).collect();
        let article = &Article { innovations, ..article.clone() };
        self.change(&silent, |db, _| {
            if article.id.is_empty() || article.title.trim().is_empty() {
                return Err(refused_as("artikel memerlukan ID dan judul", "an article needs an id and a title"));
            }
            if is_personal(&article.title) || is_personal(article.body.as_str()) {
                return Err(refused_as(
                    "data pribadi (telepon, surel, NIK) tidak dicantumkan dalam artikel: sebutkan peran",
                    "personal data (telephone, e-mail, NIK) does not belong into an article: name a role",
                ));
            }
            for record in &article.innovations {
                known(db, record)?;
            }
            let kind = serde_json::to_value(article.kind)?;
            let sql = "INSERT INTO article VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, data = excluded.data";
            db.execute(sql, params![article.id, kind.as_str(), article.title, serde_json::to_string(article)?])?;
            db.execute("DELETE FROM article_innovation WHERE article_id = ?1", [&article.id])?;
            for record in &article.innovations {
                db.execute("INSERT OR IGNORE INTO article_innovation VALUES (?1, ?2)", params![article.id, record])?;
            }
            Ok(())
        })
    }
}

impl Catalog {
    /// Every article, by id; of one innovation, if given.
    pub fn articles(&self, record: Option<&str>) -> Result<Vec<Article>, crate::Error> {
        self.needs_memory()?;
        let record = record.map(full_id);
        let read = || -> Result<Vec<Article>, WriteError> {
            let sql = "SELECT data FROM article WHERE ?1 IS NULL OR id IN (SELECT a.article_id FROM article_innovation a
                JOIN member m ON m.record_id = a.record_id WHERE m.innovation_id = (SELECT innovation_id FROM member WHERE record_id = ?1)) ORDER BY id";
            let mut statement = self.connection.prepare(sql)?;
            let texts: Vec<String> = statement.query_map([record.as_deref()], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            texts.iter().map(|text| Ok(serde_json::from_str(text)?)).collect()
        };
        read().map_err(|error| self.core(error))
    }

    /// Searches articles, guides and tutorials, with the titles of the innovations that they are about.
    pub fn search_articles(&self, query: &str, limit: usize) -> Result<Vec<Article>, crate::Error> {
        let articles = self.articles(None)?;
        let mut documents = Vec::new();
        for article in &articles {
            let mut document = text_document(&article.id, &article.title, article.body.as_str());
            for record in &article.innovations {
                document.texts.extend(self.innovation(record)?.and_then(|one| one.title).map(|title| ("innovation".to_owned(), title)));
            }
            documents.push(document);
        }
        let index = Index::build(&documents, &silent)?;
        let hits = index.search(&SearchRequest { query: query.to_owned(), limit, ..SearchRequest::default() })?.hits;
        Ok(hits.iter().filter_map(|hit| articles.iter().find(|article| article.id == hit.id).cloned()).collect())
    }

    /// The replication guide of an innovation as far as its record goes, and what is missing.
    pub fn guide(&self, record: &str) -> Result<GuideSkeleton, crate::Error> {
        let Some(innovation) = self.innovation(record)? else {
            return Err(CatalogError::Unknown { what: "record", id: record.to_owned() }.into());
        };
        Ok(ReplicationGuide::skeleton(&innovation))
    }
}
