use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::FeedbackOptions;
use super::sheet::Sheet;
use super::words::{help, message, without_places};
use super::xlsx::{cut, filled, header, put};
use crate::ingest::{
    CODES_COLUMN, CONTINUATION_SHEET, FEEDBACK_COLUMNS, KEY_COLUMN, RECORD_COLUMN, REMEDY_COLUMN, ROW_COLUMN, STATUS_COLUMN,
};
use crate::lang::{Bilingual, Lang};
use crate::model::{Severity, SourceRecord};

/// What a person does with the file, in order.
const STEPS: &[Bilingual] = &[
    Bilingual {
        id: "Buka lembar \"Data\". Sel yang berwarna punya catatan: arahkan kursor ke sel itu untuk membaca apa yang salah dan apa yang perlu dilakukan.",
        en: "Open the sheet \"Data\". Coloured cells carry a note: point at the cell to read what is wrong and what to do.",
    },
    Bilingual {
        id: "Perbaiki isi sel pada kolom asli (kepala kolom abu-abu). Jangan menghapus kolom yang namanya diawali [jipp]; isinya tidak perlu diubah dan akan diabaikan saat berkas dibaca kembali.",
        en: "Correct the cells of the original columns (grey headers). Keep the columns whose names begin with [jipp]; they need no change and are ignored when the file is read again.",
    },
    Bilingual {
        id: "Baris boleh diurutkan, disaring, atau ditambah. Untuk rekaman baru, kosongkan semua kolom [jipp]. Baris yang tidak diubah dikenali kembali dan tidak menjadi rekaman ganda.",
        en: "Rows may be sorted, filtered or added. For a new record leave all columns of [jipp] empty. Rows that are not changed are recognised and do not become duplicates.",
    },
    Bilingual {
        id: "Semua sel bertipe teks: nomor dengan nol di depan dan tanggal tetap seperti yang ditulis.",
        en: "All cells are text: numbers with leading zeros and dates stay as written.",
    },
    Bilingual {
        id: "Simpan sebagai .xlsx dan kirim kembali. Berkas dibaca tanpa pengaturan tambahan: jipp validate BERKAS, atau jipp build.",
        en: "Save as .xlsx and send it back. The file is read without any option: jipp validate FILE, or jipp build.",
    },
];

const COLUMN_TEXTS: &[(&str, Bilingual)] = &[
    (
        STATUS_COLUMN,
        Bilingual {
            id: "diterima, atau dikarantina: belum masuk direktori sampai galatnya diperbaiki",
            en: "accepted, or quarantined: kept out of the directory until its errors are corrected",
        },
    ),
    (CODES_COLUMN, Bilingual { id: "kode aturan yang dilanggar dan tingkatnya", en: "codes of the violated rules, with severity" }),
    (REMEDY_COLUMN, Bilingual { id: "setiap temuan, dan apa yang perlu dilakukan", en: "each finding, and what to do" }),
    (ROW_COLUMN, Bilingual { id: "nomor baris di berkas yang diperiksa", en: "number of the row in the file that was checked" }),
    (
        RECORD_COLUMN,
        Bilingual { id: "identitas rekaman; tetap sama setelah perbaikan", en: "identity of the record; stays after corrections" },
    ),
    (
        KEY_COLUMN,
        Bilingual { id: "dengan ini baris yang tidak diubah dikenali kembali", en: "by this a row that is not changed is recognised" },
    ),
];

