//! Do the figures that somebody declared agree with each other, and with the records?
//!
//! A total is declared with its parts; what the parts leave open is told as *other*, and what is not even declared as other is
//! *unexplained*. The official figures of October 2024 (1,916 running, 429 stopped of 2,355 updated of 2,928) leave ten records
//! unexplained (domain section 3, rule STS-07).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Report, ReportError, StageCounts, StatusCounts};
use crate::error::nearest;

/// Figures that somebody declared, such as a press release.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct DeclaredFigures {
    /// Each total with its parts.
    pub figures: Vec<DeclaredFigure>,
}

/// A declared total with its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct DeclaredFigure {
    /// What it is called, with where it was published.
    pub name: String,
    /// What the total counts; `all` records if not given. Any name that a part may have.
    #[serde(default)]
    pub of: Option<String>,
    /// The total.
    pub total: usize,
    /// The parts, by name: `running`, `stopped`, `not_updated`, `updated`, `accepted`, `quarantined`, `complete`, `incomplete`, the
    /// code of a source system or an agency, or a year; `other` is what belongs to none of the parts. Other names are added up, but
    /// not counted.
    #[serde(default)]
    #[cfg_attr(feature = "tsify", tsify(type = "Record<string, number>"))]
    pub parts: BTreeMap<String, usize>,
    /// Only records of this source system.
    #[serde(default)]
    pub source: Option<String>,
    /// Only records of this agency, by code.
    #[serde(default)]
    pub agency: Option<String>,
    /// Only records of this year.
    #[serde(default)]
    pub year: Option<i32>,
}

/// Declared figures held against each other and against the records.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct ComparedFigures {
    /// Whether every figure agrees.
    pub agrees: bool,
    /// The figures, in the order in which they were declared.
    pub figures: Vec<ComparedFigure>,
}

/// One declared total, compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct ComparedFigure {
    /// What it is called.
    pub name: String,
    /// The source system it is limited to.
    pub source: Option<String>,
    /// The agency it is limited to.
    pub agency: Option<String>,
    /// The year it is limited to.
    pub year: Option<i32>,
    /// The total.
    pub total: ComparedCount,
    /// The parts by name, and last `other`: what the parts leave open.
    pub parts: Vec<ComparedCount>,
    /// The declared total less all declared parts, `other` among them: more than 0 is what nobody explains, less than 0 is counted
    /// twice. 0 where no parts are declared.
    pub unexplained: i64,
    /// Whether nothing is unexplained and every count that jipp can make is the declared one.
    pub agrees: bool,
}

/// A declared number beside the counted one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct ComparedCount {
    /// What is counted, as declared.
    pub name: String,
    /// The declared number.
    pub declared: usize,
    /// The number counted; none if jipp does not count this.
    pub counted: Option<usize>,
    /// Counted less declared.
    pub difference: Option<i64>,
    /// For a name that is not counted: which one may be meant.
    pub suggestion: Option<String>,
}

const OTHER: &str = "other";

/// Names of counts, in English and Indonesian.
const NAMES: &[(&str, &[&str])] = &[
    ("all", &["semua", "seluruh", "read", "dibaca"]),
    ("accepted", &["diterima"]),
    ("quarantined", &["dikarantina"]),
    ("complete", &["lengkap"]),
    ("incomplete", &["belum_lengkap"]),
    ("running", &["berjalan", "berlanjut"]),
    ("stopped", &["berhenti"]),
    ("not_updated", &["belum_dimutakhirkan"]),
    ("updated", &["dimutakhirkan"]),
    (OTHER, &["lainnya"]),
];

impl DeclaredFigures {
    /// Reads figures from TOML or JSON.
    ///
    /// # Errors
    ///
    /// `figures_unreadable`.
    pub fn parse(text: &str) -> Result<Self, ReportError> {
        let unreadable = |reason: String| ReportError::Unreadable { reason: reason.trim().to_owned() };
        if text.trim_start().starts_with('{') {
            serde_json::from_str(text).map_err(|error| unreadable(error.to_string()))
        } else {
            toml::from_str(text).map_err(|error| unreadable(error.to_string()))
        }
    }
}

