mod lists;

use lists::Lists;

use super::error::IndexError;
use super::exact::Exact;
use super::range::{Reached, Thresholds};
use crate::lang::{Bilingual, Lang};
use crate::model::PartialDate;
use crate::text::key;
use crate::vocab::{Code, Vocabularies, Vocabulary, vocabulary, vocabulary_names};

/// Lists of the indicators of an innovation and of a region have these names, with the year.
const SID: &str = "iga_sid_";
const SPD: &str = "iga_spd_";
const FORMULA: &str = "iga_formula";
const CLASSES: &str = "iga_predikat";
const BASES: &str = "iga_basis_kemanfaatan";
const AFFAIRS: &str = "urusan";

/// The official terms of the two indicators that have a rule of their own. Their numbers differ from year to year.
const USEFULNESS: &str = "Kemanfaatan inovasi";
const CREATION: &str = "Kecepatan penciptaan inovasi";

/// Highest weight that makes sense; a greater one is a slip of the pen.
const MOST_WEIGHT: u32 = 1_000;

/// The form of one year: indicators, weights, levels and the parameters of the formula, all from the vocabularies.
#[derive(Debug, Clone)]
pub struct Form {
    /// The year.
    pub year: i32,
    /// The indicators of an innovation (SID), in official order.
    pub innovation: Vec<Indicator>,
    /// The indicators of the region itself (SPD), in official order; empty if not known.
    pub region: Vec<Indicator>,
    /// The parameters of the index; `None` if one of them is not known.
    pub formula: Option<Formula>,
    /// What the vocabularies lack for the index of this year: lists, and `list.attribute`.
    pub missing: Vec<String>,
    /// Keys of the documents behind the form.
    pub sources: Vec<String>,
    pub(super) bases: Vec<Basis>,
    pub(super) affairs: Vocabulary,
    known: Vec<i32>,
    maturity_only: Vec<i32>,
}

/// One indicator of a form.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Indicator {
    /// Its official number, such as `16` or `2a`.
    pub number: String,
    /// Indonesian label, the official term.
    pub id: String,
    /// English label.
    pub en: String,
    /// Its weight.
    pub weight: Exact,
    /// Whether it must be answered.
    pub mandatory: bool,
    /// The evidence that the form asks for, if a source states it.
    pub evidence: Option<String>,
    /// What each level asks, from the lowest; empty if no source states it.
    pub levels: Vec<String>,
    pub(super) thresholds: Option<Thresholds>,
    pub(super) role: Role,
}

/// Whether an indicator has a rule of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Plain,
    /// Exactly one basis is chosen, and has its own thresholds.
    Usefulness,
    /// The months from initiation to implementation.
    Creation,
}

/// A basis on which usefulness is judged.
#[derive(Debug, Clone)]
pub(super) struct Basis {
    pub(super) value: Code,
    pub(super) thresholds: Option<Thresholds>,
}

/// The parameters of the index of one year.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Formula {
    /// Highest total of SPD and SID.
    pub max_total: Exact,
    /// The sum of the maturities is divided by the number of innovations, but at least by this.
    pub divisor_min: u32,
    /// Points for each innovation.
    pub quantity_weight: Exact,
    /// Most innovations that count for these points.
    pub quantity_cap: u32,
    /// How many basic-service affairs must be covered for these points.
    pub min_basic_services: usize,
    /// First and last day on which an innovation must have been implemented or developed.
    pub window: Option<(PartialDate, PartialDate)>,
    /// Classes by their lower bound, highest first.
    pub classes: Vec<Class>,
}

/// A class of the index.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Class {
    /// Its code, the same in all years, such as `sangat_inovatif`.
    pub code: String,
    /// Indonesian label.
    pub id: String,
    /// English label.
    pub en: String,
    /// The least index.
    pub lower: Exact,
}

/// The highest level of an indicator.
pub const LEVELS: u8 = 3;

impl Form {
    /// The form of a year as jipp knows it.
    ///
    /// ```
    /// use jipp_core::index_iga::Form;
    /// assert_eq!(Form::of(2026)?.innovation.len(), 20);
    /// assert_eq!(Form::of(2027).unwrap_err().code(), "index_year_unknown");
    /// # Ok::<(), jipp_core::index_iga::IndexError>(())
    /// ```
    pub fn of(year: i32) -> Result<Self, IndexError> {
        let names = vocabulary_names().filter(|name| name.starts_with("iga_") || *name == AFFAIRS);
        Self::from_lists(year, &names.filter_map(vocabulary).collect::<Vec<_>>())
    }

