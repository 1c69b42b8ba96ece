//! How are replications and hubs checked? Each by itself, with what is known of its origin, and replications all together.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::check::{CheckOptions, Checked, order};
use super::context::{Emitter, Place};
use super::digest::Digest;
use super::registry::{Check, Rule, rules};
use super::replication::{called, names_in};
use crate::ingest::{Fault, ListEntry};
use crate::model::{Finding, Hub, HubInstrument, HubRecord, HubResponse, HubScore, OrganisationRef, PartialDate, Replication, Stage};
use crate::text::{key, words};
use crate::vocab::{Agency, Resolution, ResolveOptions, Resolver, Status, agency_by_code};

/// What a rule about a row that cannot be read sees.
#[derive(Debug, Clone, Copy)]
pub struct EntryContext<'a> {
    /// What is wrong with it.
    pub faults: &'a [Fault],
}

/// What a rule about one replication sees.
#[derive(Debug, Clone, Copy)]
pub struct ReplicationContext<'a> {
    /// The replication. Names of agencies that mean one body have its code of today, so that they can be compared.
    pub replication: &'a Replication,
    /// How the owner of the origin is known.
    pub owner: &'a Party,
    /// How the replicator is known.
    pub replicator: &'a Party,
    /// The record of the origin, if it is among the records.
    pub origin: Option<&'a Digest>,
    /// Whether the id of the origin is that of several records, each of another system.
    pub origin_is_ambiguous: bool,
    /// Whether any record, of whatever agency, is called as the origin is.
    pub origin_is_called: bool,
    /// Whether there are records at all.
    pub has_records: bool,
}

/// What a rule about all replications together sees.
#[derive(Debug, Clone, Copy)]
pub struct ReplicationsContext<'a> {
    /// Every replication that could be read, in reading order.
    pub replications: &'a [KnownReplication<'a>],
    /// Every record of an innovation, in reading order.
    pub records: &'a [Digest],
}

/// What a rule about one hub sees.
#[derive(Debug, Clone, Copy)]
pub struct HubContext<'a> {
    /// The hub, as given.
    pub hub: &'a Hub,
    /// How its agency is known.
    pub agency: &'a Party,
    /// The instrument, if given.
    pub instrument: Option<&'a HubInstrument>,
    /// What the hub answered, if given.
    pub response: Option<&'a HubResponse>,
    /// The score as stated, if given.
    pub score: Option<&'a HubScore>,
}

/// How an organisation is known.
#[derive(Debug, Clone)]
pub enum Party {
    /// Nothing says who it is.
    Missing,
    /// One agency.
    Known {
        /// The agency.
        agency: &'static Agency,
        /// Whether the name is that of one of its units: `RSUD Dr. Soetomo` means the province that runs it.
        by_unit: bool,
    },
    /// A code that no agency has.
    UnknownCode(String),
    /// A name that does not mean one agency: which may be meant.
    Unresolved(Arc<Resolution>),
}

/// A replication with what is known of those who take part.
#[derive(Debug, Clone)]
pub struct KnownReplication<'a> {
    /// Where it stands.
    pub place: Place<'a>,
    /// The replication, agencies by their code of today.
    pub replication: Replication,
    /// How the owner of the origin is known.
    pub owner: Party,
    /// How the replicator is known.
    pub replicator: Party,
    /// The record of the origin, if it is among the records.
    pub origin: Option<&'a Digest>,
    /// Whether the id of the origin is that of several records, each of another system.
    pub origin_is_ambiguous: bool,
    /// Whether any record, of whatever agency, is called as the origin is.
    pub origin_is_called: bool,
}

