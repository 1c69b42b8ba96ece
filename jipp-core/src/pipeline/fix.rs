use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::{Deserialize, Serialize};

use super::dataset::{Dataset, collect};
use crate::ingest::{FileCopy, FileInfo, IngestError, ReadOptions, Source};
use crate::model::{Applicability, Finding, NoteKind, Record, Severity};
use crate::rules::{CheckOptions, Checked, Selection};

/// A cell that a fix changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct CellChange {
    /// 1-based row in the file.
    pub row: u64,
    /// Header of the column.
    pub column: String,
    /// Codes of the rules whose fixes changed it, in the order in which they did.
    pub codes: Vec<String>,
    /// What the file holds.
    pub before: String,
    /// What the copy holds.
    pub after: String,
}

/// A file with its safe fixes applied, as a copy.
#[derive(Debug)]
pub struct Fixed {
    /// The copy.
    pub copy: FileCopy,
    /// What the file was.
    pub file: FileInfo,
    /// Every changed cell, by row and column.
    pub changes: Vec<CellChange>,
    /// The records of the copy.
    pub dataset: Dataset,
    /// What is wrong with the copy.
    pub checked: Checked,
    /// Rows in which a fix was left out, because it would have brought another error to light or did not settle its finding.
    pub held: Vec<u64>,
    /// Rows with bytes that mean no character: the cells that hold them are in the copy as they are in the file
    /// ([`FileCopy::keeps_lost_bytes`]), and no fix of theirs is applied.
    pub lost: Vec<u64>,
}

/// Rounds after which fixes that go on proposing fixes are left for another run. One is usual; a row in which a fix is left out takes
/// one for each of its cells.
const ROUNDS: usize = 50;

/// Applies the safe fixes of a file to a copy of it, until none is left.
///
/// What is true of the copy: it has the rows and columns of the file; the findings whose fixes were applied are gone; no error is found
/// in it that was not found in the file; fixing it again changes nothing. A fix that would break one of these is left to a person. Of two fixes of one cell the first by code is applied; the other has its turn in the next round, if it is still
/// proposed.
///
/// Which fixes are applied follows `check`; whether an error is new is judged with every rule that the settings run.
pub fn fix(source: Source<'_>, reading: &ReadOptions<'_>, check: &CheckOptions<'_>) -> Result<Fixed, IngestError> {
    let judging = CheckOptions { selection: Selection::default(), ..check.clone() };
    let judge = |copy: &FileCopy| -> Result<State, IngestError> {
        let dataset = collect(vec![copy.read(source.name, reading)?]);
        let checked = dataset.check(&judging);
        Ok(State { dataset, checked })
    };
    let mut copy = FileCopy::open(source, reading)?;
    let mut state = judge(&copy)?;
    let mut changes: BTreeMap<(u64, String), CellChange> = BTreeMap::new();
    // rows whose fixes are tried one by one, because together they broke something, and the cells that did
    let mut careful: BTreeSet<u64> = BTreeSet::new();
    let mut held: BTreeSet<(u64, String)> = BTreeSet::new();
    let mut rounds = 0;
    while rounds < ROUNDS {
        let Some(file) = state.dataset.files.first() else { break };
        let mut proposed = proposals(&state, check, &held);
        proposed.retain(|change| copy.keeps_lost_bytes().is_none() || !change.before.contains(char::REPLACEMENT_CHARACTER));
        let mut tried: BTreeSet<u64> = BTreeSet::new();
        proposed.retain(|change| !careful.contains(&change.row) || tried.insert(change.row));
        if proposed.is_empty() {
            break;
        }
        let cells: BTreeMap<(u64, String), String> =
            proposed.iter().map(|change| ((change.row, change.column.clone()), change.after.clone())).collect();
        let next = copy.with(file, &cells);
        let after = judge(&next)?;
        let broken = broken(&state, &after, &proposed);
        if !broken.is_empty() {
            let cells = proposed.iter().filter(|change| broken.contains(&change.row) && careful.contains(&change.row));
            held.extend(cells.map(|change| (change.row, change.column.clone())));
            careful.extend(broken);
            continue;
        }
        for change in proposed {
            let known =
                changes.entry((change.row, change.column.clone())).or_insert_with(|| CellChange { codes: Vec::new(), ..change.clone() });
            known.codes.extend(change.codes);
            known.after = change.after;
        }
        (copy, state) = (next, after);
        rounds += 1;
    }
    let State { dataset, mut checked } = state;
    checked.findings.retain(|finding| check.tells(finding));
    let file = dataset.files.first().cloned().ok_or_else(|| IngestError::Empty { file: source.name.to_owned() })?;
    // what a later round put back as it was is no change
    let changes = changes.into_values().filter(|change| change.before != change.after).collect();
    let held: BTreeSet<u64> = held.into_iter().map(|(row, _)| row).collect();
    let is_lost = |record: &&Record| record.source.notes.iter().any(|note| note.kind == NoteKind::Undecodable);
    let lost = match copy.keeps_lost_bytes() {
        Some(_) => dataset.records.iter().filter(is_lost).map(|record| record.source.row).collect(),
        None => Vec::new(),
    };
    Ok(Fixed { copy, file, changes, dataset, checked, held: held.into_iter().collect(), lost })
}

