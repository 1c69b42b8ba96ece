//! What rules about all records together keep of each: a record of a large file is gone when they run.

use std::collections::HashSet;
use std::sync::Arc;

use super::hash::name_hash;
use super::kipp::Entry;
use super::status::claimed_complete::Claim;
use crate::model::{
    Award, Evidence, Field, IgaIndicator, Innovation, KippEntry, MaturityScore, PartialDate, PreviousVersion, Record, ReplicationOrigin,
    SourceSystem, StatusHistory, SustainabilityStatus,
};
use crate::text::key;
use crate::vocab::agency_by_code;

/// The part of a record that rules about all records together ask for: some hundred bytes.
#[derive(Debug, Clone)]
pub struct Digest {
    /// Id of the record.
    pub record_id: Box<str>,
    /// The system it comes from.
    pub system: SourceSystem,
    /// Its id there.
    pub external_id: Option<Box<str>>,
    /// The year that the source gives.
    pub source_year: Option<i32>,
    /// The file.
    pub file: Arc<str>,
    /// 1-based row in the file.
    pub row: u64,
    /// Hash of the row.
    pub hash: Box<str>,
    /// The programme whose form it follows.
    pub programme: Arc<str>,
    /// The title.
    pub title: Option<Box<str>>,
    /// Hash of the key under which spellings of the title meet, if it has letters or digits.
    pub(super) title_hash: Option<u64>,
    /// Letters and digits of the title.
    pub(super) title_letters: u32,
    /// The acronym in the title.
    pub acronym: Option<Box<str>>,
    /// Its expansion.
    pub expansion: Option<Box<str>>,
    /// The agency as written.
    pub agency: Option<Arc<str>>,
    /// Code of the agency.
    pub agency_code: Option<Arc<str>>,
    /// Name of the agency in the tables.
    pub agency_name: Option<Arc<str>>,
    /// Code of the region.
    pub region_code: Option<Arc<str>>,
    /// Whose database the record belongs to, if the source says so.
    pub steward: Option<Arc<str>>,
    /// National registration number.
    pub nri: Option<Box<str>>,
    /// The year.
    pub year: Option<i32>,
    /// When it was put into practice.
    pub implementation_date: Option<PartialDate>,
    /// Whether it still runs.
    pub status: Option<SustainabilityStatus>,
    /// How many replications its counter tells (*jumlah replikasi*); missing is not known, which is not zero.
    pub replication_count: Option<u64>,
    details: Option<Box<Details>>,
    claim: Option<Box<Claim>>,
}

/// What only some records have.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Details {
    /// KIPP group of the record itself.
    pub kipp_group: Option<String>,
    /// KIPP category of the record itself.
    pub kipp_category: Option<String>,
    /// Entries in KIPP.
    pub kipp_entries: Vec<KippEntry>,
    /// Awards.
    pub awards: Vec<Award>,
    /// What it says it replicates.
    pub replicates: Option<String>,
    /// Its origins, if it is a replication.
    pub replication_origins: Vec<ReplicationOrigin>,
    /// Levels claimed in IGA.
    pub iga_indicators: Vec<IgaIndicator>,
    /// Maturity scores.
    pub maturity: Vec<MaturityScore>,
    /// Evidence.
    pub evidence: Vec<Evidence>,
    /// Status history.
    pub status_history: StatusHistory,
    /// Years in which sources report it, where they are not just its own.
    pub source_years: Vec<i32>,
    /// The version before.
    pub previous_version: Option<PreviousVersion>,
    /// Government affairs, main one first; of records of IGA only.
    pub affairs: Vec<String>,
}

static NONE: std::sync::LazyLock<Details> = std::sync::LazyLock::new(Details::default);

impl Digest {
    /// What only some records have; empty where this one has nothing of it.
    pub fn details(&self) -> &Details {
        self.details.as_deref().unwrap_or(&NONE)
    }

    /// What the source says of the record's completeness.
    pub(super) fn claim(&self) -> Option<&Claim> {
        self.claim.as_deref()
    }

