use std::sync::Arc;

use crate::lang::Bilingual;
use crate::model::{Completeness, Field, MessageTemplate, Record, RuleInfo, Scope, Severity, Stage};
use crate::rules::written::named;
use crate::rules::{Emitter, OutcomeContext};
use crate::vocab::vocabulary;

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "STS-08",
    name: "claimed-complete",
    severity: Severity::Error,
    stage: Stage::Complete,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Data yang menurut sumbernya `Lengkap` memuat semua isian yang wajib untuk publikasi menurut formulir sumbernya dan tidak memiliki galat. Data yang disebut `Belum Lengkap` tetapi lengkap dilaporkan sebagai saran. Galat dihitung dari aturan yang dijalankan.",
        en: "A record that its source calls `Lengkap` has every field that publication needs and that the form of its source has, and no error. One called `Belum Lengkap` that is complete is told as advice. Errors are those of the rules that ran.",
    },
    why: Bilingual {
        id: "Penanda `Lengkap` menentukan data mana yang dipublikasikan; penanda yang keliru menampilkan data yang bolong.",
        en: "The mark `Lengkap` decides what is published; a wrong one shows records with holes.",
    },
    invalid: "Status = Lengkap, summary = (kosong)",
    valid: "Status = Belum Lengkap, summary = (kosong)",
    source: "Flag of JIPPNas (github.com/pujisubarkah/Jippnas, 2025-2026), whose rule is not published; which fields are required is jipp's own proposal, inferred from the forms",
    messages: &[
        MessageTemplate {
            slug: "missing",
            message: Bilingual {
                id: "sumber menyebut `{value}` (kolom `{column}`), tetapi {count} isian kosong: {missing}",
                en: "the source says `{value}` (column `{column}`), but {count} fields are missing: {missing}",
            },
            help: Bilingual {
                id: "lengkapi isian itu, atau ubah penandanya menjadi `Belum Lengkap`",
                en: "fill in these fields, or change the mark to `Belum Lengkap`",
            },
        },
        MessageTemplate {
            slug: "errors",
            message: Bilingual {
                id: "sumber menyebut `{value}` (kolom `{column}`), tetapi data ini masih memiliki galat: {codes}",
                en: "the source says `{value}` (column `{column}`), but the record still has errors: {codes}",
            },
            help: Bilingual { id: "perbaiki galat itu terlebih dahulu", en: "mend these errors first" },
        },
        MessageTemplate {
            slug: "complete",
            message: Bilingual {
                id: "sumber menyebut `{value}` (kolom `{column}`), tetapi tidak ada isian yang kosong dan tidak ada galat",
                en: "the source says `{value}` (column `{column}`), but no field is missing and there is no error",
            },
            help: Bilingual { id: "periksa dan tandai sebagai `Lengkap`", en: "look it over and mark it as `Lengkap`" },
        },
    ],
};

/// Most fields that the message names.
const NAMED: usize = 8;

pub(in crate::rules) fn check(context: &OutcomeContext<'_>, emit: &mut Emitter<'_>) {
    for record in context.records {
        let Some(Claim { column, cell, complete, missing }) = record.claim() else { continue };
        let open = context.errors.get(&record.record_id).filter(|codes| !codes.is_empty());
        let slug = match (complete, missing.is_empty(), open) {
            (true, false, _) => "missing",
            (true, true, Some(_)) => "errors",
            (false, true, None) => "complete",
            _ => continue,
        };
        let mut names: Vec<String> = missing.iter().take(NAMED).map(|name| shown(name)).collect();
        if missing.len() > NAMED {
            names.push("…".to_owned());
        }
        let codes = open.into_iter().flatten().copied().collect::<Vec<_>>().join(", ");
        let draft = emit.report_at(slug, record).field(Field::Completeness).value(cell).param("column", column);
        let draft = draft.param("count", missing.len()).param("missing", names.join(", ")).param("codes", codes);
        if slug == "complete" {
            draft.severity(Severity::Advice).suggestion("Lengkap");
        }
    }
}

/// A field as a message names it, where its name is one.
fn shown(name: &str) -> String {
    name.parse::<Field>().map_or_else(|()| format!("`{name}`"), |field| named(None, field))
}

