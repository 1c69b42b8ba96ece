use std::collections::BTreeSet;

use super::exact::Exact;
use super::form::{Class, Form, Formula, Indicator};
use super::sheet::{Entry, Levels, Sheet, Side};

/// The figures of a region, exact. [`IndexFigures`](super::IndexFigures) are the same, rounded.
#[derive(Debug, Clone)]
pub(super) struct Figures<'f> {
    pub(super) innovations: usize,
    pub(super) maturity_sum: Exact,
    pub(super) spd: Option<Exact>,
    pub(super) index: Option<Index<'f>>,
}

/// What the parameters of the year give in addition.
#[derive(Debug, Clone)]
pub(super) struct Index<'f> {
    pub(super) divisor: u32,
    pub(super) average: Exact,
    pub(super) quantity: Exact,
    pub(super) sid: Exact,
    pub(super) iid: Exact,
    pub(super) class: Option<&'f Class>,
}

/// The sum of weight times level over the indicators of a list.
fn points(indicators: &[Indicator], levels: &[Levels], side: Side) -> Exact {
    indicators.iter().zip(levels).map(|(indicator, levels)| indicator.points(levels.of(side))).sum()
}

/// The maturity of an innovation.
pub(super) fn maturity(form: &Form, levels: &[Levels], side: Side) -> Exact {
    points(&form.innovation, levels, side)
}

/// The figures of the innovations chosen.
pub(super) fn figures<'f>(sheet: &Sheet<'f>, side: Side, chosen: impl Fn(&Entry) -> bool) -> Figures<'f> {
    let form = sheet.form;
    let innovations: Vec<&Entry> = sheet.innovations.iter().filter(|entry| chosen(entry)).collect();
    let maturity_sum = innovations.iter().map(|entry| maturity(form, &entry.levels, side)).sum();
    let spd = (!form.region.is_empty()).then(|| points(&form.region, &sheet.spd, side));
    let index = form.formula.as_ref().zip(spd).map(|(formula, spd)| {
        let covered = covered(form, innovations.iter().copied()).len();
        index(formula, innovations.len(), maturity_sum, covered, spd)
    });
    Figures { innovations: innovations.len(), maturity_sum, spd, index }
}

fn index(formula: &Formula, innovations: usize, maturity_sum: Exact, covered: usize, spd: Exact) -> Index<'_> {
    let divisor = divisor(formula, innovations);
    let average = maturity_sum.over(Exact::from(divisor)).unwrap_or(Exact::ZERO);
    let quantity = if covered >= formula.min_basic_services { quantity(formula, innovations) } else { Exact::ZERO };
    let sid = average.plus(quantity);
    let iid = share(formula, spd.plus(sid));
    Index { divisor, average, quantity, sid, iid, class: class(formula, iid) }
}

/// What the sum of the maturities is divided by.
pub(super) fn divisor(formula: &Formula, innovations: usize) -> u32 {
    u32::try_from(innovations).unwrap_or(u32::MAX).max(formula.divisor_min)
}

/// Points for this number of innovations, if enough affairs are covered.
pub(super) fn quantity(formula: &Formula, innovations: usize) -> Exact {
    formula.quantity_weight.times(Exact::from(u32::try_from(innovations).unwrap_or(u32::MAX).min(formula.quantity_cap)))
}

/// Points as a share of the highest total, in percent: how points become points of the index.
pub(super) fn share(formula: &Formula, points: Exact) -> Exact {
    points.times(Exact::from(100)).over(formula.max_total).unwrap_or(Exact::ZERO)
}

/// The class of an index: that with the highest lower bound which the index, rounded to two decimals, reaches. Bounds have two
/// decimals, so no rounded index lies in their gaps (60.00 and 60.01).
pub(super) fn class(formula: &Formula, iid: Exact) -> Option<&Class> {
    let rounded = iid.rounded(2);
    formula.classes.iter().find(|class| rounded >= class.lower)
}

/// Codes of the basic-service affairs that these innovations cover.
pub(super) fn covered<'e>(form: &Form, innovations: impl Iterator<Item = &'e Entry>) -> BTreeSet<&'e str> {
    let basic: BTreeSet<&str> = form.basic_services().map(|affair| affair.code.as_str()).collect();
    innovations.flat_map(|entry| &entry.affairs).map(String::as_str).filter(|code| basic.contains(code)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_have_no_gaps_and_round_before_they_judge() {
        let form = Form::of(2026).unwrap();
        let formula = form.formula().unwrap();
        let class_of = |text: &str| class(formula, Exact::decimal(text).unwrap()).map(|class| class.code.as_str());
        for (iid, wanted) in [
            ("100", "sangat_inovatif"),
            ("65.01", "sangat_inovatif"),
            ("65.005", "sangat_inovatif"),
            ("65.0049", "inovatif"),
            ("65", "inovatif"),
            ("40.01", "inovatif"),
            ("40.004", "kurang_inovatif"),
            ("0.005", "kurang_inovatif"),
            ("0.0049", "tidak_dapat_dinilai"),
            ("0", "tidak_dapat_dinilai"),
        ] {
            assert_eq!(class_of(iid), Some(wanted), "{iid}");
        }
    }

    #[test]
    fn the_parts_add_up_to_the_whole() {
        let form = Form::of(2026).unwrap();
        let formula = form.formula().unwrap();
        let most = form.max_spd().plus(form.max_maturity()).plus(quantity(formula, 10_000));
        assert_eq!(most, formula.max_total);
        assert_eq!(share(formula, form.max_spd()).text(2), "25.20", "as the guide prints it");
    }
}
