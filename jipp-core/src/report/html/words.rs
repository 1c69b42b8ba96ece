//! What does the page say, in Indonesian and in English? And how are numbers, days and names of codes written?

use super::escape::visible;
use crate::lang::Lang;
use crate::model::{Severity, SourceSystem};
use crate::report::Report;
use crate::text::percent_in_tenths;

macro_rules! words {
    ($($name:ident: $id:literal, $en:literal;)*) => {
        /// The texts of the page in one language.
        #[derive(Debug)]
        pub(super) struct Words { pub(super) lang: Lang, $(pub(super) $name: &'static str),* }

        impl Words {
            pub(super) const fn of(lang: Lang) -> Self {
                match lang {
                    Lang::Id => Self { lang, $($name: $id),* },
                    Lang::En => Self { lang, $($name: $en),* },
                }
            }
        }
    };
}

words! {
    title: "Laporan pemeriksaan data inovasi", "Report on innovation data";
    skip: "Langsung ke ringkasan", "Skip to the summary";
    contents: "Isi laporan", "Contents";
    as_of: "diperiksa per", "checked as of";
    no_day: "tanpa tanggal acuan", "without a reference day";
    files: "berkas", "files";
    summary: "Ringkasan", "Summary";
    records: "Rekaman", "Records";
    read: "dibaca", "read";
    accepted: "diterima", "accepted";
    quarantined: "dikarantina", "quarantined";
    quarantine_means: "Rekaman yang dikarantina tidak dihapus: ia menunggu perbaikan, dengan alasan di antara temuan.", "Quarantined records are not dropped: they wait for correction, with the reasons among the findings.";
    completeness: "Kelengkapan", "Completeness";
    complete: "lengkap", "complete";
    incomplete: "belum lengkap", "not complete";
    complete_means: "Lengkap berarti tidak ada isian yang kurang untuk publikasi.", "Complete means that nothing is missing for publication.";
    findings: "Temuan", "Findings";
    error: "galat", "error";
    warning: "peringatan", "warning";
    advice: "saran", "advice";
    error_means: "menghambat tahap yang disebut aturannya", "blocks the stage that its rule names";
    warning_means: "perlu dilihat orang", "wants a person to look";
    advice_means: "baik diketahui", "worth knowing";
    no_findings: "Tidak ada temuan.", "No findings.";
    by_rule: "Temuan menurut aturan", "Findings by rule";
    more_rules: "aturan lain ada di bagian Aturan.", "more rules are in the section Rules.";
    by_field: "Kelengkapan menurut kolom", "Completeness by field";
    by_field_means: "Bagian rekaman yang kolomnya terisi.", "Share of the records in which the field is filled.";
    field: "Kolom", "Field";
    filled: "Terisi", "Filled";
    never_filled: "Kosong di semua rekaman", "Empty in every record";
    by_source: "Menurut sumber", "By source";
    source: "Sumber", "Source";
    source_generic: "Tabel lain", "Other table";
    source_none: "Tanpa sumber", "No source";
    file: "Berkas", "File";
    format: "Bentuk", "Form";
    read_as: "Dibaca sebagai", "Read as";
    rows: "Baris", "Rows";
    blank_rows: "baris kosong", "blank rows";
    by_agency: "Menurut instansi", "By agency";
    by_agency_means: "Setiap rekaman dihitung pada satu instansi pemilik.", "Every record is counted with one owner agency.";
    agency: "Instansi", "Agency";
    agency_none: "Instansi lainnya (tidak dikenali)", "Other (agency not recognised)";
    filter_agencies: "Cari instansi", "Find an agency";
    agencies_shown: "instansi ditampilkan", "agencies shown";
    more: "Tampilkan semua ({all})", "Show all ({all})";
    fewer: "Tampilkan lebih sedikit", "Show fewer";
    rules: "Aturan", "Rules";
    rules_mean: "Arti setiap aturan yang dilanggar, alasannya, dan temuan pertamanya.", "What each violated rule means, why, and its first findings.";
    rule: "Aturan", "Rule";
    why: "Mengapa penting", "Why it matters";
    to_do: "Yang harus dilakukan", "What to do";
    blocks: "Tahap yang dihambat galat", "Stage that an error blocks";
    example: "Contoh", "Example";
    invalid: "salah", "wrong";
    valid: "benar", "right";
    basis: "Dasar", "Based on";
    first: "Temuan pertama", "First findings";
    and_more: "temuan lain dari aturan ini", "more findings of this rule";
    show_all: "Tampilkan semua di tabel temuan", "Show all in the table of findings";
    severity: "Tingkat", "Severity";
    place: "Letak", "Place";
    row: "baris", "row";
    record: "Rekaman", "Record";
    value: "Nilai", "Value";
    message: "Masalah dan tindakan", "Problem and what to do";
    suggestion: "Usulan", "Proposed";
    not_listed: "temuan lagi tidak didaftar di halaman ini; laporan `ndjson` dan `csv` memuat semuanya.", "more findings are not listed on this page; the reports `ndjson` and `csv` hold all of them.";
    text: "Cari dalam temuan", "Search the findings";
    text_hint: "kata atau nomor", "word or number";
    every_rule: "Semua aturan", "Every rule";
    every_agency: "Semua instansi", "Every agency";
    clear: "Hapus saringan", "Clear filters";
    sort: "Urutkan", "Sort by";
    shown_of: "{n} dari {all} temuan", "{n} of {all} findings";
    shown_all: "{all} temuan", "{all} findings";
    nothing: "Tidak ada temuan yang cocok dengan saringan.", "No finding matches the filters.";
    previous: "Sebelumnya", "Previous";
    next: "Berikutnya", "Next";
    page: "Halaman {n} dari {all}", "Page {n} of {all}";
    pages: "Halaman temuan", "Pages of findings";
    meaning: "Arti dan contoh", "Meaning and example";
    print_note: "Dicetak {n} temuan pertama dari {all} yang tersaring.", "The first {n} of {all} filtered findings are printed.";
    script_needed: "Tabel semua temuan dengan pengurutan dan saringan memerlukan JavaScript. Tanpa itu, temuan pertama setiap aturan ada di bagian Aturan; laporan `ndjson` dan `csv` memuat semuanya.", "The table of all findings with sorting and filters needs JavaScript. Without it, the first findings of each rule are in the section Rules; the reports `ndjson` and `csv` hold all of them.";
    script_failed: "Tabel temuan tidak dapat ditampilkan di peramban ini; perbarui peramban. Temuan pertama setiap aturan ada di bagian Aturan.", "This browser cannot show the table of findings; please update it. The first findings of each rule are in the section Rules.";
    made_by: "Dibuat oleh jipp", "Made by jipp";
    offline: "Halaman ini berdiri sendiri: tidak memuat apa pun dari jaringan dan tidak mengirim apa pun.", "This page stands alone: it loads nothing from the network and sends nothing.";
}

impl Words {
    /// The texts that the script needs.
    pub(super) fn script(&self) -> Vec<(&'static str, &'static str)> {
        vec![
            ("error", self.error),
            ("warning", self.warning),
            ("advice", self.advice),
            ("severity", self.severity),
            ("rule", self.rule),
            ("place", self.place),
            ("row", self.row),
            ("record", self.record),
            ("field", self.field),
            ("value", self.value),
            ("message", self.message),
            ("suggestion", self.suggestion),
            ("shown_of", self.shown_of),
            ("shown_all", self.shown_all),
            ("nothing", self.nothing),
            ("page", self.page),
            ("meaning", self.meaning),
            ("why", self.why),
            ("print_note", self.print_note),
            ("agencies_shown", self.agencies_shown),
            ("more", self.more),
            ("fewer", self.fewer),
        ]
    }

    pub(super) const fn severity_name(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Advice => self.advice,
        }
    }

    /// A count with its thousands parted: `1.234` in Indonesian, `1,234` in English.
    pub(super) fn count(&self, count: usize) -> String {
        let digits = count.to_string();
        let mut text = String::new();
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                text.push(if self.lang == Lang::Id { '.' } else { ',' });
            }
            text.push(digit);
        }
        text
    }

    /// A share with one decimal.
    pub(super) fn percent(&self, part: usize, whole: usize) -> String {
        format!("{}{}", percent_in_tenths(part, whole, self.lang), if self.lang == Lang::Id { "\u{a0}%" } else { "%" })
    }

    /// A day such as `2026-11-21` in words; what is no day stays as it is.
    pub(super) fn day(&self, day: &str) -> String {
        let parts: Vec<&str> = day.split('-').collect();
        let month = |month: &str| {
            let names = if self.lang == Lang::Id { MONTHS_ID } else { MONTHS_EN };
            month.parse::<usize>().ok().and_then(|number| names.get(number.checked_sub(1)?)).copied()
        };
        let words = match parts.as_slice() {
            [year, m, day] => month(m).map(|name| format!("{} {name} {year}", day.trim_start_matches('0'))),
            [year, m] => month(m).map(|name| format!("{name} {year}")),
            _ => None,
        };
        words.unwrap_or_else(|| visible(day).into_owned())
    }
}

