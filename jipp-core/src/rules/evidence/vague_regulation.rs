use crate::lang::Bilingual;
use crate::model::{Field, Innovation, MessageTemplate, Regulation, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::text::{is_placeholder, key, words};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "EVD-06",
    name: "vague-regulation",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::IGA,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Setiap regulasi inovasi IGA memiliki nomor dan tanggal, dan sekurang-kurangnya satu regulasi daerah menyebut nama inovasinya. Peraturan pusat tidak perlu menyebutnya.",
        en: "Each regulation of an IGA innovation has its number and date, and at least one regional regulation names the innovation. Central regulations need not name it.",
    },
    why: Bilingual {
        id: "Indikator regulasi wajib; keputusan tanpa nomor, tanggal, atau nama inovasi tidak diterima sebagai bukti.",
        en: "The indicator is mandatory; a decree without number, date or the innovation's name is not accepted as evidence.",
    },
    invalid: "SK Kepala Dinas tentang Tim Kerja, tanpa nomor",
    valid: "SK Bupati 188.45/123/2023 tanggal 2 Mei 2023 tentang Pelaksana Inovasi GERPAS",
    source: "Hint beside the regulation indicator in the evidence templates of one city, IGA 2025 (GH_EVID); that central regulations are exempt is inferred",
    messages: &[
        MessageTemplate {
            slug: "incomplete",
            message: Bilingual { id: "regulasi `{value}` tanpa {missing}", en: "the regulation `{value}` lacks: {missing}" },
            help: Bilingual {
                id: "salin nomor dan tanggal penetapannya dari dokumen",
                en: "copy number and date of enactment from the document",
            },
        },
        MessageTemplate {
            slug: "unnamed",
            message: Bilingual {
                id: "tidak ada regulasi daerah yang menyebut inovasi ini: {titles}",
                en: "no regional regulation names this innovation: {titles}",
            },
            help: Bilingual {
                id: "tambahkan keputusan atau peraturan yang menyebut nama inovasi",
                en: "add the decree or regulation that names the innovation",
            },
        },
    ],
};

/// How kinds of central regulations begin.
const CENTRAL: &[&str] = &[
    "undangundang",
    "uu",
    "perpu",
    "perppu",
    "peraturanpemerintah",
    "pp",
    "peraturanpresiden",
    "perpres",
    "keputusanpresiden",
    "keppres",
    "instruksipresiden",
    "inpres",
    "peraturanmenteri",
    "permen",
    "keputusanmenteri",
    "kepmen",
    "suratedaranmenteri",
    "peraturanbadan",
    "peraturanlembaga",
    "peraturankepalabadan",
    "peraturankepalalembaga",
];

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    if context.programme != "IGA" {
        return;
    }
    let mut unnamed = Vec::new();
    let mut named = false;
    for regulation in &innovation.regulations {
        let missing: Vec<&str> = [(!has_number(regulation), "nomor"), (regulation.date.is_none(), "tanggal")]
            .into_iter()
            .filter_map(|(absent, what)| absent.then_some(what))
            .collect();
        let title = regulation.title.as_deref().or(regulation.kind.as_deref()).or(regulation.number.as_deref()).unwrap_or("?");
        if !missing.is_empty() {
            emit.report("incomplete").field(Field::Regulations).value(title).param("missing", missing.join(", "));
        }
        if is_central(regulation) {
            continue;
        }
        match regulation.title.as_deref() {
            Some(text) if names(text, innovation) => named = true,
            Some(text) => unnamed.push(format!("`{text}`")),
            None => {}
        }
    }
    if !named && !unnamed.is_empty() {
        emit.report("unnamed").field(Field::Regulations).param("titles", unnamed.join("; "));
    }
}

/// Whether the number is one, not a blank to be filled in such as `-` or `...../..../2023`.
fn has_number(regulation: &Regulation) -> bool {
    let is_blank = |number: &str| is_placeholder(number) || ["..", "…", "__"].iter().any(|blank| number.contains(blank));
    regulation.number.as_deref().is_some_and(|number| !number.trim().is_empty() && !is_blank(number))
}

