//! What comes back: filled worksheets, or any table with these columns.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::{CampaignItems, OTHER, subject};
use crate::catalog::CatalogError;
use crate::catalog::history::WriteError;
use crate::catalog::state::{CampaignItemState, step};
use crate::catalog::writer::{Statement, is_personal, state, write_step};
use crate::ingest::Table;
use crate::model::{PartialDate, SustainabilityStatus};
use crate::text::{key, parse_date};
use crate::vocab::vocabulary;

/// One row of a filled worksheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CampaignAnswer {
    /// 1-based row in the file.
    pub row: u64,
    /// The innovation: its id, as the worksheet carries it, or that of any record behind it.
    pub record_id: String,
    /// The status: code or label of vocabulary `status_keberlanjutan`; an empty one is no answer.
    pub status: String,
    /// Why it stopped, or what was developed.
    pub reason: Option<String>,
    /// When it stopped.
    pub stopped_on: Option<String>,
    /// What shows it: an address or the name of a paper.
    pub evidence: Option<String>,
    /// When it was answered; else the day of the import.
    pub at: Option<String>,
    /// Who answered: an agency; else the owner.
    pub by: Option<String>,
}

/// What came of taking answers in: rows = answered + unanswered + refused.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignImport {
    /// Rows.
    pub rows: usize,
    /// Answers taken.
    pub answered: usize,
    /// Rows without a status.
    pub unanswered: usize,
    /// Rows that were there already, word for word.
    pub repeated: usize,
    /// Rows that were refused.
    pub refused: usize,
    /// Why rows were refused, and what is odd about others.
    pub problems: Vec<AnswerProblem>,
}

/// Something about a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerProblem {
    /// 1-based row in the file.
    pub row: u64,
    /// The innovation.
    pub record_id: String,
    /// A stable slug: `unknown_record`, `missing_reason`, `unknown_status`, `bad_date`, `personal_data`, `already_validated`.
    pub code: String,
    /// Whether the row was refused.
    pub refused: bool,
}

/// Headers of each part of an answer, the first as the worksheet has it.
pub(super) const COLUMNS: [(&str, &[&str]); 7] = [
    ("record_id", &["Kunci (jangan diubah)", "Key (do not change)", "record_id", "id"]),
    ("status", &["Status keberlanjutan", "Sustainability status", "status"]),
    ("reason", &["Alasan / yang dikembangkan", "Reason / what was developed", "reason", "alasan"]),
    ("stopped_on", &["Tanggal berhenti", "Stopped on", "stopped_on", "stop_date"]),
    ("evidence", &["Bukti (tautan)", "Evidence (link)", "evidence", "bukti"]),
    ("at", &["Tanggal pemutakhiran", "Updated on", "at", "tanggal"]),
    ("by", &["Diperbarui oleh", "Updated by", "by"]),
];

/// Reads the rows of a worksheet; columns may stand in any order. Without the columns of the record or of its status it is none.
pub fn read_answers(table: &Table) -> Result<Vec<CampaignAnswer>, CatalogError> {
    let at = |name: &str| {
        let headers = COLUMNS.iter().find(|(column, _)| *column == name).map_or(&[][..], |(_, headers)| headers);
        headers.iter().find_map(|header| table.columns.iter().position(|column| key(column) == key(header)))
    };
    let places: Vec<Option<usize>> = COLUMNS.iter().map(|(name, _)| at(name)).collect();
    let missing = COLUMNS.iter().zip(&places).take(2).find(|(_, place)| place.is_none());
    if let Some(((column, _), _)) = missing {
        let found = table.columns.join("`, `");
        return Err(CatalogError::refused(
            format!("jawaban tidak memiliki kolom `{column}`; yang ada `{found}`"),
            format!("answers have no column `{column}`; these have `{found}`"),
        ));
    }
    let cell = |row: &crate::ingest::Row, part: usize| {
        let text = places.get(part).copied().flatten().and_then(|at| row.cells.get(at)).map(|cell| cell.trim().to_owned());
        text.filter(|text| !text.is_empty())
    };
    let rows = table.rows.iter().map(|row| CampaignAnswer {
        row: row.number,
        record_id: cell(row, 0).unwrap_or_default(),
        status: cell(row, 1).unwrap_or_default(),
        reason: cell(row, 2),
        stopped_on: cell(row, 3),
        evidence: cell(row, 4),
        at: cell(row, 5),
        by: cell(row, 6),
    });
    Ok(rows.filter(|answer| !answer.record_id.is_empty() || !answer.status.is_empty()).collect())
}

