//! What do people ask and say about an innovation, and how much of it?

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::catalog::error::CatalogError;
use crate::catalog::history::WriteError;
use crate::catalog::read::Catalog;
use crate::catalog::record_id::full_id;
use crate::catalog::state::{Moderation, StateMachine};
use crate::catalog::writer::{CatalogWriter, Statement, is_personal, known, refused_as, state, unknown, write_step};
use crate::progress::silent;

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

impl CatalogWriter {
    /// Writes what somebody said. It waits until somebody looked at it. Returns its number.
    pub fn add_interaction(&mut self, one: &Interaction) -> Result<i64, crate::Error> {
        Statement::new(&one.by, Some(&one.at)).check()?;
        check_kind(one)?;
        let record = &*full_id(&one.record_id);
        self.change(&silent, |db, _| {
            known(db, record)?;
            if one.text.as_deref().is_some_and(is_personal) {
                return Err(refused_as(
                    "data pribadi (telepon, surel, NIK) tidak dicantumkan di sini",
                    "personal data (telephone, e-mail, NIK) does not belong here",
                ));
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
            let given = |none: &str| rating.map_or_else(|| none.to_owned(), |rating| format!("`{rating}`"));
            Err(CatalogError::refused(
                format!("`rating` memerlukan angka 1 sampai 5 dalam `rating`, dan memuat {}", given("kosong")),
                format!("a `rating` needs a number from 1 to 5 in `rating`, and has {}", given("nothing")),
            ))
        }
        (false, Some(rating)) => Err(CatalogError::refused(
            format!("`rating` berisi {rating}, tetapi `kind` berisi `{kind}`: hapus `rating`, atau tulis `\"kind\": \"rating\"`"),
            format!("`rating` is {rating}, but `kind` is `{kind}`: leave `rating` out, or write `\"kind\": \"rating\"`"),
        )),
    }
}

impl Catalog {
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
                one.moderation =
                    state::<Moderation>(&self.connection, &one.id.to_string())?.map(|state| StateMachine::code(state).to_owned());
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
}
