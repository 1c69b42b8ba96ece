//! What a catalog holds, as columns.

use std::sync::Arc;

use jipp_core::catalog::{
    Advice, Campaign, CampaignItemState, CampaignSheet, FieldEvent, HubRow, ImportRow, Interaction, Reminder, ReplicationSuggestion,
    StateMachine, Violation,
};
use jipp_core::model::{Article, Innovation, Replication, SourceRecord};
use pyo3::prelude::*;
use serde::Serialize;

use crate::records::innovation_columns;
use crate::table::{Columns, Table, flag, integer, json_rows, list, number, text};

/// A table whose `to_dicts` gives the rows in full.
pub(crate) fn listed<T>(py: Python<'_>, rows: Vec<T>, columns: fn(&[T]) -> Columns) -> PyResult<Bound<'_, Table>>
where
    T: Serialize + Send + Sync + 'static,
{
    let rows = Arc::new(rows);
    let all = Arc::clone(&rows);
    let nested = move |span| json_rows(all.iter(), span);
    Bound::new(py, Table::new(move || columns(&rows)).with_nested(nested))
}

fn count(value: u64) -> Option<i64> {
    i64::try_from(value).ok()
}

fn size(value: usize) -> Option<i64> {
    i64::try_from(value).ok()
}

pub(crate) fn innovations(rows: &[Innovation]) -> Columns {
    let mut columns = vec![("record_id", text(rows, |i| Some(&i.record_id)))];
    columns.extend(innovation_columns(&rows.iter().collect::<Vec<_>>()));
    columns
}

/// Without cells and without the restricted part: what is kept out is corrected in the files that `feedback` writes.
pub(crate) fn quarantined(rows: &[SourceRecord]) -> Columns {
    vec![
        ("record_id", text(rows, |r| Some(&r.record_id))),
        ("source", text(rows, |r| Some(r.system.code()))),
        ("external_id", text(rows, |r| r.external_id.as_ref())),
        ("year", integer(rows, |r| r.year.map(i64::from))),
        ("file", text(rows, |r| Some(&r.file))),
        ("row", integer(rows, |r| count(r.row))),
    ]
}

pub(crate) fn imports(rows: &[ImportRow]) -> Columns {
    vec![
        ("id", integer(rows, |r| Some(r.id))),
        ("file", text(rows, |r| Some(&r.file))),
        ("system", text(rows, |r| Some(&r.system))),
        ("at", text(rows, |r| r.at.as_ref())),
        ("rows", integer(rows, |r| count(r.rows))),
        ("added", integer(rows, |r| count(r.added))),
        ("changed", integer(rows, |r| count(r.changed))),
        ("unchanged", integer(rows, |r| count(r.unchanged))),
        ("quarantined", integer(rows, |r| count(r.quarantined))),
        ("undone", flag(rows, |r| r.undone)),
    ]
}

pub(crate) fn history(rows: &[FieldEvent]) -> Columns {
    vec![
        ("by", text(rows, |r| Some(&r.by))),
        ("how", text(rows, |r| Some(&r.how))),
        ("import", integer(rows, |r| r.import)),
        ("at", text(rows, |r| r.at.as_ref())),
        ("value", text(rows, |r| r.value.as_ref())),
        ("holds", flag(rows, |r| r.holds)),
    ]
}

pub(crate) fn replications(rows: &[Replication]) -> Columns {
    vec![
        ("id", text(rows, |r| Some(&r.id))),
        ("origin", text(rows, |r| r.origin.record_id.as_ref().or(r.origin.title.as_ref()))),
        ("replicator_code", text(rows, |r| r.replicator.code.as_ref())),
        ("replicator", text(rows, |r| r.replicator.name.as_ref())),
        ("stage", text(rows, |r| Some(r.stage.code()))),
        ("result", text(rows, |r| r.result_record_id.as_ref())),
    ]
}

pub(crate) fn suggestions(rows: &[ReplicationSuggestion]) -> Columns {
    vec![
        ("origin", text(rows, |r| Some(&r.origin))),
        ("origin_title", text(rows, |r| Some(&r.origin_title))),
        ("replica", text(rows, |r| Some(&r.replica))),
        ("replica_title", text(rows, |r| Some(&r.replica_title))),
        ("evidence", text(rows, |r| Some(&r.evidence))),
        ("excerpt", text(rows, |r| r.excerpt.as_ref())),
    ]
}

pub(crate) fn advice(rows: &[Advice]) -> Columns {
    vec![
        ("id", text(rows, |r| Some(&r.id))),
        ("title", text(rows, |r| Some(&r.title))),
        ("agency", text(rows, |r| r.agency.as_ref())),
        ("score", number(rows, |r| Some(r.score))),
        ("replications", integer(rows, |r| size(r.replications))),
        ("sustainability", text(rows, |r| Some(&r.sustainability))),
        ("reasons", list(rows, |r| &r.reasons)),
    ]
}

pub(crate) fn campaigns(rows: &[Campaign]) -> Columns {
    vec![
        ("id", text(rows, |r| Some(&r.id))),
        ("name", text(rows, |r| Some(&r.name))),
        ("starts", text(rows, |r| Some(&r.starts))),
        ("due", text(rows, |r| r.due.as_ref())),
    ]
}

pub(crate) fn states(rows: &[(String, CampaignItemState)]) -> Columns {
    vec![("record_id", text(rows, |r| Some(&r.0))), ("state", text(rows, |r| Some(r.1.code())))]
}

pub(crate) fn reminders(rows: &[Reminder]) -> Columns {
    vec![
        ("agency_code", text(rows, |r| r.agency_code.as_ref())),
        ("agency", text(rows, |r| Some(&r.agency))),
        ("waiting", integer(rows, |r| size(r.waiting.len()))),
        ("returned", integer(rows, |r| size(r.returned))),
        ("overdue", flag(rows, |r| r.overdue)),
    ]
}

pub(crate) fn hubs(rows: &[HubRow]) -> Columns {
    vec![
        ("agency_code", text(rows, |r| r.hub.hub.agency.code.as_ref())),
        ("agency", text(rows, |r| r.hub.hub.agency.name.as_ref())),
        ("active", flag(rows, |r| r.hub.hub.active)),
        ("members", list(rows, |r| &r.members)),
        ("innovations", integer(rows, |r| count(r.innovations))),
    ]
}

pub(crate) fn articles(rows: &[Article]) -> Columns {
    vec![
        ("id", text(rows, |r| Some(&r.id))),
        ("title", text(rows, |r| Some(&r.title))),
        ("innovations", list(rows, |r| &r.innovations)),
        ("url", text(rows, |r| r.url.as_ref())),
    ]
}

pub(crate) fn interactions(rows: &[Interaction]) -> Columns {
    vec![
        ("id", integer(rows, |r| Some(r.id))),
        ("record_id", text(rows, |r| Some(&r.record_id))),
        ("kind", text(rows, |r| Some(&r.kind))),
        ("by", text(rows, |r| Some(&r.by))),
        ("at", text(rows, |r| Some(&r.at))),
        ("text", text(rows, |r| r.text.as_ref())),
        ("rating", integer(rows, |r| r.rating)),
        ("reply_to", integer(rows, |r| r.reply_to)),
        ("moderation", text(rows, |r| r.moderation.as_ref())),
    ]
}

pub(crate) fn violations(rows: &[Violation]) -> Columns {
    vec![("rule", text(rows, |r| Some(&r.rule))), ("detail", text(rows, |r| Some(&r.detail)))]
}

pub(crate) fn sheets(rows: &[CampaignSheet], paths: &[String]) -> Columns {
    vec![
        ("path", text(paths, Some)),
        ("agency_code", text(rows, |r| r.agency_code.as_ref())),
        ("agency", text(rows, |r| Some(&r.agency))),
        ("rows", integer(rows, |r| size(r.rows))),
    ]
}
