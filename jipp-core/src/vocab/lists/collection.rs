use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::error::{VocabularyError, VocabularyProblem, Wrong};
use super::index::Index;
use super::value::{Attributes, Code, Sourcing};
use super::vocabulary::{Scheme, Title, Vocabulary};

/// The one format of vocabularies, as the files under `data/vocabularies/` have it.
const SCHEMA: &str = "jipp-vocabularies/2";

/// The source of what no document states.
const INFERRED: &str = "inferred";

/// Vocabularies read from one or several files.
///
/// An application adds lists of its own, or next year's values of a known list, as data:
///
/// ```
/// use jipp_core::vocab::Vocabularies;
///
/// let extra = r#"{"schema": "jipp-vocabularies/2",
///   "sources": {"SE27": "letter of 4 January 2027"},
///   "vocabularies": [{"name": "kipp_kategori", "programme": "KIPP", "status": "single-source",
///     "title": {"id": "Kategori KIPP", "en": "KIPP categories"},
///     "values": [{"code": "swasembada_pangan", "id": "Swasembada Pangan", "en": "Food self-sufficiency",
///                 "years": [2027], "source": ["SE27"]}]}]}"#;
/// let all = Vocabularies::built_in()?.merge(Vocabularies::from_json("extra.json", extra)?)?;
/// let categories = all.get("kipp_kategori").unwrap();
/// assert_eq!(categories.find_in(2027, "swasembada pangan").map(|c| c.code.as_str()), Some("swasembada_pangan"));
/// assert_eq!(categories.values_in(2023).count(), 11);
/// # Ok::<(), jipp_core::vocab::VocabularyError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Vocabularies {
    file: String,
    sources: BTreeMap<String, String>,
    lists: Vec<Vocabulary>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    schema: String,
    #[serde(default)]
    sources: BTreeMap<String, String>,
    #[serde(default)]
    vocabularies: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVocabulary {
    name: String,
    programme: String,
    title: Title,
    status: Sourcing,
    note: Option<String>,
    #[serde(default)]
    source: Vec<String>,
    #[serde(default)]
    attributes: Attributes,
    #[serde(default)]
    schemes: Vec<Scheme>,
    values: Vec<Value>,
}

impl Vocabularies {
    /// Reads vocabularies. `file` is a name for errors. Sources may be keys explained in the same file, keys of the built-in
    /// sources, addresses, or `inferred`.
    ///
    /// # Errors
    ///
    /// `vocabulary_unreadable` if this is no such file at all; `vocabulary_invalid` with every problem in it, each with its
    /// vocabulary and value.
    pub fn from_json(file: &str, text: &str) -> Result<Self, VocabularyError> {
        Self::read(file, text, super::sources())
    }

    pub(super) fn read(file: &str, text: &str, known: &BTreeMap<String, String>) -> Result<Self, VocabularyError> {
        let unreadable = |reason: String| VocabularyError::Unreadable { file: file.to_owned(), reason };
        let raw: RawFile = serde_json::from_str(text).map_err(|e| unreadable(e.to_string()))?;
        if raw.schema != SCHEMA {
            return Err(unreadable(format!("its `schema` is `{}`, not `{SCHEMA}`", raw.schema)));
        }
        let mut problems = Problems(Vec::new());
        let mut read = Self { file: file.to_owned(), sources: raw.sources, lists: Vec::new() };
        for (at, list) in raw.vocabularies.into_iter().enumerate() {
            let name = name_of(&list, "name", at);
            if let Some(list) = problems.list(&name, list) {
                problems.content(&list, |key| read.sources.contains_key(key) || known.contains_key(key));
                if read.get(&list.name).is_some() {
                    problems.add(&list.name, None, Wrong::Twice);
                }
                read.lists.push(list);
            }
        }
        problems.none(file).map(|()| read)
    }

    /// A copy of everything that comes with jipp.
    ///
    /// # Errors
    ///
    /// None that a user can see: the files are part of the program, and a test reads each of them.
    pub fn built_in() -> Result<Self, VocabularyError> {
        let lists = super::vocabularies().cloned().collect();
        Ok(Self { file: "jipp".into(), sources: super::sources().clone(), lists })
    }

    /// Adds `other`: new vocabularies, new values of known ones at the end, and in place of a value with the same code the
    /// one of `other`. Name, title, note and attributes of a known vocabulary stay; its schemes are joined in the same way.
    ///
    /// # Errors
    ///
    /// `vocabulary_invalid` if a name would then mean two values of the same year.
    pub fn merge(mut self, other: Self) -> Result<Self, VocabularyError> {
        let mut problems = Problems(Vec::new());
        self.sources.extend(other.sources);
        for list in other.lists {
            let Some(known) = self.lists.iter_mut().find(|known| known.name == list.name) else {
                self.lists.push(list);
                continue;
            };
            replace_or_push(&mut known.values, list.values, |value| &value.code);
            replace_or_push(&mut known.schemes, list.schemes, |scheme| &scheme.code);
            known.index = Index::of(&known.values, &known.attributes.list("code_words").unwrap_or_default());
            problems.shared_names(known);
        }
        problems.none(&other.file).map(|()| self)
    }

    /// The vocabulary of this name.
    pub fn get(&self, name: &str) -> Option<&Vocabulary> {
        self.lists.iter().find(|list| list.name == name)
    }

