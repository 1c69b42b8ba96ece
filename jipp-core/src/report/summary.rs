//! What did a check come to, in a few lines that a person reads?

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::excerpt::visible;
use super::reconcile::{ComparedCount, ComparedFigures};
use super::text::{Paint, severity};
use super::{GroupStatistics, Report};
use crate::lang::Lang;
use crate::rules::Totals;
use crate::text::whole_percent;

/// Groups shown of a long list unless all are asked for.
const SHOWN: usize = 15;
/// Width of the column of names.
const NAME: usize = 56;

/// Writes what the check came to by rule, field, source and agency. Of long lists the first are shown unless all are asked for.
pub fn write_statistics(out: &mut dyn Write, report: &Report, all: bool, colour: bool) -> io::Result<()> {
    let (lang, paint) = (report.lang, Paint(colour));
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    // of a catalog only the numbers of its rows are known
    let known = report.required.required > 0;
    if known {
        completeness(out, report, paint)?;
    }

    writeln!(out, "\n{}", paint.bold(t("Temuan per aturan", "Findings by rule")))?;
    for rule in &report.rules {
        writeln!(out, "  {:7}  {:7} {:10} {}", rule.count, rule.code, severity(rule.severity, lang), rule.name)?;
    }
    if report.rules.is_empty() {
        writeln!(out, "  {}", t("tidak ada", "none"))?;
    }

    if known {
        fields(out, report, paint)?;
    }
    for (heading, groups) in [(t("Per sumber", "By source"), &report.sources), (t("Per instansi", "By agency"), &report.agencies)] {
        writeln!(out, "\n{}", paint.bold(heading))?;
        groups_of(out, groups, all, lang)?;
    }
    Ok(())
}

fn completeness(out: &mut dyn Write, report: &Report, paint: Paint) -> io::Result<()> {
    let lang = report.lang;
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    let records = &report.records;
    writeln!(out, "\n{}", paint.bold(t("Kelengkapan", "Completeness")))?;
    writeln!(
        out,
        "  {}: {} {} {} ({})",
        t("isian wajib untuk publikasi", "fields required for publication"),
        report.required.filled,
        t("terisi dari", "filled of"),
        report.required.required,
        percent(report.required.share(), lang)
    )?;
    for (stage, ready) in report.ready.stages() {
        let text = t("rekaman siap untuk tahap", "records ready for stage");
        writeln!(out, "  {text} {:12} {ready:7} {} {}", stage.label().get(lang), t("dari", "of"), records.read)?;
    }
    let statuses = report.statuses;
    writeln!(out, "\n{}", paint.bold(t("Status keberlanjutan", "Does it still run?")))?;
    for (name, count) in [
        (t("berjalan", "running"), statuses.running),
        (t("berhenti atau vakum", "stopped or dormant"), statuses.stopped),
        (t("belum dimutakhirkan", "not updated"), statuses.not_updated),
        (t("lainnya", "other"), statuses.other),
    ] {
        writeln!(out, "  {count:7}  {name}")?;
    }
    Ok(())
}

fn fields(out: &mut dyn Write, report: &Report, paint: Paint) -> io::Result<()> {
    let lang = report.lang;
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    let heading = t("Isian: terisi, dan bagian terisi bila wajib", "Fields: filled, and the filled share where required");
    writeln!(out, "\n{}", paint.bold(heading))?;
    let mut unused = 0;
    for field in &report.fields {
        if field.filled == 0 && field.required.required == 0 {
            unused += 1;
            continue;
        }
        let share = if field.required.required == 0 {
            String::new()
        } else {
            format!("{} {} {}", percent(field.required.share(), lang), t("dari", "of"), field.required.required)
        };
        let line = format!("  {:7}  {} {share}", field.filled, padded(&field.label, 30));
        writeln!(out, "{}", line.trim_end())?;
    }
    if unused > 0 {
        writeln!(out, "  {unused} {}", t("isian lain kosong di semua rekaman", "other fields are empty in all records"))?;
    }
    Ok(())
}

