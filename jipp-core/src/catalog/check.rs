//! Does the catalog keep its own rules? Everything that no single constraint of a table can say.

use rusqlite::types::ValueRef;
use serde::{Deserialize, Serialize};

use super::error::CatalogError;
use super::read::Catalog;
use crate::model::Innovation;

/// One rule that the catalog breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Violation {
    /// Name of the rule.
    pub rule: String,
    /// What is wrong, and where.
    pub detail: String,
}

/// An end of each link that no pair supports.
pub(super) const LINKS_WITHOUT_PAIRS: &str =
    "SELECT l.left_id FROM link l WHERE NOT EXISTS (SELECT 1 FROM member a JOIN pair p ON p.left_id = a.record_id JOIN member b ON b.record_id = p.right_id
       WHERE (a.innovation_id = l.left_id AND b.innovation_id = l.right_id) OR (a.innovation_id = l.right_id AND b.innovation_id = l.left_id))";

/// Rules as questions that should have no answer; the answer says where.
const RULES: &[(&str, &str)] = &[
    (
        "accepted records stand behind one innovation",
        "SELECT record_id FROM source_record s WHERE status = 'accepted' AND NOT EXISTS (SELECT 1 FROM member m WHERE m.record_id = s.record_id)",
    ),
    (
        "records in quarantine stand behind none",
        "SELECT s.record_id FROM source_record s JOIN member m USING (record_id) WHERE s.status = 'quarantined'",
    ),
    ("every innovation has a record", "SELECT id FROM innovation i WHERE NOT EXISTS (SELECT 1 FROM member m WHERE m.innovation_id = i.id)"),
    (
        "an innovation is named after one of its records",
        "SELECT i.id FROM innovation i WHERE NOT EXISTS (SELECT 1 FROM member m WHERE m.innovation_id = i.id AND m.record_id = i.id)",
    ),
    (
        "a record is as its version says",
        "SELECT s.record_id FROM source_record s JOIN source_version v USING (record_id, import_id) WHERE s.hash <> v.hash OR s.status <> v.status",
    ),
    (
        "the version that holds is of an import that holds, or repeated by one",
        "SELECT record_id FROM source_record s WHERE s.import_id IN (SELECT import_id FROM import_undone) AND NOT EXISTS
           (SELECT 1 FROM unchanged u WHERE u.record_id = s.record_id AND u.version_import = s.import_id
              AND u.import_id NOT IN (SELECT import_id FROM import_undone))",
    ),
    ("imports reconcile", "SELECT id FROM import WHERE rows <> added + changed + unchanged OR quarantined > added + changed"),
    (
        "an import has as many versions as it says",
        "SELECT id FROM import i WHERE added + changed <> (SELECT count(*) FROM source_version v WHERE v.import_id = i.id)",
    ),
    ("pairs and links name the smaller id first", "SELECT left_id FROM pair WHERE left_id >= right_id UNION ALL SELECT left_id FROM link WHERE left_id >= right_id"),
    ("links come from pairs", LINKS_WITHOUT_PAIRS),
    (
        "records that somebody parted are apart",
        "SELECT d.left_id FROM decision d JOIN member a ON a.record_id = d.left_id JOIN member b ON b.record_id = d.right_id
         WHERE d.verdict = 'different' AND a.innovation_id = b.innovation_id
           AND NOT EXISTS (SELECT 1 FROM decision e WHERE e.left_id = d.left_id AND e.right_id = d.right_id AND e.id > d.id)",
    ),
    (
        "every step of a state machine follows the one before",
        "SELECT subject FROM (SELECT machine, subject, from_state, coalesce(lag(to_state) OVER (PARTITION BY machine, subject ORDER BY id), '') AS before
           FROM state_log) WHERE from_state <> before",
    ),
    (
        "every step of a state machine is allowed",
        "SELECT subject FROM state_log l WHERE NOT EXISTS (SELECT 1 FROM transition t
           WHERE t.machine = l.machine AND t.from_state = l.from_state AND t.to_state = l.to_state)",
    ),
    (
        "the stage of a replication is what its log says",
        "SELECT id FROM replication r WHERE stage <> coalesce(
           (SELECT to_state FROM state_log WHERE machine = 'replication' AND subject = r.id ORDER BY id DESC LIMIT 1), '')",
    ),
    (
        "whoever updates a record does not validate it",
        "SELECT v.record_id FROM validation v JOIN status_update u ON u.id = v.update_id WHERE lower(u.by) = lower(v.by)",
    ),
    (
        "every item of a campaign began",
        "SELECT campaign_id || '/' || record_id FROM campaign_item i WHERE NOT EXISTS
           (SELECT 1 FROM state_log WHERE machine = 'campaign_item' AND subject = i.campaign_id || '/' || i.record_id)",
    ),
    (
        "an item of a campaign is answered if, and only if, there is an update",
        "SELECT i.campaign_id || '/' || i.record_id FROM campaign_item i WHERE
           EXISTS (SELECT 1 FROM state_log WHERE machine = 'campaign_item' AND subject = i.campaign_id || '/' || i.record_id AND to_state = 'terisi')
           <> EXISTS (SELECT 1 FROM status_update u WHERE u.campaign_id = i.campaign_id AND u.record_id = i.record_id)",
    ),
    ("the undo journal is of imports that hold", "SELECT import_id FROM undo WHERE import_id IN (SELECT import_id FROM import_undone)"),
    (
        "the search index stands where the catalog stands",
        "SELECT version FROM catalog_version WHERE version <> coalesce((SELECT max(version) FROM search_index), 0)",
    ),
];

