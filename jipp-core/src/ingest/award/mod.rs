mod clauses;

use clauses::clauses;

use crate::model::Award;
use crate::text::{fold, tidy, words, year_within};
use crate::vocab::{RegionKind, ResolveOptions, resolve_region, vocabulary};

/// Reads an award as JIPPNas and the agencies write it: `Top 99/2015`, `28 OAPSI/2025`, `INNOVATIVE GOVERNMENT AWARD 2022`,
/// `Top 45`. What is not recognised stays in `as_written`. Of a text that names several awards the one of KIPP is read, or else the first
/// that is recognised; [`parse_awards`] reads each of them.
///
/// ```
/// let award = jipp_core::ingest::parse_award("Top 99/2015");
/// assert_eq!((award.event.as_deref(), award.level.as_deref(), award.year), (Some("KIPP"), Some("Top 99"), Some(2015)));
/// ```
pub fn parse_award(text: &str) -> Award {
    let mut awards = parse_awards(text);
    let of_kipp = awards.iter().position(|award| award.event.as_deref() == Some("KIPP"));
    let at = of_kipp.or_else(|| awards.iter().position(|award| award.event.is_some())).unwrap_or(0);
    if at < awards.len() { Award { as_written: tidy(text), ..awards.swap_remove(at) } } else { Award::default() }
}

/// Reads the awards of a text, each contest in its own clause.
///
/// ```
/// let awards = jipp_core::ingest::parse_awards("Top 45 KIPP 2019 dan finalis UNPSA 2020");
/// let read: Vec<_> = awards.iter().map(|award| (award.event.as_deref(), award.level.as_deref(), award.year)).collect();
/// assert_eq!(read, [(Some("KIPP"), Some("Top 45"), Some(2019)), (Some("UNPSA"), None, Some(2020))]);
/// ```
pub fn parse_awards(text: &str) -> Vec<Award> {
    clauses(&tidy(text)).into_iter().map(read_clause).collect()
}

/// Reads the award of one clause.
fn read_clause(as_written: &str) -> Award {
    let as_written = as_written.to_owned();
    let folded = fold(&as_written);
    let year = folded.split(|c: char| !c.is_ascii_digit()).find_map(|part| year_within(part, 1990..=2100));
    let all: Vec<String> = words(&folded).collect();
    let top = top_number(&folded);
    let is_of_winners = is_of_winners(&folded, &all);
    let (event, level) = if folded.contains("oapsi") || folded.contains("outstanding achievement") {
        (Some("KIPP"), Some("OAPSI".to_owned()))
    } else if folded.contains("innovative government") || has_words(&all, "iga") {
        (Some("IGA"), None)
    } else if folded.contains("terinovatif") && ["kabupaten", "kota", "provinsi", "daerah"].iter().any(|kind| folded.contains(kind)) {
        // the title of the award of IGA to a region
        (Some("IGA"), None)
    } else if let Some((_, contest)) = OTHER_CONTESTS.iter().find(|(name, _)| has_words(&all, name)) {
        (Some(*contest), None)
    } else if let Some(number) = top {
        let level = format!("Top {number}");
        ((is_of_winners || is_kipp_level(&level, year)).then_some("KIPP"), Some(level))
    } else if is_of_winners {
        (Some("KIPP"), Some(WINNERS.to_owned()))
    } else {
        (None, None)
    };
    let event = event.filter(|event| *event != "KIPP" || !is_regional(&all, level.as_deref(), year));
    Award { as_written, event: event.map(str::to_owned), level, year, ..Award::default() }
}

/// The level of those that name their award without its number: *Top Inovasi Pelayanan Publik Terpuji*. The number is one of the year's
/// `winner_levels` in the vocabulary `kipp_award`.
pub(crate) const WINNERS: &str = "Top Terpuji";

/// Other contests of public innovation, by the words that name them: PKRI, which KemenPANRB held in place of KIPP in 2024 (vocabulary
/// `kipp_award`), LAN's Inagara Award (domain section 2.4), and the United Nations Public Service Awards, which KIPP names as the next step.
const OTHER_CONTESTS: [(&str, &str); 6] = [
    ("pkri", "PKRI"),
    ("pemantauan keberlanjutan dan replikasi inovasi", "PKRI"),
    ("inagara", "Inagara"),
    ("unpsa", "UNPSA"),
    ("united nations public service award", "UNPSA"),
    ("united nations public service awards", "UNPSA"),
];

