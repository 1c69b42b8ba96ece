use std::collections::BTreeMap;

use super::answer::{AffairCount, OutsideWindow, Portfolio, QuantityRule};
use super::figures::{covered, figures, quantity, share};
use super::form::{Formula, is_basic_service};
use super::score::rounded;
use super::sheet::{Entry, Sheet, Side};
use super::window::Window;
use crate::lang::Lang;

/// What the innovations of a region cover.
pub(super) fn portfolio(sheet: &Sheet<'_>, lang: Lang) -> Portfolio {
    let form = sheet.form;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for code in sheet.innovations.iter().flat_map(|entry| &entry.affairs) {
        *counts.entry(code).or_default() += 1;
    }
    let covered = covered(form, sheet.innovations.iter());
    let affairs = form.affairs.values().iter().map(|affair| AffairCount {
        code: affair.code.clone(),
        label: if lang == Lang::Id { affair.id.clone() } else { affair.en.clone() },
        basic_service: is_basic_service(affair),
        innovations: counts.get(affair.code.as_str()).copied().unwrap_or_default(),
    });
    let outside: Vec<OutsideWindow> = sheet.innovations.iter().filter_map(|entry| outside(sheet, entry, lang)).collect();
    let inside = |entry: &Entry| entry.window == Window::Inside;
    let window = form.formula.as_ref().and_then(|formula| formula.window);
    Portfolio {
        affairs: affairs.filter(|affair| affair.basic_service || affair.innovations > 0).collect(),
        without_affair: sheet.innovations.iter().filter(|entry| entry.affairs.is_empty()).count(),
        basic_services: covered.len(),
        basic_services_missing: form.basic_services().map(|a| a.code.clone()).filter(|code| !covered.contains(code.as_str())).collect(),
        quantity: form.formula.as_ref().map(|formula| rule(formula, sheet.innovations.len(), covered.len())),
        window_from: window.map(|(from, _)| from.to_string()),
        window_to: window.map(|(_, to)| to.to_string()),
        without_outside: (!outside.is_empty()).then(|| rounded(&figures(sheet, Side::Claimed, inside), lang)),
        outside_window: outside,
    }
}

fn rule(formula: &Formula, innovations: usize, covered: usize) -> QuantityRule {
    let points = quantity(formula, innovations);
    QuantityRule {
        met: covered >= formula.min_basic_services,
        needed: formula.min_basic_services,
        weight: formula.quantity_weight.number(4),
        counted: innovations.min(formula.quantity_cap as usize),
        cap: formula.quantity_cap,
        points: points.number(2),
        iid: share(formula, points).number(4),
    }
}

fn outside(sheet: &Sheet<'_>, entry: &Entry, lang: Lang) -> Option<OutsideWindow> {
    let (reason, message) = entry.window.reason(sheet.form, lang)?;
    Some(OutsideWindow { innovation: entry.id.clone(), reason: reason.to_owned(), message })
}
