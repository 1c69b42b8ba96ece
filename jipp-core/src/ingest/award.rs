use crate::model::Award;
use crate::text::{fold, tidy};

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
    let year = folded
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| part.len() == 4)
        .filter_map(|part| part.parse::<i32>().ok())
        .find(|year| (1990..=2100).contains(year));
    let top = folded.find("top ").and_then(|at| folded.get(at + 4..)).and_then(|rest| {
        let number: String = rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
        (!number.is_empty() && number.len() <= 3).then_some(number)
    });
    let (event, level) = if folded.contains("oapsi") || folded.contains("outstanding achievement") {
        (Some("KIPP"), Some("OAPSI".to_owned()))
    } else if folded.contains("innovative government") || folded == "iga" || folded.starts_with("iga ") {
        (Some("IGA"), None)
    } else if let Some(number) = top {
        // Top 25 and Top 30 are levels of provincial contests (domain vocabulary `kipp_award`), except Top 25 of 2015
        let national = matches!((number.as_str(), year), ("99" | "45" | "40" | "35" | "15" | "9" | "5", _) | ("25", Some(2015)));
        (national.then_some("KIPP"), Some(format!("Top {number}")))
    } else {
        (None, None)
    };
    Award { as_written, event: event.map(str::to_owned), level, year, ..Award::default() }
}
