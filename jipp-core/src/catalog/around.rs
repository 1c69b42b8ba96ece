//! What lies around the directory: hubs, articles and guides, what people ask and say, and needs.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::error::CatalogError;
use super::history::WriteError;
use super::read::Catalog;
use super::record_id::full_id;
use super::replication::text_document;
use super::state::Moderation;
use super::writer::{CatalogWriter, Statement, is_personal, known, refused, state, unknown, write_step};
use crate::model::{Article, GuideSkeleton, HubInstrument, HubRecord, HubResponse, HubScore, ReplicationGuide};
use crate::progress::silent;
use crate::search::{Hit, Index, SearchRequest};
use crate::text::lexicon::is_stop_word;
use crate::text::{redact, tokenize};
use crate::vocab::agency_by_code;

/// A hub with its members and what its answers come to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HubRow {
    /// The hub.
    pub hub: HubRecord,
    /// Agencies that it fosters.
    pub members: Vec<String>,
    /// Its innovations and those of its members.
    pub innovations: u64,
    /// By instrument: the score as claimed beside that as verified, computed anew from the answers; or why there is none.
    pub scores: BTreeMap<String, Result<HubScore, String>>,
}

/// Something that somebody said about an innovation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interaction {
    /// Its number; 0 before it is written.
    #[serde(default)]
    pub id: i64,
    /// The innovation, by any of its records.
    pub record_id: String,
    /// `interest`, `question`, `answer`, `rating` or `bookmark`.
    pub kind: String,
    /// Who: an account or an agency, never the name of a person.
    pub by: String,
    /// When.
    pub at: String,
    /// What.
    #[serde(default)]
    pub text: Option<String>,
    /// Of a rating: 1 to 5.
    #[serde(default)]
    pub rating: Option<i64>,
    /// Of an answer: the question.
    #[serde(default)]
    pub reply_to: Option<i64>,
    /// `menunggu`, `disetujui` or `disembunyikan`.
    #[serde(default)]
    pub moderation: Option<String>,
}

/// What people did with an innovation, counted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct InteractionCounts {
    /// By kind; what was hidden does not count.
    pub kinds: BTreeMap<String, u64>,
    /// Mean of the ratings.
    pub rating: Option<f64>,
    /// Replications that are recorded and not rejected.
    pub replications: u64,
}

/// What the directory has for a need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NeedAnswer {
    /// Row of the file, or 0.
    pub row: u64,
    /// The need, without personal data.
    pub text: String,
    /// Share of the weight of its words that the best innovation has; a rare word weighs more than a common one.
    pub coverage: f64,
    /// Whether something answers it.
    pub met: bool,
    /// Innovations, best first.
    pub hits: Vec<Hit>,
}

/// Needs alike that nothing answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnmetNeed {
    /// Words that most of them share.
    pub topic: Vec<String>,
    /// Their rows.
    pub rows: Vec<u64>,
}

/// What a list of needs comes to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NeedsReport {
    /// Each need.
    pub needs: Vec<NeedAnswer>,
    /// Needs that nothing answers, in groups, the largest first.
    pub unmet: Vec<UnmetNeed>,
    /// Texts from which personal data was removed.
    pub redacted: usize,
}

/// A need is met if the best innovation has at least this share of the weight of its words; a rare word weighs more than a common one. Our
/// own choice, not measured on complaints.
const MET: f64 = 0.6;
/// Needs with this share of common words, by weight, are one topic.
const ALIKE: f64 = 0.3;

