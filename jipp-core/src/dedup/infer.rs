//! Settings that fit a table: what its columns hold decides how they are compared and where candidates come from.

use super::compare::MOST_COMPARISONS;
use super::profile::{ColumnKind, Profile, profile};
use super::settings::{Blocking, Comparison, LearnFrom, Level, LevelKind, LinkSettings};
use super::table::LinkTable;

impl LinkSettings {
    /// Settings for any table, with everything inferred from its values.
    pub fn automatic() -> Self {
        Self {
            link_type: super::LinkType::Dedupe,
            prepare: Vec::new(),
            blocking: Vec::new(),
            comparison: Vec::new(),
            measure: Vec::new(),
            ignore: Vec::new(),
            training: super::Training::default(),
            clustering: super::Clustering::default(),
            cannot_link: Vec::new(),
            version: Vec::new(),
            component: None,
            stated: Vec::new(),
            conflict: super::Kind::Related,
            memory_mb: None,
        }
    }

    /// The same settings with everything that was left open decided by the values of the table: comparisons of every column that
    /// tells records apart, levels by the kind of each column, and blocking.
    pub fn completed(self, table: &LinkTable) -> Self {
        self.completed_with_rest(table).0
    }

    /// The same, and the columns for which there was no room.
    pub(super) fn completed_with_rest(mut self, table: &LinkTable) -> (Self, Vec<String>) {
        let open = self.comparison.is_empty() || self.blocking.is_empty() || self.comparison.iter().any(|c| c.levels.is_empty());
        if !open {
            return (self, Vec::new());
        }
        if self.comparison.is_empty() {
            let names = table.column_names();
            let wanted = names.into_iter().filter(|name| !self.ignore.iter().any(|ignored| ignored == name));
            self.comparison = wanted.map(Comparison::of).collect();
        }
        let profiles: Vec<(String, Option<Profile>)> =
            self.comparison.iter().map(|c| (c.column.clone(), profile_as(table, &c.column, c.kind))).collect();
        let mut comparisons = Vec::new();
        for (comparison, (_, profile)) in self.comparison.into_iter().zip(&profiles) {
            if comparison.levels.is_empty() {
                let mut own: Vec<Comparison> = profile.map(|profile| suited(&comparison, profile)).into_iter().flatten().collect();
                if let (Some(first), Some(profile)) = (own.first_mut(), profile)
                    && profile.kind == ColumnKind::Name
                {
                    let others = profiles
                        .iter()
                        .filter(|(name, other)| *name != comparison.column && other.is_some_and(|o| o.kind == ColumnKind::Name));
                    let partner = others
                        .map(|(name, _)| (common_values(table, &comparison.column, name), name))
                        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
                    if let Some((_, name)) = partner.filter(|(share, _)| *share >= SWAPPED) {
                        first.levels.insert(1, Level { column: Some(name.clone()), ..Level::at_least(LevelKind::Swapped, 0.92) });
                    }
                }
                comparisons.extend(own);
            } else {
                comparisons.push(comparison);
            }
        }
        let (comparisons, left_out) = with_room(comparisons);
        self.comparison = comparisons;
        if self.blocking.is_empty() {
            self.blocking = blocking(&profiles);
        }
        (self, left_out)
    }

    /// Where to find the pairs from which weights are learned: the rules that would be inferred, if others are given. `None` if weights are
    /// learned from what the rules of these settings propose.
    pub(super) fn rules_to_learn(&self, table: &LinkTable) -> Option<Vec<Blocking>> {
        if self.blocking.is_empty() || self.training.learn_from == LearnFrom::Rules {
            return None;
        }
        let mut columns: Vec<&str> = self.comparison.iter().map(|c| c.column.as_str()).collect();
        if columns.is_empty() {
            columns = table.column_names().into_iter().filter(|name| !self.ignore.iter().any(|ignored| ignored == name)).collect();
        }
        columns.dedup();
        let stated =
            |name: &str| self.comparison.iter().find(|comparison| comparison.column == name).and_then(|comparison| comparison.kind);
        let profiles: Vec<(String, Option<Profile>)> =
            columns.into_iter().map(|name| (name.to_owned(), profile_as(table, name, stated(name)))).collect();
        Some(blocking(&profiles)).filter(|rules| rules.iter().any(|rule| !rule.similar.is_empty()))
    }
}

