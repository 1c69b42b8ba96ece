use std::io::Write;
use std::path::Path;

use super::CliError;
use super::args::{Arguments, ValidateArgs};
use super::output::write_whole;
use super::terminal::{Bar, check_options, mapping_of, read_bytes, read_options};
use crate::catalog::Catalog;
use crate::files::is_same;
use crate::ingest::{CopyForm, Source};
use crate::lang::Lang;
use crate::model::FindingRow;
use crate::pipeline::{CellChange, Fixed, fix};
use crate::report::{RecordCounts, visible};
use crate::text::excerpt;

/// Applies the safe fixes to a copy of the file: what is left wrong in it, its rows, and a line that says what was done.
pub(super) fn of_file(args: &ValidateArgs, arguments: &Arguments) -> Result<(Vec<FindingRow>, RecordCounts, String), CliError> {
    let lang = arguments.lang();
    let Some(output) = args.output.as_deref() else {
        return Err(CliError::told(
            "--fix menulis salinan: sebutkan tempatnya dengan -o BERKAS; berkas aslinya tidak pernah diubah",
            "--fix writes a copy: say where with -o FILE; the file itself is never changed",
        ));
    };
    if is_same(&args.file, output) {
        let file = output.display();
        return Err(CliError::told(
            format!("`{file}` adalah berkas aslinya, yang tidak pernah diubah: sebutkan berkas lain dengan -o"),
            format!("`{file}` is the file itself, which is never changed: name another file with -o"),
        ));
    }
    let fixed = fixed(args, arguments)?;
    check_name(output, fixed.copy.form())?;
    write_whole(output, |out| Ok(out.write_all(&fixed.copy.bytes())?))?;
    let rows: Vec<FindingRow> = fixed.checked.findings.iter().map(|finding| FindingRow::new(finding, lang)).collect();
    let (file, cells, left, output) = (&fixed.file.name, fixed.changes.len(), rows.len(), output.display());
    let mut summary = match lang {
        Lang::Id => format!("{file}: {cells} sel diperbaiki dalam salinan {output}, {left} temuan tersisa"),
        Lang::En => format!("{file}: {cells} cells fixed in the copy {output}, {left} findings left"),
    };
    summary.push_str(&left_out(&fixed, lang));
    let (read, quarantined) = (fixed.dataset.records.len(), fixed.checked.quarantined.len());
    let records = RecordCounts { read, accepted: read.saturating_sub(quarantined), quarantined, ..RecordCounts::default() };
    Ok((rows, records, summary))
}

/// Shows what `--fix` would change, as before and after of each cell. Exit code as after `--fix`.
pub(super) fn diff(args: &ValidateArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let lang = arguments.lang();
    let fixed = fixed(args, arguments)?;
    let (name, count) = (&fixed.file.name, fixed.changes.len());
    if count > 0 {
        let (column, row) = if lang == Lang::Id { ("kolom", "baris") } else { ("column", "row") };
        writeln!(out, "--- {name}\n+++ {name} (--fix)")?;
        for CellChange { row: number, column: header, codes, before, after } in &fixed.changes {
            writeln!(out, "@@ {row} {number}, {column} `{}` @@ {}", shown(header), codes.join(", "))?;
            let (before, after) = around_change(before, after);
            lines(out, '-', &before)?;
            lines(out, '+', &after)?;
        }
    }
    let summary = match lang {
        Lang::Id => format!("{name}: {count} sel akan diperbaiki"),
        Lang::En => format!("{name}: {count} cells would be fixed"),
    };
    writeln!(out, "{summary}{}", left_out(&fixed, lang))?;
    let error = fixed.checked.findings.iter().any(|finding| finding.severity == crate::model::Severity::Error);
    Ok(u8::from(error || !fixed.checked.quarantined.is_empty()))
}

fn fixed(args: &ValidateArgs, arguments: &Arguments) -> Result<Fixed, CliError> {
    if Catalog::is_catalog(&args.file) {
        return Err(CliError::told(
            "katalog tidak diperbaiki: perbaiki berkas-berkas pembentuknya",
            "a catalog is not fixed: fix the files it was built from",
        ));
    }
    let bar = Bar::new(arguments);
    let watch = |progress| bar.show(progress);
    let check = check_options(&args.checking, &[&args.file], arguments, &watch)?;
    let mapping = mapping_of(&args.source, &args.reading)?;
    let reading = read_options(&args.source, mapping.as_ref(), &args.reading, &watch)?;
    let bytes = read_bytes(&args.file, reading.limits.file_bytes)?;
    let name = args.file.file_name().map_or_else(|| args.file.display().to_string(), |name| name.to_string_lossy().into_owned());
    let fixed = fix(Source { name: &name, bytes: &bytes }, &reading, &check)?;
    bar.done();
    Ok(fixed)
}

/// What was not fixed: rows that were left to a person, and other sheets of the file.
fn left_out(fixed: &Fixed, lang: Lang) -> String {
    let mut told = held(fixed, lang);
    told.push_str(&lost(fixed, lang));
    for (sheet, rows) in &fixed.file.unread {
        let sheet = visible(sheet);
        let sentence = match lang {
            Lang::Id => format!("; lembar `{sheet}` ({rows} baris) tidak diperiksa dan tidak ada dalam salinan"),
            Lang::En => format!("; sheet `{sheet}` ({rows} rows) was not checked and is not in the copy"),
        };
        told.push_str(&sentence);
    }
    told
}

