//! What do people read about an error, in their language?
//!
//! Programs go by [`Error::code`]; [`Display`](std::fmt::Display) is English. What a library of a format or a store says is English in both
//! languages.

use crate::error::{Error, SettingsError, did_you_mean};
use crate::lang::{BilingualText, Lang};
use crate::report::ReportError;
use crate::vocab::VocabularyError;

impl Error {
    /// What is shown to people.
    ///
    /// ```
    /// use jipp_core::{Error, SettingsError, lang::Lang};
    /// let error = Error::from(SettingsError::UnknownRule { code: "ID-99".into(), suggestion: None });
    /// assert_eq!(error.message(Lang::Id), "aturan `ID-99` tidak dikenal; `jipp rules` menampilkan semua aturan");
    /// assert_eq!(error.message(Lang::En), error.to_string());
    /// ```
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Ingest(error) => error.message(lang),
            Self::Settings(error) => error.message(lang),
            Self::Index(error) => error.message(lang),
            Self::Vocabulary(error) if lang == Lang::Id => vocabulary(error),
            Self::Report(error) if lang == Lang::Id => report(error),
            #[cfg(feature = "search")]
            Self::Search(error) => error.message(lang),
            #[cfg(feature = "catalog")]
            Self::Catalog(error) => error.message(lang),
            error => error.to_string(),
        }
    }
}

impl SettingsError {
    /// What is shown to people.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Unreadable { reason } => format!("setelan tidak dapat dibaca: {reason}"),
            Self::Invalid { problems } => format!("setelan tidak sesuai: {}", BilingualText::join(problems, lang)),
            Self::MissingColumns { missing } => {
                let problems: Vec<String> = missing.iter().map(|missing| missing.problem(lang)).collect();
                format!("setelan tidak sesuai: {}", problems.join("; "))
            }
            Self::UnknownRule { code, suggestion: None } => {
                format!("aturan `{code}` tidak dikenal; `jipp rules` menampilkan semua aturan")
            }
            Self::UnknownRule { code, suggestion } => format!("aturan `{code}` tidak dikenal{}", meant(suggestion.as_deref())),
            Self::Ambiguous { what, value, candidates } => {
                format!("`{value}` dapat berarti lebih dari satu {}: berikan kode salah satu dari {}", kind(what), candidates.join(", "))
            }
            Self::UnknownValue { what, value, suggestion } => {
                format!("{} `{value}` tidak dikenal{}", kind(what), meant(suggestion.as_deref()))
            }
            Self::TemporaryFile { reason } => format!(
                "pasangan yang dibandingkan memerlukan berkas sementara: {reason}; sediakan ruang di folder berkas sementara (`TMPDIR`), atau naikkan `memory_mb`"
            ),
        }
    }
}

/// "Did you mean".
pub(crate) fn meant(suggestion: Option<&str>) -> String {
    suggestion.map_or_else(String::new, |near| format!(", maksudnya `{near}`?"))
}

/// The end of a message that suggests a name, in both languages.
pub(crate) fn suggestion(near: Option<&str>) -> BilingualText {
    BilingualText::new(meant(near), did_you_mean(near))
}

/// The kind of a thing that is asked for by name; one without an Indonesian word stays as it is.
fn kind(what: &str) -> &str {
    const KINDS: &[(&str, &str)] = &[
        ("agency", "instansi"),
        ("column", "kolom"),
        ("column to ignore", "kolom yang diabaikan"),
        ("day (write `2026-11-21`)", "tanggal (tulis seperti `2026-11-21`)"),
        ("field", "isian"),
        ("id column", "kolom ID"),
        ("innovation", "inovasi"),
        ("language (`id` or `en`)", "bahasa (`id` atau `en`)"),
        ("record", "rekaman"),
        ("record id", "ID rekaman"),
        ("region", "daerah"),
        ("source", "sumber"),
        ("vocabulary", "kosakata"),
    ];
    KINDS.iter().find(|(en, _)| *en == what).map_or(what, |(_, id)| id)
}