/// Writes the guide: how to correct and send back, what the colours mean, counts, and the rules that occur.
pub(super) fn write(sheet: &Sheet<'_>, options: &FeedbackOptions, page: &mut Worksheet) -> Result<(), XlsxError> {
    let mut guide = Guide { page, row: 0 };
    let say = |id: &'static str, en: &'static str| if sheet.lang == Lang::Id { id } else { en };
    guide
        .page
        .set_column_width(0, 26)?
        .set_column_width(1, 16)?
        .set_column_width(2, 60)?
        .set_column_width(3, 60)?
        .set_column_width(4, 12)?;

    guide.title(say("Umpan balik pemeriksaan data inovasi", "Feedback on the check of innovation records"))?;
    let other = say("Rekaman yang instansinya tidak dikenali", "Records whose agency is not known");
    guide.pair(say("Instansi", "Agency"), sheet.agency.as_deref().unwrap_or(other))?;
    if let Some(code) = sheet.agency_code {
        guide.pair(say("Kode instansi", "Agency code"), code)?;
    } else {
        guide.pair(
            say("Perhatian", "Note"),
            say(
                "Berkas ini untuk pengelola: barisnya dapat milik beberapa instansi. Jangan dikirim ke satu instansi.",
                "This file is for the operator: its rows may belong to several agencies. Do not send it to one of them.",
            ),
        )?;
    }
    guide.pair(say("Berkas yang diperiksa", "File checked"), &sheet.file.name)?;
    if let Some(day) = options.as_of {
        guide.pair(say("Tanggal pemeriksaan", "Day of the check"), &day.to_string())?;
    }
    guide.pair("jipp", env!("CARGO_PKG_VERSION"))?;

    guide.heading(say("Cara memperbaiki dan mengirim kembali", "How to correct and send back"))?;
    for (number, step) in STEPS.iter().enumerate() {
        guide.pair(&(number + 1).to_string(), step.get(sheet.lang))?;
    }
    let masked = if sheet.personal_data {
        say(
            "Berkas ini memuat data pribadi (telepon, surel, NIK). Simpan dan kirim dengan hati-hati.",
            "This file holds personal data (telephone, e-mail, identity numbers). Keep and send it with care.",
        )
        .to_owned()
    } else {
        let text = say(
            "Data pribadi (telepon, surel, NIK) tidak ikut dikirim. Sel bertuliskan {} berarti: isinya tetap seperti semula. Biarkan, atau tulis isi yang baru.",
            "Personal data (telephone, e-mail, identity numbers) does not travel. A cell with {} means: as it was. Leave it, or write what is new.",
        );
        text.replace("{}", SourceRecord::WITHHELD)
    };
    guide.pair(say("Data pribadi", "Personal data"), &masked)?;
    let long = say(
        "Teks yang lebih panjang dari 32.767 karakter dilanjutkan di lembar \"{}\". Jangan menghapus lembar itu.",
        "Texts of more than 32,767 characters continue on the sheet \"{}\". Do not delete that sheet.",
    );
    guide.pair(say("Teks panjang", "Long texts"), &long.replace("{}", CONTINUATION_SHEET))?;

    guide.heading(say("Arti warna", "What the colours mean"))?;
    for (severity, id, en) in [
        (Severity::Error, "harus diperbaiki", "must be corrected"),
        (Severity::Warning, "perlu diperiksa oleh orang", "wants a person to look"),
        (Severity::Advice, "baik untuk diketahui", "worth knowing"),
    ] {
        guide.cells(&[(crate::report::severity(severity, sheet.lang), Some(filled(severity))), ("", None), (say(id, en), None)])?;
    }

    guide.heading(say("Jumlah", "Counts"))?;
    for (label, count) in [
        (say("Rekaman", "Records"), sheet.rows.len()),
        (say("Diterima", "Accepted"), sheet.rows.len() - sheet.quarantined),
        (say("Dikarantina", "Quarantined"), sheet.quarantined),
        (say("Lengkap untuk publikasi", "Complete for publication"), sheet.complete),
        (say("Galat", "Errors"), sheet.totals.error),
        (say("Peringatan", "Warnings"), sheet.totals.warning),
        (say("Saran", "Advice"), sheet.totals.advice),
    ] {
        guide.pair(label, &count.to_string())?;
    }

    if !sheet.file_findings.is_empty() {
        guide.heading(say("Tentang berkas secara keseluruhan", "About the file as a whole"))?;
        for finding in &sheet.file_findings {
            let text = format!("{}. {}", message(finding, sheet.lang), help(finding, sheet.lang));
            guide.cells(&[
                (finding.rule.code, None),
                (crate::report::severity(finding.severity, sheet.lang), Some(filled(finding.severity))),
                (&text, None),
            ])?;
        }
    }

    guide.heading(say("Aturan yang dilanggar", "Rules that are violated"))?;
    let titles = [
        say("Kode", "Code"),
        say("Tingkat", "Severity"),
        say("Yang diperiksa", "What is checked"),
        say("Yang perlu dilakukan", "What to do"),
        say("Temuan", "Findings"),
    ];
    guide.cells(&titles.map(|title| (title, Some(header(0x00D9_D9D9)))))?;
    for rule in sheet.rules.values() {
        let helps: Vec<String> = rule
            .info
            .messages
            .iter()
            .filter(|message| rule.slugs.contains(message.slug))
            .map(|message| without_places(message.help.get(sheet.lang)))
            .collect();
        guide.cells(&[
            (&format!("{} {}", rule.info.code, rule.info.name), None),
            (crate::report::severity(rule.severity, sheet.lang), Some(filled(rule.severity))),
            (rule.info.summary.get(sheet.lang), None),
            (&helps.join("\n"), None),
            (&rule.count.to_string(), None),
        ])?;
    }
    if sheet.rules.is_empty() {
        guide.pair("-", say("Tidak ada temuan.", "No findings."))?;
    }

    guide.heading(say("Kolom dari jipp", "Columns of jipp"))?;
    debug_assert!(COLUMN_TEXTS.iter().map(|(name, _)| *name).eq(FEEDBACK_COLUMNS), "every column of jipp is explained");
    for (name, text) in COLUMN_TEXTS {
        // a header of jipp on its own would make this sheet look like the data
        guide.pair(&format!("\"{name}\""), text.get(sheet.lang))?;
    }
    guide.page.set_freeze_panes(1, 0)?;
    Ok(())
}