/// Code of a status as written; none if nobody knows it.
fn code_of(status: &str) -> Option<String> {
    let list = vocabulary("status_keberlanjutan")?;
    list.get(status).or_else(|| list.find(status)).map(|value| value.code.clone()).filter(|code| code != "belum_dimutakhirkan")
}

fn day(text: Option<&str>) -> Result<Option<PartialDate>, ()> {
    let Some(text) = text else { return Ok(None) };
    text.parse().ok().or_else(|| parse_date(text)).map(Some).ok_or(())
}

/// Writes the answers; returns what came of them and the records that changed.
pub(super) fn take(
    db: &Connection,
    campaign: &str,
    answers: &[CampaignAnswer],
    said: &Statement<'_>,
) -> Result<(CampaignImport, Vec<String>), WriteError> {
    let items = CampaignItems::of(db, campaign)?;
    let mut done = CampaignImport { rows: answers.len(), ..CampaignImport::default() };
    let mut touched = Vec::new();
    let mut insert = db.prepare_cached(
        "INSERT INTO status_update (record_id, at, status, reason, stopped_on, evidence, by, role, campaign_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'admin_lokal', ?8)",
    )?;
    let mut known = db.prepare_cached(
        "SELECT 1 FROM status_update WHERE record_id = ?1 AND campaign_id = ?2 AND at = ?3 AND status = ?4 AND reason IS ?5 AND stopped_on IS ?6
           AND evidence IS ?7 AND by = ?8",
    )?;
    for answer in answers {
        if answer.status.is_empty() {
            done.unanswered += 1;
            continue;
        }
        let mut problem = |code: &str, refused: bool| {
            done.problems.push(AnswerProblem { row: answer.row, record_id: answer.record_id.clone(), code: code.to_owned(), refused });
            done.refused += usize::from(refused);
        };
        let Some(item) = items.find(db, &answer.record_id)? else {
            problem("unknown_record", true);
            continue;
        };
        let code = code_of(&answer.status);
        if code.is_none() {
            problem("unknown_status", false);
        }
        // what nobody can read is kept as written, and counted as other
        let reason = match &code {
            Some(_) => answer.reason.clone(),
            None => Some(answer.reason.as_ref().map_or_else(|| answer.status.clone(), |reason| format!("{}: {reason}", answer.status))),
        };
        let status = code.unwrap_or_else(|| OTHER.to_owned());
        let texts = [reason.as_deref(), answer.evidence.as_deref(), answer.by.as_deref()];
        if texts.into_iter().flatten().any(is_personal) {
            problem("personal_data", true);
            continue;
        }
        // domain rule STS-02
        if SustainabilityStatus::new(status.as_str()).is_stopped() && reason.is_none() {
            problem("missing_reason", true);
            continue;
        }
        let (Ok(stopped_on), Ok(at)) = (day(answer.stopped_on.as_deref()), day(answer.at.as_deref())) else {
            problem("bad_date", true);
            continue;
        };
        let Some(at) = at.filter(|at| at.day().is_some()).map(|at| at.to_string()).or_else(|| said.at.map(str::to_owned)) else {
            problem("bad_date", true);
            continue;
        };
        let subject = subject(campaign, &item.record_id);
        if step(&subject, state::<CampaignItemState>(db, &subject)?, CampaignItemState::Answered).is_err() {
            problem("already_validated", true);
            continue;
        }
        let by = answer.by.clone().or_else(|| item.agency_code.clone()).unwrap_or_else(|| said.by.to_owned());
        let stopped_on = stopped_on.map(|day| day.to_string());
        let row = params![item.record_id, at, status, reason, stopped_on, answer.evidence, by, campaign];
        let same = params![item.record_id, campaign, at, status, reason, stopped_on, answer.evidence, by];
        if known.exists(same)? {
            done.repeated += 1;
            continue;
        }
        insert.execute(row)?;
        write_step(db, &subject, CampaignItemState::Answered, &Statement { at: Some(&at), ..said.clone() })?;
        done.answered += 1;
        touched.push(item.record_id.clone());
    }
    Ok((done, touched))
}