/// As many comparisons as there is room for, and the columns that have none. Every column comes before a second look at one.
fn with_room(comparisons: Vec<Comparison>) -> (Vec<Comparison>, Vec<String>) {
    let look = |at: usize, comparison: &Comparison| comparisons.iter().take(at).filter(|other| other.column == comparison.column).count();
    let mut order: Vec<(usize, usize)> = comparisons.iter().enumerate().map(|(at, comparison)| (look(at, comparison), at)).collect();
    order.sort_unstable();
    let mut kept: Vec<usize> = order.iter().take(MOST_COMPARISONS).map(|(_, at)| *at).collect();
    kept.sort_unstable();
    let without = order.iter().skip(MOST_COMPARISONS).filter(|(look, _)| *look == 0);
    let left_out = without.filter_map(|(_, at)| comparisons.get(*at)).map(|comparison| comparison.column.clone()).collect();
    let is_kept = |at: usize| kept.binary_search(&at).is_ok();
    let comparisons = comparisons.into_iter().enumerate().filter(|(at, _)| is_kept(*at)).map(|(_, comparison)| comparison).collect();
    (comparisons, left_out)
}

/// The profile of a column, of the kind that is stated if one is.
fn profile_as(table: &LinkTable, column: &str, stated: Option<ColumnKind>) -> Option<Profile> {
    profile(table, column).map(|profile| Profile { kind: stated.unwrap_or(profile.kind), ..profile })
}

impl Comparison {
    /// A comparison of a column whose levels are to be inferred.
    pub fn of(column: &str) -> Self {
        Self {
            column: column.to_owned(),
            name: None,
            split: None,
            term_frequency: false,
            max_weight: None,
            min_weight: None,
            beside: None,
            kind: None,
            levels: Vec::new(),
        }
    }
}

impl Level {
    fn at_least(kind: LevelKind, min: f64) -> Self {
        Self { kind, min: Some(min), max: None, column: None, measure: None, m: None, u: None }
    }

    fn at_most(kind: LevelKind, max: f64) -> Self {
        Self { kind, min: None, max: Some(max), column: None, measure: None, m: None, u: None }
    }

    fn exact() -> Self {
        Self { kind: LevelKind::Exact, min: None, max: None, column: None, measure: None, m: None, u: None }
    }
}