/// Checks replications. `records` are the innovations that may be their origins: [`digests`](super::digests) makes them; without any,
/// rules that ask for the origin's record are silent. Rows that cannot be read are quarantined.
///
/// ```
/// use jipp_core::ingest::ListEntry;
/// use jipp_core::model::{OrganisationRef, Replication, ReplicationOrigin};
/// use jipp_core::rules::{CheckOptions, check_replications};
/// let situbondo = OrganisationRef::of_name("Pemkab Situbondo");
/// let origin = ReplicationOrigin { owner: situbondo.clone(), ..ReplicationOrigin::titled("GERPAS") };
/// let replication = Replication::new("r1", origin, situbondo);
/// let checked = check_replications(&[ListEntry::new("r1", replication)], &[], &CheckOptions::default());
/// assert_eq!(checked.findings[0].rule.code, "REP-01");
/// ```
pub fn check_replications(replications: &[ListEntry<Replication>], records: &[Digest], options: &CheckOptions<'_>) -> Checked {
    let selected = selected(options);
    let mut findings = unreadable(replications, &selected, options);
    let origins = Origins::of(records);
    let mut resolver = Resolver::default();
    let known: Vec<KnownReplication<'_>> = replications
        .iter()
        .filter_map(|entry| entry.value().map(|replication| know(replication, place(entry), &origins, &mut resolver)))
        .collect();
    for one in &known {
        let context = ReplicationContext {
            replication: &one.replication,
            owner: &one.owner,
            replicator: &one.replicator,
            origin: one.origin,
            origin_is_ambiguous: one.origin_is_ambiguous,
            origin_is_called: one.origin_is_called,
            has_records: !records.is_empty(),
        };
        for rule in &selected {
            if let Check::Replication(check) = rule.check {
                check(&context, &mut Emitter::new(rule.info, options, &mut findings).at_place(one.place));
            }
        }
    }
    for rule in &selected {
        if let Check::Replications(check) = rule.check {
            check(&ReplicationsContext { replications: &known, records }, &mut Emitter::new(rule.info, options, &mut findings));
        }
    }
    settle(findings, options, replications.iter().filter(|entry| entry.content.is_err()).map(|entry| entry.id.clone()))
}

/// Checks hubs. Rows that cannot be read are quarantined.
///
/// ```
/// use jipp_core::ingest::ListEntry;
/// use jipp_core::model::{Hub, HubRecord, OrganisationRef};
/// use jipp_core::rules::{CheckOptions, check_hubs};
/// let hub = HubRecord::new(Hub::new(OrganisationRef::of_code("pemda:35")));
/// let checked = check_hubs(&[ListEntry::new("pemda:35", hub)], &CheckOptions::default());
/// assert!(checked.findings.iter().all(|finding| finding.rule.code == "HUB-01"));
/// ```
pub fn check_hubs(hubs: &[ListEntry<HubRecord>], options: &CheckOptions<'_>) -> Checked {
    let selected = selected(options);
    let mut findings = unreadable(hubs, &selected, options);
    let mut resolver = Resolver::default();
    for (entry, record) in hubs.iter().filter_map(|entry| Some((entry, entry.value()?))) {
        let since = record.hub.since.map(PartialDate::year);
        let agency = party(&record.hub.agency, None, since, &mut resolver);
        let context = HubContext {
            hub: &record.hub,
            agency: &agency,
            instrument: record.instrument.as_ref(),
            response: record.response.as_ref(),
            score: record.score.as_ref(),
        };
        let place = Place { agency: agency.code(), ..place(entry) };
        for rule in &selected {
            if let Check::Hub(check) = rule.check {
                check(&context, &mut Emitter::new(rule.info, options, &mut findings).at_place(place));
            }
        }
    }
    settle(findings, options, hubs.iter().filter(|entry| entry.content.is_err()).map(|entry| entry.id.clone()))
}

fn selected(options: &CheckOptions<'_>) -> Vec<&'static Rule> {
    rules().iter().filter(|rule| rule.info.stage == Stage::Import || options.runs_anywhere(rule.info.code)).collect()
}

fn unreadable<T>(entries: &[ListEntry<T>], selected: &[&'static Rule], options: &CheckOptions<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in entries {
        let Err(unreadable) = &entry.content else { continue };
        for rule in selected {
            if let Check::Entry(check) = rule.check {
                let mut emitter = Emitter::new(rule.info, options, &mut findings).at_place(place(entry));
                check(&EntryContext { faults: &unreadable.faults }, &mut emitter);
            }
        }
    }
    findings
}

fn settle(mut findings: Vec<Finding>, options: &CheckOptions<'_>, unreadable: impl Iterator<Item = String>) -> Checked {
    findings.retain(|finding| options.tells(finding));
    findings.sort_by(order);
    Checked { findings, quarantined: unreadable.collect() }
}

fn place<T>(entry: &ListEntry<T>) -> Place<'_> {
    Place { file: &entry.file, row: entry.row, id: &entry.id, agency: None }
}