/// Compares declared figures with each other and with what a report counted.
///
/// ```
/// use jipp_core::report::{DeclaredFigures, Report, compare_figures};
/// let declared = DeclaredFigures::parse(
///     "[[figures]]\nname = '2024'\ntotal = 2928\nparts = { running = 1916, stopped = 429, not_updated = 573 }",
/// )?;
/// let compared = compare_figures(&declared, &Report::default());
/// assert_eq!(compared.figures[0].unexplained, 10);
/// # Ok::<(), jipp_core::report::ReportError>(())
/// ```
pub fn compare_figures(declared: &DeclaredFigures, report: &Report) -> ComparedFigures {
    let figures: Vec<ComparedFigure> = declared.figures.iter().map(|figure| compare(figure, report)).collect();
    ComparedFigures { agrees: figures.iter().all(|figure| figure.agrees), figures }
}

fn compare(figure: &DeclaredFigure, report: &Report) -> ComparedFigure {
    let counts = Counts::of(figure, report);
    let mut parts: Vec<ComparedCount> = Vec::new();
    let mut declared_other = 0;
    for (name, declared) in &figure.parts {
        if canonical(name) == OTHER {
            declared_other += declared;
        } else {
            parts.push(count(name, *declared, counts.as_ref()));
        }
    }
    let total = count(figure.of.as_deref().unwrap_or("all"), figure.total, counts.as_ref());
    let mut unexplained = 0;
    if !figure.parts.is_empty() {
        let known: usize = parts.iter().map(|part| part.declared).sum();
        unexplained = figure.total as i64 - known as i64 - declared_other as i64;
        // what is left over can be counted only where the total and every part can; parts that overlap leave nothing over
        let counted = parts.iter().map(|part| part.counted).sum::<Option<usize>>();
        let left = total.counted.zip(counted).map(|(all, parts)| all.saturating_sub(parts));
        parts.push(compared(OTHER.to_owned(), declared_other, left));
    }
    let differs = |count: &ComparedCount| count.difference.is_some_and(|difference| difference != 0);
    let agrees = unexplained == 0 && !differs(&total) && !parts.iter().any(differs);
    ComparedFigure {
        name: figure.name.clone(),
        source: figure.source.clone(),
        agency: figure.agency.clone(),
        year: figure.year,
        total,
        parts,
        unexplained,
        agrees,
    }
}

fn count(name: &str, declared: usize, counts: Option<&Counts<'_>>) -> ComparedCount {
    let mut count = compared(name.to_owned(), declared, counts.and_then(|counts| counts.count(canonical(name))));
    if count.counted.is_none() && counts.is_some() {
        count.suggestion = nearest(name, NAMES.iter().map(|(name, _)| *name));
    }
    count
}

fn compared(name: String, declared: usize, counted: Option<usize>) -> ComparedCount {
    let difference = counted.map(|counted| counted as i64 - declared as i64);
    ComparedCount { name, declared, counted, difference, suggestion: None }
}

fn canonical(name: &str) -> &str {
    NAMES.iter().find(|(_, others)| others.contains(&name)).map_or(name, |(name, _)| name)
}

/// What a report counted of the records that a figure is about.
#[derive(Debug, Clone, Copy)]
struct Counts<'a> {
    records: usize,
    quarantined: usize,
    ready: StageCounts,
    statuses: StatusCounts,
    /// Groups can be counted only among all records.
    report: Option<&'a Report>,
}

