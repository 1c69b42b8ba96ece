//! What does a catalog hold? Every number is counted when it is asked.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::error::CatalogError;
use super::read::{Catalog, ImportRow};
use super::store::REMEMBERS;

/// What a catalog holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Version of jipp that wrote it.
    pub jipp_version: String,
    /// Format of the file.
    #[serde(default)]
    pub format: i64,
    /// Grows with every change of the directory.
    #[serde(default)]
    pub version: i64,
    /// Source records by system.
    pub records_by_source: BTreeMap<String, u64>,
    /// Source records taken in.
    pub accepted: u64,
    /// Source records kept out for correction.
    pub quarantined: u64,
    /// Findings by severity.
    pub findings: BTreeMap<String, u64>,
    /// Merged innovations.
    pub innovations: u64,
    /// Innovations that stand on more than one source record.
    pub merged: u64,
    /// Links by kind.
    pub links: BTreeMap<String, u64>,
    /// Imports that hold.
    #[serde(default)]
    pub imports: u64,
    /// The last import that holds.
    #[serde(default)]
    pub last_import: Option<ImportRow>,
    /// What people decided about pairs of records, by verdict.
    #[serde(default)]
    pub decisions: BTreeMap<String, u64>,
    /// Fields that curators set.
    #[serde(default)]
    pub overrides: u64,
    /// Innovations by what the last update says: `berjalan`, `berhenti`, `lainnya`, `belum_dimutakhirkan`; they sum to `innovations`.
    #[serde(default)]
    pub sustainability: BTreeMap<String, u64>,
    /// Campaigns.
    #[serde(default)]
    pub campaigns: u64,
    /// Replications by stage.
    #[serde(default)]
    pub replications: BTreeMap<String, u64>,
    /// Hubs.
    #[serde(default)]
    pub hubs: u64,
    /// Articles by kind.
    #[serde(default)]
    pub articles: BTreeMap<String, u64>,
    /// Interactions by kind.
    #[serde(default)]
    pub interactions: BTreeMap<String, u64>,
}

/// Findings about the records as they are now, by severity: two indexes answer, side by side. Then those about files that hold.
const FINDINGS_OF_RECORDS: &str =
    "SELECT severity, count(*) FROM finding f INDEXED BY finding_import WHERE f.record_id IS NOT NULL AND EXISTS
      (SELECT 1 FROM source_record s INDEXED BY source_record_import WHERE s.import_id = f.import_id AND s.record_id = f.record_id)
    GROUP BY severity";
const FINDINGS_OF_FILES: &str = "SELECT severity, count(*) FROM finding
    WHERE record_id IS NULL AND import_id NOT IN (SELECT import_id FROM import_undone) GROUP BY severity";
/// Innovations of several records: each is named after one of them, so another one is not named so.
const MERGED: &str = "SELECT count(DISTINCT innovation_id) FROM member WHERE record_id <> innovation_id";

impl Catalog {
    /// What it holds, counted. All numbers are of one moment.
    pub fn status(&self) -> Result<Status, CatalogError> {
        let _view = self.connection.unchecked_transaction().map_err(|error| self.failed(&error))?;
        self.status_now()
    }

