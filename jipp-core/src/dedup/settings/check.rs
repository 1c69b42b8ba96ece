//! Can the settings work?

use super::{ClusterMethod, LevelKind, LinkSettings, LinkType};
use crate::error::{MissingColumn, SettingsError, nearest};
use crate::lang::{BilingualText, Lang, told};

/// That a table does not have a column which a part of the settings names.
pub(in super::super) fn no_column(part: &'static str, column: &str, available: &[&str]) -> MissingColumn {
    MissingColumn { part, column: column.to_owned(), suggestion: nearest(column, available.iter().copied()) }
}

impl LinkSettings {
    /// Checks that the settings can work at all; every problem is reported together.
    pub fn check(&self) -> Result<(), SettingsError> {
        let mut problems = Vec::new();
        if self.memory_mb == Some(0) {
            problems.push(told!("`memory_mb` adalah jumlah megabita, minimal 1", "`memory_mb` is a number of megabytes, 1 or more"));
        }
        if self.comparison.len() > super::super::compare::MOST_COMPARISONS {
            problems.push(told!(
                "paling banyak {} `[[comparison]]` dapat diberikan",
                "at most {} `[[comparison]]` can be given",
                super::super::compare::MOST_COMPARISONS
            ));
        }
        for (at, preparation) in self.prepare.iter().enumerate() {
            problems.extend(preparation.problems().into_iter().map(|problem| {
                let place = format!("prepare {}: ", at + 1);
                problem.behind(&place, &place)
            }));
        }
        for (at, measure) in self.measure.iter().enumerate() {
            problems.extend(measure.problems().into_iter().map(|problem| {
                let place = format!("measure {} (`{}`): ", at + 1, measure.name);
                problem.behind(&place, &place)
            }));
        }
        for (at, blocking) in self.blocking.iter().enumerate() {
            let by_columns = !(blocking.columns.is_empty() && blocking.similar.is_empty());
            if by_columns != blocking.minhash.is_empty() {
                problems.push(told!(
                    "pemblokan {}: berikan `columns`, `similar`, atau keduanya, atau `minhash`",
                    "blocking {}: give `columns`, `similar` or both, or `minhash`",
                    at + 1
                ));
            }
            if blocking.phonetic && blocking.columns.is_empty() {
                problems.push(told!("pemblokan {}: `phonetic` menyertai `columns`", "blocking {}: `phonetic` goes with `columns`", at + 1));
            }
            if !(0.1..=0.95).contains(&blocking.similarity) {
                problems.push(told!(
                    "pemblokan {}: `similarity` terletak antara 0.1 dan 0.95",
                    "blocking {}: `similarity` lies between 0.1 and 0.95",
                    at + 1
                ));
            }
        }
        for (at, comparison) in self.comparison.iter().enumerate() {
            let name = comparison.label();
            if comparison.levels.len() > 14 {
                problems
                    .push(told!("perbandingan `{name}`: memiliki lebih dari 14 tingkat", "comparison `{name}`: has more than 14 levels"));
            }
            if let Some(beside) =
                comparison.beside.as_deref().filter(|beside| !self.comparison.iter().take(at).any(|c| c.label() == *beside))
            {
                problems.push(told!(
                    "perbandingan `{name}`: `beside` menyebut perbandingan sebelumnya, sedangkan `{beside}` bukan",
                    "comparison `{name}`: `beside` names an earlier comparison, and `{beside}` is none"
                ));
            }
            if comparison.max_weight.is_some_and(|bits| !(0.0..f64::INFINITY).contains(&bits)) {
                problems.push(told!(
                    "perbandingan `{name}`: `max_weight` adalah jumlah bit, 0 atau lebih",
                    "comparison `{name}`: `max_weight` is a number of bits, 0 or more"
                ));
            }
            if comparison.min_weight.is_some_and(|bits| !(bits <= 0.0 && bits > f64::NEG_INFINITY)) {
                problems.push(told!(
                    "perbandingan `{name}`: `min_weight` adalah jumlah bit, 0 atau kurang",
                    "comparison `{name}`: `min_weight` is a number of bits, 0 or less"
                ));
            }
            if self.ignore.contains(&comparison.column) {
                problems.push(told!(
                    "perbandingan `{name}`: kolomnya juga ada pada `ignore`: hapus salah satu",
                    "comparison `{name}`: its column stands in `ignore` too: leave one of them out"
                ));
            }
            for level in &comparison.levels {
                let kind = level.kind.name();
                match (
                    matches!(level.kind, LevelKind::Exact | LevelKind::Prefix | LevelKind::Acronym),
                    level.kind.wants_max(),
                    level.min,
                    level.max,
                ) {
                    (false, true, _, None) => problems.push(told!(
                        "perbandingan `{name}`: tingkat `{kind}` memerlukan `max`",
                        "comparison `{name}`: level `{kind}` needs `max`"
                    )),
                    (false, false, Some(_), _) if level.kind == LevelKind::Swapped && level.column.is_none() => {
                        problems.push(told!(
                            "perbandingan `{name}`: tingkat `{kind}` memerlukan `column`",
                            "comparison `{name}`: level `{kind}` needs `column`"
                        ));
                    }
                    (false, false, None, _) => problems.push(told!(
                        "perbandingan `{name}`: tingkat `{kind}` memerlukan `min`",
                        "comparison `{name}`: level `{kind}` needs `min`"
                    )),
                    _ => {}
                }
                if (level.kind == LevelKind::Custom) != level.measure.is_some() {
                    problems.push(told!(
                        "perbandingan `{name}`: `measure` menyertai tingkat berjenis `custom`, yang memerlukannya (tingkat `{kind}`)",
                        "comparison `{name}`: `measure` goes with levels of kind `custom`, which need it (level `{kind}`)"
                    ));
                }
                if [level.min, level.m, level.u].into_iter().flatten().any(|p| !(0.0..=1.0).contains(&p)) {
                    problems.push(told!(
                        "perbandingan `{name}`: `min`, `m`, dan `u` pada tingkat `{kind}` terletak antara 0 dan 1",
                        "comparison `{name}`: `min`, `m` and `u` of level `{kind}` lie between 0 and 1"
                    ));
                }
            }
        }
        for said in &self.stated {
            if said.kind == super::super::Kind::Duplicate {
                problems.push(told!(
                    "`[[stated]]` untuk `{}`: `kind` adalah salah satu dari replication, version, component, related",
                    "`[[stated]]` for `{}`: `kind` is one of replication, version, component, related",
                    said.text
                ));
            }
        }
        for (name, value) in
            [("threshold", self.clustering.threshold), ("review", self.clustering.review), ("agreeing", self.clustering.agreeing)]
        {
            if !(0.0..=1.0).contains(&value) {
                problems.push(told!("`clustering.{name}` terletak antara 0 dan 1", "`clustering.{name}` lies between 0 and 1"));
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(SettingsError::Invalid { problems }) }
    }

    /// Checks that the tables, all columns of which are given, have every column that is ignored: one of two tables is enough.
    pub fn check_ignored(&self, available: &[&str]) -> Result<(), SettingsError> {
        let unknown = self.ignore.iter().find(|ignored| !available.contains(&ignored.as_str()));
        unknown.map_or(Ok(()), |ignored| {
            let others = available.iter().copied().filter(|column| !self.ignore.iter().any(|ignored| ignored == column));
            Err(SettingsError::unknown_value("column to ignore", ignored, others))
        })
    }

    /// Checks that a table has every column the settings name.
    pub(in super::super) fn check_columns(&self, available: &[&str]) -> Result<(), SettingsError> {
        let lacking = self.named().into_iter().filter(|column| !available.contains(column));
        let missing: Vec<MissingColumn> = lacking.map(|column| no_column("", column, available)).collect();
        // which tables are linked is known only now: settings are read without them
        let one_table = self.clustering.method == ClusterMethod::ManyToOne && self.link_type == LinkType::Dedupe;
        if one_table {
            let clustering = told!(
                "penggugusan: `many-to-one` untuk dua tabel, yang pertama bebas duplikat",
                "clustering: `many-to-one` is for two tables, the first of them free of duplicates"
            );
            let columns = missing.iter().map(|missing| BilingualText::new(missing.problem(Lang::Id), missing.problem(Lang::En)));
            return Err(SettingsError::Invalid { problems: columns.chain([clustering]).collect() });
        }
        if missing.is_empty() { Ok(()) } else { Err(SettingsError::MissingColumns { missing }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_on_the_wrong_side_of_nothing_is_refused_with_its_comparison() {
        for (key, good, bad) in
            [("max_weight", ["0", "2.5"], ["-1.0", "nan", "inf"]), ("min_weight", ["0", "-2.5"], ["1.0", "nan", "-inf"])]
        {
            let of = |bound: &str| LinkSettings::from_toml(&format!("[[comparison]]\ncolumn = 'name'\n{key} = {bound}"));
            assert!(good.into_iter().all(|bound| of(bound).is_ok()), "{key}");
            for bound in bad {
                let problem = of(bound).unwrap_err().to_string();
                assert!(problem.contains(&format!("`name`: `{key}`")), "{bound}: {problem}");
            }
        }
    }
}
