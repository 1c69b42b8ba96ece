//! The worksheets that go out: one workbook for each agency, to be filled with drop-downs.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError,
};

use super::answers::COLUMNS;
use super::{Item, innovation_now, items, states, subject, updates};
use crate::catalog::error::CatalogError;
use crate::catalog::history::WriteError;
use crate::catalog::state::CampaignItemState;
use crate::catalog::writer::{CatalogWriter, Statement, write_step};
use crate::lang::Lang;
use crate::progress::silent;
use crate::vocab::vocabulary;

/// A workbook for one agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignSheet {
    /// Name of the file.
    pub name: String,
    /// Code of the agency, if known.
    pub agency_code: Option<String>,
    /// Its name.
    pub agency: String,
    /// Innovations that it asks about.
    pub rows: usize,
    /// The workbook.
    pub bytes: Vec<u8>,
}

/// What the sheet shows of an innovation.
struct Line {
    key: String,
    title: String,
    unit: String,
    year: String,
    last: String,
}

impl CatalogWriter {
    /// Makes a workbook for each agency, about what it has not answered or was sent back, and notes that they went out.
    pub fn export_campaign(&mut self, id: &str, lang: Lang, said: &Statement<'_>) -> Result<Vec<CampaignSheet>, crate::Error> {
        said.check()?;
        self.change(&silent, |db, _| {
            let campaign = super::campaign(db, id)?;
            let states = states(db, id)?;
            let all = updates(db, None)?;
            let mut agencies: BTreeMap<(String, Option<String>), Vec<Line>> = BTreeMap::new();
            for Item { record_id, agency_code, agency, .. } in items(db, id)? {
                let at = states.get(&record_id).copied().unwrap_or(CampaignItemState::Pending);
                if matches!(at, CampaignItemState::Answered | CampaignItemState::Validated) {
                    continue;
                }
                if at == CampaignItemState::Pending {
                    write_step(db, &subject(id, &record_id), CampaignItemState::Sent, said)?;
                }
                let innovation = innovation_now(db, &record_id)?.unwrap_or_default();
                let last = all.get(&record_id).and_then(|updates| updates.last());
                let status = last.map(|update| update.status.clone()).or(innovation.status);
                agencies.entry((agency, agency_code)).or_default().push(Line {
                    key: record_id,
                    title: innovation.title.unwrap_or_default(),
                    unit: innovation.unit.unwrap_or_default(),
                    year: innovation.year.map(|year| year.to_string()).unwrap_or_default(),
                    last: status.map(|code| label(&code, lang)).unwrap_or_default(),
                });
            }
            let mut sheets = Vec::new();
            for (number, ((agency, agency_code), lines)) in agencies.into_iter().enumerate() {
                let bytes = workbook(&campaign.name, &agency, &lines, lang).map_err(|error| {
                    WriteError::from(CatalogError::Refused { reason: format!("the worksheet cannot be written: {error}").into() })
                })?;
                let slug: String = crate::text::words(&agency).collect::<Vec<_>>().join("-");
                let name = format!("{:03}-{}.xlsx", number + 1, if slug.is_empty() { "tanpa-instansi" } else { &slug });
                sheets.push(CampaignSheet { name, agency_code, agency, rows: lines.len(), bytes });
            }
            Ok(sheets)
        })
    }
}

fn label(code: &str, lang: Lang) -> String {
    vocabulary("status_keberlanjutan")
        .and_then(|list| list.get(code))
        .map_or_else(|| code.to_owned(), |value| if lang == Lang::Id { value.id.clone() } else { value.en.clone() })
}

