//! Hubs of the network of public-service innovations (JIPP): the agencies that PANRB has designated.

use std::sync::OnceLock;

use serde::Deserialize;

/// A designated hub. `data/hubs.csv` names the source of each row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DesignatedHub {
    /// The agency: `pemda:35`, `pusat:kemenag`. It is the one designated; a ministry split since then keeps its old code.
    pub agency_code: String,
    /// Its name when it was designated.
    pub name: String,
    /// `regional` or `central`.
    pub level: String,
    /// The year of the designation.
    pub year: i32,
    /// The day of the designation or of the commitment to it, `YYYY-MM-DD`, where known.
    pub date: Option<String>,
    /// The decree, where its number is known.
    pub decree: Option<String>,
    /// The site of the hub, where known.
    pub site: Option<String>,
    /// `high`, `medium` or `low`: how sure the row is.
    pub confidence: String,
    /// What it rests on.
    pub source: String,
}

/// Hubs that sources count but do not name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnnamedHubs {
    /// How many.
    pub count: u32,
    /// `regional` or `central`.
    pub level: String,
    /// The year of their designation.
    pub year: i32,
    /// `high`, `medium` or `low`: how sure the row is.
    pub confidence: String,
    /// What it rests on.
    pub source: String,
}

/// A row of the table: `kind` is `named` or `unnamed`; an unnamed one has a count and no code.
#[derive(Deserialize)]
struct Row {
    kind: String,
    count: u32,
    code: String,
    name: String,
    level: String,
    year: i32,
    date: Option<String>,
    decree: Option<String>,
    site: Option<String>,
    source: String,
    confidence: String,
}

fn table() -> &'static (Vec<DesignatedHub>, Vec<UnnamedHubs>) {
    static TABLE: OnceLock<(Vec<DesignatedHub>, Vec<UnnamedHubs>)> = OnceLock::new();
    TABLE.get_or_init(|| {
        let (mut named, mut unnamed) = (Vec::new(), Vec::new());
        for row in super::table::<Row>(include_str!("../../data/hubs.csv")) {
            let Row { kind, count, code, name, level, year, date, decree, site, source, confidence } = row;
            if kind == "named" {
                named.push(DesignatedHub { agency_code: code, name, level, year, date, decree, site, confidence, source });
            } else {
                unnamed.push(UnnamedHubs { count, level, year, confidence, source });
            }
        }
        (named, unnamed)
    })
}

/// The hubs whose agency is known, in the order of designation. There are more: see [`unnamed_hubs`].
pub fn hubs() -> &'static [DesignatedHub] {
    &table().0
}

/// The hubs that are only counted; with [`hubs`] they give the total that PANRB states.
pub fn unnamed_hubs() -> &'static [UnnamedHubs] {
    &table().1
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::vocab::agency_by_code;

    #[test]
    fn every_hub_is_an_agency_and_the_total_is_the_stated_one() {
        let rows = include_str!("../../data/hubs.csv").trim_end().lines().count() - 1;
        assert_eq!(hubs().len() + unnamed_hubs().len(), rows);
        for hub in hubs() {
            let agency = agency_by_code(&hub.agency_code).unwrap_or_else(|| panic!("{}", hub.agency_code));
            assert_eq!(hub.level == "regional", agency.region.is_some(), "{}", hub.name);
            assert!(agency.exists_in(hub.year), "{} in {}", hub.name, hub.year);
        }
        assert_eq!(hubs().iter().map(|h| &h.agency_code).collect::<BTreeSet<_>>().len(), hubs().len());
        // 54 hubs in September 2024: 36 regional and 18 central
        for (level, total) in [("regional", 36), ("central", 18)] {
            let named = hubs().iter().filter(|h| h.level == level).count();
            let counted: u32 = unnamed_hubs().iter().filter(|h| h.level == level).map(|h| h.count).sum();
            assert_eq!(named + counted as usize, total, "{level}");
        }
    }
}
