//! Which part of a text tells of which award?

use std::ops::Range;

use super::{NATIONAL, OTHER_CONTESTS, is_national_level, is_of_winners, is_regional, read_clause, top_number};
use crate::text::{fold, words, year_within};
use crate::vocab::vocabulary;

/// A word of a text: where it stands, and how it is compared.
struct Token {
    span: Range<usize>,
    word: String,
}

/// What part of a text tells of its award.
#[derive(Debug, PartialEq, Eq)]
struct Signs {
    /// The contest that it names; those of regions are one.
    contest: Option<&'static str>,
    level: Option<String>,
    years: Vec<i32>,
}

impl Signs {
    fn has_level(&self) -> bool {
        self.level.is_some()
    }

    /// Whether the level is that of an award of KIPP: KIPP is named, it has a year of its own, or the national contest gave it.
    fn is_of_kipp(&self) -> bool {
        let given = |level: &String| is_national_level(level, self.years.first().copied());
        self.has_level() && (self.contest == Some("KIPP") || !self.years.is_empty() || self.level.as_ref().is_some_and(given))
    }
}

/// Longest text, in bytes, and most borders of a text that is read clause by clause: what is longer is prose and names no list of awards.
const LONGEST: usize = 2_000;
const MOST_BORDERS: usize = 40;

/// A contest of a region among [`Signs`].
const REGIONAL: &str = "daerah";

/// The clauses of a tidy text in which it names one contest each; the text itself if it names no second one.
pub(super) fn clauses(text: &str) -> Vec<&str> {
    if text.len() > LONGEST {
        return vec![text];
    }
    let tokens = tokens(text);
    let borders = borders(text, &tokens);
    if borders.is_empty() || borders.len() > MOST_BORDERS {
        return vec![text];
    }
    // from the first word of a clause to the last but those that join it to the next
    let part = |from: usize, to: usize| -> &str {
        let start = tokens.get(from).map_or(0, |token| token.span.start);
        let end = without_joint(&tokens, from, to).checked_sub(1).and_then(|last| tokens.get(last)).map_or(start, |token| token.span.end);
        text.get(start..end).unwrap_or_default()
    };
    let (mut starts, mut current) = (vec![0], 0);
    // where the next clause begins if the next part turns out to begin one: before parts that name none themselves, but its year
    let mut ahead = None;
    for (at, (from, by_mark)) in borders.iter().enumerate() {
        let to = borders.get(at + 1).map_or(tokens.len(), |(next, _)| *next);
        // a year stands with the award before it, unless the next has none of its own
        let (begin, behind_mark) = ahead.take().filter(|_| signs(part(*from, to)).years.is_empty()).unwrap_or((*from, *by_mark));
        let (before, next) = (signs(part(current, begin)), signs(part(begin, to)));
        if next.contest.is_none() && !next.has_level() {
            let is_of_next = !before.years.is_empty() && !next.years.is_empty();
            ahead = is_of_next.then_some((begin, behind_mark));
        } else if is_another(&before, &next, behind_mark) {
            starts.push(begin);
            current = begin;
        }
    }
    if starts.len() == 1 {
        return vec![text];
    }
    let ends = starts.iter().skip(1).copied().chain([tokens.len()]);
    starts.iter().zip(ends).map(|(from, to)| part(*from, to)).collect()
}

/// Words that join two clauses.
const JOINTS: [&str; 6] = ["dan", "serta", "juga", "and", "kemudian", "lalu"];

/// The end of a clause without the words that join it to the next.
fn without_joint(tokens: &[Token], from: usize, to: usize) -> usize {
    let joint = |token: &Token| JOINTS.contains(&token.word.as_str());
    (from..to).rev().find(|at| tokens.get(*at).is_some_and(|token| !joint(token))).map_or(to, |last| last + 1)
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                tokens.push(Token { span: from..at, word: fold(text.get(from..at).unwrap_or_default()) });
                start = None;
            }
            _ => {}
        }
    }
    tokens
}