fn workbook(campaign: &str, agency: &str, lines: &[Line], lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    let mut book = Workbook::new();
    // no clock: the same content gives the same bytes
    book.set_properties(
        &DocProperties::new().set_title(crate::text::excerpt(agency, 200)).set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?),
    );
    let page = book.add_worksheet().set_name(t("Pemutakhiran", "Update"))?;
    let text = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
    let locked = text.clone().set_background_color(0x00F2_F2F2);
    let header = text.clone().set_bold().set_background_color(0x00D9_D9D9);
    let wanted = text.clone().set_bold().set_background_color(0x00BD_D7EE);
    let at = usize::from(lang == Lang::En);
    let own = |part: usize| COLUMNS.get(part).and_then(|(_, headers)| headers.get(at)).copied().unwrap_or_default();
    let shown = [own(0), t("Judul", "Title"), t("Unit", "Unit"), t("Tahun", "Year"), t("Status terakhir", "Last status")];
    let filled = [own(1), own(2), own(3), own(4), own(5), own(6)];
    let columns = shown.iter().map(|name| (*name, &header)).chain(filled.iter().map(|name| (*name, &wanted)));
    for (column, (name, format)) in (0u16..).zip(columns) {
        page.write_string_with_format(0, column, name, format)?;
        page.set_column_width(column, [22, 48, 28, 8, 24, 30, 40, 16, 36, 18, 28].get(usize::from(column)).copied().unwrap_or(20))?;
    }
    for (row, line) in (1u32..).zip(lines) {
        for (column, cell) in (0u16..).zip([&line.key, &line.title, &line.unit, &line.year, &line.last]) {
            // a text that begins like a formula stays a text; one that looks like rich text to the writer is cut from its bracket
            let cell = if cell.starts_with("<r>") { cell.trim_start_matches('<') } else { cell };
            page.write_string_with_format(row, column, crate::text::excerpt(cell, 30_000), &locked)?;
        }
        for column in 5..11u16 {
            page.write_blank(row, column, &text)?;
        }
    }
    let last = u32::try_from(lines.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let choices: Vec<String> = vocabulary("status_keberlanjutan")
        .map(|list| {
            list.values()
                .iter()
                // who is asked can say whether it was developed further
                .filter(|value| !matches!(value.code.as_str(), "belum_dimutakhirkan" | "berlanjut"))
                .map(|value| if lang == Lang::Id { value.id.clone() } else { value.en.clone() })
                .collect()
        })
        .unwrap_or_default();
    let status = DataValidation::new()
        .allow_list_strings(&choices)?
        .set_error_title(t("Status", "Status"))?
        .set_error_message(t("Pilih salah satu dari daftar.", "Choose one of the list."))?
        .set_error_style(DataValidationErrorStyle::Stop);
    page.add_data_validation(1, 5, last.max(1), 5, &status)?;
    let length = DataValidation::new()
        .allow_text_length(DataValidationRule::Between(4, 10))
        .set_input_title(t("Tanggal", "Date"))?
        .set_input_message(t(
            "Tulis sebagai 2024-10-18; boleh hanya tahun atau tahun dan bulan.",
            "Write it as 2024-10-18; the year, or year and month, will do.",
        ))?
        .set_error_style(DataValidationErrorStyle::Warning);
    page.add_data_validation(1, 7, last.max(1), 7, &length)?;
    page.set_freeze_panes(1, 2)?;
    page.autofilter(0, 0, last.max(1), 10)?;
    let guide = book.add_worksheet().set_name(t("Petunjuk", "Guide"))?;
    guide.set_column_width(0, 110)?;
    let lines = [
        format!("{campaign} · {agency}"),
        t("Isi kolom biru untuk setiap inovasi: apakah masih berjalan?", "Fill the blue columns for every innovation: does it still run?")
            .to_owned(),
        t("Status `Vakum` dan `Berhenti` memerlukan alasan.", "`Dormant` and `Stopped` need a reason.").to_owned(),
        t(
            "Kolom `Diperbarui oleh` menyebut instansi atau peran, bukan nama orang. Jangan menulis nomor telepon atau alamat surel.",
            "The column `Updated by` names an agency or a role, never a person. Write no telephone number and no e-mail address.",
        )
        .to_owned(),
        t(
            "Kolom `Kunci` tidak diubah. Simpan sebagai .xlsx dan kirim kembali.",
            "Leave the column `Key` as it is. Save as .xlsx and send it back.",
        )
        .to_owned(),
    ];
    for (row, line) in (0u32..).zip(lines) {
        guide.write_string_with_format(row, 0, &line, &text)?;
    }
    book.save_to_buffer()
}