/// What the source itself says of a record: a cell `Lengkap` or `Belum Lengkap` in a column about its status.
#[derive(Debug, Clone)]
pub(in crate::rules) struct Claim {
    column: Arc<str>,
    cell: String,
    complete: bool,
    missing: Vec<String>,
}

impl Claim {
    pub(in crate::rules) fn of(record: &Record) -> Option<Self> {
        let (column, cell, complete) = record.source.raw.iter().find_map(|(column, cell)| {
            // cells of texts are long, and most columns are about something else
            let of_status = cell.len() <= 20 && ["status", "lengkap"].iter().any(|word| contains(column, word));
            let value = of_status.then(|| vocabulary("kelengkapan")?.find(cell)).flatten()?;
            Some((column.clone(), cell.trim().to_owned(), value.code == "lengkap"))
        })?;
        Some(Self { column, cell, complete, missing: Completeness::of(&record.innovation).missing })
    }
}

/// Whether a word of small ASCII letters stands in a text, whatever the case.
fn contains(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use crate::ingest::derive_fields;
    use crate::model::{Innovation, Record, SourceRef, SourceSystem};
    use crate::rules::testing::{found, record};
    use crate::rules::{CheckOptions, check};

    fn of(column: &str, cell: &str, fill: impl FnOnce(&mut Innovation)) -> Record {
        record(|r| {
            r.source.raw = vec![(column.into(), cell.into())];
            fill(&mut r.innovation);
        })
    }

    fn whole(innovation: &mut Innovation) {
        let text = || Some("Antrean turun dari tiga jam menjadi sepuluh menit.".into());
        (innovation.title, innovation.agency) = (Some("Loket Cepat Surabaya".into()), Some("Pemerintah Kota Surabaya".into()));
        (innovation.unit, innovation.region) = (Some("Dinas Kesehatan".into()), Some("Kota Surabaya".into()));
        (innovation.year, innovation.implementation_date) = (Some(2023), "2021".parse().ok());
        (innovation.sdgs, innovation.video) = (vec!["3".into()], Some("https://youtu.be/abc".into()));
        (innovation.summary, innovation.background, innovation.objective, innovation.novelty) = (text(), text(), text(), text());
        (innovation.impact, innovation.benefit, innovation.adaptability) = (text(), text(), text());
        (innovation.resources, innovation.sustainability_strategy) = (text(), text());
        derive_fields(innovation);
    }

    #[test]
    fn a_claim_is_held_against_the_record() {
        assert_eq!(found("STS-08", "JIPPNas", &[of("Status", "Lengkap", |_| {})]), ["missing | completeness | Lengkap"]);
        assert_eq!(
            found("STS-08", "JIPPNas", &[of("Kelengkapan", "Belum Lengkap", whole)]),
            ["complete | completeness | Belum Lengkap | Lengkap"]
        );
    }

    #[test]
    fn the_portal_is_not_asked_for_what_it_does_not_have() {
        let record = of("Status", "Lengkap", |innovation| {
            whole(innovation);
            innovation.sources = vec![SourceRef::new("jippnas:1", SourceSystem::Jippnas)];
            (innovation.benefit, innovation.sustainability_strategy) = (None, None);
            innovation.status_condition = Some("Dijaga oleh peraturan wali kota.".into());
        });
        assert!(found("STS-08", "JIPPNas", &[record]).is_empty());
    }

    #[test]
    fn errors_of_other_rules_count() {
        let record = of("Status", "Lengkap", |innovation| {
            whole(innovation);
            innovation.sdgs = vec!["3".into(), "3".into()];
        });
        let findings = check(&[record], |_| "JIPPNas", &CheckOptions::default()).findings;
        let slugs: Vec<_> = findings.iter().filter(|finding| finding.rule.code == "STS-08").map(|finding| finding.template.slug).collect();
        assert_eq!(slugs, ["errors"]);
    }

    #[test]
    fn true_claims_and_other_columns_are_fine() {
        assert!(found("STS-08", "JIPPNas", &[of("Status", "Lengkap", whole)]).is_empty());
        assert!(found("STS-08", "JIPPNas", &[of("Status", "Belum Lengkap", |_| {})]).is_empty());
        assert!(found("STS-08", "JIPPNas", &[of("Dokumen", "Lengkap", |_| {})]).is_empty());
        assert!(found("STS-08", "JIPPNas", &[of("Status", "Terbit", |_| {})]).is_empty());
    }
}