/// Shown of each rule.
const MOST: usize = 20;

impl Catalog {
    /// Looks whether the file is sound and the catalog keeps its rules. Nothing is changed.
    pub fn check(&self) -> Result<Vec<Violation>, CatalogError> {
        let mut found = Vec::new();
        let texts = |sql: &str| self.texts(sql);
        for line in texts("PRAGMA integrity_check(100)")? {
            if line != "ok" {
                found.push(Violation { rule: "the file is sound".into(), detail: line });
            }
        }
        if self.format < super::store::REMEMBERS {
            return Ok(found);
        }
        for line in texts("SELECT \"table\" || ' -> ' || parent FROM pragma_foreign_key_check")? {
            found.push(Violation { rule: "rows that are referred to exist".into(), detail: line });
        }
        for (rule, sql) in RULES {
            let mut statement = self.connection.prepare(sql).map_err(|error| self.failed(&error))?;
            let shown = |row: &rusqlite::Row<'_>| {
                row.get_ref(0).map(|value| match value {
                    ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                    ValueRef::Integer(number) => number.to_string(),
                    _ => String::new(),
                })
            };
            let wrong = statement.query_map([], shown).and_then(Iterator::collect::<rusqlite::Result<Vec<String>>>);
            let wrong = wrong.map_err(|error| self.failed(&error))?;
            found.extend(wrong.into_iter().take(MOST).map(|detail| Violation { rule: (*rule).to_owned(), detail }));
        }
        for part in ["base", "delta", "hidden"] {
            if !super::index_file::is_whole(&self.connection, part).map_err(|error| self.failed(&error))? {
                found.push(Violation { rule: "the search index is as it was written".into(), detail: part.into() });
            }
        }
        self.check_innovations(&mut found)?;
        Ok(found)
    }

    /// Innovations can be read, are about what their row says, and name the records that stand behind them.
    fn check_innovations(&self, found: &mut Vec<Violation>) -> Result<(), CatalogError> {
        let failed = |error: rusqlite::Error| self.failed(&error);
        let mut statement = self.connection.prepare("SELECT id, data FROM innovation ORDER BY id").map_err(failed)?;
        let mut members =
            self.connection.prepare("SELECT record_id FROM member WHERE innovation_id = ?1 ORDER BY record_id").map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        let mut wrong = |rule: &str, detail: &str| {
            if found.len() < 1_000 {
                found.push(Violation { rule: rule.to_owned(), detail: detail.to_owned() });
            }
        };
        while let Some(row) = rows.next().map_err(failed)? {
            let (id, data): (String, String) = (row.get(0).map_err(failed)?, row.get(1).map_err(failed)?);
            let Ok(innovation) = serde_json::from_str::<Innovation>(&data) else {
                wrong("innovations can be read", &id);
                continue;
            };
            let mut sources: Vec<String> = innovation.sources.iter().map(|source| source.record_id.clone()).collect();
            sources.sort();
            let stored: Vec<String> =
                members.query_map([&id], |row| row.get(0)).map_err(failed)?.collect::<rusqlite::Result<_>>().map_err(failed)?;
            if innovation.record_id != id || sources != stored {
                wrong("an innovation names the records behind it", &id);
            }
        }
        Ok(())
    }
}