/// Whether a text has these words, one behind the other.
fn has_words(text: &[String], wanted: &str) -> bool {
    let wanted: Vec<&str> = wanted.split(' ').collect();
    text.windows(wanted.len()).any(|part| part.iter().zip(&wanted).all(|(word, wanted)| word == wanted))
}

/// Whether a text names the award of KIPP's winners: *Top Terpuji*, *Top Inovasi Pelayanan Publik Terpuji*, *Inovasi Terpuji*.
fn is_of_winners(folded: &str, all: &[String]) -> bool {
    has_words(all, "terpuji") && (folded.contains("inovasi terpuji") || has_words(all, "top") || top_number(folded).is_some())
}

/// The number of a level: of `Top 99`, `Top-99` or `TOP99`.
fn top_number(folded: &str) -> Option<&str> {
    folded.match_indices("top").find_map(|(at, top)| {
        let is_inside = folded.get(..at)?.ends_with(char::is_alphanumeric);
        let rest = folded.get(at + top.len()..)?.trim_start_matches([' ', '-', '–', '.']);
        let digits = rest.get(..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()))?;
        (!is_inside && (1..=3).contains(&digits.len())).then_some(digits)
    })
}

/// The level of an award that names no contest but KIPP, or none at all: `Top 100/2019`, not `Top 45 Kovablik 2019`.
pub(crate) fn is_bare_level(award: &Award) -> bool {
    const BESIDE: [&str; 9] = ["kipp", "sinovik", "inovasi", "pelayanan", "publik", "tahun", "th", "nasional", "kompetisi"];
    let folded = fold(&award.as_written);
    top_number(&folded).is_some()
        && words(&folded).all(|word| {
            let word = word.strip_prefix("top").unwrap_or(&word);
            word.bytes().all(|b| b.is_ascii_digit()) || BESIDE.contains(&word)
        })
}

/// Whether the words of a text name a contest of a region, which gives awards of the same names as KIPP: one that has a name of its own (Kovablik), or
/// a contest with the word for the region, or a province, behind it (`KIPP Provinsi Jawa Barat`, `KIPP Jatim`, `Sinovik tingkat kabupaten`). Behind
/// the national contest a government may be the winner as well: `Top 99 Sinovik Kabupaten Sleman 2018` is, as no regency gives a Top 99.
fn is_regional(all: &[String], level: Option<&str>, year: Option<i32>) -> bool {
    const PROVINCE: [&str; 3] = ["provinsi", "propinsi", "prov"];
    const REGION: [&str; 3] = ["daerah", "regional", "wilayah"];
    // governments, which hold contests and win them
    const GOVERNMENT: [&str; 6] = ["pemprov", "kabupaten", "kab", "pemkab", "kota", "pemkot"];
    let Some(list) = vocabulary("kipp_award") else { return false };
    let named = |attribute: &str, word: &str| list.attributes.list(attribute).is_some_and(|words| words.contains(&word));
    let won = || level.is_some_and(|level| is_national_level(level, year));
    all.iter().enumerate().any(|(at, word)| {
        let rest = all.get(at + 1..).unwrap_or_default();
        let next = rest.first().map_or("", String::as_str);
        let province = || {
            (1..=rest.len().min(3)).any(|count| {
                let name = rest.get(..count).unwrap_or_default().join(" ");
                resolve_region(&name, ResolveOptions::default()).level.as_deref() == Some(RegionKind::Provinsi.name())
            })
        };
        match word.as_str() {
            "tingkat" => PROVINCE.contains(&next) || REGION.contains(&next) || GOVERNMENT.contains(&next),
            // `Inovasi Pelayanan Publik Provinsi …` is a contest of the province; of a regency it may be the winner
            "publik" => PROVINCE.contains(&next),
            // `Top 45 Provinsi Jawa Barat 2020`
            word if at > 0 && all.get(at - 1).is_some_and(|before| before == "top") && word.bytes().all(|byte| byte.is_ascii_digit()) => {
                PROVINCE.contains(&next)
            }
            word if named("regional_contests", word) => true,
            word if !named("contest_words", word) => false,
            word if GOVERNMENT.contains(&next) => !(NATIONAL.contains(&word) && won()),
            _ => PROVINCE.contains(&next) || REGION.contains(&next) || province(),
        }
    })
}

