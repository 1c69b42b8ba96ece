//! Controlled lists by programme and year: one data format, one loader.

mod built_in;
mod collection;
mod error;
mod index;
mod limit;
mod lookup;
mod value;
mod vocabulary;

pub use built_in::{sources, vocabularies, vocabulary, vocabulary_names};
pub use collection::Vocabularies;
pub use error::{VocabularyError, VocabularyProblem, Wrong};
pub use index::MatchedBy;
pub use limit::WordLimit;
pub use lookup::{Lookup, Match};
pub use value::{Attributes, Code, Sourcing};
pub use vocabulary::{Scheme, Title, Vocabulary};

use crate::model::Field;

/// The name of the vocabulary whose codes a field holds; `None` if it is no coded field.
pub fn vocabulary_of(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::KippGroup => "kipp_kelompok",
        Field::KippCategory => "kipp_kategori",
        Field::Stage => "tahapan_iga",
        Field::Initiator => "inisiator",
        Field::Form => "bentuk_inovasi",
        Field::Kind => "jenis_inovasi_iga",
        Field::LanKinds => "jenis_inovasi_lan",
        Field::Affairs | Field::MainAffair => "urusan",
        Field::AstaCita => "asta_cita",
        Field::Pkpn => "pkpn_klaster",
        Field::Themes => "tematik_iga_2024",
        Field::Steward => "source_system",
        Field::Sdgs => "sdgs",
        Field::Classification => "klasifikasi_iga",
        Field::Status => "status_keberlanjutan",
        Field::ValidationTechnique => "teknik_validasi_lan",
        _ => return None,
    })
}

/// The word limit of `field` in the form of `programme` and `year`, if known; for KIPP in the form of the general group.
///
/// ```
/// use jipp_core::vocab::word_limit;
/// assert_eq!(word_limit("KIPP", 2023, "impact").and_then(|limit| limit.max_words), Some(600));
/// assert_eq!(word_limit("IGA", None, "design").and_then(|limit| limit.min_words), Some(300));
/// ```
pub fn word_limit(programme: &str, year: impl Into<Option<i32>>, field: &str) -> Option<WordLimit<'static>> {
    word_limit_of(programme, None, year, field)
}

/// As [`word_limit`], in the form of a KIPP group such as `khusus`.
pub fn word_limit_of(programme: &str, group: Option<&str>, year: impl Into<Option<i32>>, field: &str) -> Option<WordLimit<'static>> {
    let year = year.into();
    limit::LIMITED
        .iter()
        .filter_map(|name| vocabulary(name))
        .filter(|list| list.programme == programme)
        .find_map(|list| list.word_limit(group, year, field))
}
