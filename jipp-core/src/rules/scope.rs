//! Which records does a rule look at?

use std::collections::BTreeSet;

use crate::lang::Lang;
use crate::model::{Scope, Years};
use crate::vocab::{Attributes, Vocabulary, vocabulary, vocabulary_names};

/// Whether a rule of this scope looks at a record of a programme that tells of these years: its own, and those of the entries and forms
/// that it lists.
///
/// ```
/// use jipp_core::rules::{in_scope, rule};
/// let age = rule("DAT-07").unwrap().info.scope;
/// assert!(in_scope(&age, "KIPP", &[2022]));
/// assert!(!in_scope(&age, "KIPP", &[2019]), "no source states the age asked for");
/// assert!(!in_scope(&age, "LAN", &[2022]));
/// ```
pub fn in_scope(scope: &Scope, programme: &str, years: &[i32]) -> bool {
    let of_year = match scope.years {
        Years::All => true,
        Years::From(first) => years.iter().any(|year| *year >= first),
        Years::Vocabulary(name) => {
            let known = years_of(name);
            years.iter().any(|year| known.contains(year))
        }
    };
    of_year && (scope.programmes.is_empty() || scope.programmes.contains(&programme))
}

/// The years that a vocabulary knows. `iga_sid` stands for all vocabularies named so with a year; `kipp_kelompok.winner_from` means the
/// years for which values, or the list, state this attribute, be it as `winner_from_2023`.
pub fn years_of(name: &str) -> BTreeSet<i32> {
    let (name, attribute) = name.split_once('.').map_or((name, None), |(name, attribute)| (name, Some(attribute)));
    let of_year = |known: &&str| known.strip_prefix(name).and_then(year_at_end).is_some();
    let lists: Vec<&Vocabulary> = match vocabulary(name) {
        Some(list) => vec![list],
        None => vocabulary_names().filter(of_year).filter_map(vocabulary).collect(),
    };
    let mut years = BTreeSet::new();
    for list in lists {
        if let Some(attribute) = attribute {
            years.extend(stated(&list.attributes, attribute));
        }
        for value in list.values() {
            let asked = attribute.is_none_or(|attribute| has(&value.attributes, attribute));
            if asked {
                years.extend(value.years.iter().copied());
                years.extend(value.from.zip(value.to).into_iter().flat_map(|(from, to)| from..=to));
            }
            if let Some(attribute) = attribute {
                years.extend(stated(&value.attributes, attribute));
            }
        }
    }
    years
}

/// The years in the names of attributes such as `winner_from_2023`, and in lists such as `main_affair_years`.
fn stated(attributes: &Attributes, attribute: &str) -> Vec<i32> {
    let named = attributes.names().filter_map(|name| year_at_end(name.strip_prefix(attribute)?));
    let listed = attributes.numbers(&format!("{attribute}_years")).unwrap_or_default();
    named.chain(listed.into_iter().map(|year| year as i32)).collect()
}

fn has(attributes: &Attributes, name: &str) -> bool {
    attributes.number(name).is_some() || attributes.text(name).is_some() || attributes.flag(name).is_some()
}

/// The year of `_2023`.
fn year_at_end(rest: &str) -> Option<i32> {
    let year = rest.strip_prefix('_')?;
    year.parse().ok().filter(|_| year.len() == 4)
}

/// The scope in words: programmes, and years where they are limited.
pub(super) fn in_words(scope: &Scope, lang: Lang) -> String {
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    let programmes =
        if scope.programmes.is_empty() { t("semua program", "every programme").to_owned() } else { scope.programmes.join(", ") };
    let years = match scope.years {
        Years::All => t("semua tahun", "every year").to_owned(),
        Years::From(first) => format!("{} {first}", t("sejak", "since")),
        Years::Vocabulary(name) => {
            let years = years_of(name).iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            format!("{years} ({} `{name}`)", t("menurut", "by"))
        }
    };
    format!("{programmes}; {years}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::rules;

    #[test]
    fn years_are_those_of_values_of_attributes_and_of_names() {
        let of = |name: &str| years_of(name).into_iter().collect::<Vec<_>>();
        assert_eq!(of("surat_kipp"), [2023]);
        assert_eq!(of("iga_sid"), [2024, 2026]);
        assert_eq!(of("kipp_kelompok.winner_from"), [2023]);
        assert_eq!(of("urusan.main_affair"), [2024]);
        assert_eq!(of("tahapan_iga.min_months"), [2025]);
        assert_eq!(of("iga_formula.window_from"), [2026]);
        assert!(of("no_such_list").is_empty());
    }

    #[test]
    fn every_rule_limited_by_a_vocabulary_has_years() {
        for rule in rules() {
            if let Years::Vocabulary(name) = rule.info.scope.years {
                assert!(!years_of(name).is_empty(), "{}: `{name}` knows no year", rule.info.code);
            }
            for programme in rule.info.scope.programmes {
                assert!(["KIPP", "IGA", "LAN", "JIPPNas"].contains(programme), "{}", rule.info.code);
            }
        }
    }
}
