mod built_in;
mod transform;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use built_in::built_in_mappings;
pub use transform::Transform;

use super::IngestError;
use crate::lang::BilingualText;
use crate::model::{Field, SourceSystem, Statistics};
use crate::text::key;
use crate::vocab::CodeScheme;

/// How the columns of one source become fields: the content of a mapping file (`data/mappings/*.toml`, or a user's own).
///
/// ```toml
/// name = "dinkes"
/// system = "generic"
/// programme = "other"
/// restricted = ["No HP"]
///
/// [columns.title]
/// headers = ["Nama Inovasi", "Judul"]
/// required = true
///
/// [columns.sdgs]
/// headers = ["SDGs"]
/// vocabulary = "sdgs"
/// split = ","
/// ```
///
/// `extends = "iga-2025"` takes over the columns of a built-in mapping: headers given here come before those, and what a column does not
/// say stays as it is there. `docs/mappings.md` explains every key.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Its name, by which `--source` chooses a built-in one.
    pub name: String,
    /// The built-in mapping whose columns it takes over.
    #[serde(default)]
    pub extends: Option<String>,
    /// The plain source name under which it is found too, if that is not its own: `lan` for `inoland`, `iga` for `iga-2026`.
    #[serde(default)]
    pub family: Option<String>,
    /// The year of its records where no column says it.
    #[serde(default)]
    pub year: Option<i32>,
    /// Fields of the extended mapping that this one does not have.
    #[serde(default)]
    pub without: Vec<Field>,
    /// The system its records come from.
    pub system: SourceSystem,
    /// The programme whose vocabularies and rules apply: `KIPP`, `IGA`, `LAN`, `JIPPNas` or `other`.
    pub programme: String,
    /// What the file is, and where its columns are documented.
    #[serde(default)]
    pub about: String,
    /// Columns of personal data: kept apart, never published.
    #[serde(default)]
    pub restricted: Vec<String>,
    /// Whether the source itself publishes the names of persons. If not, columns of names
    /// ([`Field::is_personal`]) are kept apart like the restricted ones.
    #[serde(default)]
    pub publishes_names: bool,
    /// Field by field, the columns it is read from.
    #[serde(default)]
    pub columns: BTreeMap<Field, ColumnRule>,
}

/// How one field is read.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnRule {
    /// Headers under which the field is found, best first. Several that are present are joined in a text or a list, else the first with a value counts.
    #[serde(default)]
    pub headers: Vec<String>,
    /// Of a field of several numbers, each part with its headers, best first: `replications = ["Jumlah Replikasi"]`.
    #[serde(default)]
    pub parts: BTreeMap<String, Vec<String>>,
    /// What a cell says, and what is read instead: `"Ya" = "Berlanjut dengan pengembangan"`. Case, blanks and punctuation do not matter.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// What is done to a cell before anything else, in this order.
    #[serde(default)]
    pub transforms: Vec<Transform>,
    /// The vocabulary whose codes are stored.
    #[serde(default)]
    pub vocabulary: Option<String>,
    /// Characters that part several values in one cell.
    #[serde(default)]
    pub split: Option<String>,
    /// The scheme of region codes: `kemendagri` or `bps`. The two collide, so a code is never read without it.
    #[serde(default)]
    pub scheme: Option<CodeScheme>,
    /// Whether a file without any of the headers cannot be read at all.
    #[serde(default)]
    pub required: bool,
}

impl ColumnRule {
    /// Every header under which the field or a part of it is found, in the order of their ranks: first those of the whole.
    pub(crate) fn all_headers(&self) -> impl Iterator<Item = &String> {
        self.headers.iter().chain(self.parts.values().flatten())
    }

    /// The part that the header of this rank holds; none if it holds the field as a whole.
    pub(super) fn part(&self, rank: usize) -> Option<&str> {
        let at = rank.checked_sub(self.headers.len())?;
        self.parts.iter().flat_map(|(part, headers)| headers.iter().map(move |_| part.as_str())).nth(at)
    }
}

/// Whether a field has a part of this name that a whole number fills.
fn is_part(field: Field, part: &str) -> bool {
    field == Field::Statistics && Statistics::COUNTERS.contains(&part)
}

impl Mapping {
    /// Reads a mapping file.
    pub fn from_toml(name: &str, text: &str) -> Result<Self, IngestError> {
        Self::parse(name, text, Self::built_in)
    }

