//! Does it still run? The update campaign (*pemutakhiran*): who is asked, what they answer, who confirms it.

mod answers;
mod proof;
mod reminders;
mod report;
#[cfg(feature = "feedback")]
mod sheet;
mod survival;

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

pub use answers::{AnswerProblem, CampaignAnswer, CampaignImport, read_answers};
pub use proof::LastProof;
pub use reminders::Reminder;
pub use report::{CampaignReport, Figures, GroupProgress, StopReason};

#[cfg(feature = "feedback")]
pub use sheet::CampaignSheet;
pub use survival::SurvivalStep;

use super::apply::{Rules, regroup};
use super::error::CatalogError;
use super::history::WriteError;
use super::link::innovation_of;
use super::read::Catalog;
use super::record_id::full_id;
use super::rows::Rows;
use super::state::CampaignItemState;
use super::writer::{CatalogWriter, Statement, refused_as, state, unknown, write_step};
use crate::lang::{BilingualText, Lang};
use crate::model::{Innovation, SourceSystem, SustainabilityStatus};
use crate::progress::silent;
use crate::vocab::{ResolveOptions, agency_by_code, hubs, region_by_code, resolve};

/// A status that was told but that nobody knows the meaning of: it counts as *lainnya* (domain rule STS-07).
pub(super) const OTHER: &str = "lainnya";

/// What a status counts as: `berjalan`, `berhenti`, `belum_dimutakhirkan` or `lainnya`.
pub(super) fn group(status: &str) -> &'static str {
    match SustainabilityStatus::new(status).counts_as() {
        "berjalan" => "berjalan",
        "berhenti" => "berhenti",
        _ if status == "belum_dimutakhirkan" => "belum_dimutakhirkan",
        _ => OTHER,
    }
}

/// Which innovations a campaign asks about. What is left empty does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CampaignSelection {
    /// Systems of which it has a record.
    pub systems: Vec<String>,
    /// Codes of the owners.
    pub agencies: Vec<String>,
    /// Codes of provinces: their own innovations and those of their regencies and cities.
    pub provinces: Vec<String>,
    /// Its year, at least.
    pub from_year: Option<i32>,
    /// Its year, at most.
    pub to_year: Option<i32>,
}

impl CampaignSelection {
    /// What means nothing would take nothing, and nobody would know why.
    fn check(&self) -> Result<(), CatalogError> {
        let unknown = |what, id: &String| CatalogError::Unknown { what, id: id.clone() };
        if let Some(system) = self.systems.iter().find(|one| SourceSystem::ALL.iter().all(|known| known.code() != one.as_str())) {
            return Err(unknown("system (a code such as `panrb_kipp`)", system));
        }
        if let Some(agency) = self.agencies.iter().find(|one| agency_by_code(one).is_none()) {
            return Err(unknown("agency (a code such as `pemda:35.78`)", agency));
        }
        let province = |code: &String| region_by_code(code).is_some_and(|region| region.province().code == region.code);
        match self.provinces.iter().find(|one| !province(one)) {
            Some(other) => Err(unknown("province (a code such as `35`)", other)),
            None => Ok(()),
        }
    }

    /// Why nothing is selected: the conditions, and what to do.
    fn takes_nothing(&self) -> BilingualText {
        let conditions = |lang: Lang| -> String {
            let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
            let listed = |name: &str, values: &[String]| (!values.is_empty()).then(|| format!("{name} `{}`", values.join("`, `")));
            let year = |name: &str, year: Option<i32>| year.map(|year| format!("{name} {year}"));
            let all = [
                listed(t("sistem", "system"), &self.systems),
                listed(t("instansi", "agency"), &self.agencies),
                listed(t("provinsi", "province"), &self.provinces),
                year(t("dari tahun", "from year"), self.from_year),
                year(t("sampai tahun", "to year"), self.to_year),
            ];
            all.into_iter().flatten().collect::<Vec<_>>().join("; ")
        };
        let (id, en) = (conditions(Lang::Id), conditions(Lang::En));
        if en.is_empty() {
            return BilingualText::new(
                "katalog tidak memuat inovasi yang dapat ditanyakan: impor berkas lebih dahulu (`jipp import`)",
                "the catalog has no innovation to ask about: import a file first (`jipp import`)",
            );
        }
        BilingualText::new(
            format!("tidak ada inovasi dalam katalog yang memenuhi pilihan ({id}): perluas, atau lihat isinya dengan `jipp status`"),
            format!("no innovation of the catalog fits the selection ({en}): widen it, or see what there is with `jipp status`"),
        )
    }