struct Guide<'a> {
    page: &'a mut Worksheet,
    row: u32,
}

impl Guide<'_> {
    fn plain() -> Format {
        Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top)
    }

    fn title(&mut self, text: &str) -> Result<(), XlsxError> {
        self.page.write_string_with_format(self.row, 0, text, &Format::new().set_bold().set_font_size(14))?;
        self.row += 1;
        Ok(())
    }

    fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.row += 1;
        self.page.write_string_with_format(self.row, 0, text, &Format::new().set_bold().set_font_size(12))?;
        self.row += 1;
        Ok(())
    }

    /// A label and a text that runs over three columns.
    fn pair(&mut self, label: &str, text: &str) -> Result<(), XlsxError> {
        put(self.page, self.row, 0, &cut(label, 1_000), &Self::plain().set_bold())?;
        self.page.merge_range(self.row, 1, self.row, 3, "", &Self::plain())?;
        put(self.page, self.row, 1, &cut(text, 8_000), &Self::plain())?;
        // merged cells do not grow by themselves
        let lines = text.lines().map(|line| line.chars().count() / 125 + 1).sum::<usize>().max(label.chars().count() / 24 + 1);
        self.page.set_row_height(self.row, lines.min(20) as f64 * 15.0)?;
        self.row += 1;
        Ok(())
    }

    fn cells(&mut self, cells: &[(&str, Option<Format>)]) -> Result<(), XlsxError> {
        let mut lines = 1;
        for (at, (text, format)) in cells.iter().enumerate() {
            let format = format.clone().unwrap_or_else(Self::plain);
            let at = u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)?;
            let wide = if at >= 2 { 56 } else { 22 };
            lines = lines.max(text.lines().map(|line| line.chars().count() / wide + 1).sum());
            put(self.page, self.row, at, &cut(text, 8_000), &format)?;
        }
        self.page.set_row_height(self.row, lines.min(20) as f64 * 15.0)?;
        self.row += 1;
        Ok(())
    }
}