fn is_central(regulation: &Regulation) -> bool {
    let kind = key(regulation.kind.as_deref().unwrap_or_default());
    let begin = |text: &str| CENTRAL.iter().any(|central| text.starts_with(central));
    // `PP` and `UU` alone are whole words, `ppid` is not
    let first = words(regulation.kind.as_deref().or(regulation.title.as_deref()).unwrap_or_default()).next().unwrap_or_default();
    (kind.len() > 3 && begin(&kind)) || CENTRAL.contains(&first.as_str()) || CENTRAL.contains(&kind.as_str())
}

/// Whether a title holds the innovation's short name, its whole name, or most of its words.
fn names(text: &str, innovation: &Innovation) -> bool {
    let glued = key(text);
    let known = [&innovation.acronym, &innovation.title, &innovation.expansion];
    let short = known.into_iter().flatten().chain(&innovation.title_aliases).map(|name| key(name));
    if short.into_iter().any(|name| name.chars().count() >= 3 && glued.contains(&name)) {
        return true;
    }
    let own: Vec<String> = words(innovation.title.as_deref().unwrap_or_default()).filter(|word| word.chars().count() > 3).collect();
    let there: Vec<String> = words(text).collect();
    let found = own.iter().filter(|word| there.contains(word)).count();
    own.is_empty() || found * 2 >= own.len()
}

#[cfg(test)]
mod tests {
    use crate::ingest::derive_fields;
    use crate::model::Regulation;
    use crate::rules::testing::{found, record};

    fn regulation(kind: &str, number: Option<&str>, title: Option<&str>) -> Regulation {
        let own = |text: &str| Some(text.to_owned());
        Regulation {
            kind: own(kind),
            number: number.and_then(own),
            date: "2023-05-02".parse().ok(),
            title: title.and_then(own),
            ..Regulation::default()
        }
    }

    fn of(programme: &str, regulations: Vec<Regulation>) -> Vec<String> {
        let record = record(|r| {
            r.innovation.title = Some("GERPAS (Gerai Pengurusan Dokumen Dasar Nelayan)".into());
            derive_fields(&mut r.innovation);
            r.innovation.regulations = regulations;
        });
        found("EVD-06", programme, &[record])
    }

    #[test]
    fn number_date_and_name_are_asked_for() {
        let team = || regulation("SK Kepala Dinas", None, Some("Pembentukan Tim Kerja Kantor"));
        assert_eq!(of("IGA", vec![team()]), ["incomplete | regulations | Pembentukan Tim Kerja Kantor", "unnamed | regulations"]);
    }

    #[test]
    fn a_blank_to_be_filled_in_is_no_number() {
        for blank in ["-", "...../..../2023", "___/2023"] {
            let decree = regulation("Keputusan Bupati", Some(blank), Some("Pelaksana Inovasi Gerpas"));
            assert_eq!(of("IGA", vec![decree]), ["incomplete | regulations | Pelaksana Inovasi Gerpas"], "{blank}");
        }
    }

    #[test]
    fn one_that_names_it_is_enough_and_central_ones_need_not() {
        let decree = regulation("Keputusan Bupati", Some("188.45/1/2023"), Some("Pelaksana Inovasi Gerpas"));
        let team = regulation("SK Kepala Dinas", Some("7/2023"), Some("Pembentukan Tim Kerja Kantor"));
        let law = regulation("Undang-Undang", Some("23/2014"), Some("Pemerintahan Daerah"));
        assert!(of("IGA", vec![team.clone(), decree, law.clone()]).is_empty());
        assert!(of("IGA", vec![law]).is_empty());
        assert!(of("IGA", vec![regulation("Perda", Some("1/2023"), None)]).is_empty(), "its title is not known");
        assert!(of("KIPP", vec![team]).is_empty());
        assert!(of("IGA", Vec::new()).is_empty());
    }
}