const MONTHS_ID: [&str; 12] =
    ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];
const MONTHS_EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// The name of a source system.
pub(super) fn source_label<'a>(code: Option<&'a str>, words: &Words) -> &'a str {
    match code {
        Some("generic") => words.source_generic,
        Some(other) => SourceSystem::label_of(other).unwrap_or(other),
        None => words.source_none,
    }
}

/// The label of a field, in the language of the report.
pub(super) fn field_label(report: &Report, name: &str) -> String {
    report.fields.iter().find(|field| field.field == name).map_or_else(|| name.to_owned(), |field| visible(&field.label).into_owned())
}

/// The name of an agency; an empty key means that it is not known.
pub(super) fn agency_label(report: &Report, key: &str, words: &Words) -> String {
    if key.is_empty() {
        return words.agency_none.to_owned();
    }
    let label = report.agencies.iter().find(|agency| agency.key.as_deref() == Some(key)).map_or(key, |agency| agency.label.as_str());
    visible(if label.is_empty() { key } else { label }).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_reader_writes_them() {
        let (id, en) = (Words::of(Lang::Id), Words::of(Lang::En));
        assert_eq!((id.count(0), id.count(999), id.count(1_234_567)), ("0".into(), "999".into(), "1.234.567".into()));
        assert_eq!(en.count(30_000), "30,000");
        assert_eq!((id.percent(1, 3), en.percent(2, 3)), ("33,3\u{a0}%".into(), "66.7%".into()));
    }

    #[test]
    fn days_are_written_in_words() {
        assert_eq!(Words::of(Lang::Id).day("2026-08-09"), "9 Agustus 2026");
        assert_eq!(Words::of(Lang::En).day("2026-11"), "November 2026");
        assert_eq!(Words::of(Lang::En).day("2026-13-01"), "2026-13-01");
    }
}