/// The comparisons that suit a column: one, or for titles several that look at different things.
fn suited(given: &Comparison, profile: Profile) -> Vec<Comparison> {
    use LevelKind::{Codes, DateWithin, JaroWinkler, Levenshtein, Numbers, NumericRatio, NumericWithin, Prefix, SoftTfidf, TfidfCosine};
    let kind = given.kind.unwrap_or(profile.kind);
    let min = |kind: LevelKind, bounds: &[f64]| bounds.iter().map(|bound| Level::at_least(kind, *bound)).collect::<Vec<_>>();
    let (levels, rare): (Vec<Level>, bool) = match kind {
        ColumnKind::Name => (
            vec![
                Level::exact(),
                Level::at_least(JaroWinkler, 0.92),
                Level::at_least(JaroWinkler, 0.85),
                Level { kind: Prefix, min: None, ..Level::exact() },
                Level::at_least(JaroWinkler, 0.75),
            ],
            true,
        ),
        ColumnKind::Title if profile.words < 4.0 => (
            vec![
                Level::exact(),
                Level::at_least(SoftTfidf, 0.85),
                Level::at_least(JaroWinkler, 0.92),
                Level::at_least(SoftTfidf, 0.6),
                Level::at_least(JaroWinkler, 0.84),
                Level::at_least(SoftTfidf, 0.35),
                Level::at_least(SoftTfidf, 0.15),
            ],
            true,
        ),
        ColumnKind::Title => (min(SoftTfidf, &[0.97, 0.85, 0.7, 0.55, 0.45, 0.35, 0.25, 0.15]), false),
        ColumnKind::Text => (min(TfidfCosine, &[0.9, 0.7, 0.5, 0.35, 0.22, 0.12, 0.06]), false),
        ColumnKind::Number => (min(NumericRatio, &[0.999, 0.97, 0.9, 0.75, 0.5]), false),
        ColumnKind::Year => (vec![Level::exact(), Level::at_most(NumericWithin, 1.0), Level::at_most(NumericWithin, 3.0)], false),
        ColumnKind::Date => (
            vec![Level::exact(), Level::at_most(Levenshtein, 1.0), Level::at_most(Levenshtein, 2.0), Level::at_most(DateWithin, 366.0)],
            true,
        ),
        ColumnKind::Code => {
            let mut levels = vec![Level::exact(), Level::at_most(Levenshtein, 1.0), Level::at_most(Levenshtein, 2.0)];
            if profile.length >= 10.0 {
                levels.push(Level::at_least(JaroWinkler, 0.9));
            }
            (levels, true)
        }
        ColumnKind::Category => (vec![Level::exact(), Level::at_least(JaroWinkler, 0.9)], true),
    };
    let named = |what: &str, levels: Vec<Level>, rare: bool| Comparison {
        name: Some(if what.is_empty() { given.label().to_owned() } else { format!("{} ({what})", given.label()) }),
        term_frequency: given.term_frequency || rare,
        levels,
        ..given.clone()
    };
    let mut all = vec![named("", levels, rare)];
    if kind == ColumnKind::Title && profile.words >= 3.0 {
        if profile.codes >= 0.1 {
            all.push(named("codes", min(Codes, &[0.6, 0.01]), false));
        }
        if profile.numbers >= 0.1 {
            // in names of goods the size tells what the words do not; elsewhere, as in addresses, the words hold the number already
            let beside = (profile.codes < OF_GOODS).then(|| given.label().to_owned());
            all.push(Comparison { beside, ..named("numbers", min(Numbers, &[1.0, 0.5]), false) });
        }
    }
    all
}

/// Share of titles with a code in them, from which they are names of goods.
const OF_GOODS: f64 = 0.5;

/// Share of the different values of a column that occur in another column too, from which the two may be swapped.
const SWAPPED: f64 = 0.02;

fn common_values(table: &LinkTable, left: &str, right: &str) -> f64 {
    let values = |name: &str| -> std::collections::BTreeSet<String> {
        table
            .column(name)
            .unwrap_or_default()
            .iter()
            .take(SAMPLE)
            .map(|value| crate::text::key(value))
            .filter(|key| !key.is_empty())
            .collect()
    };
    let (left, right) = (values(left), values(right));
    left.intersection(&right).count() as f64 / left.len().min(right.len()).max(1) as f64
}

/// Records looked at to find columns that may be swapped.
const SAMPLE: usize = 50_000;

/// How many neighbours are compared.
const NEIGHBOURS: usize = 12;

/// How much a column tells of which record is meant: its entropy (of second order, Rényi 1961) over the records that have a value.
fn told(profile: &Profile) -> f64 {
    -profile.agreement.max(f64::MIN_POSITIVE).ln() * profile.filled
}

