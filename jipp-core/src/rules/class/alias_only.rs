use super::coded_fields;
use crate::lang::Bilingual;
use crate::model::{Applicability, Field, FieldKind, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::text::{is_root, lemma, tidy, words};
use crate::vocab::{Code, MatchedBy, Vocabulary};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "CLS-02",
    name: "alias-only",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: Some(Applicability::Safe),
    summary: Bilingual {
        id: "Nilai berkode ditulis dengan istilah resminya. Ejaan lain yang dikenal dibaca sebagai istilah itu, tulisan aslinya disimpan, dan dilaporkan di sini. Singkatan istilah resmi tidak dilaporkan.",
        en: "Coded values are written in their official terms. Another known spelling is read as that term, kept as written, and told here. A shortened official term is not told.",
    },
    why: Bilingual {
        id: "Ejaan lain dapat berarti nilai lain: `Pertahanan` dibaca sebagai `Pertanahan`, karena pertahanan bukan urusan daerah.",
        en: "Another spelling may mean another value: `Pertahanan` (defence) is read as `Pertanahan` (land), as defence is no affair of a region.",
    },
    invalid: "Pertahanan",
    valid: "Pertanahan",
    source: "Misspellings in two public copies of the IGA form (GH_IGA24F, GH_IGA25F) and other spellings noted with each value of the vocabularies",
    messages: &[MessageTemplate {
        slug: "alias",
        message: Bilingual {
            id: "`{value}` pada kolom `{column}` dibaca sebagai `{suggestion}`",
            en: "`{value}` in column `{column}` was read as `{suggestion}`",
        },
        help: Bilingual {
            id: "tulis `{suggestion}`; bila bukan itu yang dimaksud, pilih nilai lain dari daftar `{vocabulary}`",
            en: "write `{suggestion}`; if that is not what was meant, choose another value of the list `{vocabulary}`",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    // the names of the stewards are agencies, not the terms of a list
    for &(field, list) in coded_fields().iter().filter(|(field, _)| *field != Field::Steward) {
        let Some(column) = innovation.provenance.get(&field).map(|origin| &*origin.column) else { continue };
        let Some(cell) = context.source.cell(column) else { continue };
        let several = field.kind() == FieldKind::Codes;
        for part in cell.split(|c| several && matches!(c, ';' | '|' | '\n')).map(tidy).filter(|part| !part.is_empty()) {
            let Some(found) = list.matching(&part, innovation.year) else { continue };
            if found.by == MatchedBy::Alias && !is_shortened(&part, found.value) {
                let draft = emit.report("alias").field(field).value(&part).suggestion(&found.value.id);
                let draft = draft.param("column", column).param("vocabulary", &list.name);
                if is_plain(cell) && is_writable(found.value, several, list, innovation.year) {
                    // another word may mean another value: a person decides
                    let applicability = if is_spelling(&part, found.value) { Applicability::Safe } else { Applicability::Unsafe };
                    let cells = mended(cell, several, list, innovation.year, applicability);
                    draft.fix(column, cells, applicability);
                }
            }
        }
    }
}

/// The cell with its aliases replaced by their official terms, all else as it is: one value for all findings of the cell. A safe fix replaces
/// other spellings only.
fn mended(cell: &str, several: bool, list: &Vocabulary, year: Option<i32>, applicability: Applicability) -> String {
    let pieces = cell.split_inclusive(|c| several && matches!(c, ';' | '|' | '\n'));
    pieces
        .map(|piece| {
            let part = piece.trim_end_matches([';', '|', '\n']).trim();
            match list.matching(&tidy(part), year) {
                Some(found)
                    if found.by == MatchedBy::Alias
                        && !is_shortened(part, found.value)
                        && (applicability == Applicability::Unsafe || is_spelling(part, found.value))
                        && is_writable(found.value, several, list, year) =>
                {
                    piece.replacen(part, &found.value.id, 1)
                }
                _ => piece.to_owned(),
            }
        })
        .collect()
}

/// Whether the cell is text alone: what a list in JSON or markup holds is not replaced in it.
fn is_plain(cell: &str) -> bool {
    !cell.trim_start().starts_with(['[', '{']) && !cell.contains(['<', '&'])
}

/// Whether the official term, written into a cell, is read as that value and as one value.
fn is_writable(value: &Code, several: bool, list: &Vocabulary, year: Option<i32>) -> bool {
    let read = matches!(list.matching(&value.id, year), Some(found) if found.value.code == value.code && found.by != MatchedBy::Alias);
    read && !(several && value.id.contains([';', ',', '|', '/', '\n']))
}

/// Letters that may differ in another spelling of a word, and the shortest word in which they may.
const LETTERS: usize = 2;
const LONG: usize = 6;

/// Whether a text is the term in another spelling: every word is one of its words, has the same root, or is no word of its own and few letters from
/// one. `Pertahanan` (*tahan*) is a word of its own, and so no spelling of `Pertanahan` (*tanah*).
fn is_spelling(text: &str, value: &Code) -> bool {
    const JOINING: [&str; 4] = ["dan", "serta", "atau", "dari"];
    let terms: Vec<String> = words(&value.id).collect();
    let spelt_like = |word: &str, term: &str| {
        let (root, of_term) = (lemma(word), lemma(term));
        let near = || word.len() >= LONG && strsim::osa_distance(word, term) <= LETTERS && !is_root(&root);
        word == term || root == of_term || near()
    };
    words(text).filter(|word| !JOINING.contains(&word.as_str())).all(|word| terms.iter().any(|term| spelt_like(&word, term)))
}

/// Whether all words of the text are words of the term, joined or not: `Digital` for `Digital (daring)`.
fn is_shortened(text: &str, value: &Code) -> bool {
    let terms: Vec<String> = words(&value.id).chain(words(&value.en)).chain(words(&value.code.replace('_', " "))).collect();
    let glued = terms.concat();
    words(text).all(|word| terms.contains(&word) || glued.contains(&word))
}

#[cfg(test)]
mod tests {
    use crate::model::{Applicability, Field, FieldSource};
    use crate::rules::testing::{fixes, fixes_of, found, record};

    fn of(field: Field, cell: &str) -> Vec<String> {
        let record = record(|r| {
            r.source.raw = vec![("Kolom".into(), cell.into())];
            r.innovation.provenance.insert(field, FieldSource::new("generic:1", "Kolom"));
        });
        found("CLS-02", "IGA", &[record])
    }

    #[test]
    fn other_spellings_are_told_with_the_term() {
        assert_eq!(of(Field::Affairs, "Kesehatan; Pertahanan"), ["alias | affairs | Pertahanan | Pertanahan"]);
        assert_eq!(of(Field::Stage, "Implementasi"), ["alias | stage | Implementasi | Penerapan"]);
    }

    #[test]
    fn the_term_takes_the_place_of_the_alias() {
        let fixed = |field: Field, cell: &str| {
            let record = record(|r| {
                r.source.raw = vec![("Kolom".into(), cell.into())];
                r.innovation.provenance.insert(field, FieldSource::new("generic:1", "Kolom"));
            });
            fixes("CLS-02", "IGA", &record)
        };
        let misspelt = "Kesehatan ;Lingkuangan Hidup; Pangan";
        assert_eq!(fixed(Field::Affairs, misspelt), ["Kolom = Kesehatan ;Lingkungan Hidup; Pangan"]);
        assert!(fixed(Field::Stage, "<b>Implementasi</b>").is_empty());
    }

    #[test]
    fn another_word_is_proposed_and_not_applied() {
        let fix = |field: Field, cell: &str| {
            let record = record(|r| {
                r.source.raw = vec![("Kolom".into(), cell.into())];
                r.innovation.provenance.insert(field, FieldSource::new("generic:1", "Kolom"));
            });
            let found: Vec<_> = fixes_of("CLS-02", "IGA", &record).into_iter().map(|fix| (fix.value, fix.applicability)).collect();
            found
        };
        let unsafe_of = |value: &str| vec![(value.to_owned(), Applicability::Unsafe)];
        assert_eq!(fix(Field::Affairs, "Pertahanan"), unsafe_of("Pertanahan"));
        assert_eq!(fix(Field::Stage, " Implementasi "), unsafe_of(" Penerapan "));
        let both = fix(Field::Affairs, "Pertahanan; Lingkuangan Hidup");
        assert_eq!(both.first(), unsafe_of("Pertanahan; Lingkungan Hidup").first());
        assert_eq!(both.last(), Some(&("Pertahanan; Lingkungan Hidup".to_owned(), Applicability::Safe)), "only the spelling is written");
    }

    #[test]
    fn terms_codes_and_shortened_terms_are_fine() {
        for (field, cell) in [
            (Field::Kind, "Digital"),
            (Field::Form, "Tata Kelola"),
            (Field::Stage, "UJI COBA"),
            (Field::Initiator, "OPD"),
            (Field::Affairs, "Kesehatan; Pertanahan"),
            (Field::Stage, "Selesai"),
            (Field::Sdgs, "3"),
        ] {
            assert!(of(field, cell).is_empty(), "{field}: {cell}");
        }
    }
}
