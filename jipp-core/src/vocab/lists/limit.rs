use super::value::{Attributes, Code};
use super::vocabulary::Vocabulary;

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
        let group = group.unwrap_or(GENERAL);
        let in_group = |value: &Code| value.attributes.list("group").is_none_or(|groups| groups.contains(&group));
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
}