struct State {
    dataset: Dataset,
    checked: Checked,
}

/// What is proposed for each cell: the first fix, in order of row and rule. Cells that were given up are left out, and so are fixes that
/// would leave nothing of a row: it would be no record any more.
fn proposals(state: &State, check: &CheckOptions<'_>, held: &BTreeSet<(u64, String)>) -> Vec<CellChange> {
    let mut cells: BTreeMap<(u64, &str), CellChange> = BTreeMap::new();
    let records: BTreeMap<u64, &Record> = state.dataset.records.iter().map(|record| (record.source.row, record)).collect();
    for finding in &state.checked.findings {
        let (Some(row), Some(fix)) = (finding.row, &finding.fix) else { continue };
        if fix.applicability != Applicability::Safe || held.contains(&(row, fix.column.clone())) || !check.tells(finding) {
            continue;
        }
        let Some(before) = records.get(&row).and_then(|record| record.source.cell(&fix.column)).filter(|cell| *cell != fix.value) else {
            continue;
        };
        let change = cells.entry((row, &fix.column)).or_insert_with(|| CellChange {
            row,
            column: fix.column.clone(),
            codes: Vec::new(),
            before: before.to_owned(),
            after: fix.value.clone(),
        });
        let code = finding.rule.code.to_owned();
        if change.after == fix.value && !change.codes.contains(&code) {
            change.codes.push(code);
        }
    }
    let mut left: BTreeMap<u64, usize> = BTreeMap::new();
    let mut proposed: Vec<CellChange> = cells.into_values().collect();
    proposed.retain(|change| {
        if !change.after.trim().is_empty() {
            return true;
        }
        let filled = left.entry(change.row).or_insert_with(|| records.get(&change.row).map_or(0, |record| filled(record)));
        let keeps = *filled > 1;
        *filled -= usize::from(keeps);
        keeps
    });
    proposed
}

/// Cells of the row that hold anything.
fn filled(record: &Record) -> usize {
    let source = &record.source;
    let public = source.raw.iter().filter(|(_, cell)| !cell.trim().is_empty()).count();
    public + source.restricted.iter().filter(|(column, _)| source.cell(column).is_none()).count()
}

/// The rows whose changes cannot stay: those with an error that was not there, those whose finding is still there; all of them if the
/// rows are others or the new error is in a row that was not changed.
fn broken(before: &State, after: &State, proposed: &[CellChange]) -> BTreeSet<u64> {
    let all = || proposed.iter().map(|change| change.row).collect::<BTreeSet<u64>>();
    let rows = |state: &State| state.dataset.records.iter().map(|record| record.source.row).collect::<Vec<u64>>();
    let columns = |state: &State| state.dataset.files.first().map(|file| (file.mapping.clone(), file.columns.clone()));
    if rows(before) != rows(after) || columns(before) != columns(after) {
        return all();
    }
    let quarantined = |state: &State| -> HashSet<u64> {
        let kept_out = |record: &&Record| state.checked.quarantined.contains(&record.source.record_id);
        state.dataset.records.iter().filter(kept_out).map(|record| record.source.row).collect()
    };
    let mut wrong: BTreeSet<u64> = quarantined(after).difference(&quarantined(before)).copied().collect();
    let (errors, fresh) = (counts(before, is_error), counts(after, is_error));
    for ((row, code), count) in &fresh {
        if errors.get(&(*row, *code)).is_none_or(|known| known < count) {
            match row {
                Some(row) => _ = wrong.insert(*row),
                None => return all(),
            }
        }
    }
    let changed = all();
    if !wrong.is_subset(&changed) {
        return changed;
    }
    let any = |_: &Finding| true;
    let (known, left) = (counts(before, any), counts(after, any));
    for change in proposed {
        let stays = |code: &String| {
            let key = (Some(change.row), code.as_str());
            left.get(&key).copied().unwrap_or_default() >= known.get(&key).copied().unwrap_or_default()
        };
        if change.codes.iter().any(stays) {
            wrong.insert(change.row);
        }
    }
    wrong
}

fn is_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}

/// Findings of each rule in each row.
fn counts(state: &State, wanted: impl Fn(&Finding) -> bool) -> BTreeMap<(Option<u64>, &'static str), usize> {
    let mut counts = BTreeMap::new();
    for finding in state.checked.findings.iter().filter(|finding| wanted(finding)) {
        *counts.entry((finding.row, finding.rule.code)).or_default() += 1;
    }
    counts
}