    fn parse<'k>(name: &str, text: &str, known: impl Fn(&str) -> Option<&'k Self>) -> Result<Self, IngestError> {
        let error = |reason: BilingualText| IngestError::Mapping { mapping: name.to_owned(), reason };
        let mut mapping: Self = toml::from_str(text).map_err(|e| error(e.to_string().trim_end().to_owned().into()))?;
        if let Some(base) = mapping.extends.clone() {
            let base = known(&base).ok_or_else(|| {
                error(BilingualText::new(
                    format!("`extends` menyebut `{base}`, yang bukan pemetaan bawaan"),
                    format!("`extends` names `{base}`, which is no built-in mapping"),
                ))
            })?;
            mapping.take_over(base);
        }
        for (field, rule) in &mapping.columns {
            if !field.is_readable() {
                return Err(error(BilingualText::new(
                    format!("`{field}` dihitung oleh jipp dan tidak dapat dibaca dari kolom"),
                    format!("`{field}` is computed by jipp and cannot be read from a column"),
                )));
            }
            if let Some(part) = rule.parts.keys().find(|part| !is_part(*field, part)) {
                return Err(error(BilingualText::new(
                    format!("`columns.{field}.parts` menyebut `{part}`, yang bukan bagian berupa angka dari isian itu"),
                    format!("`columns.{field}.parts` names `{part}`, which is no number of that field"),
                )));
            }
            if rule.all_headers().next().is_none() {
                return Err(error(BilingualText::new(
                    format!("`columns.{field}` tidak menyebut judul kolom"),
                    format!("`columns.{field}` names no header"),
                )));
            }
            if let Some(vocabulary) = &rule.vocabulary
                && crate::vocab::vocabulary(vocabulary).is_none()
            {
                let near = crate::error::nearest(vocabulary, crate::vocab::vocabulary_names());
                let near = crate::error_message::suggestion(near.as_deref());
                return Err(error(BilingualText::new(
                    format!("`columns.{field}` memakai kosakata yang tidak dikenal `{vocabulary}`{}", near.id),
                    format!("`columns.{field}` uses the unknown vocabulary `{vocabulary}`{}", near.en),
                )));
            }
        }
        if mapping.columns.is_empty() {
            return Err(error(BilingualText::new("tidak menyebut kolom apa pun", "it names no column".to_owned())));
        }
        Ok(mapping)
    }

    /// Takes over what this mapping does not say itself.
    fn take_over(&mut self, base: &Self) {
        self.family = self.family.take().or_else(|| Some(base.family().to_owned()));
        self.publishes_names |= base.publishes_names;
        let own: Vec<String> = self.columns.values().flat_map(ColumnRule::all_headers).map(|header| key(header)).collect();
        self.restricted.extend(base.restricted.iter().filter(|header| !own.contains(&key(header))).cloned());
        for (field, rule) in base.columns.iter().filter(|(field, _)| !self.without.contains(field)) {
            let mine = self.columns.entry(*field).or_default();
            let given: Vec<String> = mine.headers.iter().map(|header| key(header)).collect();
            // a header that is given to another field here is that field's only
            let free = |header: &&String| given.contains(&key(header)) || !own.contains(&key(header));
            mine.headers.extend(rule.headers.iter().filter(free).filter(|header| !given.contains(&key(header))).cloned());
            for (part, headers) in &rule.parts {
                let given = mine.parts.entry(part.clone()).or_default();
                let free = headers.iter().filter(|header| !own.contains(&key(header)));
                given.extend(free.cloned());
            }
            mine.parts.retain(|_, headers| !headers.is_empty());
            mine.vocabulary = mine.vocabulary.take().or_else(|| rule.vocabulary.clone());
            mine.split = mine.split.take().or_else(|| rule.split.clone());
            mine.scheme = mine.scheme.or(rule.scheme);
            mine.required |= rule.required;
            for (value, meaning) in &rule.values {
                mine.values.entry(value.clone()).or_insert_with(|| meaning.clone());
            }
            if mine.transforms.is_empty() {
                mine.transforms.clone_from(&rule.transforms);
            }
        }
        self.columns.retain(|_, rule| rule.all_headers().next().is_some());
    }

    /// The plain source name under which it is found too.
    pub fn family(&self) -> &str {
        self.family.as_deref().unwrap_or(&self.name)
    }

    /// The built-in mapping of this name.
    pub fn built_in(name: &str) -> Option<&'static Self> {
        built_in_mappings().iter().find(|mapping| mapping.name == name)
    }

    /// The mapping's headers, folded once.
    pub(super) fn headers(&self) -> Headers<'_> {
        Headers {
            mapping: self,
            fields: self
                .columns
                .iter()
                .flat_map(|(field, rule)| rule.all_headers().enumerate().map(|(rank, header)| (key(header), *field, rank)))
                .collect(),
            restricted: self.restricted.iter().map(|header| key(header)).collect(),
        }
    }
}

/// What the headers of a mapping mean, folded so that case, blanks and punctuation do not matter.
pub(super) struct Headers<'a> {
    pub(super) mapping: &'a Mapping,
    /// Folded header, its field, and its rank in the field's list.
    fields: Vec<(String, Field, usize)>,
    restricted: Vec<String>,
}

/// What is longer than this, in bytes, is no header.
const LONGEST_HEADER: usize = 200;

/// Headers shorter than this are too near to each other for a typing error to be told.
const LONG_HEADER: usize = 8;

