//! How is told why two records are, or are not, the same?

use std::io::Write;

use super::CliError;
use super::args::{LinkingArgs, TextOrJson};
use super::output::json;
use crate::dedup::{Alternative, ComparedField, Explanation, Linkage};
use crate::lang::Lang;
use crate::text::{excerpt, percent_of_probability};
use crate::wire::explained;

/// Letters of a value that fit beside another.
const SHOWN: usize = 48;

pub(super) fn explain(
    out: &mut dyn Write,
    linkage: &Linkage,
    ids: &[String],
    (left, right): (&str, &str),
    linking: &LinkingArgs,
    lang: Lang,
) -> Result<u8, CliError> {
    let found = explained(linkage, ids, (left, right), lang)?;
    if linking.format == TextOrJson::Json {
        json(out, &found)?;
        return Ok(0);
    }
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    writeln!(out, "{left} / {right}: {}\n", found.summary)?;
    writeln!(out, "{:>8}  {:14} {:28} {left} | {right}", "bit", "", "")?;
    writeln!(out, "{:>8.2}  {:14}", found.prior, t("awal", "prior"))?;
    for field in &found.fields {
        let (left, right) = (excerpt(&field.left, SHOWN), excerpt(&field.right, SHOWN));
        writeln!(out, "{:>+8.2}  {:14} {:28} {left} | {right}", field.weight, field.name, field.level)?;
    }
    writeln!(out, "{:>8.2}  {:14} {:.4}", found.weight, "=", found.own_probability)?;
    if !found.blocking.is_empty() {
        writeln!(out, "\n{}:", t("mengapa tidak dibandingkan", "why it was not compared"))?;
        for rule in &found.blocking {
            writeln!(out, "  {}: {}", rule.rule, rule.detail)?;
        }
    }
    let threshold = linkage.settings().clustering.threshold;
    let turns: Vec<(&ComparedField, &Alternative)> = found.fields.iter().filter_map(|field| turning(&found, field, threshold)).collect();
    if !turns.is_empty() {
        writeln!(out, "\n{}:", t("satu perubahan yang akan membalik putusan", "a single change that would turn the verdict"))?;
        for (field, other) in turns {
            let (percent, instead) = (percent_of_probability(other.probability, lang), t("bukan", "instead of"));
            writeln!(out, "  {}: {} {instead} {}: {percent} %", field.name, other.level, field.level)?;
        }
    }
    Ok(0)
}

/// The least change of one comparison that would bring the pair to the other side of the threshold.
fn turning<'a>(found: &Explanation, field: &'a ComparedField, threshold: f64) -> Option<(&'a ComparedField, &'a Alternative)> {
    let is_turned = |other: &&Alternative| (other.probability >= threshold) != (found.own_probability >= threshold);
    let change = |other: &Alternative| (other.weight - field.weight).abs();
    let least = field.alternatives.iter().filter(is_turned).min_by(|a, b| change(a).total_cmp(&change(b)))?;
    Some((field, least))
}
