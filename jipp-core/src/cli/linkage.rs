//! What `dedupe` and `link` do beside linking: labels, models, evaluation, what a person should look at.

use std::io::Write;
use std::path::Path;

use serde::Serialize;

use super::CliError;
use super::args::LinkingArgs;
use super::dedupe::plain;
use super::output::{csv_file, safe_cell, write_whole};
use crate::dedup::{BlockingAnalysis, ErrorKind, Known, Labels, LinkEvaluation, Linkage, Pair, PairError, SamplingPlan, SavedModel};
use crate::lang::Lang;
use crate::pipeline::read_labels;
use crate::wire::{ClusterRow, cluster_quality_rows, told_apart};

/// Seed of what is drawn for a person.
const SEED: u64 = 42;

/// The saved model, if one is given.
pub(super) fn saved(linking: &LinkingArgs) -> Result<Option<SavedModel>, CliError> {
    let Some(path) = &linking.model else { return Ok(None) };
    let text =
        std::fs::read_to_string(path).map_err(|source| CliError::File { path: path.display().to_string(), action: "read", source })?;
    Ok(Some(SavedModel::from_json(&text)?))
}

/// What is known before linking.
pub(super) fn known(linking: &LinkingArgs, saved: Option<SavedModel>) -> Result<Known, CliError> {
    let mut known = Known { model: saved.map(|saved| saved.model), ..Known::default() };
    if let Some(path) = &linking.labels {
        known.labels = match read_labels(&plain(path, linking)?)? {
            Labels::Pairs(pairs) => pairs,
            Labels::Clusters(_) => {
                return Err(CliError::told(
                    "--labels memerlukan pasangan (left,right,same); klaster untuk --evaluate",
                    "--labels wants pairs (left,right,same); clusters are for --evaluate",
                ));
            }
        };
    }
    Ok(known)
}

/// A line of a file for a person to answer: the values of the records beside the pair.
#[derive(Serialize)]
struct Question {
    left: String,
    right: String,
    probability: f64,
    same: &'static str,
    left_values: String,
    right_values: String,
}

fn questions<'a>(
    linkage: &'a Linkage,
    ids: &'a [String],
    pairs: impl Iterator<Item = (usize, usize, f64)> + 'a,
) -> impl Iterator<Item = Question> + 'a {
    let id = |at: usize| safe_cell(ids.get(at).map_or("", String::as_str));
    let values = |at: usize| safe_cell(&linkage.shown_values(at));
    pairs.map(move |(a, b, p)| Question {
        left: id(a),
        right: id(b),
        probability: (p * 1e6).round() / 1e6,
        same: "",
        left_values: values(a),
        right_values: values(b),
    })
}

const QUESTION: [&str; 6] = ["left", "right", "probability", "same", "left_values", "right_values"];

/// Writes the model, the pairs to review and the sample, as far as they are asked for.
pub(super) fn files(linkage: &Linkage, ids: &[String], any: bool, linking: &LinkingArgs) -> Result<Option<SamplingPlan>, CliError> {
    if let Some(path) = &linking.save_model {
        let text = SavedModel::new(linkage.settings(), &linkage.model, !any).to_json()?;
        write_whole(path, |out| Ok(writeln!(out, "{text}")?))?;
    }
    if let Some(path) = &linking.to_review {
        let pairs: Vec<Pair> = linkage.to_review(linking.review_size, SEED, ids)?;
        csv_file(path, &QUESTION, questions(linkage, ids, pairs.iter().map(|pair| (pair.left, pair.right, pair.probability))))?;
    }
    let Some(path) = &linking.sample else { return Ok(None) };
    let plan = linkage.sampling_plan(linking.review_size, SEED, ids)?;
    csv_file(
        path,
        &QUESTION,
        questions(linkage, ids, plan.pairs.iter().map(|pair| (pair.left_record, pair.right_record, pair.probability))),
    )?;
    Ok(Some(plan))
}

/// A line of the file that tells how well a cluster holds together.
#[derive(Serialize)]
struct QualityLine {
    cluster: String,
    records: usize,
    density: f64,
    cohesion: f64,
    bridges: String,
}

/// Writes how well each cluster holds together. `rows` have the ids of the records.
pub(super) fn cluster_quality(path: &Path, linkage: &Linkage, rows: &[ClusterRow]) -> Result<(), CliError> {
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let lines = cluster_quality_rows(linkage, &ids).into_iter().map(|row| QualityLine {
        cluster: safe_cell(&row.cluster),
        records: row.records,
        density: row.density,
        cohesion: row.cohesion,
        bridges: safe_cell(&row.bridges.iter().map(|(a, b)| format!("{a} + {b}")).collect::<Vec<_>>().join("; ")),
    });
    csv_file(path, &["cluster", "records", "density", "cohesion", "bridges"], lines)
}

