//! Which columns has a list, and where does a cell belong in the value?

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::text::key;

/// A column of a list.
#[derive(Debug)]
pub(super) struct Column {
    /// Its canonical name.
    pub(super) name: &'static str,
    /// Where its cell belongs in the JSON form of the value.
    pub(super) path: &'static [&'static str],
    /// How a cell is read.
    pub(super) kind: Kind,
}

/// How a cell is read. What cannot be read stays as written, and whoever makes the value of it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// A code such as `pemda:35.78`, or a name.
    Agency,
    Date,
    Flag,
    /// The stage of a replication: its code, or the status that JIPPNas shows.
    Stage,
    /// A value of a vocabulary.
    Code(&'static str),
    /// `pusat` or `daerah`.
    Level,
    /// Kinds of documents, separated by `;`.
    Documents,
    /// The document of this kind: its address or name, or whether it is there.
    Document(&'static str),
}

const fn column(name: &'static str, path: &'static [&'static str], kind: Kind) -> Column {
    Column { name, path, kind }
}

static REPLICATION: &[Column] = &[
    column("id", &["id"], Kind::Text),
    column("origin_id", &["origin", "record_id"], Kind::Text),
    column("origin_nri", &["origin", "nri"], Kind::Text),
    column("origin_title", &["origin", "title"], Kind::Text),
    column("origin_agency", &["origin", "owner"], Kind::Agency),
    column("origin_unit", &["origin", "owner", "unit"], Kind::Text),
    column("replicator_agency", &["replicator"], Kind::Agency),
    column("replicator_unit", &["replicator", "unit"], Kind::Text),
    column("title", &["title"], Kind::Text),
    column("stage", &["stage"], Kind::Stage),
    column("kind", &["kind"], Kind::Code("jenis_penyebaran")),
    column("proposer", &["proposer"], Kind::Agency),
    column("verification", &["verification"], Kind::Code("verifikasi_minat")),
    column("interest_date", &["dates", "interest"], Kind::Date),
    column("agreement_date", &["dates", "agreement"], Kind::Date),
    column("approval_date", &["dates", "approval"], Kind::Date),
    column("implementation_date", &["dates", "implementation"], Kind::Date),
    column("completion_date", &["dates", "completion"], Kind::Date),
    column("rejection_date", &["dates", "rejection"], Kind::Date),
    column("documents", &["documents"], Kind::Documents),
    column("agreement_document", &["documents"], Kind::Document("kesepakatan")),
    column("approval_document", &["documents"], Kind::Document("persetujuan")),
    column("commitment_document", &["documents"], Kind::Document("komitmen")),
    column("certificate_document", &["documents"], Kind::Document("sertifikat")),
    column("scale", &["scale"], Kind::Code("skala_adopsi")),
    column("reason", &["reason"], Kind::Text),
    column("process", &["process"], Kind::Text),
    column("distinguishing_factors", &["distinguishing_factors"], Kind::Text),
    column("result", &["result"], Kind::Text),
    column("result_record_id", &["result_record_id"], Kind::Text),
    column("note", &["note"], Kind::Text),
];

static HUB: &[Column] = &[
    column("agency", &["agency"], Kind::Agency),
    column("unit", &["agency", "unit"], Kind::Text),
    column("level", &["level"], Kind::Level),
    column("since", &["since"], Kind::Date),
    column("legal_basis", &["legal_basis"], Kind::Text),
    column("active", &["active"], Kind::Flag),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeaderFile {
    required: String,
    columns: BTreeMap<String, Vec<String>>,
}

/// The columns of one kind of list and the headers under which files have them.
#[derive(Debug)]
pub(super) struct Columns {
    /// The columns.
    pub(super) all: &'static [Column],
    /// The column without which a table is no such list.
    pub(super) required: String,
    /// Folded headers.
    headers: BTreeMap<String, &'static Column>,
}

impl Columns {
    pub(super) fn of_replications() -> &'static Self {
        static COLUMNS: OnceLock<Columns> = OnceLock::new();
        COLUMNS.get_or_init(|| Self::new(REPLICATION, include_str!("../../../data/mappings/replication.toml")))
    }

    pub(super) fn of_hubs() -> &'static Self {
        static COLUMNS: OnceLock<Columns> = OnceLock::new();
        COLUMNS.get_or_init(|| Self::new(HUB, include_str!("../../../data/mappings/hub.toml")))
    }

    /// The header files are part of the program; a test reads them, so none is left out for users.
    fn new(all: &'static [Column], toml: &str) -> Self {
        let file: HeaderFile = toml::from_str(toml).unwrap_or_else(|_| HeaderFile { required: String::new(), columns: BTreeMap::new() });
        let mut headers: BTreeMap<String, &'static Column> = BTreeMap::new();
        for column in all {
            let others = file.columns.get(column.name).into_iter().flatten().map(String::as_str);
            headers.extend(others.chain([column.name]).map(|header| (key(header), column)));
        }
        Self { all, required: file.required, headers }
    }

    /// The column that a header stands for.
    pub(super) fn find(&self, header: &str) -> Option<&'static Column> {
        self.headers.get(&key(header)).copied()
    }

    /// The name under which findings tell a place in the value: that of its column, else the place itself.
    pub(super) fn name_of(&self, path: &[String]) -> String {
        let column = self.all.iter().find(|column| column.path.iter().eq(path));
        column.map_or_else(|| path.join("."), |column| column.name.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_files_name_every_column_once() {
        let lists = [
            (REPLICATION, include_str!("../../../data/mappings/replication.toml")),
            (HUB, include_str!("../../../data/mappings/hub.toml")),
        ];
        for (all, toml) in lists {
            let file: HeaderFile = toml::from_str(toml).unwrap();
            let mut names: Vec<&str> = all.iter().map(|column| column.name).collect();
            names.sort_unstable();
            assert!(file.columns.keys().eq(names), "{:?}", file.columns.keys());
            assert!(file.columns.contains_key(&file.required));
            let mut seen: BTreeMap<String, &str> = BTreeMap::new();
            for (name, headers) in &file.columns {
                for header in headers.iter().chain([name]) {
                    let other = *seen.entry(key(header)).or_insert(name);
                    assert_eq!(other, name, "`{header}` stands for two columns");
                }
            }
        }
    }
}