fn vocabulary(error: &VocabularyError) -> String {
    match error {
        VocabularyError::Unreadable { file, reason } => format!("`{file}` tidak berisi kosakata: {reason}"),
        VocabularyError::Invalid { file, problems } => {
            format!("kosakata dalam `{file}` tidak sesuai: {}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
        }
    }
}

fn report(error: &ReportError) -> String {
    match error {
        ReportError::Languages { left, right } => {
            format!("satu laporan berbahasa `{left}` dan yang lain `{right}`; buat keduanya dalam satu bahasa")
        }
        ReportError::Versions { left, right } => {
            format!("satu laporan dibuat oleh jipp {left} dan yang lain oleh jipp {right}; periksa ulang dengan satu versi")
        }
        ReportError::Days { left, right } => {
            format!("satu laporan dibuat untuk tanggal {left} dan yang lain untuk {right}; periksa ulang untuk satu tanggal")
        }
        ReportError::Unreadable { reason } => format!("angka yang dinyatakan tidak dapat dibaca: {reason}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index_iga::IndexError;
    use crate::ingest::IngestError;

    /// Words that stand in the English messages and in no Indonesian one.
    fn is_indonesian(text: &str) -> bool {
        !crate::text::words(text)
            .any(|word| ["the", "is", "no", "cannot", "missing", "unknown", "of", "known", "means", "write"].contains(&&*word))
    }

    #[cfg(feature = "catalog")]
    #[test]
    fn errors_of_catalogs_and_searches_are_told_in_indonesian() {
        use crate::catalog::{Catalog, CatalogError};
        use crate::search::SearchError;
        let path = || "n.jipp".to_owned();
        let none = || std::io::Error::from(std::io::ErrorKind::NotFound);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.csv");
        std::fs::write(&file, "title\nA\n").unwrap();
        let errors: Vec<Error> = vec![
            Catalog::open(&file).unwrap_err().into(),
            Catalog::open(&folder.path().join("none.jipp")).unwrap_err().into(),
            CatalogError::Io { path: path(), action: "opened", source: none() }.into(),
            CatalogError::Newer { path: path(), found: 9, known: 1 }.into(),
            CatalogError::Full { path: path() }.into(),
            CatalogError::ReadOnly { path: path() }.into(),
            CatalogError::Busy { path: path() }.into(),
            CatalogError::Damaged { path: path(), reason: String::new() }.into(),
            CatalogError::Unknown { what: "record", id: "x".into() }.into(),
            CatalogError::UnknownAgency { given: "x".into() }.into(),
            CatalogError::UnknownKind { kind: "x".into(), known: "y".into() }.into(),
            CatalogError::Cancelled { path: path() }.into(),
            CatalogError::Store { path: path(), reason: String::new() }.into(),
            crate::search::Index::from_vec(b"no index".to_vec()).unwrap_err().into(),
            SearchError::NotAnIndex { reason: BilingualText::new("bukan", "it is not") }.into(),
            crate::search::Index::from_vec(b"JIPPIDX1".to_vec()).unwrap_err().into(),
            SearchError::Incompatible { what: "analysis", found: "1".into(), expected: "2".into() }.into(),
            SearchError::PiecesMissing { count: 2 }.into(),
            SearchError::UnknownFacet { name: "tahunn".into(), known: vec!["year"] }.into(),
            SearchError::UnknownFacetValue { facet: "year".into(), value: "x".into(), known: "2019".into() }.into(),
            SearchError::UnknownInnovation { id: "x".into() }.into(),
            SearchError::Engine(String::new()).into(),
        ];
        for error in errors {
            let told = error.message(Lang::Id);
            assert!(is_indonesian(&told), "{told}");
            assert_ne!(told, error.message(Lang::En));
            assert_eq!(error.message(Lang::En), error.to_string());
        }
    }

    #[test]
    fn errors_of_reading_and_of_the_index_are_told_in_indonesian() {
        let file = || "a.csv".to_owned();
        let errors: Vec<Error> = vec![
            IngestError::Empty { file: file() }.into(),
            IngestError::Damaged { file: file(), row: Some(3), reason: BilingualText::new("buntung", "cut") }.into(),
            IngestError::Limit { file: file(), limit: "rows", seen: 2, allowed: 1 }.into(),
            IngestError::UnknownSource { file: file(), found: "`x`".into() }.into(),
            IndexError::UnknownYear { year: 2023, missing: vec!["iga_sid".into()], known: vec![2026], maturity_only: vec![2024] }.into(),
            IndexError::NoFormula { year: 2024, missing: vec!["iga_spd".into()], known: vec![], maturity_only: vec![] }.into(),
            IndexError::Columns { file: file(), expected: "`16`".into(), found: "`x`".into() }.into(),
            IndexError::Agencies { file: file(), found: "`x`".into() }.into(),
            IndexError::UnknownAgency { file: file(), agency: "x".into(), found: "`y`".into(), suggestion: Some("y".into()) }.into(),
            IndexError::Change { value: "x".into() }.into(),
            SettingsError::UnknownValue { what: "region", value: "x".into(), suggestion: Some("y".into()) }.into(),
            SettingsError::MissingColumns {
                missing: vec![crate::error::MissingColumn { part: "", column: "nama".into(), suggestion: Some("name".into()) }],
            }
            .into(),
        ];
        for error in errors {
            let told = error.message(Lang::Id);
            assert!(is_indonesian(&told), "{told}");
            assert_ne!(told, error.message(Lang::En));
            assert_eq!(error.message(Lang::En), error.to_string());
        }
    }
}
