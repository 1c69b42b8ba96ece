use super::Outcome;
use super::figures::{EFFECT, text_of};
use super::sentences::{DENIED, INTENDED, any, phrase, sentences, words};
use crate::model::{Award, Field, Innovation};
use crate::text::{excerpt, fold};

/// What an award is not: taking part.
const TOOK_PART: &[&str] = &[
    "lolos administrasi",
    "lulus administrasi",
    "peserta",
    "nominasi",
    "nominator",
    "mendaftar",
    "terdaftar",
    "pendaftar",
    "diusulkan",
    "usulan",
    "replikasi",
];
/// What a look from outside is called.
const STUDIES: &[&str] =
    &["evaluasi", "survei", "survey", "kajian", "penelitian", "riset", "studi", "audit", "evaluation", "study", "research", "penilaian"];
/// Who looks from outside.
const OUTSIDE: &[&str] = &[
    "universitas",
    "perguruan tinggi",
    "institut",
    "politeknik",
    "bps",
    "badan pusat statistik",
    "ombudsman",
    "bpk",
    "bpkp",
    "kpk",
    "brin",
    "lipi",
    "undp",
    "unicef",
    "who",
    "bank dunia",
    "world bank",
    "usaid",
    "giz",
    "jica",
    "lembaga independen",
    "pihak ketiga",
    "konsultan independen",
    "lembaga survei",
    "university",
    "independent",
];
/// Sites of the owner and of everybody: own statements.
const OWN_SITES: &[&str] = &[
    "go.id",
    "desa.id",
    "mil.id",
    "youtube.com",
    "youtu.be",
    "drive.google.com",
    "docs.google.com",
    "instagram.com",
    "facebook.com",
    "tiktok.com",
    "twitter.com",
    "x.com",
    "blogspot.com",
    "wordpress.com",
    "bit.ly",
    "s.id",
    "linktr.ee",
    "scribd.com",
    "slideshare.net",
    "play.google.com",
    "sites.google.com",
    "medium.com",
    "kompasiana.com",
    "issuu.com",
];
/// Sites of journals and their indexes.
const JOURNALS: &[&str] = &[
    "doi.org",
    "sciencedirect.com",
    "springer.com",
    "tandfonline.com",
    "wiley.com",
    "emerald.com",
    "mdpi.com",
    "kemdikbud.go.id/journal",
    "garuda.kemdikbud.go.id",
    "neliti.com",
    "researchgate.net",
];
/// Parts of names by which media are known; the list is ours (inferred).
const MEDIA: &[&str] = &[
    "kompas",
    "detik",
    "tempo",
    "antara",
    "republika",
    "tribun",
    "jawapos",
    "liputan6",
    "kumparan",
    "cnn",
    "rri",
    "tvri",
    "radar",
    "harian",
    "news",
    "berita",
    "kabar",
    "pos",
    "media",
    "suara",
    "okezone",
    "sindonews",
    "merdeka",
    "bisnis",
    "jpnn",
    "viva",
    "pikiran-rakyat",
    "inews",
    "koran",
    "warta",
];

/// Whether somebody else than the owner says so.
pub(super) fn look(innovation: &Innovation) -> Outcome {
    if let Some(award) = innovation.awards.iter().find(|award| is_award(award)) {
        let shown = excerpt(&award.as_written, 80);
        return Outcome::met(Some(Field::Awards), format!("penghargaan `{shown}`"), format!("the award `{shown}`"));
    }
    let positive =
        |decision: Option<&str>| decision.is_some_and(|decision| matches!(decision, "verified" | "terverifikasi" | "valid" | "diterima"));
    let owner = [innovation.agency_code.as_deref(), innovation.agency.as_deref(), innovation.agency_name.as_deref()];
    let others = |by: &str| !by.trim().is_empty() && !owner.iter().flatten().any(|own| fold(own) == fold(by));
    if let Some(validation) = innovation.validations.iter().find(|v| positive(v.decision.as_deref()) && others(&v.by)) {
        let by = excerpt(&validation.by, 80);
        return Outcome::met(Some(Field::Validations), format!("divalidasi oleh `{by}`"), format!("validated by `{by}`"));
    }
    for field in EFFECT {
        let Some(text) = text_of(innovation, field) else { continue };
        for sentence in sentences(&text) {
            let words = words(&sentence);
            let outside = OUTSIDE.iter().any(|body| phrase(&words, body));
            if any(&words, STUDIES) && outside && !any(&words, DENIED) && !any(&words, INTENDED) {
                let shown = excerpt(&sentence, 120);
                return Outcome::met(
                    Some(field),
                    format!("menurut teks, dilihat pihak luar: `{shown}`"),
                    format!("looked at from outside, says the text: `{shown}`"),
                );
            }
        }
    }
    let links = innovation.url.iter().map(|url| (Field::Url, url.as_str()));
    let evidence = innovation.evidence.iter().filter_map(|e| e.url.as_deref()).map(|url| (Field::Evidence, url));
    let mut own = None;
    for (field, url) in links.chain(evidence) {
        let Some(host) = host(url) else { continue };
        if let Some((id, en)) = publisher(&host) {
            return Outcome::met(Some(field), format!("{id} `{host}`"), format!("{en} `{host}`"));
        }
        own.get_or_insert((field, host));
    }
    match own {
        Some((field, host)) => Outcome::unmet(
            Some(field),
            format!("hanya pernyataan sendiri; `{host}` tidak dikenal sebagai media atau jurnal"),
            format!("own statement only; `{host}` is not known as media or journal"),
        ),
        None => Outcome::unmet(None, "pihak lain tidak disebut", "nobody else is named"),
    }
}

/// An award of a contest that is known, or a level of one; taking part is none.
fn is_award(award: &Award) -> bool {
    let folded = fold(&award.as_written);
    let took_part = TOOK_PART.iter().any(|words| folded.contains(words));
    (award.event.is_some() || award.level.is_some()) && !took_part
}

fn host(url: &str) -> Option<String> {
    let url = url.trim();
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    // what stands before `@` names a user, not the site
    let host = host.rsplit('@').next()?.split(':').next()?.trim_start_matches("www.").to_lowercase();
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    (host.contains('.') && host.chars().all(allowed)).then_some(host)
}

fn publisher(host: &str) -> Option<(&'static str, &'static str)> {
    let of = |site: &&&str| host == **site || host.strip_suffix(**site).is_some_and(|rest| rest.ends_with('.'));
    if JOURNALS.iter().any(|site| of(&site)) || of(&&"ac.id") || of(&&"edu") {
        return Some(("tautan jurnal atau perguruan tinggi", "a link to a journal or university:"));
    }
    if OWN_SITES.iter().any(|site| of(&site)) {
        return None;
    }
    let name = host.rsplit('.').skip(1).any(|part| MEDIA.iter().any(|word| part.contains(word)));
    name.then_some(("tautan media", "a link to media:"))
}
