//! The innovation index in words.

use std::io::Write;

use super::{CliError, output};
use crate::index_iga::{IndexFigures, IndexProblem, IndexScore, IndicatorScore, InnovationScore};
use crate::lang::Lang;
use crate::model::{FindingRow, Severity};
use crate::text::with_decimal_mark;

/// Problems shown of one kind unless all are asked for.
const SHOWN: usize = 5;

/// Texts and numbers in one language.
#[derive(Clone, Copy)]
struct Words(Lang);

impl Words {
    fn of(self, id: &'static str, en: &'static str) -> &'static str {
        if self.0 == Lang::Id { id } else { en }
    }

    fn number(self, number: f64, places: usize) -> String {
        with_decimal_mark(format!("{number:.places$}"), self.0)
    }

    fn figure(self, number: Option<f64>) -> String {
        number.map_or_else(|| "–".to_owned(), |number| self.number(number, 2))
    }

    fn signed(self, number: Option<f64>, places: usize) -> String {
        let sign = if number.is_some_and(|number| number > 0.0) { "+" } else { "" };
        number.map_or_else(|| "–".to_owned(), |number| format!("{sign}{}", self.number(number, places)))
    }
}

/// Everything about a region.
pub(super) fn report(out: &mut dyn Write, answer: &IndexScore, file: &str, all: bool, lang: Lang) -> Result<(), CliError> {
    let words = Words(lang);
    let agency = answer.agency.as_deref().map_or_else(String::new, |agency| format!(": {agency}"));
    writeln!(out, "{} {}{agency}", words.of("Indeks Inovasi Daerah", "Regional innovation index"), answer.year)?;
    figures(out, answer, words)?;
    portfolio(out, answer, words)?;
    innovations(out, answer, words)?;
    steps(out, answer, words)?;
    what_if(out, answer, words)?;
    findings(out, &answer.findings, words)?;
    problems(out, &answer.problems, file, all, words)
}

/// What the rules about regions find: a few lines at most.
fn findings(out: &mut dyn Write, findings: &[FindingRow], words: Words) -> Result<(), CliError> {
    for finding in findings {
        writeln!(out, "\n{} {} ({})", finding.code, finding.name, output::severity(finding.severity, words.0))?;
        writeln!(out, "  {}", finding.message)?;
        writeln!(out, "    {}: {}", words.of("saran", "help"), finding.help)?;
    }
    Ok(())
}

fn figures(out: &mut dyn Write, answer: &IndexScore, words: Words) -> Result<(), CliError> {
    let claimed = &answer.claimed;
    if let Some(verified) = &answer.verified {
        let heads = [words.of("diklaim", "claimed"), words.of("verifikasi", "verified"), words.of("selisih", "difference")];
        let [first, second, third] = heads;
        writeln!(out, "  {:36}{first:>10}  {second:>10}  {third:>10}", "")?;
        let difference = answer.difference.as_ref();
        let rows = rows(claimed, answer, words).into_iter().zip(rows(verified, answer, words));
        let differences = difference.map(|d| [d.spd, None, None, d.sid, d.iid]).unwrap_or_default();
        for (((name, claimed), (_, verified)), difference) in rows.zip(differences) {
            let shown = difference.map_or_else(String::new, |_| words.signed(difference, 2));
            writeln!(out, "  {name:36}{:>10}  {:>10}  {shown:>10}", words.figure(claimed), words.figure(verified))?;
        }
        classes(out, &[claimed, verified], words)?;
        if answer.unverified > 0 {
            let text = words.of("level belum diverifikasi, dihitung sesuai klaim", "levels not verified yet, counted as claimed");
            writeln!(out, "  {} {text}", answer.unverified)?;
        }
    } else {
        for (name, figure) in rows(claimed, answer, words).into_iter().filter(|(_, figure)| figure.is_some()) {
            writeln!(out, "  {name:36}{:>10}", words.figure(figure))?;
        }
        classes(out, &[claimed], words)?;
    }
    if !answer.missing.is_empty() {
        let text = words.of("Indeks tidak dihitung; belum ada di daftar kode", "The index is not computed; missing in the vocabularies");
        writeln!(out, "  {text}: {}", answer.missing.join(", "))?;
    }
    Ok(())
}

/// The lines of the figures, as the formula adds them up.
fn rows(figures: &IndexFigures, answer: &IndexScore, words: Words) -> [(String, Option<f64>); 5] {
    let average = match figures.divisor {
        Some(divisor) => {
            let name = words.of("Rata-rata kematangan", "Average maturity");
            (format!("{name} ({} / {divisor})", words.number(figures.maturity_sum, 2)), figures.average)
        }
        None => (words.of("Jumlah kematangan", "Sum of maturities").to_owned(), Some(figures.maturity_sum)),
    };
    let quantity = match &answer.portfolio.quantity {
        Some(rule) if rule.met => {
            format!("{} ({} x {})", words.of("Jumlah inovasi", "Quantity"), words.number(rule.weight, 2), rule.counted)
        }
        _ => words.of("Jumlah inovasi", "Quantity").to_owned(),
    };
    [
        ("SPD".to_owned(), figures.spd),
        average,
        (quantity, figures.quantity),
        ("SID".to_owned(), figures.sid),
        ("IID".to_owned(), figures.iid),
    ]
}