impl Headers<'_> {
    /// The fields a header stands for with its rank in each. Usually one; a column may serve two fields.
    pub(super) fn fields_of(&self, header: &str) -> Vec<(Field, usize)> {
        // while the header row is sought, rows of data come here too: no header is so long
        let wanted = if header.len() <= LONGEST_HEADER { key(header) } else { String::new() };
        if wanted.is_empty() {
            return Vec::new();
        }
        let exact: Vec<_> = self.fields.iter().filter(|(known, ..)| *known == wanted).map(|(_, field, rank)| (*field, *rank)).collect();
        if !exact.is_empty() || wanted.len() < LONG_HEADER {
            return exact;
        }
        // one letter of difference to exactly one long header is a typing error
        let near = |known: &str| {
            known.len() >= LONG_HEADER && known.len().abs_diff(wanted.len()) <= 1 && strsim::osa_distance(known, &wanted) <= 1
        };
        let near: Vec<_> = self.fields.iter().filter(|(known, ..)| near(known)).map(|(_, field, rank)| (*field, *rank)).collect();
        if near.len() == 1 { near } else { Vec::new() }
    }

    pub(super) fn is_restricted(&self, header: &str) -> bool {
        let wanted = key(header);
        self.restricted.contains(&wanted)
    }

    /// How many of these headers it knows.
    pub(super) fn known(&self, headers: &[String]) -> usize {
        headers.iter().filter(|header| !self.fields_of(header).is_empty() || self.is_restricted(header)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::built_in::BUILT_IN;
    use super::*;

    #[test]
    fn every_built_in_mapping_is_valid() {
        for text in BUILT_IN {
            Mapping::from_toml("built-in", text).unwrap();
        }
        let mut names: Vec<_> = built_in_mappings().iter().map(|m| m.name.as_str()).collect();
        assert_eq!(names.len(), BUILT_IN.len() + 1);
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), BUILT_IN.len() + 1, "names are unique");
        for mapping in built_in_mappings() {
            assert!(Mapping::built_in(mapping.family()).is_some(), "{}", mapping.name);
        }
    }

    #[test]
    fn a_header_belongs_to_one_field_only() {
        for mapping in built_in_mappings() {
            let mut seen: BTreeMap<String, Field> = BTreeMap::new();
            for (field, rule) in &mapping.columns {
                for header in rule.all_headers() {
                    let other = *seen.entry(key(header)).or_insert(*field);
                    // the one exception: LAN's database has no year of its own
                    let shared = mapping.name.starts_with("lan") && header == "tahun_implementasi";
                    assert!(other == *field || shared, "{}: `{header}` is read into {other} and {field}", mapping.name);
                }
            }
        }
    }

    #[test]
    fn a_mapping_takes_over_another() {
        let mapping = Mapping::from_toml(
            "m.toml",
            "name='x'\nextends='iga-2026'\nsystem='generic'\nprogramme='IGA'\nwithout=['video']\n[columns.title]\nheaders=['Nama Karya']\n\
             [columns.summary]\nheaders=['Hasil']",
        )
        .unwrap();
        let title = &mapping.columns[&Field::Title];
        assert_eq!((title.headers[0].as_str(), title.required), ("Nama Karya", true));
        assert!(title.headers.iter().any(|header| header == "Nama Inovasi"));
        assert!(!mapping.columns.contains_key(&Field::Video));
        assert!(!mapping.columns[&Field::Impact].headers.contains(&"Hasil".to_owned()), "the header was given to another field");
        assert_eq!((mapping.family(), mapping.year), ("iga", None));
        assert!(mapping.restricted.contains(&"NIK".to_owned()));
        let error = Mapping::from_toml("m.toml", "name='x'\nextends='igaa'\nsystem='generic'\nprogramme='IGA'").unwrap_err();
        assert!(error.to_string().contains("igaa"), "{error}");
    }

    #[test]
    fn parts_of_a_field_have_headers_of_their_own() {
        let text = "name='x'\nextends='jippnas'\nsystem='jippnas'\nprogramme='JIPPNas'\n[columns.statistics.parts]\nviews=['Kunjungan']";
        let mapping = Mapping::from_toml("m.toml", text).unwrap();
        let rule = &mapping.columns[&Field::Statistics];
        assert_eq!(rule.parts["views"], ["Kunjungan", "Dilihat"]);
        let rank = |header: &str| rule.all_headers().position(|known| known == header).unwrap();
        assert_eq!((rule.part(rank("Kunjungan")), rule.part(rank("Jumlah Replikasi"))), (Some("views"), Some("replications")));
        assert_eq!(rule.part(rank("Statistik")), None);
        for (field, part) in [("statistics", "viewz"), ("title", "views"), ("evidence", "size")] {
            let text = format!("name='x'\nsystem='generic'\nprogramme='other'\n[columns.{field}.parts]\n{part}=['A']");
            let error = Mapping::from_toml("m.toml", &text).unwrap_err();
            assert!(error.to_string().contains(part), "{error}");
        }
    }

    #[test]
    fn mistakes_are_named() {
        let error =
            Mapping::from_toml("m.toml", "name='x'\nsystem='generic'\nprogramme='other'\n[columns.titel]\nheaders=['a']").unwrap_err();
        assert!(error.to_string().contains("titel"), "{error}");
        let error =
            Mapping::from_toml("m.toml", "name='x'\nsystem='generic'\nprogramme='other'\n[columns.sdgs]\nheaders=['a']\nvocabulary='sdg'")
                .unwrap_err();
        assert!(error.to_string().contains("did you mean `sdgs`?"), "{error}");
    }
}