impl<'a> Counts<'a> {
    /// None where the figure is limited in two ways at once: reports do not cross them.
    fn of(figure: &DeclaredFigure, report: &'a Report) -> Option<Self> {
        let none = Self { records: 0, quarantined: 0, ready: StageCounts::default(), statuses: StatusCounts::default(), report: None };
        let of_group = |groups: &[super::GroupStatistics], key: &str| {
            let group = groups.iter().find(|group| group.key.as_deref() == Some(key));
            group.map_or(none, |group| Self {
                records: group.records,
                quarantined: group.quarantined,
                ready: group.ready,
                statuses: group.statuses,
                report: None,
            })
        };
        match (&figure.source, &figure.agency, figure.year) {
            (None, None, None) => Some(Self {
                records: report.records.read,
                quarantined: report.records.quarantined,
                ready: report.ready,
                statuses: report.statuses,
                report: Some(report),
            }),
            (Some(source), None, None) => Some(of_group(&report.sources, source)),
            (None, Some(agency), None) => Some(of_group(&report.agencies, agency)),
            (None, None, Some(year)) => {
                let of_year = report.years.iter().find(|statistics| statistics.year == Some(year));
                Some(of_year.map_or(none, |of_year| Self {
                    records: of_year.records,
                    quarantined: of_year.quarantined,
                    ready: of_year.ready,
                    statuses: of_year.statuses,
                    report: None,
                }))
            }
            _ => None,
        }
    }

    fn count(&self, name: &str) -> Option<usize> {
        match name {
            "all" => Some(self.records),
            "accepted" => Some(self.records - self.quarantined.min(self.records)),
            "quarantined" => Some(self.quarantined),
            "complete" => Some(self.ready.complete),
            "incomplete" => Some(self.records - self.ready.complete.min(self.records)),
            "running" => Some(self.statuses.running),
            "stopped" => Some(self.statuses.stopped),
            "not_updated" => Some(self.statuses.not_updated),
            "updated" => Some(self.statuses.all() - self.statuses.not_updated),
            name => self.group(name),
        }
    }

