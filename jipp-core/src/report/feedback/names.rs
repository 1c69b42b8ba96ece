use std::collections::HashSet;

use super::FeedbackFormat;
use crate::lang::Lang;
use crate::vocab::agency_by_code;

/// Longest part of a file name that comes from data, in characters.
const LONGEST: usize = 60;

/// Gives names to files: nothing of the data but lower-case letters, digits and `-` reaches one, so no path can be in it.
pub(super) struct Names {
    lang: Lang,
    extension: &'static str,
    several: bool,
    given: HashSet<String>,
}

impl Names {
    pub(super) fn new(lang: Lang, format: FeedbackFormat, several: bool) -> Self {
        let extension = match format {
            FeedbackFormat::Xlsx => "xlsx",
            FeedbackFormat::Csv => "csv",
        };
        Self { lang, extension, several, given: HashSet::new() }
    }

    /// `umpan-balik_pemda-35-78_kota-surabaya.xlsx`; the name of the file follows where several were checked.
    pub(super) fn next(&mut self, agency: Option<&str>, file: &str) -> String {
        // the prefix also keeps away from the names that Windows reserves
        let (prefix, other) = if self.lang == Lang::Id { ("umpan-balik", "lainnya") } else { ("feedback", "other") };
        let mut name = match agency {
            None => format!("{prefix}_{other}"),
            Some(code) => {
                let title = agency_by_code(code).map(|agency| slug(&agency.name)).unwrap_or_default();
                let title = if title.is_empty() { title } else { format!("_{title}") };
                format!("{prefix}_{}{title}", slug(code))
            }
        };
        if self.several {
            name = format!("{name}_{}", slug(file));
        }
        let mut unique = name.clone();
        let mut count = 2;
        while !self.given.insert(unique.clone()) {
            unique = format!("{name}_{count}");
            count += 1;
        }
        format!("{unique}.{}", self.extension)
    }
}

fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in crate::text::fold(text).chars() {
        if slug.len() >= LONGEST {
            break;
        }
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_is_a_path() {
        let mut names = Names::new(Lang::Id, FeedbackFormat::Xlsx, true);
        for (agency, file) in [
            (Some("../../etc/passwd"), "a.csv"),
            (Some("CON"), "nul"),
            (Some("x\0y:z|*?"), "..\\..\\x"),
            (Some("pemda:35.78"), "../kipp.csv"),
            (Some("\u{202e}gnp"), ""),
            (None, "/"),
        ] {
            let name = names.next(agency, file);
            let stem = name.strip_suffix(".xlsx").unwrap();
            assert!(stem.starts_with("umpan-balik_") && name.len() < 255, "{name}");
            assert!(stem.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_'), "{name}");
        }
    }

    #[test]
    fn equal_names_are_told_apart() {
        let mut names = Names::new(Lang::En, FeedbackFormat::Csv, false);
        assert_eq!(names.next(Some("a.b"), "x"), "feedback_a-b.csv");
        assert_eq!(names.next(Some("a:b"), "x"), "feedback_a-b_2.csv");
        assert_eq!(names.next(None, "x"), "feedback_other.csv");
        assert!(names.next(Some("pemda:35.78"), "x").contains("surabaya"));
    }
}
