//! In which language do people read this?

use serde::{Deserialize, Serialize};

/// The language of texts that people read. Indonesian is the default everywhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum Lang {
    /// Bahasa Indonesia (`id`).
    #[default]
    Id,
    /// English (`en`).
    En,
}

impl Lang {
    /// The code: `id` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }
}

/// One text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bilingual {
    /// The Indonesian text.
    pub id: &'static str,
    /// The English text.
    pub en: &'static str,
}

impl Bilingual {
    /// The text in `lang`.
    pub const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Id => self.id,
            Lang::En => self.en,
        }
    }
}

/// One text in both languages that is put together at run time. Shown without a language it is English, as are all errors.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BilingualText {
    /// The Indonesian text.
    pub id: String,
    /// The English text.
    pub en: String,
}

impl BilingualText {
    /// The same behind a few words, in both languages.
    pub(crate) fn behind(self, id: &str, en: &str) -> Self {
        Self { id: format!("{id}{}", self.id), en: format!("{en}{}", self.en) }
    }

    /// Several one after the other, in both languages.
    pub(crate) fn join(texts: &[Self], lang: Lang) -> String {
        texts.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join("; ")
    }

    /// A text in both languages.
    pub(crate) fn new(id: impl Into<String>, en: impl Into<String>) -> Self {
        Self { id: id.into(), en: en.into() }
    }

    /// The text in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Id => &self.id,
            Lang::En => &self.en,
        }
    }
}

/// A text in both languages of the same values: `told!("Indonesian {x}", "English {x}")`.
macro_rules! told {
    ($id:literal, $en:literal $(, $value:expr)* $(,)?) => {
        $crate::lang::BilingualText::new(format!($id $(, $value)*), format!($en $(, $value)*))
    };
}
pub(crate) use told;

impl std::fmt::Display for BilingualText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.en)
    }
}

impl From<&str> for BilingualText {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// A text that is the same in both languages, as what a library of a format says.
impl From<String> for BilingualText {
    fn from(text: String) -> Self {
        Self { id: text.clone(), en: text }
    }
}

impl From<Bilingual> for BilingualText {
    fn from(text: Bilingual) -> Self {
        Self { id: text.id.to_owned(), en: text.en.to_owned() }
    }
}

/// Why a file cannot be used, in Indonesian; what the system says otherwise stays in its language.
pub(crate) fn said_by_system(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "tidak ditemukan".to_owned(),
        ErrorKind::PermissionDenied => "tidak ada izin".to_owned(),
        ErrorKind::IsADirectory => "itu folder, bukan berkas".to_owned(),
        ErrorKind::StorageFull => "tempat penyimpanan penuh".to_owned(),
        _ => error.to_string(),
    }
}

/// What could not be done to a file or a folder, in Indonesian; a word of another kind stays as it is.
#[cfg(feature = "catalog")]
pub(crate) fn done_to_file(action: &str) -> &str {
    match action {
        "opened" => "dibuka",
        "read" => "dibaca",
        "written" => "ditulis",
        "made" => "dibuat",
        other => other,
    }
}

/// Places of templates that hold figures which jipp computed.
const FIGURES: &[&str] = &["claimed", "computed", "difference", "index", "limit", "reached", "size", "stored", "verified"];

/// As [`fill`], computed figures with the decimal mark of the language.
pub(crate) fn fill_in(lang: Lang, template: &str, values: &[(&'static str, String)]) -> String {
    let is_figure = |(name, value): &(&'static str, String)| FIGURES.contains(name) && value.contains('.') && value.parse::<f64>().is_ok();
    if lang == Lang::En || !values.iter().any(is_figure) {
        return fill(template, values);
    }
    let of_language =
        |value: &(&'static str, String)| (value.0, if is_figure(value) { value.1.replace('.', ",") } else { value.1.clone() });
    fill(template, &values.iter().map(of_language).collect::<Vec<_>>())
}

/// Fills `{name}` places of a template; a name that is not given stays as it is, so a mistake is seen.
pub fn fill(template: &str, values: &[(&'static str, String)]) -> String {
    let mut text = template.to_owned();
    for (name, value) in values {
        let place = format!("{{{name}}}");
        if text.contains(&place) {
            text = text.replace(&place, value);
        }
    }
    text
}
