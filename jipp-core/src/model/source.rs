use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::open::open_struct;
use super::{Contact, Innovation, Note, Timestamp};

/// The system a record comes from. The codes are those of JIPPNas' *pemangku* filter (vocabulary `source_system`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum SourceSystem {
    /// KemenPANRB: KIPP proposals of SINOVIK.
    PanrbKipp,
    /// Kemendagri: Indeks Inovasi Daerah (IGA).
    KemendagriIga,
    /// LAN: Labinov, Inoland.
    LanInoland,
    /// The national portal itself.
    Jippnas,
    /// Any other table, read with a mapping of the user.
    Generic,
}

impl SourceSystem {
    /// Every system, in the order in which their values are preferred where nothing else decides.
    pub const ALL: [Self; 5] = [Self::Jippnas, Self::PanrbKipp, Self::KemendagriIga, Self::LanInoland, Self::Generic];

    /// The code, as in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PanrbKipp => "panrb_kipp",
            Self::KemendagriIga => "kemendagri_iga",
            Self::LanInoland => "lan_inoland",
            Self::Jippnas => "jippnas",
            Self::Generic => "generic",
        }
    }

    /// The names by which people call a system: those of its source, as commands take them, and its code.
    pub(crate) const NAMES: [(&str, Self); 8] = [
        ("kipp", Self::PanrbKipp),
        (Self::PanrbKipp.code(), Self::PanrbKipp),
        ("iga", Self::KemendagriIga),
        (Self::KemendagriIga.code(), Self::KemendagriIga),
        ("lan", Self::LanInoland),
        (Self::LanInoland.code(), Self::LanInoland),
        (Self::Jippnas.code(), Self::Jippnas),
        (Self::Generic.code(), Self::Generic),
    ];

    /// The system that people call by this name, in any case.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::NAMES.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, system)| system)
    }

    /// The programme of a system by its code, and who runs it, in short; none for other tables. The vocabulary of systems names stewards
    /// only.
    pub(crate) fn label_of(code: &str) -> Option<&'static str> {
        Self::ALL.into_iter().find(|system| system.code() == code).and_then(|system| match system {
            Self::PanrbKipp => Some("KIPP (KemenPANRB)"),
            Self::KemendagriIga => Some("IGA (Kemendagri)"),
            Self::LanInoland => Some("LAN"),
            Self::Jippnas => Some("JIPPNas"),
            Self::Generic => None,
        })
    }
}

impl fmt::Display for SourceSystem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

open_struct! {
    /// Which record of which system says this.
    #[derive(Eq)]
    #[cfg_attr(feature = "tsify", tsify(missing_as_null))]
    pub struct SourceRef {
        /// Identity of the source record, unique within a run or catalog.
        pub record_id: String,
        /// The system.
        pub system: SourceSystem,
        /// The identifier there; missing if the file has none.
        #[serde(default)]
        pub external_id: Option<String>,
        /// The year of the record there.
        #[serde(default)]
        pub year: Option<i32>,
        /// Its web address, if published.
        #[serde(default)]
        pub url: Option<String>,
    }
    optional {
        /// When it was fetched there, if known: readers have no clock.
        pub fetched_at: Option<Timestamp>,
        /// SHA-256 of the row as received ([`SourceRecord::hash`]).
        pub raw_hash: Option<String>,
    }
}

impl SourceRef {
    /// A record of which only identity and system are known.
    pub fn new(record_id: impl Into<String>, system: SourceSystem) -> Self {
        Self {
            record_id: record_id.into(),
            system,
            external_id: None,
            year: None,
            url: None,
            fetched_at: None,
            raw_hash: None,
            extra: super::Extra::new(),
        }
    }
}

/// One row of a source file as received, with what the reader noticed. Nothing of it is ever changed or dropped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceRecord {
    /// Identity: system and external id, with year or row where these repeat.
    pub record_id: String,
    /// The system.
    pub system: SourceSystem,
    /// The identifier there, if any.
    pub external_id: Option<String>,
    /// The year there, if any.
    pub year: Option<i32>,
    /// Name of the file, without its folder.
    pub file: Arc<str>,
    /// 1-based number of the row in the file, counting the header as the file does.
    pub row: u64,
    /// SHA-256 of the cells, hexadecimal: equal rows have equal hashes.
    pub hash: String,
    /// Column and cell, as received; only columns that may be shown.
    pub raw: Vec<(Arc<str>, String)>,
    /// Column and cell of personal data (telephone, e-mail, identity numbers): kept apart, never published.
    pub restricted: Vec<(Arc<str>, String)>,
    /// What the reader noticed.
    pub notes: Vec<Note>,
}

impl SourceRecord {
    /// What stands in a feedback file in place of a restricted cell, and among the restricted cells when the file comes back: the
    /// cell is as it was, but not known here.
    pub const WITHHELD: &'static str = "[jipp: dirahasiakan / withheld]";

    /// The public reference to this record.
    pub fn reference(&self, url: Option<String>) -> SourceRef {
        SourceRef {
            external_id: self.external_id.clone(),
            year: self.year,
            url,
            raw_hash: Some(self.hash.clone()),
            ..SourceRef::new(self.record_id.clone(), self.system)
        }
    }

    /// Keeps a contact among the restricted cells: the only place for one.
    pub fn keep_contact(&mut self, contact: &Contact) {
        // a struct of texts always becomes JSON
        if let Ok(json) = serde_json::to_string(contact) {
            self.restricted.push((Contact::COLUMN.into(), json));
        }
    }

    /// The contacts that were kept as such. Restricted columns of the file are beside them in [`restricted`](Self::restricted), as
    /// received.
    pub fn contacts(&self) -> Vec<Contact> {
        let kept = self.restricted.iter().filter(|(column, cell)| column.as_ref() == Contact::COLUMN && cell.trim_start().starts_with('{'));
        kept.filter_map(|(_, cell)| serde_json::from_str(cell).ok()).collect()
    }

    /// The raw cell of `column`, if the file has one.
    pub fn cell(&self, column: &str) -> Option<&str> {
        self.raw.iter().find(|(name, _)| name.as_ref() == column).map(|(_, cell)| cell.as_str())
    }
}

/// One row read: the source record and the innovation it says something about.
///
/// There is exactly one `Record` for every data row of a file, so nothing can get lost between the two.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The row as received.
    pub source: SourceRecord,
    /// The row in canonical form.
    pub innovation: Innovation,
}

impl Record {
    /// Gives the record another id, everywhere where it stands.
    pub fn rename(&mut self, id: &str) {
        let shared: Arc<str> = id.into();
        for source in &mut self.innovation.sources {
            id.clone_into(&mut source.record_id);
        }
        for origin in self.innovation.provenance.values_mut() {
            origin.record_id = Arc::clone(&shared);
        }
        id.clone_into(&mut self.innovation.record_id);
        id.clone_into(&mut self.source.record_id);
    }
}