/// Measures against labels, and writes the errors.
pub(super) fn evaluation(linkage: &Linkage, ids: &[String], linking: &LinkingArgs) -> Result<Option<LinkEvaluation>, CliError> {
    let Some(path) = &linking.evaluate else { return Ok(None) };
    let labels = read_labels(&plain(path, linking)?)?;
    let evaluation = match &labels {
        // clusters name the records of both tables in one column
        Labels::Clusters(_) => linkage.evaluate(&labels, &told_apart(linkage, ids))?,
        Labels::Pairs(_) => linkage.evaluate(&labels, ids)?,
    };
    if let Some(path) = &linking.errors {
        csv_file(
            path,
            &["left", "right", "error", "probability"],
            evaluation.errors.iter().map(|error| PairError {
                left: safe_cell(&error.left),
                right: safe_cell(&error.right),
                ..error.clone()
            }),
        )?;
    }
    Ok(Some(evaluation))
}

pub(super) fn print_evaluation(out: &mut dyn Write, found: &LinkEvaluation, lang: Lang) -> Result<(), CliError> {
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    let interval = |i: crate::dedup::Interval| format!("[{:.4}, {:.4}]", i.low, i.high);
    writeln!(out, "\n{}: {} {}", t("evaluasi", "evaluation"), found.clusters.records, t("rekaman berlabel", "labelled records"))?;
    if found.unknown_labels > 0 {
        writeln!(out, "{}: {}", t("label tanpa rekaman", "labels that name no record"), found.unknown_labels)?;
    }
    if found.matches_only {
        let what = t(
            "semua label menyatakan sama: presisi, F1, dan ambang terbaik tidak dapat diketahui tanpa pasangan yang berbeda (0) atau gugus (`id,cluster`)",
            "all labels say the same: precision, F1 and the best threshold cannot be known without pairs that are different (0), or clusters (`id,cluster`)",
        );
        writeln!(out, "{what}")?;
    } else {
        writeln!(out, "{:30} {:.4} {}", t("presisi", "precision"), found.clusters.precision, interval(found.precision_interval))?;
    }
    writeln!(out, "{:30} {:.4} {}", "recall", found.clusters.recall, interval(found.recall_interval))?;
    if !found.matches_only {
        writeln!(out, "{:30} {:.4} {}", "F1", found.clusters.f1, interval(found.f1_interval))?;
    }
    if let Some(cubed) = found.b_cubed_f1_interval {
        writeln!(out, "{:30} {:.4} {}", "B-cubed F1", found.clusters.b_cubed_f1, interval(cubed))?;
    }
    writeln!(out, "{:30} {:.4}", t("kelengkapan pemblokan", "blocking completeness"), found.blocking_completeness)?;
    if found.matches_only {
        return print_errors(out, found, lang);
    }
    writeln!(
        out,
        "{:30} {:.4} ({} {:.4})",
        t("galat kalibrasi", "calibration error"),
        found.calibration_error,
        t("pada pasangan yang ditampilkan", "over pairs that are shown"),
        found.calibration_error_shown
    )?;
    if let Some(estimate) = &found.estimate {
        writeln!(out, "{}:", t("perkiraan untuk semua pasangan yang dibandingkan", "estimate for all compared pairs"))?;
        writeln!(out, "  {:28} {:.4} {}", t("presisi", "precision"), estimate.precision, interval(estimate.precision_interval))?;
        writeln!(out, "  {:28} {:.4} {}", "recall", estimate.recall, interval(estimate.recall_interval))?;
        if estimate.pairs_without_labels > 0 {
            writeln!(
                out,
                "  {}: {}",
                t("pasangan di strata tanpa label", "pairs of strata without labels"),
                estimate.pairs_without_labels
            )?;
        }
    }
    print_errors(out, found, lang)?;
    writeln!(out, "\n{:>10} {:>10} {:>10} {:>10}", t("ambang", "threshold"), t("presisi", "precision"), "recall", "F1")?;
    let step = found.curve.len().div_ceil(15).max(1);
    for (at, point) in found.curve.iter().enumerate() {
        let best = Some(point.threshold) == found.best_threshold;
        if at % step == 0 || best {
            let mark = if best { t(" terbaik", " best") } else { "" };
            writeln!(out, "{:>10.4} {:>10.4} {:>10.4} {:>10.4}{mark}", point.threshold, point.precision, point.recall, point.f1)?;
        }
    }
    writeln!(
        out,
        "\n{:>12} {:>10} {:>10} {:>10}",
        t("peluang", "probability"),
        t("rata-rata", "mean"),
        t("nyata", "observed"),
        t("pasangan", "pairs")
    )?;
    for bin in &found.reliability {
        writeln!(out, "{:>5.1} - {:.1}  {:>10.4} {:>10.4} {:>10}", bin.from, bin.to, bin.probability, bin.observed, bin.pairs)?;
    }
    Ok(())
}