/// Rows in which a fix was left to a person.
fn held(fixed: &Fixed, lang: Lang) -> String {
    if fixed.held.is_empty() {
        return String::new();
    }
    let rows = listed(&fixed.held);
    match lang {
        Lang::Id => format!("; perbaikan yang memunculkan galat lain tidak diterapkan: baris {rows}"),
        Lang::En => format!("; fixes that bring another error to light were left out: rows {rows}"),
    }
}

/// Rows with bytes that mean no character.
fn lost(fixed: &Fixed, lang: Lang) -> String {
    let (rows, Some(kept)) = (listed(&fixed.lost), fixed.copy.keeps_lost_bytes()) else { return String::new() };
    match (lang, kept) {
        (Lang::Id, true) => format!("; sel dengan huruf yang rusak tetap seperti dalam berkas, byte demi byte: baris {rows}"),
        (Lang::En, true) => format!("; cells with damaged letters are as in the file, byte by byte: rows {rows}"),
        (Lang::Id, false) => {
            format!("; sel dengan huruf yang rusak tidak diperbaiki, dan huruf itu menjadi U+FFFD dalam UTF-8: baris {rows}")
        }
        (Lang::En, false) => format!("; cells with damaged letters were not fixed, and these letters are U+FFFD in UTF-8: rows {rows}"),
    }
}

/// The first rows of a list.
fn listed(rows: &[u64]) -> String {
    const SHOWN: usize = 10;
    let shown = rows.iter().take(SHOWN).map(u64::to_string).collect::<Vec<_>>().join(", ");
    if rows.len() > SHOWN { shown + ", …" } else { shown }
}

/// Longest line of a cell that is shown.
const LINE: usize = 200;

/// Characters of a long text that are shown before and behind what changes in it.
const AROUND: usize = 60;

/// Both texts as they are where all their lines are short; else from a little before the first difference to a little behind the last, so that the
/// change is seen in them.
fn around_change(before: &str, after: &str) -> (String, String) {
    let long = |text: &str| text.split('\n').any(|line| line.chars().count() > LINE);
    if !long(before) && !long(after) {
        return (before.to_owned(), after.to_owned());
    }
    let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let shorter = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(shorter).take_while(|(a, b)| a == b).count();
    let (skipped, dropped) = (head.saturating_sub(AROUND), tail.saturating_sub(AROUND));
    let part = |text: &[char]| {
        let shown: String = text.get(skipped..text.len() - dropped).unwrap_or_default().iter().collect();
        format!("{}{shown}{}", if skipped > 0 { "…" } else { "" }, if dropped > 0 { "…" } else { "" })
    };
    (part(&old), part(&new))
}

fn lines(out: &mut dyn Write, mark: char, cell: &str) -> Result<(), CliError> {
    for line in cell.split('\n') {
        writeln!(out, "{mark}{}", shown(line))?;
    }
    Ok(())
}

/// A line of a cell, cut where it is long.
fn shown(line: &str) -> String {
    let line = visible(line);
    if line.chars().count() > LINE { excerpt(&line, LINE) } else { line }
}

/// A name that promises another form than that of the copy would mislead whoever opens it.
fn check_name(output: &Path, form: CopyForm) -> Result<(), CliError> {
    let ending = output.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let known = ["csv", "tsv", "txt", "json", "ndjson", "jsonl", "xlsx", "xls", "ods"].contains(&ending.as_str());
    let fits = match form {
        CopyForm::Csv => ["csv", "tsv", "txt"].contains(&ending.as_str()),
        CopyForm::Json => ending == "json",
        CopyForm::Ndjson => ["ndjson", "jsonl", "json"].contains(&ending.as_str()),
    };
    if fits || !known {
        return Ok(());
    }
    let form = form.extension();
    Err(CliError::told(
        format!("salinan berkas ini ditulis sebagai {form}: beri nama `….{form}`, bukan `….{ending}`"),
        format!("the copy of this file is written as {form}: name it `….{form}`, not `….{ending}`"),
    ))
}

#[cfg(test)]
mod tests {
    use super::around_change;

    #[test]
    fn a_change_at_the_end_of_a_long_text_is_shown() {
        let text = "kata ".repeat(100);
        let (before, after) = around_change(&format!("{text}adil <script>alert(1)</script>"), &format!("{text}adil"));
        assert!(before.starts_with('…') && before.ends_with("kata adil <script>alert(1)</script>"), "{before}");
        assert!(after.starts_with('…') && after.ends_with("kata adil") && after.chars().count() < 70, "{after}");
    }

    #[test]
    fn short_texts_and_changes_everywhere_are_shown_as_they_are() {
        assert_eq!(around_change("a  b", "a b"), ("a  b".to_owned(), "a b".to_owned()));
        let long = "a".repeat(300);
        assert_eq!(around_change(&long, "b"), (long.clone(), "b".to_owned()));
        assert_eq!(around_change(&long, &long).0.chars().next(), Some('…'), "nothing changes");
    }
}