fn know<'a>(given: &Replication, place: Place<'a>, origins: &Origins<'a>, resolver: &mut Resolver) -> KnownReplication<'a> {
    let mut replication = given.clone();
    // bodies change their names: the year in which the replication began says which one a name means
    let year = replication.dates.known().next().map(|(_, date)| date.year());
    let title = replication.origin.title.as_deref();
    let mut owner = party(&replication.origin.owner, title, year, resolver);
    let replicator = party(&replication.replicator, None, year, resolver);
    let proposer = replication.proposer.as_ref().map(|proposer| party(proposer, None, year, resolver));
    let origin = origins.find(&replication, owner.code());
    let origin_is_ambiguous = origins.is_ambiguous(&replication);
    let origin_is_called = replication.origin.title.as_deref().is_some_and(|title| origins.has_called(title));
    if let (Party::Missing, Some(code)) = (&owner, origin.and_then(|origin| origin.agency_code.as_deref())) {
        // the origin's record says whose it is
        owner = Party::of_code(code);
    }
    owner.complete(&mut replication.origin.owner);
    replicator.complete(&mut replication.replicator);
    if let (Some(known), Some(proposer)) = (&proposer, &mut replication.proposer) {
        known.complete(proposer);
    }
    let place = Place { agency: replicator.code(), ..place };
    KnownReplication { place, replication, owner, replicator, origin, origin_is_ambiguous, origin_is_called }
}

/// Reasons of the resolver that say that a name is that of a unit, not of the agency itself.
const UNIT_REASONS: &[&str] = &["unit_of", "kind_of_unit", "named_unit", "unit_in_place", "provincial_unit", "samsat"];

fn party(who: &OrganisationRef, title: Option<&str>, year: Option<i32>, resolver: &mut Resolver) -> Party {
    let filled = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    match (&who.code, &who.name) {
        (Some(code), _) if filled(&who.code) => Party::of_code(code.trim()),
        (_, Some(name)) if filled(&who.name) => {
            let (unit, region_code) = (who.unit.as_deref(), who.region_code.as_deref());
            let answer = resolver.resolve(name, ResolveOptions { year, unit, title, region_code, ..ResolveOptions::default() });
            let code = answer.code.as_deref().filter(|_| answer.status == Status::Resolved);
            let Some(agency) = code.and_then(agency_by_code) else { return Party::Unresolved(answer) };
            let reason = answer.candidates.first().map_or("", |candidate| candidate.reason.as_str());
            Party::Known { agency, by_unit: UNIT_REASONS.contains(&reason) }
        }
        _ => Party::Missing,
    }
}

impl Party {
    /// Code of the agency, if it is known.
    pub fn code(&self) -> Option<&'static str> {
        self.agency().map(|agency| agency.code.as_str())
    }

    /// The agency, if it is known.
    pub fn agency(&self) -> Option<&'static Agency> {
        if let Self::Known { agency, .. } = self { Some(agency) } else { None }
    }

    fn of_code(code: &str) -> Self {
        agency_by_code(code).map_or_else(|| Self::UnknownCode(code.to_owned()), |agency| Self::Known { agency, by_unit: false })
    }

    /// Writes the code of the body that it is today (names of one body over the years are one), and the unit that its name is.
    fn complete(&self, who: &mut OrganisationRef) {
        let Self::Known { agency, by_unit } = self else { return };
        let owner = agency.owner();
        if who.unit.is_none() {
            who.unit = if *by_unit { who.name.clone() } else { (owner.code != agency.code).then(|| agency.name.clone()) };
        }
        who.code = Some(owner.today().code.clone());
    }
}