fn classes(out: &mut dyn Write, of: &[&IndexFigures], words: Words) -> Result<(), CliError> {
    let mut names: Vec<&str> = of.iter().filter_map(|figures| figures.class_label.as_deref()).collect();
    names.dedup();
    if !names.is_empty() {
        writeln!(out, "  {:36}{}", words.of("Predikat", "Class"), names.join(" -> "))?;
    }
    Ok(())
}

fn portfolio(out: &mut dyn Write, answer: &IndexScore, words: Words) -> Result<(), CliError> {
    let portfolio = &answer.portfolio;
    let count = answer.claimed.innovations;
    writeln!(out, "\n{}: {count} {}", words.of("Portofolio", "Portfolio"), words.of("inovasi", "innovations"))?;
    let all = portfolio.affairs.iter().filter(|affair| affair.basic_service).count();
    writeln!(
        out,
        "  {} {} / {all}",
        words.of("Urusan pelayanan dasar tercakup", "Basic-service affairs covered"),
        portfolio.basic_services
    )?;
    if let Some(rule) = portfolio.quantity.as_ref().filter(|rule| !rule.met) {
        let (needed, gain) = (rule.needed, words.signed(Some(rule.iid), 2));
        let text = match words.0 {
            Lang::Id => format!("minimal {needed} urusan diperlukan agar jumlah inovasi dihitung ({gain} IID)"),
            Lang::En => format!("{needed} are needed before the number of innovations counts ({gain} IID)"),
        };
        writeln!(out, "  {text}")?;
    }
    for affair in &portfolio.affairs {
        let basic = if affair.basic_service { "*" } else { " " };
        writeln!(out, "  {:>4} {basic} {} {}", affair.innovations, affair.code, affair.label)?;
    }
    if portfolio.without_affair > 0 {
        writeln!(out, "  {:>4}   {}", portfolio.without_affair, words.of("tanpa urusan", "without an affair"))?;
    }
    if let (Some(from), Some(to), false) = (&portfolio.window_from, &portfolio.window_to, portfolio.outside_window.is_empty()) {
        writeln!(
            out,
            "  {} {from} – {to}:",
            words.of("Di luar masa penerapan atau pengembangan", "Neither implemented nor developed within")
        )?;
        for outside in &portfolio.outside_window {
            writeln!(out, "    {}: {}", outside.innovation, outside.message)?;
        }
        if let Some(iid) = portfolio.without_outside.as_ref().and_then(|figures| figures.iid) {
            writeln!(out, "    {} {}", words.of("IID tanpa inovasi tersebut:", "IID without them:"), words.number(iid, 2))?;
        }
    }
    Ok(())
}

fn innovations(out: &mut dyn Write, answer: &IndexScore, words: Words) -> Result<(), CliError> {
    if answer.innovations.is_empty() {
        return Ok(());
    }
    let heading = words.of("Kematangan inovasi (diklaim, verifikasi)", "Maturity of each innovation (claimed, verified)");
    writeln!(out, "\n{heading}")?;
    let width = answer.innovations.iter().map(|innovation| innovation.id.chars().count()).max().unwrap_or(0).min(32);
    for innovation in &answer.innovations {
        let title = crate::text::excerpt(innovation.title.as_deref().unwrap_or_default(), 70);
        let verified = innovation.maturity_verified.map_or_else(String::new, |verified| words.number(verified, 2));
        writeln!(out, "  {:width$}  {:>7} {verified:>7}  {title}", innovation.id, words.number(innovation.maturity, 2))?;
    }
    Ok(())
}

fn steps(out: &mut dyn Write, answer: &IndexScore, words: Words) -> Result<(), CliError> {
    if answer.steps.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", words.of("Langkah terbaik berikutnya", "Best next steps"))?;
    for step in &answer.steps {
        let gain = match step.next.iid {
            Some(iid) => format!("{} IID", words.signed(Some(iid), 4)),
            None => words.signed(Some(step.next.points), 2),
        };
        let asks = step.next.label.as_deref().map_or_else(String::new, |label| format!(": {label}"));
        let must = if step.mandatory_missing { words.of(" (wajib)", " (mandatory)") } else { "" };
        let (place, indicator, label) = (step.innovation.as_deref().unwrap_or("spd"), &step.indicator, &step.label);
        writeln!(out, "  {gain:>12}  {place}:{indicator} {label}{must}, level {} -> {}{asks}", step.from, step.next.level)?;
    }
    Ok(())
}