    /// Every vocabulary, in the order of the files.
    pub fn iter(&self) -> impl Iterator<Item = &Vocabulary> {
        self.lists.iter()
    }

    /// What the keys of sources stand for: an address or a description of the document.
    pub fn sources(&self) -> &BTreeMap<String, String> {
        &self.sources
    }
}

fn replace_or_push<T>(known: &mut Vec<T>, new: Vec<T>, code: impl Fn(&T) -> &str) {
    for item in new {
        match known.iter_mut().find(|old| code(old) == code(&item)) {
            Some(old) => *old = item,
            None => known.push(item),
        }
    }
}

/// What an object calls itself, or its place.
fn name_of(object: &Value, key: &str, at: usize) -> String {
    object.get(key).and_then(Value::as_str).map_or_else(|| format!("#{}", at + 1), str::to_owned)
}

/// Collects what is wrong.
struct Problems(Vec<VocabularyProblem>);

impl Problems {
    fn add(&mut self, vocabulary: &str, value: Option<&str>, what: Wrong) {
        self.0.push(VocabularyProblem { vocabulary: vocabulary.to_owned(), value: value.map(str::to_owned), what });
    }

    fn none(self, file: &str) -> Result<(), VocabularyError> {
        if self.0.is_empty() { Ok(()) } else { Err(VocabularyError::Invalid { file: file.to_owned(), problems: self.0 }) }
    }

    fn form<T: DeserializeOwned>(&mut self, vocabulary: &str, value: Option<&str>, object: Value) -> Option<T> {
        serde_json::from_value(object).map_err(|e| self.add(vocabulary, value, Wrong::Form { reason: e.to_string() })).ok()
    }

    /// One vocabulary, each value read by itself so that a mistake is told with its place.
    fn list(&mut self, name: &str, object: Value) -> Option<Vocabulary> {
        let raw: RawVocabulary = self.form(name, None, object)?;
        let count = raw.values.len();
        let values: Vec<Code> = raw
            .values
            .into_iter()
            .enumerate()
            .filter_map(|(at, value)| self.form(name, Some(&name_of(&value, "code", at)), value))
            .collect();
        let index = Index::of(&values, &raw.attributes.list("code_words").unwrap_or_default());
        (values.len() == count).then_some(Vocabulary {
            name: raw.name,
            programme: raw.programme,
            title: raw.title,
            status: raw.status,
            note: raw.note,
            source: raw.source,
            attributes: raw.attributes,
            schemes: raw.schemes,
            index,
            values,
        })
    }

    fn content(&mut self, list: &Vocabulary, known: impl Fn(&str) -> bool) {
        for (text, key) in
            [(&list.name, "name"), (&list.programme, "programme"), (&list.title.id, "title.id"), (&list.title.en, "title.en")]
        {
            if text.trim().is_empty() {
                self.add(&list.name, None, Wrong::Empty { key });
            }
        }
        let known = |key: &str| key == INFERRED || key.starts_with("https://") || key.starts_with("http://") || known(key);
        for key in list.source.iter().chain(list.schemes.iter().flat_map(|scheme| &scheme.source)).filter(|key| !known(key)) {
            self.add(&list.name, None, Wrong::UnknownSource { key: key.clone() });
        }
        for (at, value) in list.values.iter().enumerate() {
            self.value(list, at, value, known);
        }
        self.shared_names(list);
    }

    fn value(&mut self, list: &Vocabulary, at: usize, value: &Code, known: impl Fn(&str) -> bool) {
        let mut add = |what| self.add(&list.name, Some(&value.code), what);
        let texts = [(&value.code, "code"), (&value.id, "id"), (&value.en, "en")];
        let aliases = value.aliases.iter().map(|alias| (alias, "aliases"));
        for (text, key) in texts.into_iter().chain(aliases) {
            if crate::text::key(text).is_empty() {
                add(Wrong::Empty { key });
            }
        }
        if list.index.by_code(&value.code) != Some(at) {
            add(Wrong::Twice);
        }
        let span = value.from.is_some() || value.to.is_some();
        if (span && !value.years.is_empty()) || value.from.zip(value.to).is_some_and(|(from, to)| to < from) {
            add(Wrong::Years);
        }
        if value.source.is_empty() {
            add(Wrong::NoSource);
        }
        for key in value.source.iter().filter(|key| !known(key)) {
            add(Wrong::UnknownSource { key: key.clone() });
        }
    }

    fn shared_names(&mut self, list: &Vocabulary) {
        for (name, owners) in list.index.shared() {
            let values: Vec<&Code> = owners.iter().filter_map(|owner| list.values.get(owner.at)).collect();
            for (at, value) in values.iter().enumerate() {
                if let Some(other) = values.iter().take(at).find(|other| value.code != other.code && overlap(value, other)) {
                    let what = Wrong::SharedName { name: name.to_owned(), other: other.code.clone() };
                    self.add(&list.name, Some(&value.code), what);
                }
            }
        }
    }
}

/// Whether two values are offered in the same year at least once. Two spans overlap where the later one begins.
fn overlap(a: &Code, b: &Code) -> bool {
    let begin = a.from.unwrap_or(i32::MIN).max(b.from.unwrap_or(i32::MIN));
    let mut years = a.years.iter().chain(&b.years).copied().chain([begin]);
    years.any(|year| a.valid_in(year) && b.valid_in(year))
}