    /// Records of a source, an agency or a year. A known kind of key that no record has counts 0.
    fn group(&self, name: &str) -> Option<usize> {
        let report = self.report?;
        let of = |groups: &[super::GroupStatistics]| groups.iter().find(|group| group.key.as_deref() == Some(name)).map(|g| g.records);
        if crate::model::SourceSystem::ALL.iter().any(|system| system.code() == name) {
            return Some(of(&report.sources).unwrap_or(0));
        }
        if crate::vocab::agency_by_code(name).is_some() {
            return Some(of(&report.agencies).unwrap_or(0));
        }
        let year: i32 = name.parse().ok().filter(|_| name.len() == 4)?;
        Some(report.years.iter().find(|statistics| statistics.year == Some(year)).map_or(0, |statistics| statistics.records))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{RecordCounts, YearStatistics};

    /// 2,928 records of which ten have a status that belongs nowhere.
    fn national() -> Report {
        let statuses = StatusCounts { running: 1916, stopped: 429, not_updated: 573, other: 10 };
        let group = |code: &str, records| crate::report::GroupStatistics {
            key: Some(code.into()),
            records,
            statuses: StatusCounts { not_updated: records, ..StatusCounts::default() },
            ..Default::default()
        };
        Report {
            records: RecordCounts { read: 2928, accepted: 2920, quarantined: 8, ..RecordCounts::default() },
            statuses,
            ready: StageCounts { import: 2928, submit: 2000, complete: 1500, validated: 0 },
            sources: vec![group("kemendagri_iga", 987), group("lan_inoland", 876), group("panrb_kipp", 1065)],
            years: vec![YearStatistics { year: Some(2023), records: 300, ..YearStatistics::default() }],
            ..Report::default()
        }
    }

    fn compared(toml: &str) -> ComparedFigure {
        let declared = DeclaredFigures::parse(toml).unwrap();
        let mut compared = compare_figures(&declared, &national());
        assert_eq!(compared.agrees, compared.figures.iter().all(|figure| figure.agrees));
        compared.figures.remove(0)
    }

    /// Name, declared, counted and difference of each part.
    fn parts(figure: &ComparedFigure) -> Vec<(&str, usize, Option<usize>, Option<i64>)> {
        figure.parts.iter().map(|part| (part.name.as_str(), part.declared, part.counted, part.difference)).collect()
    }

    #[test]
    fn the_figures_of_october_2024_leave_ten_unexplained() {
        let all = compared("[[figures]]\nname = 'all'\ntotal = 2928\nparts = { running = 1916, stopped = 429, not_updated = 573 }");
        assert_eq!((all.unexplained, all.agrees, all.total.difference), (10, false, Some(0)));
        assert_eq!(
            parts(&all),
            [
                ("not_updated", 573, Some(573), Some(0)),
                ("running", 1916, Some(1916), Some(0)),
                ("stopped", 429, Some(429), Some(0)),
                ("other", 0, Some(10), Some(10)),
            ]
        );
        let updated = compared("[[figures]]\nname = 'u'\nof = 'updated'\ntotal = 2355\nparts = { running = 1916, stopped = 429 }");
        assert_eq!((updated.unexplained, updated.total.counted), (10, Some(2355)));
        let told = compared(
            "[[figures]]\nname = 'all'\ntotal = 2928\nparts = { berjalan = 1916, berhenti = 429, belum_dimutakhirkan = 573, lainnya = 10 }",
        );
        assert!(told.agrees && told.unexplained == 0, "{told:?}");
        assert_eq!(told.parts.last().map(|part| (part.name.as_str(), part.difference)), Some(("other", Some(0))));
    }

    #[test]
    fn sources_years_and_other_counts() {
        let sources =
            compared("[[figures]]\nname = 's'\ntotal = 2928\nparts = { panrb_kipp = 1065, kemendagri_iga = 987, lan_inoland = 876 }");
        assert!(sources.agrees, "{sources:?}");
        // the portal's counter says one more
        let portal =
            compared("[[figures]]\nname = 'p'\ntotal = 2929\nparts = { panrb_kipp = 1065, kemendagri_iga = 988, lan_inoland = 876 }");
        assert_eq!((portal.unexplained, portal.total.difference, portal.agrees), (0, Some(-1), false));
        assert_eq!(parts(&portal)[0], ("kemendagri_iga", 988, Some(987), Some(-1)));
        let kipp = compared("[[figures]]\nname = 'k'\nsource = 'panrb_kipp'\ntotal = 1065\nparts = { running = 1000, stopped = 70 }");
        assert_eq!((kipp.unexplained, kipp.total.difference), (-5, Some(0)), "parts of more than the total");
        assert_eq!(parts(&kipp)[2], ("other", 0, Some(1065), Some(1065)));
        let year = compared("[[figures]]\nname = 'y'\nyear = 2023\ntotal = 301");
        assert_eq!((year.total.difference, year.parts.len(), year.unexplained), (Some(-1), 0, 0));
        let rest =
            compared("[[figures]]\nname = 'r'\ntotal = 2928\nparts = { 2023 = 300, accepted = 2920, complete = 1500, incomplete = 1428 }");
        assert_eq!(parts(&rest).iter().filter(|part| part.3 == Some(0)).count(), 4 + 1, "{rest:?}");
    }

    #[test]
    fn what_cannot_be_counted_is_only_added_up() {
        let figure = compared("[[figures]]\nname = 'x'\ntotal = 10\nof = 'agreements'\nparts = { runing = 6, kesepakatan = 4 }");
        assert!(figure.agrees && figure.parts.iter().all(|part| part.counted.is_none() || part.name == "other"));
        assert_eq!(figure.parts[1].suggestion.as_deref(), Some("running"));
        let crossed = compared("[[figures]]\nname = 'x'\nyear = 2023\nsource = 'panrb_kipp'\ntotal = 10");
        assert_eq!(crossed.total.counted, None);
    }

    #[test]
    fn figures_are_read_from_toml_and_json() {
        let json = r#"{"figures": [{"name": "a", "total": 3, "parts": {"running": 3}}]}"#;
        assert_eq!(
            DeclaredFigures::parse(json).unwrap(),
            DeclaredFigures::parse("[[figures]]\nname='a'\ntotal=3\nparts.running=3").unwrap()
        );
        for wrong in ["{", "[[figures]]\nname='a'", r#"{"figures": [{"name": "a", "total": -1}]}"#, "[[figures]]\nname='a'\ntotal=1\nsum=1"]
        {
            let error = DeclaredFigures::parse(wrong).unwrap_err();
            assert_eq!(error.code(), "figures_unreadable", "{error}");
        }
    }
}
