//! EVD: does the evidence fit what it proves?

pub(super) mod changed_after_verification;
pub(super) mod missing_letter;
pub(super) mod missing_mandatory_indicator;
pub(super) mod outside_period;
pub(super) mod oversized_file;
pub(super) mod reused_file;
pub(super) mod unsuitable_link;
pub(super) mod vague_regulation;
pub(super) mod wrong_file_type;

use crate::model::{Evidence, Field, IgaIndicator};
use crate::text::key;
use crate::vocab::{Code, Vocabulary, vocabulary};

/// The indicators of one innovation in the IGA form of a year, if that form is known.
fn indicators_of(year: i32) -> Option<&'static Vocabulary> {
    vocabulary(&format!("iga_sid_{year}"))
}

/// The indicator of this number in the form of a year.
fn indicator(year: i32, number: u8) -> Option<&'static Code> {
    indicators_of(year)?.get(&number.to_string())
}

/// The letter of KIPP that a piece of evidence is, if it is one.
fn letter_of(evidence: &Evidence) -> Option<&'static Code> {
    let letters = vocabulary("surat_kipp")?;
    [&evidence.kind, &evidence.title].into_iter().flatten().find_map(|text| letters.find(text))
}

/// What a file is, by what is said of it: its kind, media type or the end of its address. `Err` is a type that is no kind of evidence.
fn file_type(evidence: &Evidence) -> Option<Result<&'static Code, &str>> {
    let kinds = vocabulary("bukti_dukung")?;
    let listed = |name: &str, value: &str| {
        let has = |kind: &&Code| kind.attributes.list(name).is_some_and(|list| list.iter().any(|one| one.eq_ignore_ascii_case(value)));
        kinds.values().iter().find(has)
    };
    // the media type says what the file is, the kind only what it is called
    if let Some(mime) = evidence.mime.as_deref() {
        let family = kinds.values().iter().find(|kind| match kind.code.as_str() {
            "foto" => mime.starts_with("image/"),
            _ => false,
        });
        return Some(listed("mime", mime).or(family).ok_or(mime));
    }
    if let Some(kind) = evidence.kind.as_deref().and_then(|kind| kinds.find(kind)) {
        return Some(Ok(kind));
    }
    let path = evidence.url.as_deref()?.split(['?', '#']).next()?;
    let (_, extension) = path.rsplit('/').next()?.rsplit_once('.')?;
    let known = matches!(extension.len(), 2..=4) && extension.bytes().all(|b| b.is_ascii_alphanumeric()) && path.matches('/').count() > 2;
    if let Some(kind) = listed("extensions", extension) {
        return Some(Ok(kind));
    }
    (known && OFFICE.contains(&key(extension).as_str())).then_some(Err(extension))
}

/// Endings of files that are no kind of evidence; other endings belong to pages.
const OFFICE: &[&str] = &["doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "rar", "exe", "txt", "csv"];

/// Evidence and claims with their indicators: `(year, number, evidence)` for each piece that proves an indicator.
fn proofs<'a>(year: Option<i32>, claims: &'a [IgaIndicator], evidence: &'a [Evidence]) -> Vec<(i32, u8, &'a Evidence)> {
    let mut proofs: Vec<(i32, u8, &Evidence)> = Vec::new();
    for claim in claims {
        let own = evidence.iter().filter(|evidence| claim.evidence.contains(&evidence.id));
        proofs.extend(own.map(|evidence| (claim.year, claim.number, evidence)));
    }
    if let Some(year) = year {
        for evidence in evidence {
            let Some(number) = evidence.indicator else { continue };
            if !proofs.iter().any(|(known, at, proof)| (*known, *at) == (year, number) && proof.id == evidence.id) {
                proofs.push((year, number, evidence));
            }
        }
    }
    proofs
}

/// How a message names a piece of evidence.
fn name_of(evidence: &Evidence) -> &str {
    evidence.title.as_deref().unwrap_or(&evidence.id)
}

/// The field that all findings about evidence name.
const FIELD: Field = Field::Evidence;

/// For tests: evidence with an id and what `fill` adds.
#[cfg(test)]
fn evidence(id: &str, fill: impl FnOnce(&mut Evidence)) -> Evidence {
    let mut evidence = Evidence::new(id);
    fill(&mut evidence);
    evidence
}
