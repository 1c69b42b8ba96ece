//! The names that a title gives an innovation.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::{SEVERAL, text};
use crate::model::Innovation;
use crate::text::lexicon::Lexicon;
use crate::text::{fold, is_root, without_head, words};
use crate::vocab::{region_by_code, region_names, regions};

/// Words that say only that it is an innovation (domain section 8).
const GENERIC: &[&str] = &["inovasi", "program", "aplikasi", "gerakan", "layanan", "pelayanan", "sistem", "informasi"];
/// What is left of `e-Court` beside the name.
const ELECTRONIC: &str = "e";
/// Words before a short name that say what it is (*Super App JAKI*).
const HEADS: &[&str] = &["super", "app", "superapp", "portal", "website", "situs", "platform", "model", "metode", "revolusi"];
/// Readings of an English name in Indonesian.
const READINGS: usize = 6;
/// A short name has fewer words; more in quotes are a motto.
const MOTTO: usize = 4;

/// Offices whose name follows them: *Puskesmas Janti*.
const OFFICES: &[&str] =
    &["puskesmas", "rsud", "rsup", "rs", "upt", "uptd", "dinas", "kecamatan", "kelurahan", "polres", "polsek", "lapas", "rutan"];

/// A name without generic head words, and without the owner's own place, agency and work unit; unchanged if nothing would be left.
pub(super) fn distinctive(name: &str, innovation: &Innovation) -> String {
    let place: Vec<String> = words(&text(innovation.region_name.as_ref())).collect();
    let all: Vec<String> = words(name).collect();
    let says_something = |(at, word): &(usize, &String)| !place.contains(word) && (*word != ELECTRONIC || at + 1 == all.len());
    let mut kept: Vec<&str> = all.iter().enumerate().filter(says_something).map(|(_, word)| word.as_str()).collect();
    let places = place_names(innovation.region_code.as_deref());
    let begins = |place: &&Vec<String>| place.len() < kept.len() && kept.iter().zip(*place).all(|(word, own)| word == own);
    let in_front = places.iter().filter(begins).map(Vec::len).max();
    kept.drain(..in_front.unwrap_or(0));
    while kept.len() > 2 && kept.first().is_some_and(|word| GENERIC.contains(word)) {
        kept.remove(0);
    }
    kept.truncate(without_owner(&kept, innovation, places));
    let joined = kept.join(" ");
    // an everyday word alone is no name: *Jakarta Kini*
    if joined.len() < 3 || kept.len() == 1 && all.len() > 1 && is_root(&joined) { all.join(" ") } else { joined }
}

/// How many words of a name are left without its owner at the end: its place (*Bale Mediasi NTB*), agency (*Laraska ANRI*) or work unit
/// (*Brexit Puskesmas Janti*).
fn without_owner(name: &[&str], innovation: &Innovation, places: &[Vec<String>]) -> usize {
    let own: Vec<String> = [&innovation.agency, &innovation.unit].into_iter().flatten().flat_map(|body| words(body)).collect();
    let mut left = name.len();
    loop {
        let before = left;
        let head = name.get(..left).unwrap_or_default();
        let ends_with = |phrase: &[String]| {
            let tail = head.len().checked_sub(phrase.len()).filter(|at| *at > 0 && !phrase.is_empty());
            tail.filter(|at| head.iter().skip(*at).zip(phrase).all(|(a, b)| a == b))
        };
        if let Some(at) = places.iter().find_map(|place| ends_with(place)) {
            left = at;
        } else if head.len() > 1 && head.last().is_some_and(|word| own.iter().any(|own| own == word)) {
            left -= 1;
        } else if let Some(at) = head.iter().rposition(|word| OFFICES.contains(word)).filter(|at| *at > 0)
            // the office is called by a name, not by what it does: *Puskesmas Ramah Lansia*
            && head.iter().skip(at + 1).all(|word| !is_root(word))
        {
            left = at;
        }
        if left == before {
            return left;
        }
    }
}

