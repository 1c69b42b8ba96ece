//! Which unit and which place stand at the end of a title and are no part of the name?

use std::borrow::Cow;

use super::head::is_head;
use super::marks::bare;

/// What stands at the end of a title and is no part of the name.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Suffix {
    pub(super) unit: Option<String>,
    pub(super) place: Option<String>,
}

/// Words that name a kind of place, folded and without a full stop.
const PLACES: &[&str] =
    &["kota", "kabupaten", "kab", "provinsi", "prov", "kecamatan", "kec", "kelurahan", "kel", "desa", "nagari", "distrik"];
/// Words after a kind of place that make it a common noun: `Kota Layak Anak`, `Kabupaten Sehat`, `Desa Siaga`.
const COMMON: &[&str] = &[
    "layak",
    "sehat",
    "terkait",
    "cerdas",
    "pintar",
    "hijau",
    "tangguh",
    "mandiri",
    "wisata",
    "siaga",
    "digital",
    "sadar",
    "ramah",
    "inklusif",
    "kreatif",
    "tanpa",
    "bersih",
    "bebas",
    "kita",
    "ku",
    "dan",
    "atau",
    "sebagai",
    "yang",
    "di",
    "untuk",
    "bersinar",
    "berseri",
    "terpadu",
    "aman",
    "maju",
    "peduli",
    "tanggap",
    "inovasi",
    "adat",
    "dengan",
    "melalui",
    "se",
    "berbasis",
    "ini",
    "desa",
    "binaan",
    "percontohan",
    "tertinggal",
    "sejahtera",
    "damai",
    "berkelanjutan",
    "membangun",
    "melayani",
    "terbuka",
    "informasi",
    "pusaka",
    "literasi",
    "berdaya",
    "prima",
];
/// Words that open the name of a unit or owner.
const UNITS: &[&str] = &[
    "puskesmas",
    "rsud",
    "rsu",
    "rsj",
    "rsup",
    "dinas",
    "badan",
    "kantor",
    "pdam",
    "perumda",
    "perum",
    "pt",
    "cv",
    "polres",
    "polresta",
    "polda",
    "polsek",
    "lapas",
    "rutan",
    "uptd",
    "kementerian",
    "kemen",
    "kejaksaan",
    "pengadilan",
    "sman",
    "smpn",
    "sdn",
    "smkn",
    "bapenda",
    "bappeda",
    "bkpsdm",
    "disdukcapil",
    "dinkes",
    "kelurahan",
    "kecamatan",
    "pemkot",
    "pemkab",
    "pemprov",
];
/// Words before a suffix that belong to neither side.
const LINKS: &[&str] = &["di", "dari", "oleh", "pada", "milik", "wilayah", "lingkungan", "se"];
/// Words that cannot stand in a name of a unit or place.
const BREAKS: &[&str] = &[
    "menuju",
    "dalam",
    "untuk",
    "dengan",
    "melalui",
    "sebagai",
    "berbasis",
    "yang",
    "agar",
    "terhadap",
    "kepada",
    "bagi",
    "secara",
    "di",
    "dari",
    "oleh",
    "pada",
    "menghadapi",
    "mewujudkan",
    "online",
    "terpadu",
    "keliling",
    "alternatif",
];
/// Most words of a suffix.
const LONGEST_SUFFIX: usize = 7;
/// Most words of a place after the word for its kind.
const LONGEST_PLACE: usize = 4;

/// The title without the unit and the place at its end.
pub(super) fn without_suffix(title: &str) -> (String, Suffix) {
    let words: Vec<&str> = title.split_whitespace().collect();
    let folded: Vec<Cow<'_, str>> = words.iter().map(|word| bare(word)).collect();
    let is_name = |word: &&str| word.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase()) || bare(word) == "dan";
    let text =
        |from: usize, to: usize| words.get(from..to).unwrap_or_default().join(" ").trim_matches([',', ';', ':', '-', '–', ' ']).to_owned();
    let fits = |from: usize| {
        let inside = folded.get(from + 1..).unwrap_or_default();
        let named = words.get(from..).unwrap_or_default();
        !inside.is_empty() && inside.iter().all(|word| !BREAKS.contains(&&**word)) && named.iter().all(is_name)
    };
    let kind = |at: &usize| {
        let next = folded.get(at + 1).map_or("", AsRef::as_ref);
        words.len() - at - 1 <= LONGEST_PLACE
            && folded.get(*at).is_some_and(|word| PLACES.contains(&&**word))
            && !COMMON.contains(&next)
            && fits(*at)
    };
    let first_of_unit =
        |at: &usize| words.len() - at <= LONGEST_SUFFIX && folded.get(*at).is_some_and(|word| UNITS.contains(&&**word)) && fits(*at);
    let mut suffix = Suffix::default();
    let unit = (1..words.len()).find(first_of_unit);
    let place = (1..words.len()).find(kind);
    let start = match (unit, place) {
        (Some(unit), Some(place)) if place > unit => {
            suffix.place = Some(text(place, words.len()));
            // a kind of unit alone is no name: `Puskesmas Kecamatan Penjaringan`
            suffix.unit = Some(text(unit, if place == unit + 1 { words.len() } else { place }));
            unit
        }
        (Some(unit), None) => {
            suffix.unit = Some(text(unit, words.len()));
            unit
        }
        (_, Some(place)) => {
            suffix.place = Some(text(place, words.len()));
            place
        }
        (None, None) => {
            // `... di Magelang`
            let at = (1..words.len()).rev().find(|at| folded.get(*at).is_some_and(|word| word == "di"));
            let Some(at) = at.filter(|at| {
                words.len() - at - 1 <= 2 && fits(*at + 1).max(words.len() == at + 2 && words.get(at + 1).is_some_and(is_name))
            }) else {
                return (title.to_owned(), suffix);
            };
            let rest = folded.get(at + 1..).unwrap_or_default();
            let mixed = title.chars().any(char::is_lowercase);
            if !mixed || rest.iter().any(|word| is_common_noun(word)) {
                return (title.to_owned(), suffix);
            }
            suffix.place = Some(text(at + 1, words.len()));
            at
        }
    };
    let mut end = start;
    while end > 0 && folded.get(end - 1).is_some_and(|word| LINKS.contains(&&**word)) {
        end -= 1;
    }
    let name = text(0, end);
    if name.chars().filter(|c| c.is_alphabetic()).count() < 3 || is_head(&name) {
        return (title.to_owned(), Suffix::default());
    }
    (name, suffix)
}

/// Nouns that stand after *di* in titles and are no places with a name.
fn is_common_noun(word: &str) -> bool {
    const NOUNS: &[&str] = &[
        "sekolah",
        "rumah",
        "desa",
        "lahan",
        "pekarangan",
        "bidang",
        "era",
        "masa",
        "pasar",
        "kampus",
        "kelas",
        "air",
        "laut",
        "tempat",
        "jalan",
        "kantor",
        "lapangan",
        "sungai",
        "kampung",
        "perkotaan",
        "perdesaan",
        "pedesaan",
        "daerah",
        "pusat",
        "media",
        "industri",
        "dunia",
        "bandara",
        "pelabuhan",
        "stasiun",
        "terminal",
        "masyarakat",
        "keluarga",
        "pandemi",
        "malam",
        "hari",
        "mana",
        "mal",
        "mall",
        "lokasi",
        "posyandu",
        "kecil",
    ];
    NOUNS.contains(&word) || word.contains('-') || word.contains('/')
}