    /// The entries in KIPP that the record tells of.
    pub(super) fn kipp_entries(&self) -> Vec<Entry<'_>> {
        let details = self.details();
        super::kipp::entries_of(self.year, details.kipp_group.as_deref(), details.kipp_category.as_deref(), &details.kipp_entries)
    }

    /// Whether both are one record of one system: its versions are no duplicates. Rows without an id are not known to be one.
    pub(super) fn is_same_record(&self, other: &Self) -> bool {
        self.external_id.is_some() && (self.system, &self.external_id) == (other.system, &other.external_id)
    }

    /// Whether both titles are one name, however written.
    pub(super) fn has_title_of(&self, other: &Self) -> bool {
        let key = |record: &Self| record.title.as_deref().map(key);
        self.title_hash.is_some() && self.title_hash == other.title_hash && key(self) == key(other)
    }

    /// Whose database the record comes from: JIPPNas holds those of three.
    pub(super) fn origin(&self) -> &str {
        self.steward.as_deref().unwrap_or(self.system.code())
    }

    /// The agency that answers for the record today: names of one body over the years are one.
    pub(super) fn agency_today(&self) -> Option<&str> {
        let code = self.agency_code.as_deref()?;
        Some(agency_by_code(code).map_or(code, |agency| agency.owner().today().code.as_str()))
    }

    /// The agency as a message names it.
    pub(super) fn shown_agency(&self) -> &str {
        self.agency_name.as_deref().or(self.agency.as_deref()).or(self.agency_code.as_deref()).unwrap_or_default()
    }
}

/// The digests of records, for [`check_replications`](super::check_replications). `programme_of` tells which programme's form a record follows.
pub fn digests<'p>(records: &[Record], programme_of: impl Fn(&Record) -> &'p str) -> Vec<Digest> {
    let mut digester = Digester::default();
    records.iter().map(|record| digester.digest(record, programme_of(record))).collect()
}

/// Makes digests; texts that repeat, such as names of agencies, are kept once.
#[derive(Debug, Default)]
pub(super) struct Digester {
    known: HashSet<Arc<str>>,
}

impl Digester {
    fn shared(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.known.get(text) {
            return Arc::clone(known);
        }
        let text: Arc<str> = text.into();
        self.known.insert(Arc::clone(&text));
        text
    }

    pub(super) fn digest(&mut self, record: &Record, programme: &str) -> Digest {
        let (source, innovation) = (&record.source, &record.innovation);
        let own = |text: &Option<String>| text.as_deref().map(Box::from);
        let (title_hash, letters) = innovation.title.as_deref().map(name_hash).unwrap_or_default();
        let mut shared = |text: &Option<String>| text.as_deref().map(|text| self.shared(text));
        let (agency, agency_code, agency_name) =
            (shared(&innovation.agency), shared(&innovation.agency_code), shared(&innovation.agency_name));
        let (region_code, steward) = (shared(&innovation.region_code), shared(&innovation.steward));
        Digest {
            record_id: source.record_id.as_str().into(),
            system: source.system,
            external_id: own(&source.external_id),
            source_year: source.year,
            file: self.shared(&source.file),
            row: source.row,
            hash: source.hash.as_str().into(),
            programme: self.shared(programme),
            title: own(&innovation.title),
            title_hash: (letters > 0).then_some(title_hash),
            title_letters: u32::try_from(letters).unwrap_or(u32::MAX),
            acronym: own(&innovation.acronym),
            expansion: own(&innovation.expansion),
            agency,
            agency_code,
            agency_name,
            region_code,
            steward,
            nri: own(&innovation.nri),
            year: innovation.year,
            implementation_date: innovation.implementation_date,
            status: innovation.sustainability(),
            replication_count: innovation.statistics.as_ref().and_then(|statistics| statistics.replications),
            details: details(innovation, programme),
            claim: Claim::of(record).map(Box::new),
        }
    }
}

fn details(innovation: &Innovation, programme: &str) -> Option<Box<Details>> {
    const ASKED: &[Field] = &[
        Field::KippGroup,
        Field::KippCategory,
        Field::KippEntries,
        Field::Awards,
        Field::Replicates,
        Field::ReplicationOrigins,
        Field::IgaIndicators,
        Field::MaturityScores,
        Field::Evidence,
        Field::StatusHistory,
        Field::PreviousVersion,
    ];
    let iga = programme == "IGA" && !innovation.affairs.is_empty();
    let years = innovation.source_years.iter().any(|year| Some(*year) != innovation.year);
    if !iga && !years && ASKED.iter().all(|field| innovation.is_missing(*field)) {
        return None;
    }
    Some(Box::new(Details {
        kipp_group: innovation.kipp_group.clone(),
        kipp_category: innovation.kipp_category.clone(),
        kipp_entries: innovation.kipp_entries.clone(),
        awards: innovation.awards.clone(),
        replicates: innovation.replicates.clone(),
        replication_origins: innovation.replication_origins.clone(),
        iga_indicators: innovation.iga_indicators.clone(),
        maturity: innovation.maturity_scores.clone(),
        evidence: innovation.evidence.clone(),
        status_history: innovation.status_history.clone(),
        source_years: if years { innovation.source_years.clone() } else { Vec::new() },
        previous_version: innovation.previous_version.clone(),
        affairs: if iga { innovation.affairs.clone() } else { Vec::new() },
    }))
}