    /// The same inside a view that somebody holds.
    pub(super) fn status_now(&self) -> Result<Status, CatalogError> {
        let present = self.remembers();
        let findings = match self.format {
            1 => self.counts("SELECT severity, count(*) FROM finding GROUP BY severity")?,
            _ => self.findings_by_severity()?,
        };
        let mut records_by_source = BTreeMap::new();
        let (mut accepted, mut quarantined) = (0, 0);
        for (status, system, count) in self.records_by_status()? {
            *records_by_source.entry(system).or_default() += count;
            *if status == "accepted" { &mut accepted } else { &mut quarantined } += count;
        }
        let mut status = Status {
            jipp_version: self.texts("SELECT value FROM meta WHERE key = 'jipp_version'")?.pop().unwrap_or_default(),
            format: self.format,
            version: 1,
            records_by_source,
            accepted,
            quarantined,
            findings,
            innovations: self.number("SELECT count(*) FROM innovation")?,
            merged: self.number(MERGED)?,
            links: self.counts("SELECT kind, count(*) FROM link GROUP BY kind")?,
            imports: 0,
            last_import: None,
            decisions: BTreeMap::new(),
            overrides: 0,
            sustainability: BTreeMap::new(),
            campaigns: 0,
            replications: BTreeMap::new(),
            hubs: 0,
            articles: BTreeMap::new(),
            interactions: BTreeMap::new(),
        };
        if !present {
            return Ok(status);
        }
        status.version = self.number("SELECT version FROM catalog_version")? as i64;
        status.imports = self.number("SELECT count(*) FROM import WHERE id NOT IN (SELECT import_id FROM import_undone)")?;
        status.last_import = self.imports()?.into_iter().rev().find(|import| !import.undone);
        status.decisions = self.counts(
            "SELECT verdict, count(*) FROM decision d WHERE NOT EXISTS
               (SELECT 1 FROM decision e WHERE e.left_id = d.left_id AND e.right_id = d.right_id AND e.id > d.id) GROUP BY verdict",
        )?;
        status.overrides = self.number(
            "SELECT count(*) FROM field_override o WHERE value IS NOT NULL AND NOT EXISTS
               (SELECT 1 FROM field_override n WHERE n.record_id = o.record_id AND n.field = o.field AND n.id > o.id)",
        )?;
        status.sustainability = self.sustainability_counts(status.innovations)?;
        status.campaigns = self.number("SELECT count(*) FROM campaign")?;
        status.replications = self.counts("SELECT stage, count(*) FROM replication GROUP BY stage")?;
        status.hubs = self.number("SELECT count(*) FROM hub")?;
        status.articles = self.counts("SELECT kind, count(*) FROM article GROUP BY kind")?;
        status.interactions = self.counts("SELECT kind, count(*) FROM interaction GROUP BY kind")?;
        Ok(status)
    }

    fn findings_by_severity(&self) -> Result<BTreeMap<String, u64>, CatalogError> {
        let mut counts = match self.format {
            // it does not have these indexes
            REMEMBERS => {
                self.counts(&FINDINGS_OF_RECORDS.replace("INDEXED BY finding_import", "").replace("INDEXED BY source_record_import", ""))?
            }
            _ => self.counts(FINDINGS_OF_RECORDS)?,
        };
        for (severity, count) in self.counts(FINDINGS_OF_FILES)? {
            *counts.entry(severity).or_default() += count;
        }
        Ok(counts)
    }

    fn records_by_status(&self) -> Result<Vec<(String, String, u64)>, CatalogError> {
        let sql = "SELECT status, system, count(*) FROM source_record GROUP BY status, system";
        let read = || -> rusqlite::Result<Vec<(String, String, u64)>> {
            let mut statement = self.connection.prepare(sql)?;
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)? as u64)))?.collect()
        };
        read().map_err(|error| self.failed(&error))
    }

    /// Innovations by the last update that the catalog was told; they sum to all.
    fn sustainability_counts(&self, all: u64) -> Result<BTreeMap<String, u64>, CatalogError> {
        let sql = "SELECT status, count(*) FROM (SELECT m.innovation_id, u.status, max(u.at || printf('%012d', u.id)) FROM status_update u
            CROSS JOIN member m ON m.record_id = u.record_id GROUP BY m.innovation_id) GROUP BY status";
        let mut counts: BTreeMap<String, u64> =
            ["berjalan", "berhenti", "lainnya", "belum_dimutakhirkan"].map(|group| (group.to_owned(), 0)).into();
        let mut updated = 0;
        for (status, count) in self.counts(sql)? {
            let group = super::campaign::group(&status);
            *counts.entry(group.to_owned()).or_default() += count;
            updated += count;
        }
        *counts.entry("belum_dimutakhirkan".to_owned()).or_default() += all.saturating_sub(updated);
        Ok(counts)
    }
}