/// The names of a region and of its province, in words.
fn place_names(code: Option<&str>) -> &'static [Vec<String>] {
    static NAMES: OnceLock<FxHashMap<&'static str, Vec<Vec<String>>>> = OnceLock::new();
    let in_words = |code: &str| region_names(code).iter().map(|name| words(name).collect()).collect();
    let names = NAMES.get_or_init(|| regions().iter().map(|region| (region.code.as_str(), in_words(&region.code))).collect());
    code.and_then(region_by_code).and_then(|region| names.get(region.code.as_str())).map_or(&[], Vec::as_slice)
}

/// Short name, expansion and whole title, and what stands before a comma in it: *Pemburu Bumil Risti, Harapan Baru Ibu Hamil*.
pub(super) fn titles(innovation: &Innovation) -> String {
    let all = [&innovation.acronym, &innovation.expansion, &innovation.title];
    let before_comma = innovation.title.as_deref().and_then(|title| title.split_once(", ")).map(|(before, _)| before);
    let several = before_comma.filter(|before| words(before).count() > 1);
    all.into_iter().flatten().map(String::as_str).chain(several).collect::<Vec<_>>().join(SEVERAL)
}

/// The title without a word that says only what it is: `Inovasi PERISAI` is called PERISAI.
pub(super) fn called(innovation: &Innovation) -> String {
    innovation.title.as_deref().map(|title| without_head(title).1).unwrap_or_default()
}

/// Every name, of which `title` is one.
pub(super) fn names(innovation: &Innovation, title: &str) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in [innovation.acronym.as_deref(), innovation.expansion.as_deref(), Some(title)] {
        let name = name.map(|name| distinctive(name, innovation)).unwrap_or_default();
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    // an English name, as the pages of international awards give it, beside the Indonesian names
    for at in 0..names.len() {
        let words: Vec<&str> = names.get(at).map_or(Vec::new(), |name| name.split(' ').collect());
        let read = if words.len() > 1 { Lexicon::built_in().in_indonesian(&words, READINGS) } else { Vec::new() };
        for reading in read.into_iter().map(|read| read.join(" ")) {
            if !names.contains(&reading) {
                names.push(reading);
            }
        }
    }
    names.join(SEVERAL)
}

/// The short name (*akronim*, *nama singkat*): that of the title, or the title itself where it is one word, or two in capitals.
pub(super) fn short(innovation: &Innovation, title: &str) -> String {
    if let Some(acronym) = innovation.acronym.as_deref().filter(|acronym| words(acronym).count() < MOTTO) {
        return bare(acronym).to_owned();
    }
    let alone = match words(title).count() {
        1 => true,
        2 => !title.chars().any(char::is_lowercase),
        _ => false,
    };
    if alone { title.to_owned() } else { String::new() }
}

/// A short name without words before it that say only what it is.
fn bare(mut name: &str) -> &str {
    let is_head = |word: &str| words(word).all(|word| GENERIC.contains(&word.as_str()) || HEADS.contains(&word.as_str()));
    while let Some((_, rest)) = name.split_once(' ').filter(|(first, rest)| is_head(first) && !rest.trim().is_empty()) {
        name = rest.trim_start();
    }
    name
}

/// The mark of a version in the title, without the quotes and brackets that may stand around it; 1 if there is none. `V2`, `2.0` and `II` are
/// one, `SIMPEL+` is *plus*, and `New SIMPEL` is new (`New Normal SIMPEL` is not: that was a time).
pub(super) fn version(innovation: &Innovation) -> String {
    let title = fold(&text(innovation.title.as_ref()));
    let behind_a_word = |(at, mark): (usize, &str)| {
        let (before, behind) = title.split_at(at);
        before.ends_with(char::is_alphabetic) && !behind.trim_start_matches(mark).starts_with(char::is_alphanumeric)
    };
    if title.match_indices('+').any(behind_a_word) {
        return "plus".to_owned();
    }
    let mut first = words(&title);
    if first.next().is_some_and(|word| word == "new")
        && first.next().is_some_and(|word| !matches!(word.as_str(), "normal" | "life" | "era"))
    {
        return "new".to_owned();
    }
    let mark = title.split(|c: char| !c.is_alphanumeric() && c != '.').map(|word| word.trim_matches('.')).find_map(mark);
    mark.unwrap_or_else(|| "1".to_owned())
}