/// The words before which a clause may begin: behind a mark or a word that parts clauses, and behind a year. Not within the name of a contest.
/// Each with whether it stands behind a mark or a word.
fn borders(text: &str, tokens: &[Token]) -> Vec<(usize, bool)> {
    const MARKS: [&str; 11] = [",", ";", "+", "&", "|", "(", ")", " - ", " – ", " — ", " / "];
    let within = |at: usize| {
        OTHER_CONTESTS.iter().any(|(name, _)| {
            let name: Vec<&str> = name.split(' ').collect();
            (1..name.len()).any(|inside| {
                let start = at.checked_sub(inside);
                start
                    .and_then(|start| tokens.get(start..start + name.len()))
                    .is_some_and(|part| part.iter().zip(&name).all(|(token, word)| token.word == *word))
            })
        })
    };
    let mut borders = Vec::new();
    for (at, pair) in tokens.windows(2).enumerate() {
        let [before, next] = pair else { continue };
        let gap = text.get(before.span.end..next.span.start).unwrap_or_default();
        let by_mark = MARKS.iter().any(|mark| gap.contains(mark)) || JOINTS.contains(&before.word.as_str());
        if (by_mark || year_within(&before.word, 1990..=2100).is_some()) && !within(at + 1) {
            borders.push((at + 1, by_mark));
        }
    }
    borders
}

fn signs(clause: &str) -> Signs {
    let folded = fold(clause);
    let all: Vec<String> = words(&folded).collect();
    let award = read_clause(clause);
    let in_list = |attribute: &str| {
        let list = vocabulary("kipp_award").and_then(|list| list.attributes.list(attribute)).unwrap_or_default();
        all.iter().any(|word| list.contains(&word.as_str()))
    };
    let contest = if let Some(event) = CONTESTS.iter().find(|event| award.event.as_deref() == Some(**event)) {
        Some(*event)
    } else if in_list("regional_contests") || is_regional(&all, award.level.as_deref(), award.year) {
        Some(REGIONAL)
    // a numbered level alone names no contest
    } else if all.iter().any(|word| NATIONAL.contains(&word.as_str()))
        || award.event.is_some() && (is_of_winners(&folded, &all) || top_number(&folded).is_none())
    {
        Some("KIPP")
    } else {
        None
    };
    let years = folded.split(|c: char| !c.is_ascii_digit()).filter_map(|part| year_within(part, 1990..=2100)).collect();
    Signs { contest, level: award.level, years }
}

/// Contests that are named by words of their own, and whose awards have no numbered levels.
const CONTESTS: [&str; 4] = ["IGA", "PKRI", "Inagara", "UNPSA"];

