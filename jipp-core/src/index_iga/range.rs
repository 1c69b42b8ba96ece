use super::exact::Exact;
use crate::text::parse_number;

/// What a level asks of a number: `1-200 orang`, `>= 9 bulan`, `5 unsur`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range {
    /// The least number, and whether it is itself too small.
    low: Option<(Exact, bool)>,
    /// The greatest number, and whether it is itself too great.
    high: Option<(Exact, bool)>,
}

impl Range {
    /// Reads the start of a level's label; `None` if it does not start with a number or bound.
    fn read(label: &str) -> Option<Self> {
        let label = label.trim();
        for (sign, low, open) in [(">=", true, false), ("<=", false, false), (">", true, true), ("<", false, true)] {
            if let Some(rest) = label.strip_prefix(sign) {
                let bound = Some((leading_number(rest.trim_start())?.0, open));
                return Some(if low { Self { low: bound, high: None } } else { Self { low: None, high: bound } });
            }
        }
        let (low, rest) = leading_number(label)?;
        let rest = rest.trim_start_matches('%');
        let high = rest.strip_prefix(['-', '–']).and_then(leading_number).map_or(low, |(high, _)| high);
        Some(Self { low: Some((low, false)), high: Some((high, false)) })
    }

    /// Whether the number is not below.
    fn reached_by(&self, number: Exact) -> bool {
        self.low.is_none_or(|(low, open)| number > low || (!open && number == low))
    }

    /// Whether the number is not above.
    fn kept_by(&self, number: Exact) -> bool {
        self.high.is_none_or(|(high, open)| number < high || (!open && number == high))
    }

    fn holds(&self, number: Exact) -> bool {
        self.reached_by(number) && self.kept_by(number)
    }

    fn is_single(&self) -> bool {
        self.low.is_some() && self.low == self.high
    }

    fn bounds(&self) -> impl Iterator<Item = Exact> {
        [self.low, self.high].into_iter().flatten().map(|(bound, _)| bound)
    }
}

/// The number at the start of a text and what follows it.
fn leading_number(text: &str) -> Option<(Exact, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(text.len());
    let (number, rest) = text.split_at_checked(end)?;
    Some((Exact::decimal(&number.replace(',', "."))?, rest))
}

/// The thresholds of the levels of an indicator, from worst to best. They are read from the labels of the levels, which are the
/// only place where the form states them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Thresholds(Vec<Range>);

/// What a number means by the thresholds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reached {
    /// This level; 0 if the number reaches none.
    Level(u8),
    /// The form does not say: the number is beyond the best level, whose range is closed.
    Beyond,
}

impl Thresholds {
    /// The thresholds, if every level states one.
    pub(super) fn read<'a>(labels: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let ranges: Vec<Range> = labels.into_iter().map(Range::read).collect::<Option<_>>()?;
        (ranges.len() > 1).then_some(Self(ranges))
    }

    /// The level that this number reaches. Between two levels (20.00 and 20.01) the lower one holds: the better is not reached.
    /// A single number at the end (`3 kali`) is a least number, since the form names nothing better; that is inferred.
    pub(super) fn reached(&self, number: Exact) -> Reached {
        let rising = self.rising();
        let level = self.0.iter().rposition(|range| if rising { range.reached_by(number) } else { range.kept_by(number) });
        let Some(at) = level else { return Reached::Level(0) };
        let best = self.0.get(at).filter(|_| at + 1 == self.0.len());
        if best.is_some_and(|best| !best.holds(number) && !best.is_single()) { Reached::Beyond } else { Reached::Level(at as u8 + 1) }
    }

    /// Whether this level may be chosen for this number; where ranges overlap, more than one may.
    pub(super) fn allow(&self, level: u8, number: Exact) -> bool {
        let reached = self.reached(number);
        reached == Reached::Beyond
            || reached == Reached::Level(level)
            || usize::from(level).checked_sub(1).and_then(|at| self.0.get(at)).is_some_and(|range| range.holds(number))
    }

    /// Whether a greater number is better.
    fn rising(&self) -> bool {
        let key = |range: Option<&Range>| range.and_then(|range| range.bounds().next());
        key(self.0.first()) < key(self.0.last())
    }

    /// Whether the form counts in whole numbers here.
    fn whole(&self) -> bool {
        self.0.iter().flat_map(Range::bounds).all(Exact::is_whole)
    }

    /// Reads a number as entered, with or without its unit. Where whole things are counted, `1.234` is one thousand.
    pub(super) fn number(&self, text: &str) -> Option<Exact> {
        let text = text.trim().trim_end_matches(|c: char| !c.is_ascii_digit()).trim();
        let mut groups = text.split('.');
        let thousands = groups.next().is_some_and(|first| (1..=3).contains(&first.len()))
            && text.contains('.')
            && groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()));
        let text = if self.whole() && thousands { text.replace('.', "") } else { text.to_owned() };
        parse_number(&text).and_then(Exact::written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reached(labels: &[&str], number: &str) -> Reached {
        let thresholds = Thresholds::read(labels.iter().copied()).unwrap();
        thresholds.reached(thresholds.number(number).unwrap())
    }

    #[test]
    fn more_is_better_or_worse() {
        let people = ["1-200 orang", "201-500 orang", ">= 501 orang"];
        for (number, level) in [("0", 0), ("1", 1), ("200", 1), ("201", 2), ("500 orang", 2), ("501", 3), ("1.234", 3), ("1.234.567", 3)] {
            assert_eq!(reached(&people, number), Reached::Level(level), "{number}");
        }
        let months = [">= 9 bulan", "5-8 bulan", "1-4 bulan"];
        for (number, level) in [("24", 1), ("9", 1), ("8,5", 1), ("8", 2), ("5", 2), ("4,5", 2), ("4", 3), ("1", 3)] {
            assert_eq!(reached(&months, number), Reached::Level(level), "{number}");
        }
        assert_eq!(reached(&months, "0,5"), Reached::Beyond);
    }

    #[test]
    fn gaps_overlaps_and_ends() {
        let share = ["5,00-20,00", "20,01-50,00", ">50,00"];
        for (number, level) in [("4,99", 0), ("20,005", 1), ("20,01", 2), ("50", 2), ("50,001", 3)] {
            assert_eq!(reached(&share, number), Reached::Level(level), "{number}");
        }
        assert_eq!(reached(&["0,01-10,00", "10,01-20,00", "20,01-30,00"], "30,01"), Reached::Beyond);
        assert_eq!(reached(&["1 kali", "2 kali di daerah berbeda", "3 kali di daerah berbeda"], "5"), Reached::Level(3));
        assert_eq!(reached(&[">= 6 hari", "2-5 hari", "1 hari"], "0,5"), Reached::Level(3));
        let complaints = Thresholds::read(["<= 50% atau tidak ada pengaduan", "51%-86%", ">= 86% (bounds overlap)"]).unwrap();
        let exact = |text: &str| complaints.number(text).unwrap();
        assert_eq!(complaints.reached(exact("0")), Reached::Level(1));
        assert!(complaints.allow(2, exact("86%")) && complaints.allow(3, exact("86%")) && !complaints.allow(1, exact("86%")));
    }

    #[test]
    fn words_are_no_thresholds() {
        assert_eq!(Thresholds::read(["T-1 atau T-2", "T-1 dan T-2", "T-1, T-2 dan T-0"]), None);
        assert_eq!(Thresholds::read(["satu tahun", "2 tahun"]), None);
    }
}
