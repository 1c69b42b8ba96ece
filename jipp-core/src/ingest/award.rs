use crate::model::Award;
use crate::text::{fold, tidy, year_within};
use crate::vocab::vocabulary;

/// Reads an award as JIPPNas and the agencies write it: `Top 99/2015`, `28 OAPSI/2025`, `INNOVATIVE GOVERNMENT AWARD 2022`,
/// `Top 45`. What is not recognised stays in `as_written`.
///
/// ```
/// let award = jipp_core::ingest::parse_award("Top 99/2015");
/// assert_eq!((award.event.as_deref(), award.level.as_deref(), award.year), (Some("KIPP"), Some("Top 99"), Some(2015)));
/// ```
pub fn parse_award(text: &str) -> Award {
    let as_written = tidy(text);
    let folded = fold(&as_written);
    let year = folded.split(|c: char| !c.is_ascii_digit()).find_map(|part| year_within(part, 1990..=2100));
    let top = folded.find("top ").and_then(|at| folded.get(at + 4..)).and_then(|rest| {
        let number: String = rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
        (!number.is_empty() && number.len() <= 3).then_some(number)
    });
    let (event, level) = if folded.contains("oapsi") || folded.contains("outstanding achievement") {
        (Some("KIPP"), Some("OAPSI".to_owned()))
    } else if folded.contains("innovative government") || folded == "iga" || folded.starts_with("iga ") {
        (Some("IGA"), None)
    } else if folded.contains("terinovatif") && ["kabupaten", "kota", "provinsi", "daerah"].iter().any(|kind| folded.contains(kind)) {
        // the title of the award of IGA to a region
        (Some("IGA"), None)
    } else if folded.contains("inovasi terpuji") || folded.contains("top terpuji") {
        (Some("KIPP"), None)
    } else if let Some(number) = top {
        let level = format!("Top {number}");
        (is_kipp_level(&level, year).then_some("KIPP"), Some(level))
    } else {
        (None, None)
    };
    Award { as_written, event: event.map(str::to_owned), level, year, ..Award::default() }
}

/// Whether KIPP has, or had, this level in some year. A level that provincial contests give too, such as `Top 25`, is one of
/// KIPP only in the years in which KIPP gave it.
fn is_kipp_level(level: &str, year: Option<i32>) -> bool {
    let Some(awards) = vocabulary("kipp_award") else { return false };
    let provincial = awards.attributes.list("provincial_levels").is_some_and(|levels| levels.contains(&level));
    let given = |levels: Vec<&str>| levels.contains(&level);
    awards
        .values()
        .iter()
        .filter(|of_year| !provincial || year.is_some_and(|year| of_year.valid_in(year)))
        .any(|of_year| of_year.attributes.list("levels").is_some_and(given))
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
        for text in ["Top 25/2019", "Top 25", "Top 30/2021", "Top 12/2021"] {
            assert_eq!(event(text), None, "{text}: a provincial contest, or none");
        }
    }
}
