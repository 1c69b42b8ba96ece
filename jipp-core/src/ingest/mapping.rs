use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::IngestError;
use crate::model::{Field, FieldKind, SourceSystem};
use crate::text::key;
use crate::vocab::vocabulary_of;

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
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Its name, by which `--source` chooses a built-in one.
    pub name: String,
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
    pub columns: BTreeMap<Field, ColumnRule>,
}

/// How one field is read.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnRule {
    /// Headers under which the field is found, best first. Several that are present are joined in a text or a list, else the first with a value counts.
    pub headers: Vec<String>,
    /// The vocabulary whose codes are stored.
    #[serde(default)]
    pub vocabulary: Option<String>,
    /// Characters that part several values in one cell.
    #[serde(default)]
    pub split: Option<String>,
    /// The scheme of region codes: `kemendagri` or `bps`. The two collide, so a code is never read without it.
    #[serde(default)]
    pub scheme: Option<RegionScheme>,
    /// Whether a file without any of the headers cannot be read at all.
    #[serde(default)]
    pub required: bool,
}

/// Whose region codes a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RegionScheme {
    /// Ministry of Home Affairs.
    Kemendagri,
    /// Statistics Indonesia.
    Bps,
}

const BUILT_IN: &[&str] = &[
    include_str!("../../data/mappings/kipp.toml"),
    include_str!("../../data/mappings/iga.toml"),
    include_str!("../../data/mappings/lan.toml"),
    include_str!("../../data/mappings/jippnas.toml"),
];

/// The mappings that come with jipp: `kipp`, `iga`, `lan`, `jippnas`, and `generic`, whose headers are the canonical field names.
pub fn built_in_mappings() -> &'static [Mapping] {
    static MAPPINGS: OnceLock<Vec<Mapping>> = OnceLock::new();
    MAPPINGS.get_or_init(|| BUILT_IN.iter().filter_map(|text| Mapping::from_toml("built-in", text).ok()).chain([generic()]).collect())
}

fn generic() -> Mapping {
    let rule = |field: Field| ColumnRule {
        headers: vec![field.name().to_owned()],
        // the main affair is one of the affairs
        vocabulary: vocabulary_of(if field == Field::MainAffair { Field::Affairs } else { field }).map(str::to_owned),
        split: matches!(field.kind(), FieldKind::Codes | FieldKind::Awards | FieldKind::Texts | FieldKind::Links).then(|| ";".to_owned()),
        required: field == Field::Title,
        ..ColumnRule::default()
    };
    Mapping {
        name: "generic".into(),
        system: SourceSystem::Generic,
        programme: "other".into(),
        about: "A table whose headers are the canonical field names (`jipp fields` lists them).".into(),
        restricted: ["phone", "email", "nik", "contact", "contacts", "address"].map(str::to_owned).to_vec(),
        // the canonical fields are public ones: whoever fills them publishes the names
        publishes_names: true,
        columns: Field::ALL.iter().copied().filter(|f| f.is_readable()).map(|f| (f, rule(f))).collect(),
    }
}

impl Mapping {
    /// Reads a mapping file. All headers must be given once only.
    pub fn from_toml(name: &str, text: &str) -> Result<Self, IngestError> {
        let error = |reason: String| IngestError::Mapping { mapping: name.to_owned(), reason };
        let mapping: Self = toml::from_str(text).map_err(|e| error(e.to_string().trim_end().to_owned()))?;
        for (field, rule) in &mapping.columns {
            if !field.is_readable() {
                return Err(error(format!("`{field}` is computed by jipp and cannot be read from a column")));
            }
            if rule.headers.is_empty() {
                return Err(error(format!("`columns.{field}` names no header")));
            }
            if let Some(vocabulary) = &rule.vocabulary
                && crate::vocab::vocabulary(vocabulary).is_none()
            {
                let near = crate::error::nearest(vocabulary, crate::vocab::vocabulary_names())
                    .map_or_else(String::new, |n| format!(", did you mean `{n}`?"));
                return Err(error(format!("`columns.{field}` uses the unknown vocabulary `{vocabulary}`{near}")));
            }
        }
        Ok(mapping)
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
                .flat_map(|(field, rule)| rule.headers.iter().enumerate().map(|(rank, header)| (key(header), *field, rank)))
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
    use super::*;

    #[test]
    fn every_built_in_mapping_is_valid() {
        for text in BUILT_IN {
            Mapping::from_toml("built-in", text).unwrap();
        }
        assert_eq!(built_in_mappings().iter().map(|m| m.name.as_str()).collect::<Vec<_>>(), ["kipp", "iga", "lan", "jippnas", "generic"]);
    }

    #[test]
    fn a_header_belongs_to_one_field_only() {
        for mapping in built_in_mappings() {
            let mut seen: BTreeMap<String, Field> = BTreeMap::new();
            for (field, rule) in &mapping.columns {
                for header in &rule.headers {
                    let other = *seen.entry(key(header)).or_insert(*field);
                    // the one exception: LAN's database has no year of its own
                    let shared = mapping.name == "lan" && header == "tahun_implementasi";
                    assert!(other == *field || shared, "{}: `{header}` is read into {other} and {field}", mapping.name);
                }
            }
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