impl CatalogWriter {
    /// Puts a hub in place, with its answers if it has some.
    pub fn put_hub(&mut self, hub: &HubRecord, members: &[String]) -> Result<(), crate::Error> {
        self.change(&silent, |db, _| {
            let name = hub.hub.agency.code.clone().or_else(|| {
                let name = hub.hub.agency.name.as_deref()?;
                crate::vocab::resolve(name, crate::vocab::ResolveOptions::default()).code
            });
            let Some(code) = name.filter(|code| agency_by_code(code).is_some()) else {
                let agency = &hub.hub.agency;
                let given = agency.code.as_deref().or(agency.name.as_deref()).unwrap_or_default();
                return Err(refused(&format!(
                    "the agency of the hub, `{given}`, is not known (HUB-01): write its code, such as `pemda:35`, which `jipp resolve` finds by name"
                )));
            };
            let plain = HubRecord { instrument: None, response: None, score: None, ..hub.clone() };
            let sql = "INSERT INTO hub VALUES (?1, ?2) ON CONFLICT (agency_code) DO UPDATE SET data = excluded.data";
            db.execute(sql, params![code, serde_json::to_string(&plain)?])?;
            for member in members {
                if agency_by_code(member).is_none() {
                    return Err(CatalogError::UnknownAgency { given: member.clone() }.into());
                }
                db.execute("INSERT OR IGNORE INTO hub_member VALUES (?1, ?2)", params![code, member])?;
            }
            if let Some(instrument) = &hub.instrument {
                instrument.check().map_err(|error| refused(&error.to_string()))?;
                let sql = "INSERT INTO hub_instrument VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET data = excluded.data";
                db.execute(sql, params![instrument.id, serde_json::to_string(instrument)?])?;
            }
            if let Some(response) = &hub.response {
                let sql =
                    "INSERT INTO hub_response VALUES (?1, ?2, ?3) ON CONFLICT (hub_code, instrument) DO UPDATE SET data = excluded.data";
                db.execute(sql, params![code, response.instrument, serde_json::to_string(response)?])?;
            }
            Ok(())
        })
    }