fn print_errors(out: &mut dyn Write, found: &LinkEvaluation, lang: Lang) -> Result<(), CliError> {
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    for (kind, count) in &found.error_counts {
        let name = match kind {
            ErrorKind::WrongMatch => t("disatukan, tetapi berbeda", "in one cluster, but different"),
            ErrorKind::NotCompared => t("sama, tetapi tidak dibandingkan", "the same, but not compared"),
            ErrorKind::BelowThreshold => t("sama, tetapi di bawah ambang", "the same, but below the threshold"),
            ErrorKind::KeptApart => t("sama, tetapi dipisahkan pengaturan", "the same, but kept apart by the settings"),
            ErrorKind::Refused => t("sama, tetapi ditolak penggugusan", "the same, but refused by the clustering"),
        };
        writeln!(out, "{name:44} {count}")?;
    }
    Ok(())
}

pub(super) fn print_sampling(out: &mut dyn Write, plan: &SamplingPlan, lang: Lang) -> Result<(), CliError> {
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    writeln!(
        out,
        "\n{}: {} {}; {} ±{:.3}",
        t("sampel", "sample"),
        plan.pairs.len(),
        t("pasangan", "pairs"),
        t("presisi akan diketahui sampai", "precision will be known to"),
        plan.half_width
    )?;
    writeln!(
        out,
        "{:>16} {:>10} {:>8} {:>10}",
        t("peluang", "probability"),
        t("pasangan", "pairs"),
        t("sampel", "sample"),
        t("dugaan sama", "expected")
    )?;
    for stratum in &plan.strata {
        let range = format!("{:.3} - {:.3}", stratum.from, stratum.to);
        writeln!(out, "{range:>16} {:>10} {:>8} {:>10.3}", stratum.pairs, stratum.sample, stratum.same)?;
    }
    for (half, pairs) in &plan.needed {
        writeln!(out, "{} ±{half}: {pairs}", t("pasangan yang perlu dilihat untuk", "pairs to look at for"))?;
    }
    Ok(())
}

/// Prints what each rule of blocking costs and finds.
pub(super) fn blocking(out: &mut dyn Write, linkage: &Linkage, ids: &[String], linking: &LinkingArgs, lang: Lang) -> Result<u8, CliError> {
    let labels = linking.evaluate.as_deref().map(|path| Ok::<_, CliError>(read_labels(&plain(path, linking)?)?)).transpose()?;
    let found = linkage.analyze_blocking(labels.as_ref(), ids, BlockingAnalysis::MOST_PAIRS)?;
    if linking.format == super::args::TextOrJson::Json {
        super::output::json(out, &found)?;
        return Ok(0);
    }
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    writeln!(
        out,
        "{}: {}; {}: {} / {}",
        t("rekaman", "records"),
        found.records,
        t("pasangan", "pairs"),
        found.pairs,
        found.possible_pairs
    )?;
    let heads = [
        t("perkiraan", "estimated"),
        t("pasangan", "pairs"),
        t("baru", "new"),
        t("tanpa kunci", "without key"),
        t("blok terbesar", "largest"),
        t("dibagi/lewat", "split/skip"),
    ];
    let [estimated, pairs, new, without, largest, skipped] = heads;
    writeln!(
        out,
        "{estimated:>12} {pairs:>12} {new:>12} {without:>12} {largest:>14} {skipped:>12} {:>8} {:>8}",
        "PC",
        t("PC s.d. ini", "so far")
    )?;
    let share = |share: Option<f64>| share.map_or_else(|| "-".to_owned(), |share| format!("{share:.4}"));
    for rule in &found.rules {
        writeln!(
            out,
            "{:>12} {:>12} {:>12} {:>12} {:>14} {:>12} {:>8} {:>8}  {}",
            rule.estimated_pairs,
            rule.pairs,
            rule.new_pairs,
            rule.without_key,
            rule.largest_block,
            format!("{}/{}", rule.split_blocks, rule.skipped_blocks),
            share(rule.completeness),
            share(rule.completeness_so_far),
            rule.rule
        )?;
    }
    Ok(0)
}