fn blocking(profiles: &[(String, Option<Profile>)]) -> Vec<Blocking> {
    let of_kinds = |kinds: &[ColumnKind]| -> Vec<String> {
        let wanted = profiles.iter().filter(|(_, profile)| profile.is_some_and(|profile| kinds.contains(&profile.kind)));
        let mut names: Vec<String> = Vec::new();
        for (name, _) in wanted {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    };
    let similar = |columns: Vec<String>, top_k: usize| Blocking { similar: columns, top_k, ..Blocking::default() };
    let naming = of_kinds(&[ColumnKind::Name, ColumnKind::Title, ColumnKind::Code, ColumnKind::Date]);
    let is_title = |(name, profile): &(String, Option<Profile>)| {
        profile.filter(|profile| profile.kind == ColumnKind::Title && profile.words >= 3.0).map(|profile| (told(&profile), name.clone()))
    };
    let mut titles: Vec<(f64, String)> = profiles.iter().filter_map(is_title).collect();
    // the order of the columns must not show
    titles.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut all = Vec::new();
    if naming.is_empty() {
        let rest = of_kinds(&[ColumnKind::Text, ColumnKind::Category, ColumnKind::Number, ColumnKind::Year]);
        return vec![similar(rest, NEIGHBOURS)];
    }
    if titles.len() < naming.len() {
        all.extend(titles.first().map(|(_, title)| similar(vec![title.clone()], NEIGHBOURS)));
    }
    all.push(similar(naming, NEIGHBOURS));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(at: usize) -> &'static str {
        ["pelayanan", "kesehatan", "perizinan", "pertanian", "kependudukan", "pengaduan"][at % 6]
    }

    #[test]
    fn the_order_of_the_columns_does_not_show() {
        let names = ["title", "editor", "place"];
        let value = |name: &str, at: usize| match name {
            "title" => format!("sistem {} {} terpadu", word(at), word(at / 6)),
            "editor" if !at.is_multiple_of(10) => String::new(),
            "editor" => format!("penyunting dari kota {}", at % 3),
            _ => ["kota di barat", "kota di timur", "kota di utara"][at % 3].to_owned(),
        };
        let inferred = |order: [usize; 3]| {
            let mut table = LinkTable::new((0..40).map(|at| at.to_string()).collect()).unwrap();
            table = table.with_column("family", (0..40).map(|at| word(at * 5).to_owned()).collect()).unwrap();
            for name in order.map(|at| names[at]) {
                table = table.with_column(name, (0..40).map(|at| value(name, at)).collect()).unwrap();
            }
            LinkSettings::automatic().completed(&table).blocking.first().map(|rule| rule.similar.clone())
        };
        for order in [[0, 1, 2], [1, 0, 2], [2, 1, 0], [1, 2, 0]] {
            assert_eq!(inferred(order), Some(vec!["title".to_owned()]), "{order:?}");
        }
    }

    #[test]
    fn every_column_comes_before_a_second_look_at_one() {
        let title = |column: usize, at: usize| format!("sistem {} {} terpadu {}", word(at), word(at / 6 + column), at % 7 + 1);
        let with = |columns: usize| {
            let mut table = LinkTable::new((0..40).map(|at| at.to_string()).collect()).unwrap();
            for column in 0..columns {
                table = table.with_column(format!("c{column:02}"), (0..40).map(|at| title(column, at)).collect()).unwrap();
            }
            let (settings, left_out) = LinkSettings::automatic().completed_with_rest(&table);
            let looks: Vec<String> = settings.comparison.iter().map(|c| c.label().to_owned()).collect();
            (looks, left_out)
        };
        // room for all, and every title is looked at twice
        let (looks, left_out) = with(3);
        assert_eq!(
            (looks, left_out),
            (["c00", "c00 (numbers)", "c01", "c01 (numbers)", "c02", "c02 (numbers)"].map(str::to_owned).to_vec(), vec![])
        );
        // room for twelve second looks
        let (looks, left_out) = with(20);
        assert_eq!((looks.len(), left_out.len()), (MOST_COMPARISONS, 0));
        assert_eq!(looks.iter().filter(|look| look.ends_with("(numbers)")).count(), MOST_COMPARISONS - 20);
        let (looks, left_out) = with(MOST_COMPARISONS + 1);
        assert!(looks.iter().all(|look| !look.ends_with("(numbers)")), "{looks:?}");
        assert_eq!(left_out, [format!("c{MOST_COMPARISONS}")]);
    }

    #[test]
    fn a_stated_kind_decides_where_candidates_come_from() {
        let table = LinkTable::new((0..9).map(|at| at.to_string()).collect())
            .and_then(|table| table.with_column("name", (0..9).map(|at| format!("{} {}", word(at), word(at / 6 + 1))).collect()))
            .and_then(|table| table.with_column("price", (0..9).map(|at| format!("{}", 1001 + at * 7)).collect()))
            .unwrap();
        let similar = |kind: &str| {
            let settings = LinkSettings::from_toml(&format!("[[comparison]]\ncolumn = 'name'\n[[comparison]]\ncolumn = 'price'\n{kind}"));
            settings.unwrap().completed(&table).blocking.into_iter().flat_map(|rule| rule.similar).any(|column| column == "price")
        };
        assert!(similar("") && !similar("kind = 'number'"));
    }
}