/// The records of innovations under the ids and names by which a replication can mean them.
struct Origins<'a> {
    ids: HashMap<&'a str, &'a Digest>,
    /// By the id that a record has in its own system: only that of one record, or none where several systems gave it.
    plain_ids: HashMap<&'a str, Option<&'a Digest>>,
    nris: HashMap<&'a str, &'a Digest>,
    /// Only titles that one record of the agency has.
    titles: HashMap<(String, &'a str), Option<&'a Digest>>,
    /// All that records are called, of whatever agency.
    names: HashSet<String>,
    /// For each word the numbers of the records that have it in their title or short name.
    words: HashMap<String, Vec<usize>>,
}

impl<'a> Origins<'a> {
    fn of(records: &'a [Digest]) -> Self {
        let mut origins = Self {
            ids: HashMap::new(),
            plain_ids: HashMap::new(),
            nris: HashMap::new(),
            titles: HashMap::new(),
            names: HashSet::new(),
            words: HashMap::new(),
        };
        for (number, record) in records.iter().enumerate() {
            origins.names.extend([&record.title, &record.acronym].into_iter().flatten().flat_map(|name| called(name)));
            for word in [&record.title, &record.acronym].into_iter().flatten().flat_map(|name| words(name)) {
                let numbers = origins.words.entry(word).or_default();
                if numbers.last() != Some(&number) {
                    numbers.push(number);
                }
            }
            origins.ids.entry(&record.record_id).or_insert(record);
            if let Some(id) = record.external_id.as_deref() {
                let known = origins.plain_ids.entry(id).or_insert(Some(record));
                if known.is_some_and(|known| !known.is_same_record(record)) {
                    *known = None;
                }
            }
            if let Some(nri) = record.nri.as_deref() {
                origins.nris.entry(nri).or_insert(record);
            }
            let Some(agency) = record.agency_today() else { continue };
            let mut names: Vec<String> = [&record.title, &record.acronym].into_iter().flatten().map(|name| key(name)).collect();
            names.dedup();
            for name in names.into_iter().filter(|name| !name.is_empty()) {
                let known = origins.titles.entry((name, agency)).or_insert(Some(record));
                if known.is_some_and(|known| !std::ptr::eq(known, record)) {
                    *known = None;
                }
            }
        }
        origins
    }

    /// Whether several systems have a record under the id that the replication gives.
    fn is_ambiguous(&self, replication: &Replication) -> bool {
        let id = replication.origin.record_id.as_deref().map(str::trim);
        id.is_some_and(|id| !self.ids.contains_key(id) && self.plain_ids.get(id).is_some_and(Option::is_none))
    }

    /// Whether a record is called as this title says: in letters, or with all words of it, or of the short or the long name in it (*ANC
    /// Hipnoterapi* is called *Antenatal Care (ANC) Hipnoterapi*).
    fn has_called(&self, title: &str) -> bool {
        let has_words = |name: &str| {
            let postings: Option<Vec<&Vec<usize>>> = words(name).map(|word| self.words.get(&word)).collect();
            let Some(postings) = postings else { return false };
            let fewest = postings.iter().min_by_key(|numbers| numbers.len());
            let is_in_all = |number: &usize| postings.iter().all(|numbers| numbers.binary_search(number).is_ok());
            fewest.is_some_and(|numbers| numbers.iter().any(is_in_all))
        };
        called(title).iter().any(|name| self.names.contains(name)) || names_in(title).iter().any(|name| has_words(name))
    }

    fn find(&self, replication: &Replication, owner: Option<&str>) -> Option<&'a Digest> {
        let origin = &replication.origin;
        if let Some(id) = origin.record_id.as_deref() {
            return self.ids.get(id.trim()).copied().or_else(|| self.plain_ids.get(id.trim()).copied().flatten());
        }
        if let Some(record) = origin.nri.as_deref().and_then(|nri| self.nris.get(nri.trim())) {
            return Some(record);
        }
        let owner = agency_by_code(owner?)?.owner().today().code.as_str();
        self.titles.get(&(key(origin.title.as_deref()?), owner)).copied().flatten()
    }
}