    fn takes(&self, innovation: &Innovation) -> bool {
        let among =
            |list: &[String], value: Option<&str>| list.is_empty() || value.is_some_and(|value| list.iter().any(|one| one == value));
        let province = innovation.region_code.as_deref().and_then(region_by_code).map(|region| region.province().code.as_str());
        let system =
            self.systems.is_empty() || innovation.sources.iter().any(|source| self.systems.iter().any(|one| one == source.system.code()));
        let year = innovation.year.map_or(self.from_year.is_none() && self.to_year.is_none(), |year| {
            self.from_year.is_none_or(|from| from <= year) && self.to_year.is_none_or(|to| year <= to)
        });
        system && year && among(&self.agencies, innovation.agency_code.as_deref()) && among(&self.provinces, province)
    }
}

/// A campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaign {
    /// Its identity, such as `2024`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The day on which it begins.
    pub starts: String,
    /// The day until which answers are wanted.
    pub due: Option<String>,
    /// What it asks about.
    pub selection: CampaignSelection,
}

/// One innovation that a campaign asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) record_id: String,
    pub(super) agency_code: Option<String>,
    pub(super) agency: String,
    pub(super) province: Option<String>,
    pub(super) sector: Option<String>,
}

/// What somebody said about an innovation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Update {
    pub(super) id: i64,
    pub(super) at: String,
    pub(super) status: String,
    pub(super) reason: Option<String>,
    pub(super) stopped_on: Option<String>,
    pub(super) by: String,
    pub(super) campaign: Option<String>,
}

fn subject(campaign: &str, record: &str) -> String {
    format!("{campaign}/{record}")
}

pub(super) fn campaign(db: &Connection, id: &str) -> Result<Campaign, WriteError> {
    let sql = "SELECT id, name, starts, due, data FROM campaign WHERE id = ?1";
    let found: Option<(String, String, String, Option<String>, String)> =
        db.prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))).optional()?;
    let Some((id, name, starts, due, data)) = found else { return Err(unknown("campaign", id)) };
    Ok(Campaign { id, name, starts, due, selection: serde_json::from_str(&data)? })
}

pub(super) fn items(db: &Connection, campaign: &str) -> rusqlite::Result<Vec<Item>> {
    let sql = "SELECT record_id, agency_code, agency, province, sector FROM campaign_item WHERE campaign_id = ?1 ORDER BY record_id";
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map([campaign], |row| {
        Ok(Item { record_id: row.get(0)?, agency_code: row.get(1)?, agency: row.get(2)?, province: row.get(3)?, sector: row.get(4)? })
    })?;
    rows.collect()
}

/// What a campaign asks about, under every id that means it.
struct CampaignItems(BTreeMap<String, Item>);

impl CampaignItems {
    fn of(db: &Connection, campaign: &str) -> rusqlite::Result<Self> {
        Ok(Self(items(db, campaign)?.into_iter().map(|item| (item.record_id.clone(), item)).collect()))
    }

    /// The item that an id means: that of the item itself, else that of any record of the same innovation, as far as only one item is
    /// about it. The source may be called by its name (`kipp:1`).
    fn find(&self, db: &Connection, given: &str) -> rusqlite::Result<Option<&Item>> {
        let record = full_id(given);
        if let Some(item) = self.0.get(&*record) {
            return Ok(Some(item));
        }
        let Some(innovation) = innovation_of(db, &record)? else { return Ok(None) };
        let mut found = super::link::members_of(db, &innovation)?.into_iter().filter_map(|member| self.0.get(&member));
        let first = found.next();
        Ok(first.filter(|_| found.next().is_none()))
    }
}

/// Updates by record, the first one first; of one campaign, or all.
pub(super) fn updates(db: &Connection, of: Option<&str>) -> rusqlite::Result<BTreeMap<String, Vec<Update>>> {
    let sql = "SELECT record_id, id, at, status, reason, stopped_on, by, campaign_id FROM status_update
        WHERE ?1 IS NULL OR campaign_id = ?1 ORDER BY id";
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query([of])?;
    let mut all: BTreeMap<String, Vec<Update>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        all.entry(row.get(0)?).or_default().push(Update {
            id: row.get(1)?,
            at: row.get(2)?,
            status: row.get(3)?,
            reason: row.get(4)?,
            stopped_on: row.get(5)?,
            by: row.get(6)?,
            campaign: row.get(7)?,
        });
    }
    Ok(all)
}

