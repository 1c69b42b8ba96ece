use super::value::{Attributes, Code};
use super::vocabulary::Vocabulary;
use crate::model::Field;

/// How many words a section of a programme's form may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct WordLimit<'a> {
    /// The section as the form calls it, in Indonesian; `None` where the limit is that of the whole text.
    pub section: Option<&'a str>,
    /// The fewest words.
    pub min_words: Option<usize>,
    /// The most words.
    pub max_words: Option<usize>,
}

/// The group whose form counts when a record does not say its group: that of nearly all entries.
const GENERAL: &str = "umum";

/// The vocabularies with word limits.
pub(super) const LIMITED: &[&str] = &["kipp_sections", "rancang_bangun_bagian"];

impl Vocabulary {
    /// The word limit of a canonical field in the form of this group and year, if known: the value (a section of the form)
    /// whose attribute `field` names it and whose `group` holds the group, or the vocabulary itself. Without a group the form
    /// of the general group (`umum`) counts.
    pub fn word_limit(&self, group: Option<&str>, year: Option<i32>, field: &str) -> Option<WordLimit<'_>> {
        let of = |attributes: &Attributes| attributes.text("field") == Some(field);
        let in_group = |value: &Code| is_in_group(value, group);
        let limit = |attributes: &Attributes, section| {
            let (min_words, max_words) = (attributes.count("min_words"), attributes.count("max_words"));
            (min_words.is_some() || max_words.is_some()).then_some(WordLimit { section, min_words, max_words })
        };
        if of(&self.attributes) {
            return limit(&self.attributes, None);
        }
        let section =
            self.values.iter().find(|value| year.is_none_or(|year| value.valid_in(year)) && of(&value.attributes) && in_group(value))?;
        limit(&section.attributes, section.attributes.text("section"))
    }

    /// The most words of the questions of the form of this group and year that have a column, but no field of their own: sections that share
    /// a field with others, and parts of a section.
    pub(crate) fn column_limits(&self, group: Option<&str>, year: i32) -> Vec<ColumnLimit<'_>> {
        let mut limits = Vec::new();
        for value in self.values_in(year).filter(|value| is_in_group(value, group)) {
            let Some(section) = value.attributes.text("section") else { continue };
            let has_text = value.attributes.text("field").and_then(|name| name.parse().ok()).is_some_and(Field::is_rich_text);
            if let Some(max_words) = value.attributes.count("max_words").filter(|_| !has_text) {
                limits.push(ColumnLimit { section, part: None, max_words });
            }
            let parts = value.attributes.list("parts").unwrap_or_default();
            let most = value.attributes.counts("max_words_parts").unwrap_or_default();
            limits.extend(parts.into_iter().zip(most).map(|(part, max_words)| ColumnLimit { section, part: Some(part), max_words }));
        }
        limits
    }
}

/// The most words of a question that has a column of its own.
pub(crate) struct ColumnLimit<'a> {
    section: &'a str,
    /// The part of the section that is asked.
    part: Option<&'a str>,
    pub(crate) max_words: usize,
}

impl ColumnLimit<'_> {
    /// Whether a column is that of the question: named by the section, by its part, or by both (`Section: part`).
    pub(crate) fn is_header(&self, column: &str) -> bool {
        let column = column.trim();
        let Some(part) = self.part else { return column.eq_ignore_ascii_case(self.section) };
        let after = column.split_at_checked(self.section.len()).filter(|(section, _)| section.eq_ignore_ascii_case(self.section));
        let after = after.and_then(|(_, rest)| rest.strip_prefix(": "));
        column.eq_ignore_ascii_case(part) || after.is_some_and(|rest| rest.eq_ignore_ascii_case(part))
    }
}

/// Whether the form of a group has this section.
fn is_in_group(value: &Code, group: Option<&str>) -> bool {
    value.attributes.list("group").is_none_or(|groups| groups.contains(&group.unwrap_or(GENERAL)))
}