fn groups_of(out: &mut dyn Write, groups: &[GroupStatistics], all: bool, lang: Lang) -> io::Result<()> {
    let head = if lang == Lang::Id {
        ["rekaman", "karantina", "lengkap", "terisi", "galat", "peringatan", "saran"]
    } else {
        ["records", "kept out", "complete", "filled", "errors", "warnings", "advice"]
    };
    writeln!(out, "  {} {}", padded("", NAME), head.map(|word| format!("{word:>11}")).concat())?;
    let line = |out: &mut dyn Write, name: &str, group: &GroupStatistics| {
        let Totals { error, warning, advice } = group.totals;
        let share = percent(group.required.share(), lang);
        writeln!(
            out,
            "  {} {:>11}{:>11}{:>11}{share:>11}{error:>11}{warning:>11}{advice:>11}",
            padded(name, NAME),
            group.records,
            group.quarantined,
            group.complete
        )
    };
    let (named, rest): (Vec<_>, Vec<_>) = groups.iter().filter(|group| !group.is_empty()).partition(|group| group.key.is_some());
    let shown = if all { named.len() } else { SHOWN.min(named.len()) };
    for group in named.iter().take(shown) {
        let name = group
            .key
            .as_ref()
            .filter(|key| **key != group.label)
            .map_or_else(|| group.label.clone(), |key| format!("{} ({key})", group.label));
        line(out, &visible(&name), group)?;
    }
    if shown < named.len() {
        let mut more = GroupStatistics::default();
        named.iter().skip(shown).for_each(|group| more.add(group));
        let count = named.len() - shown;
        let name = if lang == Lang::Id { format!("{count} lagi (--all)") } else { format!("{count} more (--all)") };
        line(out, &name, &more)?;
    }
    for group in rest {
        line(out, &group.label, group)?;
    }
    Ok(())
}

/// Writes declared figures beside those counted.
pub fn write_figures(out: &mut dyn Write, compared: &ComparedFigures, lang: Lang, colour: bool) -> io::Result<()> {
    let paint = Paint(colour);
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    for figure in &compared.figures {
        let verdict = if figure.agrees { t("cocok", "agrees") } else { t("TIDAK COCOK", "DIFFERS") };
        let limit = [figure.source.clone(), figure.agency.clone(), figure.year.map(|year| year.to_string())];
        let limit = limit.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let name = if limit.is_empty() { figure.name.clone() } else { format!("{} [{limit}]", figure.name) };
        writeln!(out, "\n{}: {verdict}", paint.bold(&visible(&name)))?;
        let head = [t("dinyatakan", "declared"), t("dihitung", "counted"), t("selisih", "difference")];
        writeln!(out, "  {}{}", padded("", 28), head.map(|word| format!("{word:>12}")).concat())?;
        let line = |out: &mut dyn Write, count: &ComparedCount| {
            let counted = count.counted.map_or_else(|| "-".to_owned(), |counted| counted.to_string());
            let difference = count.difference.map_or_else(|| "-".to_owned(), |difference| format!("{difference:+}"));
            let difference = if difference == "+0" { "0" } else { &difference };
            let hint = count.suggestion.as_ref().map(|name| format!("  {} `{name}`?", t("maksudnya", "did you mean"))).unwrap_or_default();
            let name = if count.name == "other" { t("lainnya", "other") } else { &count.name };
            writeln!(out, "  {}{:>12}{counted:>12}{difference:>12}{hint}", padded(&visible(name), 28), count.declared)
        };
        line(out, &figure.total)?;
        for part in &figure.parts {
            line(out, part)?;
        }
        match figure.unexplained {
            0 => {}
            left @ 1.. => writeln!(
                out,
                "  {left} {}",
                t("tidak dijelaskan oleh bagian-bagiannya; sebutkan sebagai `other`", "explained by no part; declare them as `other`")
            )?,
            twice => writeln!(
                out,
                "  {} {}",
                -twice,
                t("lebih dari jumlahnya: ada yang terhitung dua kali", "more than the total: some are counted twice")
            )?,
        }
    }
    Ok(())
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn percent(share: f64, lang: Lang) -> String {
    format!("{}{}", whole_percent(share), if lang == Lang::Id { " %" } else { "%" })
}