    /// The form of a year from vocabularies that an application extended: next year's as data.
    pub fn from_vocabularies(year: i32, vocabularies: &Vocabularies) -> Result<Self, IndexError> {
        Self::from_lists(year, &vocabularies.iter().collect::<Vec<_>>())
    }

    fn from_lists(year: i32, lists: &[&Vocabulary]) -> Result<Self, IndexError> {
        let lists = Lists(lists);
        let missing = lists.missing(year);
        let (mut known, mut maturity_only) = (Vec::new(), Vec::new());
        for year in lists.years() {
            match lists.missing(year) {
                none if none.is_empty() => known.push(year),
                _ if lists.indicators(SID, year).is_some() => maturity_only.push(year),
                _ => {}
            }
        }
        let Some(innovation) = lists.indicators(SID, year) else {
            return Err(IndexError::UnknownYear { year, missing, known, maturity_only });
        };
        let region = lists.indicators(SPD, year);
        let formula = if missing.is_empty() { lists.formula(year)? } else { None };
        let mut sources: Vec<String> = Vec::new();
        let values = [Some(innovation), region].into_iter().flatten().flat_map(|list| list.values_in(year));
        for key in values.chain(lists.parameters(year)).chain(lists.classes(year)).flat_map(|value| &value.source) {
            if !sources.contains(key) {
                sources.push(key.clone());
            }
        }
        Ok(Self {
            year,
            innovation: indicators(innovation, year)?,
            region: region.map(|list| indicators(list, year)).transpose()?.unwrap_or_default(),
            formula,
            missing,
            sources,
            bases: lists.bases(year),
            affairs: lists.named(AFFAIRS).or_else(|| vocabulary(AFFAIRS)).cloned().ok_or_else(|| missing_list(AFFAIRS))?,
            known,
            maturity_only,
        })
    }

    /// The parameters of the index, or an error that says what is missing and which years are known.
    pub fn formula(&self) -> Result<&Formula, IndexError> {
        self.formula.as_ref().ok_or_else(|| IndexError::NoFormula {
            year: self.year,
            missing: self.missing.clone(),
            known: self.known.clone(),
            maturity_only: self.maturity_only.clone(),
        })
    }

    /// An indicator of an innovation, by its number; case and leading zeros do not matter.
    pub fn indicator(&self, number: &str) -> Option<&Indicator> {
        by_number(&self.innovation, number)
    }

    /// The six basic-service affairs, in official order.
    pub fn basic_services(&self) -> impl Iterator<Item = &Code> {
        self.affairs.values_in(self.year).filter(|affair| is_basic_service(affair))
    }

    /// The class of an index.
    pub fn class_of(&self, iid: Exact) -> Option<&Class> {
        super::figures::class(self.formula.as_ref()?, iid)
    }

    /// The class with this code or name, whatever the case.
    pub fn class_named(&self, name: &str) -> Option<&Class> {
        let wanted = key(name);
        let is = |class: &&Class| [&class.code, &class.id, &class.en].into_iter().any(|name| key(name) == wanted);
        self.formula.as_ref()?.classes.iter().find(is)
    }

    /// The indicator of creation time, and the level that so many months reach; none if the form does not say.
    pub(crate) fn creation_level(&self, months: u32) -> Option<(&Indicator, u8)> {
        let indicator = self.innovation.iter().find(|indicator| indicator.role == Role::Creation)?;
        match indicator.thresholds.as_ref()?.reached(Exact::from(months)) {
            Reached::Level(level) => Some((indicator, level)),
            Reached::Beyond => None,
        }
    }

    /// The highest maturity that an innovation can have.
    pub fn max_maturity(&self) -> Exact {
        self.innovation.iter().map(Indicator::max).sum()
    }

    /// The highest SPD that a region can have.
    pub fn max_spd(&self) -> Exact {
        self.region.iter().map(Indicator::max).sum()
    }
}

impl Indicator {
    /// Its label in `lang`.
    pub fn label(&self, lang: Lang) -> &str {
        if lang == Lang::Id { &self.id } else { &self.en }
    }