fn what_if(out: &mut dyn Write, answer: &IndexScore, words: Words) -> Result<(), CliError> {
    let Some(what_if) = &answer.what_if else { return Ok(()) };
    writeln!(out, "\n{}", words.of("Jika diubah", "What if"))?;
    for change in &what_if.changes {
        let gain = change.iid.map_or_else(String::new, |iid| format!(", {} IID", words.signed(Some(iid), 4)));
        let asks = change.label.as_deref().map_or_else(String::new, |label| format!(" ({label})"));
        let place = change.innovation.as_deref().unwrap_or("spd");
        let points = words.signed(Some(change.points), 2);
        writeln!(out, "  {place}:{} {} -> {}{asks}: {points}{gain}", change.indicator, change.from, change.to)?;
    }
    let class = what_if.claimed.class_label.as_deref().unwrap_or_default();
    let (iid, gain) = (words.figure(what_if.claimed.iid), words.signed(what_if.gain.iid, 2));
    writeln!(out, "  IID {} -> {iid} ({gain})  {class}", words.figure(answer.claimed.iid))?;
    Ok(())
}

fn problems(out: &mut dyn Write, problems: &[IndexProblem], file: &str, all: bool, words: Words) -> Result<(), CliError> {
    let mut kinds: Vec<(Severity, &str)> = problems.iter().map(|problem| (problem.severity, problem.kind.code())).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for (severity, kind) in kinds {
        let of_kind: Vec<&IndexProblem> = problems.iter().filter(|problem| problem.kind.code() == kind).collect();
        let rule = of_kind.first().and_then(|problem| problem.rule.as_deref()).map_or_else(String::new, |rule| format!("{rule} "));
        writeln!(out, "\n{rule}{kind} ({}, {})", output::severity(severity, words.0), of_kind.len())?;
        for problem in of_kind.iter().take(if all { usize::MAX } else { SHOWN }) {
            let row = problem.row.map_or_else(String::new, |row| format!("{file}:{row} "));
            let column = problem.column.as_deref().map_or_else(String::new, |column| format!("`{column}` "));
            let innovation = problem.innovation.as_deref().map_or_else(String::new, |id| format!("{id} "));
            let place = format!("{row}{innovation}{column}");
            writeln!(out, "  {}: {}", if place.is_empty() { "spd" } else { place.trim_end() }, problem.message)?;
            writeln!(out, "    {}: {}", words.of("saran", "help"), problem.help)?;
        }
        if !all && of_kind.len() > SHOWN {
            let more = of_kind.len() - SHOWN;
            writeln!(out, "  {} {more} {} (--all)", words.of("… dan", "… and"), words.of("lagi", "more"))?;
        }
    }
    Ok(())
}

/// Every indicator of an innovation, or of the region itself.
pub(super) fn explain(out: &mut dyn Write, answer: &IndexScore, of: Option<&InnovationScore>, lang: Lang) -> Result<(), CliError> {
    let words = Words(lang);
    let indicators = if let Some(innovation) = of {
        writeln!(out, "{}  {}", innovation.id, innovation.title.as_deref().unwrap_or_default())?;
        let verified = innovation.maturity_verified.map_or_else(String::new, |verified| {
            let signed = words.signed(innovation.difference, 2);
            format!("; {} {} ({signed})", words.of("verifikasi", "verified"), words.number(verified, 2))
        });
        writeln!(out, "{} {}{verified}", words.of("Kematangan", "Maturity"), words.number(innovation.maturity, 2))?;
        &innovation.indicators
    } else {
        writeln!(out, "SPD {}", words.figure(answer.claimed.spd))?;
        &answer.spd
    };
    indicators.iter().try_for_each(|indicator| explain_indicator(out, indicator, words))
}

fn explain_indicator(out: &mut dyn Write, indicator: &IndicatorScore, words: Words) -> Result<(), CliError> {
    let must = if indicator.mandatory { words.of(", wajib", ", mandatory") } else { "" };
    writeln!(out, "\n{:>3}  {}{must}", indicator.number, indicator.label)?;
    let asks = indicator.level_label.as_deref().map_or_else(String::new, |label| format!(" ({label})"));
    let verified = indicator.verified_level.map_or_else(String::new, |level| format!("; {} {level}", words.of("verifikasi", "verified")));
    let (weight, points) = (words.number(indicator.weight, 2), words.number(indicator.points, 2));
    let share = words.number(indicator.share, 2);
    let of_most = words.of("paling banyak", "at most");
    writeln!(out, "     level {}{asks}{verified}: {weight} x {} = {points}; {of_most} {share} %", indicator.level, indicator.level)?;
    if let Some(evidence) = &indicator.evidence {
        writeln!(out, "     {}: {evidence}", words.of("bukti", "evidence"))?;
    }
    if let Some(next) = &indicator.next {
        let asks = next.label.as_deref().map_or_else(String::new, |label| format!(" ({label})"));
        let gain = next.iid.map_or_else(String::new, |iid| format!(", {} IID", words.signed(Some(iid), 4)));
        writeln!(out, "     -> level {}{asks}: {}{gain}", next.level, words.signed(Some(next.points), 2))?;
    }
    Ok(())
}
