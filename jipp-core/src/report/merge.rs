//! How do reports of parts become one?

use std::collections::BTreeMap;

use super::Report;
use super::statistics::{FieldStatistics, GroupStatistics, RuleCount, YearStatistics, add_counts, add_totals, sort_rules};

/// Why reports cannot be put together, or figures not be compared.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The reports are in two languages.
    #[error("one report is in `{left}` and the other in `{right}`; make both in one language")]
    Languages {
        /// The language of one.
        left: &'static str,
        /// The language of the other.
        right: &'static str,
    },
    /// The reports were made by two versions of jipp.
    #[error("one report was made by jipp {left} and the other by jipp {right}; check again with one version")]
    Versions {
        /// The version of one.
        left: String,
        /// The version of the other.
        right: String,
    },
    /// The reports are of two days.
    #[error("one report was made for the day {left} and the other for {right}; check again for one day")]
    Days {
        /// The day of one.
        left: String,
        /// The day of the other.
        right: String,
    },
    /// The declared figures cannot be read.
    #[error("declared figures cannot be read: {reason}")]
    Unreadable {
        /// Where and why.
        reason: String,
    },
}

impl ReportError {
    /// A stable slug for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Languages { .. } => "report_languages",
            Self::Versions { .. } => "report_versions",
            Self::Days { .. } => "report_days",
            Self::Unreadable { .. } => "figures_unreadable",
        }
    }
}

impl Report {
    /// Puts two reports of different records together: of two files, or of two parts of a large one. The order does not matter.
    ///
    /// Every count is the sum of both, and the findings are those of both. For rules that look at a record or a file by itself this
    /// is the report of the whole. Rules about all records together (duplicates, repeated identifiers, totals) have seen only their
    /// part: what stands in one part and again in another is found by checking both parts in one go, not by this.
    ///
    /// ```
    /// use jipp_core::report::ReportBuilder;
    /// let part = || ReportBuilder::new(Default::default(), None).finish(&Default::default());
    /// let both = part().merge(part())?;
    /// assert_eq!(both.records.read, 0);
    /// # Ok::<(), jipp_core::report::ReportError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `report_languages`, `report_versions` or `report_days` if the two do not speak of the same thing.
    pub fn merge(mut self, other: Self) -> Result<Self, ReportError> {
        if self.lang != other.lang {
            return Err(ReportError::Languages { left: self.lang.code(), right: other.lang.code() });
        }
        if self.version != other.version {
            return Err(ReportError::Versions { left: self.version, right: other.version });
        }
        if self.as_of != other.as_of {
            let day = |day: Option<String>| day.unwrap_or_else(|| "-".to_owned());
            return Err(ReportError::Days { left: day(self.as_of), right: day(other.as_of) });
        }
        self.files.extend(other.files);
        self.records.add(&other.records);
        self.complete += other.complete;
        self.ready.add(other.ready);
        self.required.add(other.required);
        self.statuses.add(other.statuses);
        add_totals(&mut self.totals, other.totals);
        self.rules = rules(self.rules, other.rules);
        self.fields = fields(self.fields, other.fields);
        self.sources = groups(self.sources, other.sources);
        self.agencies = groups(self.agencies, other.agencies);
        self.years = years(self.years, other.years);
        self.findings.extend(other.findings);
        self.unlisted += other.unlisted;
        self.sort();
        Ok(self)
    }

    /// Lists at most so many findings, the first in order; the others are counted as [`unlisted`](Self::unlisted).
    #[must_use]
    pub fn at_most(mut self, findings: usize) -> Self {
        self.unlisted += self.findings.len().saturating_sub(findings);
        self.findings.truncate(findings);
        self
    }

    /// Puts everything into the one order that a report has, whatever the order in which it was collected.
    pub(super) fn sort(&mut self) {
        self.files.sort();
        self.findings.sort_by(|a, b| (&a.file, a.row, &a.code, &a.field, a).cmp(&(&b.file, b.row, &b.code, &b.field, b)));
        sort_rules(&mut self.rules);
        // the group without key is the rest, so it stands last
        self.sources.sort_by(|a, b| (a.key.is_none(), &a.key).cmp(&(b.key.is_none(), &b.key)));
        self.agencies.sort_by(|a, b| {
            let order = |group: &GroupStatistics| (group.key.is_none(), std::cmp::Reverse(group.totals.error));
            order(a).cmp(&order(b)).then_with(|| a.key.cmp(&b.key))
        });
    }
}

fn rules(left: Vec<RuleCount>, right: Vec<RuleCount>) -> Vec<RuleCount> {
    let mut all: BTreeMap<String, RuleCount> = BTreeMap::new();
    for rule in left.into_iter().chain(right) {
        match all.get_mut(&rule.code) {
            Some(known) => known.count += rule.count,
            None => {
                all.insert(rule.code.clone(), rule);
            }
        }
    }
    all.into_values().collect()
}

fn groups(left: Vec<GroupStatistics>, right: Vec<GroupStatistics>) -> Vec<GroupStatistics> {
    let mut all: BTreeMap<Option<String>, GroupStatistics> = BTreeMap::new();
    for group in left.into_iter().chain(right) {
        match all.get_mut(&group.key) {
            Some(known) => known.add(&group),
            None => {
                all.insert(group.key.clone(), group);
            }
        }
    }
    all.into_values().collect()
}

fn years(left: Vec<YearStatistics>, right: Vec<YearStatistics>) -> Vec<YearStatistics> {
    let mut all: BTreeMap<Option<i32>, YearStatistics> = BTreeMap::new();
    for year in left.into_iter().chain(right) {
        all.entry(year.year).or_insert_with(|| YearStatistics { year: year.year, ..YearStatistics::default() }).add(&year);
    }
    all.into_values().collect()
}

/// Fields keep the order of the model; those that only a report from elsewhere names come last, by name.
fn fields(left: Vec<FieldStatistics>, right: Vec<FieldStatistics>) -> Vec<FieldStatistics> {
    let place = |name: &str| crate::model::Field::ALL.iter().position(|field| field.name() == name).unwrap_or(usize::MAX);
    let mut all: BTreeMap<(usize, String), FieldStatistics> = BTreeMap::new();
    for field in left.into_iter().chain(right) {
        let key = (place(&field.field), field.field.clone());
        match all.get_mut(&key) {
            Some(known) => {
                known.filled += field.filled;
                known.required.add(field.required);
                add_counts(&mut known.by_source, &field.by_source);
            }
            None => {
                all.insert(key, field);
            }
        }
    }
    all.into_values().collect()
}
