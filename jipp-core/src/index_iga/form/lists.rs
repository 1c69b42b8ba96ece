//! What do the vocabularies say about the form of a year?

use std::collections::{BTreeMap, BTreeSet};

use super::{BASES, Basis, CLASSES, Class, FORMULA, Formula, SID, SPD};
use crate::index_iga::error::IndexError;
use crate::index_iga::exact::Exact;
use crate::index_iga::range::Thresholds;
use crate::lang::Bilingual;
use crate::model::PartialDate;
use crate::vocab::{Attributes, Code, Vocabulary};

/// The vocabularies at hand.
pub(super) struct Lists<'a>(pub(super) &'a [&'a Vocabulary]);

/// The parameters that the index needs, as attributes of the year's value in `iga_formula`.
const PARAMETERS: &[&str] = &["max_total", "divisor_min", "jumlah_weight", "jumlah_cap", "min_yandas"];

impl<'a> Lists<'a> {
    pub(super) fn named(&self, name: &str) -> Option<&'a Vocabulary> {
        self.0.iter().find(|list| list.name == name).copied()
    }

    /// The list of indicators that offers any in this year.
    pub(super) fn indicators(&self, prefix: &str, year: i32) -> Option<&'a Vocabulary> {
        self.0.iter().find(|list| list.name.starts_with(prefix) && list.values_in(year).next().is_some()).copied()
    }

    pub(super) fn parameters(&self, year: i32) -> Option<&'a Code> {
        self.named(FORMULA)?.values_in(year).next()
    }

    pub(super) fn classes(&self, year: i32) -> impl Iterator<Item = &'a Code> {
        self.named(CLASSES).into_iter().flat_map(move |list| list.values_in(year))
    }

    /// Years that any list of indicators or the formula names.
    pub(super) fn years(&self) -> BTreeSet<i32> {
        let lists = self.0.iter().filter(|list| list.name.starts_with(SID) || list.name == FORMULA);
        lists.flat_map(|list| list.values()).flat_map(|value| value.years.iter().copied().chain(value.from).chain(value.to)).collect()
    }

    pub(super) fn missing(&self, year: i32) -> Vec<String> {
        let mut missing: Vec<String> = Vec::new();
        missing.extend(
            [SID, SPD].into_iter().filter(|prefix| self.indicators(prefix, year).is_none()).map(|prefix| format!("{prefix}{year}")),
        );
        match self.parameters(year) {
            None => missing.push(format!("{FORMULA} ({year})")),
            Some(value) => {
                let absent = PARAMETERS.iter().filter(|name| value.attributes.number(name).is_none());
                missing.extend(absent.map(|name| format!("{FORMULA}.{name} ({year})")));
            }
        }
        if self.classes(year).next().is_none() {
            missing.push(format!("{CLASSES} ({year})"));
        }
        missing
    }

    pub(super) fn formula(&self, year: i32) -> Result<Option<Formula>, IndexError> {
        let Some(value) = self.parameters(year) else { return Ok(None) };
        let wrong = |attribute, reason| IndexError::Form { vocabulary: FORMULA.to_owned(), value: value.code.clone(), attribute, reason };
        let decimal = |attribute| {
            let number = value.attributes.number(attribute).and_then(Exact::written).filter(|number| number.is_positive());
            number.ok_or_else(|| wrong(attribute, Bilingual { id: "bukan bilangan desimal di atas nol", en: "is no decimal above zero" }))
        };
        let count = |attribute| {
            let count = value.attributes.count(attribute).and_then(|count| u32::try_from(count).ok()).filter(|count| *count > 0);
            count.ok_or_else(|| wrong(attribute, Bilingual { id: "bukan bilangan bulat di atas nol", en: "is no whole number above zero" }))
        };
        Ok(Some(Formula {
            max_total: decimal("max_total")?,
            divisor_min: count("divisor_min")?,
            quantity_weight: decimal("jumlah_weight")?,
            quantity_cap: count("jumlah_cap")?,
            min_basic_services: count("min_yandas")? as usize,
            window: day(&value.attributes, "window_from").zip(day(&value.attributes, "window_to")),
            classes: self.read_classes(year)?,
        }))
    }

    fn read_classes(&self, year: i32) -> Result<Vec<Class>, IndexError> {
        let mut by_lower: BTreeMap<Exact, Class> = BTreeMap::new();
        for value in self.classes(year) {
            let lower = value.attributes.number("lower").and_then(Exact::written).ok_or_else(|| IndexError::Form {
                vocabulary: CLASSES.to_owned(),
                value: value.code.clone(),
                attribute: "lower",
                reason: Bilingual { id: "bukan bilangan desimal", en: "is no decimal" },
            })?;
            let code = value.attributes.text("class").unwrap_or(&value.code).to_owned();
            by_lower.insert(lower, Class { code, id: value.id.clone(), en: value.en.clone(), lower });
        }
        Ok(by_lower.into_values().rev().collect())
    }

    /// The bases of usefulness, each with the thresholds of the year where a source states them.
    pub(super) fn bases(&self, year: i32) -> Vec<Basis> {
        let levels = format!("levels_{year}");
        let basis = |value: &Code| Basis { thresholds: value.attributes.list(&levels).and_then(Thresholds::read), value: value.clone() };
        self.named(BASES).into_iter().flat_map(|list| list.values_in(year)).map(basis).collect()
    }
}

fn day(attributes: &Attributes, name: &str) -> Option<PartialDate> {
    attributes.text(name)?.parse().ok()
}