/// Names of the national contest; SINOVIK is the system that its entries are made in.
const NATIONAL: [&str; 2] = ["kipp", "sinovik"];

/// Whether a level is one that the national contest gave in its general group, or a title that only it gives; of no year: in any year. Levels
/// that provincial contests give too tell it only with their year; those of the small groups (`Top 15`) are as often a regency's.
fn is_national_level(level: &str, year: Option<i32>) -> bool {
    let Some(awards) = vocabulary("kipp_award") else { return false };
    let number = level.strip_prefix("Top ").and_then(|number| number.parse::<f64>().ok());
    awards.values().iter().filter(|of_year| year.is_none_or(|year| of_year.valid_in(year))).any(|of_year| match number {
        Some(number) if year.is_some() || !is_provincial(level) => {
            ["finalist_general", "winner_general"].iter().any(|group| of_year.attributes.number(group) == Some(number))
        }
        Some(_) => false,
        None if level == WINNERS => of_year.attributes.list("winner_levels").is_some(),
        None => of_year.attributes.list("levels").is_some_and(|levels| levels.contains(&level)),
    })
}

/// Whether KIPP has, or had, this level in some year. A level that provincial contests give too, such as `Top 25`, is one of
/// KIPP only in the years in which KIPP gave it.
fn is_kipp_level(level: &str, year: Option<i32>) -> bool {
    let Some(awards) = vocabulary("kipp_award") else { return false };
    let provincial = is_provincial(level);
    let given = |levels: Vec<&str>| levels.contains(&level);
    awards
        .values()
        .iter()
        .filter(|of_year| !provincial || year.is_some_and(|year| of_year.valid_in(year)))
        .any(|of_year| of_year.attributes.list("levels").is_some_and(given))
}

