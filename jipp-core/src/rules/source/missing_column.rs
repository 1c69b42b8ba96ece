use crate::ingest::Mapping;
use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, FileContext};
use crate::text::excerpt;

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "SRC-01",
    name: "missing-column",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Berkas memuat kolom instansi, tahun, ID sumber, dan sekurang-kurangnya satu uraian: ringkasan atau rancang bangun.",
        en: "The file has columns for the agency, the year, the source id and at least one description: summary or design.",
    },
    why: Bilingual {
        id: "Tanpa kolom itu data tetap dapat diimpor, tetapi tidak dapat diajukan, dimutakhirkan dari ekspor berikutnya, atau dipadankan dengan sumber lain.",
        en: "Without these columns records can be imported, but not submitted, updated from the next export, or linked with other sources.",
    },
    invalid: "Nama Inovasi, Instansi",
    valid: "No Registrasi, Nama Inovasi, Instansi, Tahun, Ringkasan",
    source: "Fields that the forms of KIPP (2021-2023), IGA (2022-2026) and LAN (2018) share; the choice of columns is inferred",
    messages: &[
        MessageTemplate {
            slug: "headers",
            message: Bilingual {
                id: "tidak ada kolom untuk `{field}` ({label}) yang dikenal pemetaan `{mapping}`",
                en: "there is no column for `{field}` ({label}) that the mapping `{mapping}` knows",
            },
            help: Bilingual {
                id: "beri kolom itu salah satu judul berikut: {expected}; atau tambahkan judul kolom berkas ini ke pemetaan Anda sendiri",
                en: "give the column one of these headers: {expected}; or add the header of this file to a mapping of your own",
            },
        },
        MessageTemplate {
            slug: "own_mapping",
            message: Bilingual {
                id: "tidak ada kolom untuk `{field}` ({label}) yang dikenal pemetaan `{mapping}`",
                en: "there is no column for `{field}` ({label}) that the mapping `{mapping}` knows",
            },
            help: Bilingual {
                id: "tambahkan judul kolom berkas ini pada `columns.{field}` di pemetaan `{mapping}`",
                en: "add the header of this file to `columns.{field}` of the mapping `{mapping}`",
            },
        },
    ],
};

/// Longest list of headers in the help.
const HEADERS: usize = 300;

pub(in crate::rules) fn check(context: &FileContext<'_>, emit: &mut Emitter<'_>) {
    let file = context.file;
    let described = file.columns.iter().any(|(_, field)| matches!(field, Some(Field::Summary | Field::Design)));
    // either text is a description; the one that the form is about is asked for
    let description = if file.programme == "IGA" { [Field::Design, Field::Summary] } else { [Field::Summary, Field::Design] };
    let description = description.into_iter().find(|field| !described && file.absent.contains(field));
    let needed = [Field::Agency, Field::Year, Field::ExternalId].into_iter().filter(|field| file.absent.contains(field));
    for field in needed.chain(description) {
        let headers = Mapping::built_in(&file.mapping).and_then(|mapping| mapping.columns.get(&field)).map(|rule| rule.headers.as_slice());
        let expected = headers.unwrap_or_default().iter().map(|header| format!("`{header}`")).collect::<Vec<_>>().join(", ");
        emit.report(if expected.is_empty() { "own_mapping" } else { "headers" })
            .field(field)
            .param("mapping", &file.mapping)
            .param("expected", excerpt(&expected, HEADERS));
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Field;
    use crate::rules::testing::{file, found_in_file};

    #[test]
    fn every_column_that_matters_is_asked_for() {
        let absent = vec![Field::ExternalId, Field::Agency, Field::Year, Field::Sdgs, Field::Summary, Field::Design];
        let bare = file(|f| f.absent.clone_from(&absent));
        assert_eq!(found_in_file("SRC-01", &bare), ["headers | agency", "headers | year", "headers | external_id", "headers | summary"]);
        let own = file(|f| (f.mapping, f.absent) = ("dinkes".into(), vec![Field::Year]));
        assert_eq!(found_in_file("SRC-01", &own), ["own_mapping | year"]);
    }

    #[test]
    fn one_description_suffices() {
        let described =
            file(|f| (f.columns, f.absent) = (vec![("Ringkasan".into(), Some(Field::Summary))], vec![Field::Design, Field::Sdgs]));
        assert!(found_in_file("SRC-01", &described).is_empty());
        let iga = file(|f| (f.programme, f.absent) = ("IGA".into(), vec![Field::Summary, Field::Design]));
        assert_eq!(found_in_file("SRC-01", &iga), ["headers | design"]);
    }
}
