//! Which hubs are there, whom do they foster, and what do their answers come to?

use std::collections::BTreeMap;

use rusqlite::params;
use serde::{Deserialize, Serialize};

use crate::catalog::error::CatalogError;
use crate::catalog::history::WriteError;
use crate::catalog::read::Catalog;
use crate::catalog::writer::{CatalogWriter, refused_as};
use crate::lang::Lang;
use crate::model::{HubInstrument, HubRecord, HubResponse, HubScore};
use crate::progress::silent;
use crate::vocab::agency_by_code;

/// A hub with its members and what its answers come to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HubRow {
    /// The hub.
    pub hub: HubRecord,
    /// Agencies that it fosters.
    pub members: Vec<String>,
    /// Its innovations and those of its members.
    pub innovations: u64,
    /// By instrument: the score as claimed beside that as verified, computed anew from the answers; or why there is none.
    pub scores: BTreeMap<String, Result<HubScore, String>>,
}

impl CatalogWriter {
    /// Puts a hub in place, with its answers if it has some.
    pub fn put_hub(&mut self, hub: &HubRecord, members: &[String]) -> Result<(), crate::Error> {
        self.change(&silent, |db, _| {
            let name = hub.hub.agency.code.clone().or_else(|| {
                let name = hub.hub.agency.name.as_deref()?;
                crate::vocab::resolve(name, crate::vocab::ResolveOptions::default()).code
            });
            let Some(code) = name.filter(|code| agency_by_code(code).is_some()) else {
                let agency = &hub.hub.agency;
                let given = agency.code.as_deref().or(agency.name.as_deref()).unwrap_or_default();
                return Err(refused_as(
                    format!("instansi simpul, `{given}`, tidak dikenal (HUB-01): tulis kodenya, misalnya `pemda:35`; `jipp resolve` mencarinya dari nama"),
                    format!("the agency of the hub, `{given}`, is not known (HUB-01): write its code, such as `pemda:35`, which `jipp resolve` finds by name"),
                ));
            };
            let plain = HubRecord { instrument: None, response: None, score: None, ..hub.clone() };
            let sql = "INSERT INTO hub VALUES (?1, ?2) ON CONFLICT (agency_code) DO UPDATE SET data = excluded.data";
            db.execute(sql, params![code, serde_json::to_string(&plain)?])?;
            for member in members {
                if agency_by_code(member).is_none() {
                    return Err(CatalogError::UnknownAgency { given: member.clone() }.into());
                }
                db.execute("INSERT OR IGNORE INTO hub_member VALUES (?1, ?2)", params![code, member])?;
            }
            if let Some(instrument) = &hub.instrument {
                instrument.check().map_err(|error| refused_as(error.message(Lang::Id), error.message(Lang::En)))?;
                let sql = "INSERT INTO hub_instrument VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET data = excluded.data";
                db.execute(sql, params![instrument.id, serde_json::to_string(instrument)?])?;
            }
            if let Some(response) = &hub.response {
                let sql =
                    "INSERT INTO hub_response VALUES (?1, ?2, ?3) ON CONFLICT (hub_code, instrument) DO UPDATE SET data = excluded.data";
                db.execute(sql, params![code, response.instrument, serde_json::to_string(response)?])?;
            }
            Ok(())
        })
    }
}

impl Catalog {
    /// Every hub, by code of its agency. Scores are computed from the answers, never stored.
    pub fn hubs(&self) -> Result<Vec<HubRow>, crate::Error> {
        self.needs_memory()?;
        let read = || -> Result<Vec<HubRow>, WriteError> {
            let db = &self.connection;
            let mut instruments: BTreeMap<String, HubInstrument> = BTreeMap::new();
            let mut statement = db.prepare("SELECT id, data FROM hub_instrument")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                instruments.insert(row.get(0)?, serde_json::from_str(&row.get::<_, String>(1)?)?);
            }
            let mut statement = db.prepare("SELECT agency_code, data FROM hub ORDER BY agency_code")?;
            let mut rows = statement.query([])?;
            let mut hubs = Vec::new();
            while let Some(row) = rows.next()? {
                let code: String = row.get(0)?;
                let mut statement = db.prepare_cached("SELECT agency_code FROM hub_member WHERE hub_code = ?1 ORDER BY agency_code")?;
                let members: Vec<String> = statement.query_map([&code], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
                let sql = "SELECT count(*) FROM innovation WHERE agency_code = ?1
                    OR agency_code IN (SELECT agency_code FROM hub_member WHERE hub_code = ?1)";
                let innovations: i64 = db.prepare_cached(sql)?.query_row([&code], |row| row.get(0))?;
                let mut scores = BTreeMap::new();
                let mut statement = db.prepare_cached("SELECT data FROM hub_response WHERE hub_code = ?1")?;
                let responses: Vec<String> = statement.query_map([&code], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
                for response in responses {
                    let response: HubResponse = serde_json::from_str(&response)?;
                    let score = match instruments.get(&response.instrument) {
                        Some(instrument) => instrument.score(&response).map_err(|error| error.to_string()),
                        None => Err(format!("there is no instrument `{}`", response.instrument)),
                    };
                    scores.insert(response.instrument, score);
                }
                hubs.push(HubRow {
                    hub: serde_json::from_str(&row.get::<_, String>(1)?)?,
                    members,
                    innovations: innovations as u64,
                    scores,
                });
            }
            Ok(hubs)
        };
        read().map_err(|error| self.core(error))
    }
}