/// What a word says of a version: a number with a point, one behind a `v`, a Roman one, *plus*.
fn mark(word: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.len() <= 2 && text.bytes().all(|c| c.is_ascii_digit());
    match word {
        "plus" => return Some(word.to_owned()),
        "ii" => return Some("2".to_owned()),
        "iii" => return Some("3".to_owned()),
        _ => {}
    }
    let number = word.strip_prefix('v').unwrap_or(word);
    match number.split_once('.') {
        Some((a, "0")) if digits(a) => Some(a.to_owned()),
        Some((a, b)) if digits(a) && !b.is_empty() && b.bytes().all(|c| c.is_ascii_digit()) => Some(number.to_owned()),
        None if number != word && digits(number) => Some(number.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(title: &str) -> Innovation {
        let read = crate::text::parse_title(title);
        Innovation { acronym: read.acronym, expansion: read.expansion, ..Innovation::new("a", title) }
    }

    #[test]
    fn a_short_name_stands_before_a_long_one_or_alone() {
        let of = |title: &str| short(&titled(title), &called(&titled(title)));
        assert_eq!(of("SIGAP (Sistem Informasi Gawat Darurat)"), "SIGAP");
        assert_eq!(of("Inovasi SIGAP"), "SIGAP");
        assert_eq!(of("Super App SIGAP: Satu Aplikasi untuk Semua"), "SIGAP");
        assert_eq!(of("Sistem Informasi 2H2 (dua hari sebelum dan dua hari sesudah melahirkan)"), "2H2");
        assert_eq!(of("PSC “satu nomor untuk semua darurat”"), "");
        assert_eq!(of("PELITA DESA"), "PELITA DESA");
        assert_eq!(of("Pojok Baca"), "");
        assert_eq!(of("Lahir Procot Pulang Bawa Akta"), "");
    }

    #[test]
    fn the_owner_behind_a_name_is_no_part_of_it() {
        let of = |title: &str, agency: &str, unit: &str, region: Option<&str>| {
            let region_code = region.map(str::to_owned);
            let innovation = Innovation { agency: Some(agency.into()), unit: Some(unit.into()), region_code, ..titled(title) };
            distinctive(title, &innovation)
        };
        assert_eq!(of("Balai Damai NTB", "Pemprov NTB", "", Some("52")), "balai damai");
        assert_eq!(of("LARASATI ANRI", "ANRI", "", None), "larasati");
        assert_eq!(of("NTB Damai Care", "Pemprov NTB", "", Some("52")), "damai care");
        assert_eq!(of("NTB Layanan Damai Care", "Pemprov NTB", "", Some("52")), "damai care");
        assert_eq!(of("Peduli Hepatitis E", "ANRI", "", None), "peduli hepatitis e");
        assert_eq!(of("NTB Damai", "Pemprov NTB", "", Some("52")), "ntb damai");
        assert_eq!(of("Aplikasi e-Kendali Dana", "ANRI", "", None), "kendali dana");
        assert_eq!(of("SIPEKA Puskesmas Oesapa", "Pemkot Kupang", "", None), "sipeka");
        assert_eq!(of("Layanan Puskesmas Ramah Lansia", "Pemkot Kupang", "", None), "puskesmas ramah lansia");
        assert_eq!(of("Bank Sampah Lestari", "Kota Malang", "Bank Sampah Lestari", None), "bank sampah lestari");
    }

    #[test]
    fn the_mark_of_a_version_is_found_between_signs() {
        let of = |title: &str| version(&titled(title));
        assert_eq!(of("\"SIMPEL PLUS\" (Taman Sadar)"), "plus");
        assert_eq!(of("SIMPEL PLUS: Taman Sadar"), "plus");
        assert_eq!(of("“Samsat 4.0”"), "4");
        assert_eq!(["LAPOR v2.1.", "LAPOR 2.1", "LAPOR V2", "LAPOR 2.0", "LAPOR II"].map(of), ["2.1", "2.1", "2", "2", "2"]);
        assert_eq!((of("SIMPEL+ (Taman Sadar)"), of("New SIMPEL")), ("plus".to_owned(), "new".to_owned()));
        for title in ["SIMPEL", "SIMPEL v1", "Anak + Ibu", "New", "New Normal SIMPEL"] {
            assert_eq!(of(title), "1");
        }
    }
}