    /// Puts an article, guide or tutorial in place.
    pub fn put_article(&mut self, article: &Article) -> Result<(), crate::Error> {
        let innovations = article.innovations.iter().map(|record| full_id(record).into_owned()).collect();
        let article = &Article { innovations, ..article.clone() };
        self.change(&silent, |db, _| {
            if article.id.is_empty() || article.title.trim().is_empty() {
                return Err(refused("an article needs an id and a title"));
            }
            if is_personal(&article.title) || is_personal(article.body.as_str()) {
                return Err(refused("personal data (telephone, e-mail, NIK) does not belong into an article: name a role"));
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

    /// Writes what somebody said. It waits until somebody looked at it. Returns its number.
    pub fn add_interaction(&mut self, one: &Interaction) -> Result<i64, crate::Error> {
        Statement::new(&one.by, Some(&one.at)).check()?;
        check_kind(one)?;
        let record = &*full_id(&one.record_id);
        self.change(&silent, |db, _| {
            known(db, record)?;
            if one.text.as_deref().is_some_and(is_personal) {
                return Err(refused("personal data (telephone, e-mail, NIK) does not belong here"));
            }
            let sql = "INSERT INTO interaction (record_id, kind, by, at, text, rating, reply_to) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
            db.execute(sql, params![record, one.kind, one.by, one.at, one.text, one.rating, one.reply_to])?;
            let id = db.last_insert_rowid();
            write_step(db, &id.to_string(), Moderation::Waiting, &Statement::new(&one.by, Some(&one.at)))?;
            Ok(id)
        })
    }

    /// Shows or hides what somebody said.
    pub fn moderate(&mut self, id: i64, to: Moderation, said: &Statement<'_>) -> Result<(), crate::Error> {
        said.check()?;
        self.change(&silent, |db, _| {
            if state::<Moderation>(db, &id.to_string())?.is_none() {
                return Err(unknown("interaction", &id.to_string()));
            }
            write_step(db, &id.to_string(), to, said)
        })
    }
}

/// What can be said about an innovation, as the table `interaction` has it.
const KINDS: [&str; 5] = ["interest", "question", "answer", "rating", "bookmark"];

/// Whether the kind is one of those there are, and has a rating if and only if it is one.
fn check_kind(one: &Interaction) -> Result<(), CatalogError> {
    let kind = one.kind.as_str();
    if !KINDS.contains(&kind) {
        return Err(CatalogError::UnknownKind { kind: kind.to_owned(), known: KINDS.join("`, `") });
    }
    match (kind == "rating", one.rating) {
        (true, Some(1..=5)) | (false, None) => Ok(()),
        (true, rating) => {
            let given = rating.map_or_else(|| "nothing".to_owned(), |rating| format!("`{rating}`"));
            Err(CatalogError::Refused { reason: format!("a `rating` needs a number from 1 to 5 in `rating`, and has {given}") })
        }
        (false, Some(rating)) => Err(CatalogError::Refused {
            reason: format!("`rating` is {rating}, but `kind` is `{kind}`: leave `rating` out, or write `\"kind\": \"rating\"`"),
        }),
    }
}

impl Catalog {
    /// Every hub, by code of its agency. Scores are computed from the answers, never stored.
    pub fn hubs(&self) -> Result<Vec<HubRow>, crate::Error> {
        self.needs_memory()?;
        let read = || -> Result<Vec<HubRow>, WriteError> {
            let db = &self.connection;
            let mut instruments: BTreeMap<String, HubInstrument> = BTreeMap::new();
            let mut statement = db.prepare("SELECT id, data FROM hub_instrument")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                instruments.insert(row.get(0)?, serde_json::from_str(&row.get::<_, String>(1)?)?);
            }
            let mut statement = db.prepare("SELECT agency_code, data FROM hub ORDER BY agency_code")?;
            let mut rows = statement.query([])?;
            let mut hubs = Vec::new();
            while let Some(row) = rows.next()? {
                let code: String = row.get(0)?;
                let mut statement = db.prepare_cached("SELECT agency_code FROM hub_member WHERE hub_code = ?1 ORDER BY agency_code")?;
                let members: Vec<String> = statement.query_map([&code], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
                let sql = "SELECT count(*) FROM innovation WHERE agency_code = ?1
                    OR agency_code IN (SELECT agency_code FROM hub_member WHERE hub_code = ?1)";
                let innovations: i64 = db.prepare_cached(sql)?.query_row([&code], |row| row.get(0))?;
                let mut scores = BTreeMap::new();
                let mut statement = db.prepare_cached("SELECT data FROM hub_response WHERE hub_code = ?1")?;
                let responses: Vec<String> = statement.query_map([&code], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
                for response in responses {
                    let response: HubResponse = serde_json::from_str(&response)?;
                    let score = match instruments.get(&response.instrument) {
                        Some(instrument) => instrument.score(&response).map_err(|error| error.to_string()),
                        None => Err(format!("there is no instrument `{}`", response.instrument)),
                    };
                    scores.insert(response.instrument, score);
                }
                hubs.push(HubRow {
                    hub: serde_json::from_str(&row.get::<_, String>(1)?)?,
                    members,
                    innovations: innovations as u64,
                    scores,
                });
            }
            Ok(hubs)
        };
        read().map_err(|error| self.core(error))
    }

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

    /// What people said, in order; of one innovation, if given.
    pub fn interactions(&self, record: Option<&str>) -> Result<Vec<Interaction>, crate::Error> {
        self.needs_memory()?;
        let record = record.map(full_id);
        let read = || -> Result<Vec<Interaction>, WriteError> {
            let sql = "SELECT i.id, i.record_id, i.kind, i.by, i.at, i.text, i.rating, i.reply_to FROM interaction i
                WHERE ?1 IS NULL OR i.record_id IN (SELECT record_id FROM member WHERE innovation_id =
                  (SELECT innovation_id FROM member WHERE record_id = ?1)) ORDER BY i.id";
            let mut statement = self.connection.prepare(sql)?;
            let mut all: Vec<Interaction> = statement
                .query_map([record.as_deref()], |row| {
                    Ok(Interaction {
                        id: row.get(0)?,
                        record_id: row.get(1)?,
                        kind: row.get(2)?,
                        by: row.get(3)?,
                        at: row.get(4)?,
                        text: row.get(5)?,
                        rating: row.get(6)?,
                        reply_to: row.get(7)?,
                        moderation: None,
                    })
                })?
                .collect::<rusqlite::Result<_>>()?;
            for one in &mut all {
                one.moderation = state::<Moderation>(&self.connection, &one.id.to_string())?
                    .map(|state| super::state::StateMachine::code(state).to_owned());
            }
            Ok(all)
        };
        read().map_err(|error| self.core(error))
    }

    /// What people did with an innovation, counted from what they said: a counter is never stored.
    pub fn interaction_counts(&self, record: &str) -> Result<InteractionCounts, crate::Error> {
        let record = &*full_id(record);
        let mut counts = InteractionCounts::default();
        let mut ratings = Vec::new();
        for one in self.interactions(Some(record))?.into_iter().filter(|one| one.moderation.as_deref() != Some("disembunyikan")) {
            ratings.extend(one.rating);
            *counts.kinds.entry(one.kind).or_default() += 1;
        }
        counts.rating = (!ratings.is_empty()).then(|| (ratings.iter().sum::<i64>() as f64 / ratings.len() as f64 * 100.0).round() / 100.0);
        let sql = "SELECT count(*) FROM replication WHERE stage <> 'ditolak' AND origin_id IN
            (SELECT record_id FROM member WHERE innovation_id = (SELECT innovation_id FROM member WHERE record_id = ?1))";
        let found: Option<i64> =
            self.connection.query_row(sql, [record], |row| row.get(0)).optional().map_err(|error| self.failed(&error))?;
        counts.replications = found.unwrap_or_default() as u64;
        Ok(counts)
    }

    /// What the directory has for these needs (complaints, wishes). Personal data is removed before anything else.
    pub fn needs(&self, needs: &[(u64, String)], limit: usize) -> Result<NeedsReport, crate::Error> {
        let index = self.search_index()?;
        let mut report = NeedsReport { needs: Vec::new(), unmet: Vec::new(), redacted: 0 };
        let mut unmet: Vec<(u64, Weights)> = Vec::new();
        for (row, text) in needs {
            let clean = redact(text);
            report.redacted += usize::from(clean.is_some());
            let text = clean.unwrap_or_else(|| text.clone());
            let told = without_marks(&text);
            let words: Weights = tokenize(&told)
                .into_iter()
                .filter(|token| token.lemma.chars().count() > 2 && !is_stop_word(&token.exact))
                .map(|token| (token.lemma.clone(), index.weight(&token.lemma)))
                .collect();
            let request = SearchRequest { query: told, limit: limit.max(1), explain: true, ..SearchRequest::default() };
            let hits = index.search(&request)?.hits;
            let asked = hits.iter().take(1).flat_map(|hit| &hit.why).flat_map(|why| tokenize(&why.asked));
            let answered: BTreeSet<String> = asked.map(|token| token.lemma).collect();
            let part: f64 = words.iter().filter(|(word, _)| answered.contains(*word)).map(|(_, weight)| weight).sum();
            let coverage = (part / words.values().sum::<f64>().max(f64::MIN_POSITIVE) * 100.0).round() / 100.0;
            let met = coverage >= MET;
            if !met && !words.is_empty() {
                unmet.push((*row, words));
            }
            report.needs.push(NeedAnswer { row: *row, text, coverage, met, hits });
        }
        report.unmet = topics(unmet);
        Ok(report)
    }
}

/// Words of a need, each with how much it tells.
type Weights = BTreeMap<String, f64>;

/// A text without the marks that stand where personal data was.
fn without_marks(text: &str) -> String {
    ["[telepon]", "[surel]", "[NIK]"].iter().fold(text.to_owned(), |text, mark| text.replace(mark, " "))
}

/// Groups needs by the words they share, each with the first group that is near enough; a rare word counts more than a common one.
fn topics(needs: Vec<(u64, Weights)>) -> Vec<UnmetNeed> {
    let mut groups: Vec<(Vec<u64>, Weights, Weights)> = Vec::new();
    for (row, words) in needs {
        let near = |leader: &Weights| {
            let shared: f64 = leader.iter().filter(|(word, _)| words.contains_key(*word)).map(|(_, weight)| weight).sum();
            let all = leader.values().sum::<f64>() + words.values().sum::<f64>() - shared;
            shared / all.max(f64::MIN_POSITIVE)
        };
        let best = groups
            .iter()
            .enumerate()
            .map(|(at, (_, _, leader))| (near(leader), at))
            .filter(|(share, _)| *share >= ALIKE)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let counted = |sums: &mut Weights| words.iter().for_each(|(word, weight)| *sums.entry(word.clone()).or_default() += weight);
        if let Some((rows, sums, _)) = best.and_then(|(_, at)| groups.get_mut(at)) {
            rows.push(row);
            counted(sums);
        } else {
            let mut sums = Weights::new();
            counted(&mut sums);
            groups.push((vec![row], sums, words));
        }
    }
    let mut unmet: Vec<UnmetNeed> = groups
        .into_iter()
        .map(|(rows, sums, _)| {
            let mut topic: Vec<(f64, String)> = sums.into_iter().map(|(word, sum)| (sum, word)).collect();
            topic.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
            UnmetNeed { topic: topic.into_iter().take(5).map(|(_, word)| word).collect(), rows }
        })
        .collect();
    unmet.sort_by(|a, b| b.rows.len().cmp(&a.rows.len()).then_with(|| a.rows.cmp(&b.rows)));
    unmet
}