/// Whether provincial contests give this level too.
pub(crate) fn is_provincial(level: &str) -> bool {
    vocabulary("kipp_award").and_then(|list| list.attributes.list("provincial_levels")).is_some_and(|levels| levels.contains(&level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_levels_of_kipp_are_those_of_the_vocabulary() {
        let event = |text: &str| parse_award(text).event;
        for of_year in vocabulary("kipp_award").unwrap().values() {
            for level in of_year.attributes.list("levels").unwrap_or_default() {
                let text = format!("{level}/{}", of_year.years.first().unwrap());
                assert_eq!(event(&text).as_deref(), Some("KIPP"), "{text}");
            }
        }
        for text in ["Top 45", "Top 9", "Top 15/2022", "Top 25/2015"] {
            assert_eq!(event(text).as_deref(), Some("KIPP"), "{text}");
        }
        for text in ["Top-99 2018", "TOP99 2018", "TOP 99 (2018)", "Top 45 Inovasi Pelayanan Publik Terpuji 2019"] {
            assert_eq!(event(text).as_deref(), Some("KIPP"), "{text}");
        }
        assert_eq!(parse_award("GERPAS, TOP-99 KIPP 2016").level.as_deref(), Some("Top 99"));
        for text in ["laptop 99/2018", "Stop 99 2018", "Top 2018", "Top 1234", "Top"] {
            assert_eq!((event(text), parse_award(text).level), (None, None), "{text}");
        }
        for text in ["Top 25/2019", "Top 25", "Top 30/2021", "Top 12/2021"] {
            assert_eq!(event(text), None, "{text}: a provincial contest, or none");
        }
    }

    #[test]
    fn winners_and_other_contests_are_known_by_their_names() {
        let read = |text: &str| {
            let award = parse_award(text);
            (award.event, award.level, award.year)
        };
        for text in
            ["Top Inovasi Pelayanan Publik Terpuji 2021", "Top Inovasi Terpuji/2021", "Inovasi Terpuji KIPP 2021", "TOP TERPUJI 2021"]
        {
            assert_eq!(read(text), (Some("KIPP".into()), Some(WINNERS.into()), Some(2021)), "{text}");
        }
        for (text, contest) in [
            ("PKRI 2024", "PKRI"),
            ("Pemantauan Keberlanjutan dan Replikasi Inovasi 2024", "PKRI"),
            ("Inagara Award 2021", "Inagara"),
            ("UNPSA 2019", "UNPSA"),
            ("Winner, United Nations Public Service Award 2022", "UNPSA"),
        ] {
            assert_eq!(event_of(text).as_deref(), Some(contest), "{text}");
        }
        for text in ["Warga Terpuji 2021", "Kepala Desa Terpuji 2021", "Pelayanan Terpuji", "PKRIS 2024", "Public Service Award 2022"] {
            assert_eq!(event_of(text), None, "{text}");
        }
    }

    fn event_of(text: &str) -> Option<String> {
        parse_award(text).event
    }

    #[test]
    fn a_bare_level_names_no_other_contest() {
        for text in ["Top 100/2019", "Top 100 KIPP 2019", "TOP100 Inovasi Pelayanan Publik tahun 2019", "Top-7"] {
            assert!(is_bare_level(&parse_award(text)), "{text}");
        }
        for text in ["Top 45 Kovablik Jawa Timur 2020", "Top 100 Desa Wisata 2019", "Juara 1", "2019"] {
            assert!(!is_bare_level(&parse_award(text)), "{text}");
        }
    }

    #[test]
    fn awards_of_regions_are_none_of_kipp() {
        let event = |text: &str| parse_award(text).event;
        for text in [
            "Top 45 Kovablik Jawa Timur 2020",
            "Top 99 Kovablik 2024",
            "Top 45 Provinsi Jawa Barat 2020",
            "Top 45 KIPP Provinsi Jawa Barat 2020",
            "Top 40 KIPP Jatim 2018",
            "Top 45 Sinovik Tingkat Kabupaten 2019",
            "Top 9 Inovboyo 2014",
            "Top Inovasi Terpuji KIPP Provinsi Jawa Tengah 2021",
            "Top 45 Inovasi Pelayanan Publik Provinsi Jawa Tengah 2021",
            // a regency's own contest: no level of KIPP, none of that year, or no level at all
            "KIPP Kabupaten Sleman",
            "Top 30 KIPP Kabupaten Sleman 2018",
            "Top 45 KIPP Kabupaten Sleman 2018",
            "Top 99 KIPP Kota Malang 2024",
            "Top 25 KIPP Kabupaten Sleman",
            "Top 15 KIPP Kabupaten Sleman 2021",
            "KIPP Provinsi Jawa Timur",
            "Top 30 KIPP Jawa Timur",
            "Lomba inovasi tingkat kabupaten, Top 99 2018",
            "Top 45 Lomba Kabupaten Sleman 2019",
            "Top 99 KIPP tingkat Kabupaten Sleman 2018",
            "Top 99 KIPP Daerah 2018",
        ] {
            assert_eq!(event(text), None, "{text}");
        }
        for text in [
            "Top 45 KIPP 2020",
            "Top 99 Sinovik 2016",
            "Top 99 KIPP Nasional 2021",
            "Top 45 Inovasi Pelayanan Publik 2019",
            "Top 99 Inovasi Pelayanan Publik Kabupaten Sleman 2018",
            "OAPSI KIPP Kelompok Khusus 2021",
            // won by a region
            "Top 99 Sinovik Kabupaten Sleman 2018",
            "Top 45 KIPP Pemprov Jawa Tengah 2019",
            "Top 99 KIPP Kab. Sleman 2016",
            "Top 99 KIPP Pemkot Surabaya",
            "OAPSI KIPP Kabupaten Sleman 2021",
            "Top Inovasi Terpuji KIPP Kota Malang 2021",
        ] {
            assert_eq!(event(text).as_deref(), Some("KIPP"), "{text}");
        }
        assert_eq!(event("Provinsi Terinovatif, Innovative Government Award 2022").as_deref(), Some("IGA"));
    }
}