/// That a text is no day.
fn no_day(day: &str) -> CatalogError {
    CatalogError::refused(
        format!("`{day}` bukan tanggal: tulis seperti `2024-10-18`"),
        format!("`{day}` is no day: write it as `2024-10-18`"),
    )
}

impl CatalogWriter {
    /// Begins a campaign over the innovations that are there now. Returns how many it asks about.
    pub fn create_campaign(&mut self, campaign: &Campaign) -> Result<usize, crate::Error> {
        for day in [Some(&campaign.starts), campaign.due.as_ref()].into_iter().flatten() {
            if day.parse::<crate::model::Timestamp>().is_err() {
                return Err(no_day(day).into());
            }
        }
        let moment = |day: &str| day.parse::<crate::model::Timestamp>().ok();
        if let Some(due) = &campaign.due
            && let (Some(end), Some(start)) = (moment(due), moment(&campaign.starts))
            && end.order(start).is_lt()
        {
            let starts = &campaign.starts;
            return Err(CatalogError::refused(
                format!("jawaban ditunggu sampai `{due}`, sebelum kampanye dimulai pada `{starts}`: berikan tanggal yang lebih kemudian"),
                format!("answers are due on `{due}`, before the campaign begins on `{starts}`: give a later day"),
            )
            .into());
        }
        if campaign.id.is_empty() || campaign.id.contains('/') {
            return Err(CatalogError::refused("kampanye memerlukan ID tanpa `/`", "a campaign needs an id without `/`").into());
        }
        campaign.selection.check()?;
        self.change(&silent, |db, _| {
            let exists: i64 = db.query_row("SELECT count(*) FROM campaign WHERE id = ?1", [&campaign.id], |row| row.get(0))?;
            if exists > 0 {
                return Err(refused_as(
                    format!("kampanye `{}` sudah ada", campaign.id),
                    format!("there is a campaign `{}` already", campaign.id),
                ));
            }
            db.execute(
                "INSERT INTO campaign VALUES (?1, ?2, ?3, ?4, ?5)",
                params![campaign.id, campaign.name, campaign.starts, campaign.due, serde_json::to_string(&campaign.selection)?],
            )?;
            let mut insert = db.prepare("INSERT INTO campaign_item VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
            let mut statement = db.prepare("SELECT data FROM innovation ORDER BY id")?;
            let mut rows = statement.query([])?;
            let said = Statement::new("sistem", Some(&campaign.starts));
            let mut count = 0;
            while let Some(row) = rows.next()? {
                let one: Innovation = serde_json::from_str(&row.get::<_, String>(0)?)?;
                if !campaign.selection.takes(&one) {
                    continue;
                }
                let agency = one.agency_name.clone().or_else(|| one.agency.clone()).unwrap_or_default();
                let sector = one.sector.clone().or_else(|| one.main_affair.clone()).or_else(|| one.affairs.first().cloned());
                insert.execute(params![campaign.id, one.record_id, one.agency_code, agency, one.province, sector])?;
                write_step(db, &subject(&campaign.id, &one.record_id), CampaignItemState::Pending, &said)?;
                count += 1;
            }
            if count == 0 {
                let why = campaign.selection.takes_nothing();
                return Err(refused_as(why.id, why.en));
            }
            Ok(count)
        })
    }

    /// Takes answers in. A row that cannot be taken is told with its reason, the others are; an answer of a confirmed item is refused.
    pub fn import_answers(&mut self, id: &str, answers: &[CampaignAnswer], said: &Statement<'_>) -> Result<CampaignImport, crate::Error> {
        said.check()?;
        self.change(&silent, |db, old| {
            campaign(db, id)?;
            let (done, touched) = answers::take(db, id, answers, said)?;
            let mut rows = Rows::new(db, None);
            regroup(&mut rows, &Rules::of(db)?, &touched)?;
            *old = rows.old;
            Ok(done)
        })
    }

    /// Confirms an answer or sends it back. The judge is KemenPANRB, Kemendagri, LAN or the owner's hub, and not who answered (domain
    /// rule STS-05).
    pub fn validate_answer(&mut self, id: &str, record: &str, verified: bool, said: &Statement<'_>) -> Result<(), crate::Error> {
        said.check()?;
        self.change(&silent, |db, _| {
            let items = CampaignItems::of(db, id)?;
            let Some(item) = items.find(db, record)? else { return Err(unknown("item of the campaign", &full_id(record))) };
            let record = item.record_id.as_str();
            let judge = may_judge(said.by, item)?;
            let Some(update) = updates(db, Some(id))?.remove(record).and_then(|mut updates| updates.pop()) else {
                return Err(refused_as(
                    format!("belum ada jawaban tentang `{record}`"),
                    format!("nothing was answered about `{record}` yet"),
                ));
            };
            if update.by == judge || update.by == said.by || agency_code_of(&update.by).as_deref() == Some(&judge) {
                return Err(refused_as(
                    "yang memutakhirkan rekaman tidak memvalidasinya (STS-05)",
                    "whoever updates a record does not validate it (STS-05)",
                ));
            }
            let to = if verified { CampaignItemState::Validated } else { CampaignItemState::Returned };
            write_step(db, &subject(id, record), to, said)?;
            let Some(at) = said.at else { return Err(refused_as("waktu penilaiannya belum disebut", "when it was judged is missing")) };
            let decision = if verified { "verified" } else { "rejected" };
            db.execute(
                "INSERT INTO validation (record_id, update_id, at, by, decision, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![record, update.id, at, judge, decision, said.reason],
            )?;
            Ok(())
        })
    }
}

/// The code of an agency given by code or name.
pub(super) fn agency_code_of(name: &str) -> Option<String> {
    agency_by_code(name).map(|agency| agency.code.clone()).or_else(|| resolve(name, ResolveOptions::default()).code)
}

/// The code of the judge, if it may judge this item.
fn may_judge(by: &str, item: &Item) -> Result<String, WriteError> {
    let Some(code) = agency_code_of(by) else {
        return Err(refused_as(
            format!("`{by}` bukan instansi yang dikenal jipp: validator adalah instansi"),
            format!("`{by}` is no agency that jipp knows: a validator is an agency"),
        ));
    };
    let national = ["panrb", "kemendagri", "lan"].iter().any(|name| code == *name || code == format!("pusat:{name}"));
    let province =
        item.agency_code.as_deref().and_then(|owner| owner.strip_prefix("pemda:")).map(|region| region.chars().take(2).collect::<String>());
    let hub =
        hubs().iter().any(|hub| hub.agency_code == code && province.as_ref().is_some_and(|province| code == format!("pemda:{province}")));
    if item.agency_code.as_deref() == Some(&code) {
        return Err(refused_as(
            "instansi tidak memvalidasi rekamannya sendiri (STS-05)",
            "an agency does not validate its own records (STS-05)",
        ));
    }
    if national || hub {
        return Ok(code);
    }
    Err(refused_as(
        "rekaman divalidasi oleh KemenPANRB, Kemendagri, LAN, atau simpul provinsi pemiliknya (STS-05)",
        "records are validated by KemenPANRB, Kemendagri, LAN or the hub of the owner's province (STS-05)",
    ))
}

impl Catalog {
    /// Every campaign, by id.
    pub fn campaigns(&self) -> Result<Vec<Campaign>, crate::Error> {
        self.needs_memory()?;
        let ids = self.texts("SELECT id FROM campaign ORDER BY id")?;
        ids.iter().map(|id| campaign(&self.connection, id).map_err(|error| self.core(error))).collect()
    }

    /// The state of every item of a campaign, by record.
    pub fn campaign_states(&self, id: &str) -> Result<BTreeMap<String, CampaignItemState>, crate::Error> {
        self.needs_memory()?;
        let read = || -> Result<_, WriteError> {
            campaign(&self.connection, id)?;
            states(&self.connection, id)
        };
        read().map_err(|error| self.core(error))
    }
}

fn states(db: &Connection, id: &str) -> Result<BTreeMap<String, CampaignItemState>, WriteError> {
    let mut all = BTreeMap::new();
    for item in items(db, id)? {
        let at = state::<CampaignItemState>(db, &subject(id, &item.record_id))?.unwrap_or(CampaignItemState::Pending);
        all.insert(item.record_id, at);
    }
    Ok(all)
}

/// The innovation behind an item today: records may have been merged since.
fn innovation_now(db: &Connection, record: &str) -> Result<Option<Innovation>, WriteError> {
    let Some(id) = innovation_of(db, record)? else { return Ok(None) };
    let text: Option<String> =
        db.prepare_cached("SELECT data FROM innovation WHERE id = ?1")?.query_row([id], |row| row.get(0)).optional()?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}