    /// What a level asks; `None` for level 0 and where no source states it.
    pub fn level_label(&self, level: u8) -> Option<String> {
        self.levels.get(usize::from(level).checked_sub(1)?).cloned()
    }

    /// Weight times level.
    pub fn points(&self, level: u8) -> Exact {
        self.weight.times(Exact::from(u32::from(level)))
    }

    /// Its highest points.
    pub fn max(&self) -> Exact {
        self.points(LEVELS)
    }
}

pub(super) fn is_basic_service(affair: &Code) -> bool {
    affair.attributes.text("group") == Some("wajib_pelayanan_dasar")
}

/// Numbers as people write them: `2A`, ` 07`.
pub(super) fn same_number(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.trim().trim_start_matches('0').to_lowercase();
    plain(a) == plain(b)
}

fn by_number<'a>(indicators: &'a [Indicator], number: &str) -> Option<&'a Indicator> {
    indicators.iter().find(|indicator| same_number(&indicator.number, number))
}

fn missing_list(name: &str) -> IndexError {
    IndexError::Form {
        vocabulary: name.to_owned(),
        value: String::new(),
        attribute: "values",
        reason: Bilingual { id: "tidak ada", en: "are missing" },
    }
}

fn indicators(list: &Vocabulary, year: i32) -> Result<Vec<Indicator>, IndexError> {
    list.values_in(year).map(|value| indicator(list, value)).collect()
}

fn indicator(list: &Vocabulary, value: &Code) -> Result<Indicator, IndexError> {
    let wrong = |attribute, reason| IndexError::Form { vocabulary: list.name.clone(), value: value.code.clone(), attribute, reason };
    let weight = value.attributes.number("weight").and_then(Exact::written).filter(|weight| weight.is_positive());
    let weight =
        weight.ok_or_else(|| wrong("weight", Bilingual { id: "bukan bilangan desimal di atas nol", en: "is no decimal above zero" }))?;
    if weight > Exact::from(MOST_WEIGHT) {
        return Err(wrong("weight", Bilingual { id: "melebihi 1000", en: "is beyond 1000" }));
    }
    let levels: Vec<String> = value.attributes.list("levels").unwrap_or_default().into_iter().map(str::to_owned).collect();
    if !levels.is_empty() && levels.len() != usize::from(LEVELS) {
        return Err(wrong("levels", Bilingual { id: "tidak berjumlah tiga", en: "are not three" }));
    }
    let is = |term: &str| key(&value.id) == key(term);
    Ok(Indicator {
        number: value.code.clone(),
        id: value.id.clone(),
        en: value.en.clone(),
        weight,
        mandatory: value.attributes.flag("mandatory").unwrap_or_default(),
        evidence: value.attributes.text("evidence").map(str::to_owned),
        thresholds: Thresholds::read(levels.iter().map(String::as_str)),
        role: match () {
            () if is(USEFULNESS) => Role::Usefulness,
            () if is(CREATION) => Role::Creation,
            () => Role::Plain,
        },
        levels,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_and_roles_are_found_in_the_labels_of_every_known_year() {
        let numbers = |form: &Form, wanted: &dyn Fn(&Indicator) -> bool| -> Vec<String> {
            form.innovation.iter().filter(|indicator| wanted(indicator)).map(|indicator| indicator.number.clone()).collect()
        };
        for (year, counted, usefulness, creation) in
            [(2024, "2 5 7 9 12 13 14 16 17 18 20", "18", "17"), (2026, "17 20 22 24 27 28 29 31 32 33 35", "33", "32")]
        {
            let form = Form::of(year).unwrap();
            assert_eq!(numbers(&form, &|indicator| indicator.thresholds.is_some()).join(" "), counted, "{year}");
            assert_eq!(numbers(&form, &|indicator| indicator.role == Role::Usefulness), [usefulness]);
            assert_eq!(numbers(&form, &|indicator| indicator.role == Role::Creation), [creation]);
            assert_eq!(form.basic_services().count(), 6);
        }
        let bases = |year| Form::of(year).unwrap().bases.iter().filter(|basis| basis.thresholds.is_some()).count();
        assert_eq!((bases(2024), bases(2026)), (2, 6));
    }
}