/// Whether what comes next, behind a mark or only behind a year, is another award than the one before it.
fn is_another(before: &Signs, next: &Signs, behind_mark: bool) -> bool {
    let is_award = |signs: &Signs| signs.contest.is_some() || signs.has_level();
    // a bare level shares the contest that stands beside it: `Top 9 dan Top 25 Kovablik 2019`
    let is_bare = |signs: &Signs| signs.contest.is_none() && signs.years.is_empty();
    let without_levels = |signs: &Signs| signs.contest.is_some_and(|contest| CONTESTS.contains(&contest));
    match (before.contest, next.contest) {
        _ if !is_award(before) || !is_award(next) => false,
        (Some(one), Some(other)) if one != other => true,
        (Some(REGIONAL), None) => false,
        // `UNPSA 2019 dan Top 45` are two, `IGA 2021, Top 5` is one: a Top 5 is no level of KIPP
        _ if behind_mark && (without_levels(before) && next.is_of_kipp() || before.is_of_kipp() && without_levels(next)) => true,
        _ if is_bare(before) || is_bare(next) => false,
        _ if before.has_level() && next.has_level() => true,
        // `Top 45 2020, Kovablik 2021`; the year and the name of one award stand apart as well: `KIPP 2019, Top 45`
        _ => !before.years.is_empty() && next.years.iter().any(|year| !before.years.contains(year)),
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::{parse_award, parse_awards};
    use crate::model::Award;

    #[test]
    fn each_contest_is_read_in_its_own_clause() {
        let read = |text: &str| -> Vec<String> {
            let part = |part: Option<String>| part.unwrap_or_else(|| "-".into());
            let shown = |award: Award| format!("{} {} {}", part(award.event), part(award.level), part(award.year.map(|y| y.to_string())));
            parse_awards(text).into_iter().map(shown).collect()
        };
        for (text, wanted) in [
            ("Top 45 KIPP 2018 dan finalis UNPSA 2019", ["KIPP Top 45 2018", "UNPSA - 2019"]),
            ("Finalis UNPSA 2019, Top 45 2018", ["UNPSA - 2019", "KIPP Top 45 2018"]),
            ("Top 45 KIPP 2018 (finalis UNPSA 2019)", ["KIPP Top 45 2018", "UNPSA - 2019"]),
            ("Top 45 KIPP 2018 UNPSA 2019", ["KIPP Top 45 2018", "UNPSA - 2019"]),
            ("2018 Top 40 KIPP, 2019 UNPSA", ["KIPP Top 40 2018", "UNPSA - 2019"]),
            ("Top 99 KIPP 2018, Top 30 Kovablik 2019", ["KIPP Top 99 2018", "- Top 30 2019"]),
            ("Top 30 Kovablik 2017; Top 99 KIPP 2018", ["- Top 30 2017", "KIPP Top 99 2018"]),
            ("Top 99 KIPP 2018 dan Top 45 KIPP 2019", ["KIPP Top 99 2018", "KIPP Top 45 2019"]),
            ("Top 99/2018, Top 45/2019", ["KIPP Top 99 2018", "KIPP Top 45 2019"]),
            ("Top 45 KIPP 2019, Pemantauan Keberlanjutan dan Replikasi Inovasi 2024", ["KIPP Top 45 2019", "PKRI - 2024"]),
            ("IGA 2022 dan Top 45 KIPP 2021", ["IGA - 2022", "KIPP Top 45 2021"]),
            ("UNPSA 2019 dan Top 45", ["UNPSA - 2019", "KIPP Top 45 -"]),
            ("Top 45 2020, Kovablik 2021", ["KIPP Top 45 2020", "- - 2021"]),
            // a year that follows stays with the award before it
            ("Kovablik 2017 dan 2018, Top 99 KIPP 2019", ["- - 2017", "KIPP Top 99 2019"]),
            ("Top 99 KIPP 2018, 2019 dan UNPSA 2020", ["KIPP Top 99 2018", "UNPSA - 2020"]),
            ("IGA 2018, 2019, 2020, Top 99 KIPP 2021", ["IGA - 2018", "KIPP Top 99 2021"]),
            ("Top 45 KIPP 2018, Penghargaan IGA 2019", ["KIPP Top 45 2018", "IGA - 2019"]),
            ("Penghargaan IGA 2019 dan UNPSA 2020", ["IGA - 2019", "UNPSA - 2020"]),
        ] {
            assert_eq!(read(text), wanted, "{text}");
        }
        for (text, wanted) in [
            ("Top 99/2015", "KIPP Top 99 2015"),
            ("IGA 2021, Top 5", "IGA - 2021"),
            ("Juara I IGA 2020", "IGA - 2020"),
            ("Pemenang UNPSA 2018, kategori Top 5", "UNPSA - 2018"),
            ("Kabupaten Terinovatif IGA 2021 (Top 10)", "IGA - 2021"),
            ("Top 9 dan Top 25 Kovablik 2019", "- Top 9 2019"),
            ("GERPAS, Top 9, dan Top 25 Kovablik 2019", "- Top 9 2019"),
            ("Top 45 (Kovablik 2020)", "- Top 45 2020"),
            ("Inagara 2021 Top 5", "Inagara - 2021"),
            ("2018 dan 2019 Top 99 KIPP", "KIPP Top 99 2018"),
            ("Top 45 2020 Kovablik", "- Top 45 2020"),
            ("Top 30 Kovablik 2018 dan Top 45 2019", "- Top 30 2018"),
            ("KIPP 2019, Top 45", "KIPP Top 45 2019"),
            ("Kompetisi Inovasi Pelayanan Publik (KIPP), Top 99, 2018", "KIPP Top 99 2018"),
            ("Top 99 KIPP 2018 Dinas Kesehatan, Pengendalian Penduduk dan KB", "KIPP Top 99 2018"),
            ("Pemantauan Keberlanjutan dan Replikasi Inovasi 2024", "PKRI - 2024"),
            ("Kabupaten Terinovatif, Innovative Government Award 2022", "IGA - 2022"),
            ("Winner, United Nations Public Service Award 2022", "UNPSA - 2022"),
        ] {
            assert_eq!(read(text), [wanted], "{text}");
        }
        let long = format!("Top 45 KIPP 2018{}", " dan satu".repeat(100));
        assert_eq!(read(&long), ["KIPP Top 45 2018"]);
        let one = parse_award("Finalis UNPSA 2019 dan Top 45 KIPP 2018");
        assert_eq!((one.as_written.as_str(), one.level.as_deref()), ("Finalis UNPSA 2019 dan Top 45 KIPP 2018", Some("Top 45")));
        let written: Vec<String> = parse_awards("Top 45 KIPP 2018 dan finalis UNPSA 2019").into_iter().map(|a| a.as_written).collect();
        assert_eq!(written, ["Top 45 KIPP 2018", "finalis UNPSA 2019"]);
        assert_eq!((parse_award("").as_written, parse_awards(" , ( ").len()), (String::new(), 1));
    }
}
