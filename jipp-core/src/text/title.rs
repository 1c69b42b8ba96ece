use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{key, runs, tidy};

/// The parts of an innovation's title.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct ParsedTitle {
    /// The name people use: the acronym or short name if there is one, else the whole title without its alias.
    pub name: String,
    /// The acronym or short name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acronym: Option<String>,
    /// What the acronym stands for, or the long form of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expansion: Option<String>,
    /// Further names in the same title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The word before the name that says only what kind of thing it is: `Program`, `Aplikasi`, `Inovasi`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
    /// The place at the end: `Kota Bandung` of `... di Puskesmas Talagabodas Kota Bandung`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The unit or owner at the end: `Puskesmas Talagabodas`, `PT PELNI`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// Takes a title apart: `ACR (expansion)`, `expansion (ACR)`, `ACR: expansion`, `ACR - expansion`, `“ACR” expansion`, `ACR atau expansion`,
/// `A alias B`, `A / B`; a unit or a place at its end; a generic word at its beginning. The forms are those seen in the public records
/// (domain section 8). Places are told by the word for their kind or by *di*: no list of places is asked.
///
/// ```
/// use jipp_core::text::parse_title;
/// let title = parse_title("Prolanis – One Stop Service Pengelolaan Hipertensi di Puskesmas Talagabodas Kota Bandung");
/// assert_eq!(title.acronym.as_deref(), Some("Prolanis"));
/// assert_eq!(title.expansion.as_deref(), Some("One Stop Service Pengelolaan Hipertensi"));
/// assert_eq!((title.unit.as_deref(), title.place.as_deref()), (Some("Puskesmas Talagabodas"), Some("Kota Bandung")));
/// ```
pub fn parse_title(title: &str) -> ParsedTitle {
    let title = strip_whole(&tidy(title));
    let (title, aliases) = split_alias(&title);
    let pair = brackets(&title).or_else(|| connected(&title)).or_else(|| separator(&title)).or_else(|| capitals_first(&title));
    // whoever puts a part into quotes says that it is the name
    let in_quotes = pair.is_none();
    let Some((first, second)) = pair.or_else(|| quoted(&title)) else {
        let (name, suffix) = without_suffix(&title);
        let (head, name) = without_head(&name);
        return ParsedTitle { name, aliases, head, place: suffix.place, unit: suffix.unit, ..ParsedTitle::default() };
    };
    let first_is_short = match (is_derived(&first, &second), is_derived(&second, &first)) {
        _ if in_quotes => true,
        (true, false) => true,
        (false, true) => false,
        _ => short_rank(&first) <= short_rank(&second),
    };
    let (acronym, expansion) = if first_is_short { (first, second) } else { (second, first) };
    // `Program "..."`: the word for its kind is no long form of a name
    if is_head(&expansion) {
        let (name, suffix) = without_suffix(&acronym);
        return ParsedTitle { name, aliases, head: Some(expansion), place: suffix.place, unit: suffix.unit, ..ParsedTitle::default() };
    }
    let (head, acronym) = without_head(&acronym);
    let (stripped, mut suffix) = without_suffix(&expansion);
    // in SAKDINO the place is a part of the name: Sistem Pelayanan Administrasi Kependudukan Kelurahan Dinoyo
    let made_of_place = is_derived(&acronym, &expansion) && !is_derived(&acronym, &stripped);
    let expansion = if made_of_place || holds_place(&acronym, suffix.place.as_deref()) { expansion } else { stripped };
    let (short, of_short) = without_suffix(&acronym);
    let acronym = if suffix == Suffix::default() && of_short != Suffix::default() {
        suffix = of_short;
        short
    } else {
        acronym
    };
    ParsedTitle {
        name: acronym.clone(),
        acronym: Some(acronym),
        expansion: Some(expansion),
        aliases,
        head,
        place: suffix.place,
        unit: suffix.unit,
    }
}

/// Whether a short name is made of the name of a place too: its first letters, without the word for its kind.
fn holds_place(short: &str, place: Option<&str>) -> bool {
    const LETTERS: usize = 4;
    let name = place.and_then(|place| place.split_once(' ')).map(|(_, name)| key(name)).unwrap_or_default();
    let beginning: String = name.chars().take(LETTERS).collect();
    beginning.chars().count() == LETTERS && key(short).contains(&beginning)
}

/// What stands at the end of a title and is no part of the name.
#[derive(Debug, Default, PartialEq, Eq)]
struct Suffix {
    unit: Option<String>,
    place: Option<String>,
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

fn bare(word: &str) -> Cow<'_, str> {
    let trimmed = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    if !word.is_ascii() {
        return Cow::Owned(trimmed(&super::fold(word)));
    }
    let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) { Cow::Owned(word.to_ascii_lowercase()) } else { Cow::Borrowed(word) }
}

/// The title without the unit and the place at its end.
fn without_suffix(title: &str) -> (String, Suffix) {
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

/// Generic words before a name.
const HEADS: &[&str] = &["program", "inovasi", "aplikasi", "gerakan", "kegiatan"];

fn is_head(text: &str) -> bool {
    HEADS.contains(&&*bare(text))
}

/// The name without the generic word before it, if a name is left.
pub(crate) fn without_head(name: &str) -> (Option<String>, String) {
    let split = name.split_once(' ').filter(|(head, rest)| is_head(head) && rest.chars().filter(|c| c.is_alphabetic()).count() >= 3);
    let named =
        |rest: &str| rest.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase()) || rest.split_whitespace().count() >= 2;
    match split {
        Some((head, rest)) if named(rest) => (Some(head.to_owned()), strip(rest)),
        _ => (None, name.to_owned()),
    }
}

/// Whether one of the words stands in a title, or the title must be looked at more closely: most titles have none of them.
fn may_hold(title: &str, words: &[&str]) -> bool {
    let is_one = |word: &str| words.iter().any(|one| one.eq_ignore_ascii_case(word));
    !title.is_ascii() || title.split(' ').any(|word| is_one(word.trim_start_matches('(')))
}

/// `ACR atau expansion`, `ACR, yaitu expansion`, and the other way round.
fn connected(title: &str) -> Option<(String, String)> {
    if !may_hold(title, &["yaitu", "yakni", "atau"]) {
        return None;
    }
    let lower = title.to_lowercase();
    if lower.len() != title.len() {
        return None;
    }
    for mark in [", yaitu ", ", yakni ", " yaitu ", " yakni ", " atau "] {
        let Some(at) = lower.find(mark) else { continue };
        let (first, second) = (strip(title.get(..at)?), strip(title.get(at + mark.len()..)?));
        if first.is_empty() || second.is_empty() {
            continue;
        }
        let words = |text: &str| text.split_whitespace().count();
        let apart = words(&first).min(words(&second)) <= 4 && words(&first).abs_diff(words(&second)) >= 2;
        let alike = key(&first).chars().next() == key(&second).chars().next();
        if is_derived(&first, &second) || is_derived(&second, &first) || mark.contains("ya") || apart && (alike || words(&second) <= 3) {
            return Some((first, second));
        }
    }
    None
}

/// `KUPAS BESTIE Kunjungi Dan Pantau Ibu Nifas ...`: capitals, then what they stand for.
fn capitals_first(title: &str) -> Option<(String, String)> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let capital = |word: &&&str| word.chars().any(char::is_alphabetic) && word.chars().all(|c| !c.is_lowercase());
    let count = words.iter().take_while(capital).count();
    if count == 0 || count > 4 || words.len() < count + 3 {
        return None;
    }
    let (first, second) = (strip(&words.get(..count)?.join(" ")), strip(&words.get(count..)?.join(" ")));
    // two words in capitals before ordinary ones are a name even where its letters do not come in order
    let alike = count > 1 && words.len() >= count + 4 && key(&first).chars().next() == key(&second).chars().next();
    let ordinary = second.split_whitespace().all(|word| word.chars().any(char::is_lowercase));
    (is_derived(&first, &second) || alike && ordinary).then_some((first, second))
}

/// As [`strip`], but a quote at the beginning that is closed within the title stays: it says what the name is, `“PERISAI” Program Keliling`.
fn strip_whole(title: &str) -> String {
    let stripped = strip(title);
    let before = title.split_once(stripped.as_str()).map_or("", |(before, _)| before);
    let Some(opening) = before.chars().next_back() else { return stripped };
    let closing = closing_of(opening);
    let closed = stripped.find(closing).is_some_and(|at| {
        let after = stripped.get(at..).unwrap_or_default().trim_start_matches(closing);
        // what follows a closing quote is no letter: `Jum’at`
        after.starts_with(|c: char| !c.is_alphanumeric())
    });
    if closed { format!("{opening}{stripped}") } else { stripped }
}

/// Outer quotes, dashes and commas are no part of a name.
fn strip(text: &str) -> String {
    const OUTER: &[char] = &['"', '“', '”', '„', '\'', '‘', '’', '-', '–', '—', ',', ';', ':', '.', '*', ' ', '«', '»'];
    text.trim_matches(OUTER).to_owned()
}

fn split_alias(title: &str) -> (String, Vec<String>) {
    let lower = if may_hold(title, &["alias", "atau"]) { title.to_lowercase() } else { String::new() };
    for marker in [" alias ", " atau lebih dikenal dengan ", " (alias "] {
        if let Some(at) = lower.find(marker)
            && let (Some(head), Some(tail)) = (title.get(..at), title.get(at + marker.len()..))
        {
            let tail = strip(tail.trim_end_matches(')'));
            if !head.trim().is_empty() && !tail.is_empty() {
                return (strip(head), vec![tail]);
            }
        }
    }
    if let Some((head, tail)) = title.split_once(" / ").or_else(|| title.split_once("/  ")).or_else(|| title.split_once(")/ "))
        && tail.split_whitespace().count() >= 2
        && !head.trim().is_empty()
    {
        let head = if head.contains('(') && !head.contains(')') { format!("{head})") } else { head.to_owned() };
        return (strip(&head), vec![strip(tail)]);
    }
    (title.to_owned(), Vec::new())
}

/// `A (B)` or `A (B) rest`: the rest goes to the longer part.
fn brackets(title: &str) -> Option<(String, String)> {
    let open = title.find(['(', '['])?;
    let close = title.rfind([')', ']']).filter(|close| *close > open).unwrap_or(title.len());
    let outside = title.get(..open)?;
    let inside = strip(title.get(open + 1..close)?);
    let rest = strip(title.get((close + 1).min(title.len())..).unwrap_or_default());
    let outside = strip(outside);
    if inside.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return None;
    }
    if outside.is_empty() {
        return (!rest.is_empty()).then_some((inside, rest));
    }
    if rest.is_empty() {
        return Some((outside, inside));
    }
    // an apposition in the middle is no other name: `POTENSI LOKAL (BELIMBING DEWA) SEBAGAI IKON KOTA`
    if inside.split_whitespace().count() > 1
        && short_rank(&inside) < short_rank(&outside)
        && !is_derived(&inside, &outside)
        && !is_derived(&outside, &inside)
    {
        return None;
    }
    // `SIGoblic (Sistem ISBN Go Public) Menghadang Pandemi`: the short name stands alone, the rest belongs to the long one
    if is_derived(&outside, &inside) || short_rank(&outside) <= short_rank(&inside) {
        Some((outside, format!("{inside} {rest}")))
    } else {
        Some((format!("{outside} {rest}"), inside))
    }
}

/// `ACR: expansion` and `ACR - expansion`, where one side looks like a short name.
fn separator(title: &str) -> Option<(String, String)> {
    for mark in [": ", " : ", " - ", " – ", " — ", ":"] {
        if let Some((first, second)) = title.split_once(mark) {
            let (first, second) = (strip(first), strip(second));
            if first.is_empty() || second.is_empty() {
                continue;
            }
            let (short, long) = (first.split_whitespace().count(), second.split_whitespace().count());
            let short_first = short <= 3 && long >= 2;
            let dashed = short <= 2 && long >= 4 && mark.len() > 1 && first.chars().next().is_some_and(char::is_uppercase);
            if is_derived(&first, &second)
                || is_derived(&second, &first)
                || dashed
                || (short_first && (looks_short(&first) || mark.contains(':')))
            {
                return Some((first, second));
            }
        }
    }
    None
}

/// `LAYANAN JEMPUT BOLA “LARASITA”`: the quoted part is the short name.
fn quoted(title: &str) -> Option<(String, String)> {
    // a single quote opens only before a word, as in ‘WEEKEND SERVICE’; inside a word it is a letter of its own
    let single = || title.find('‘').filter(|at| *at == 0 || title.get(..*at).is_some_and(|head| head.ends_with(' ')));
    let open = title.find(['“', '"', '„']).or_else(single)?;
    let after = title.get(open..)?;
    let opening = after.chars().next()?;
    let closing = closing_of(opening);
    let inner = after.get(opening.len_utf8()..)?;
    let close = inner.find(closing).unwrap_or(inner.len());
    let short = strip(inner.get(..close)?);
    let head = title.get(..open)?.trim();
    let tail = strip(inner.get(close..)?.trim_start_matches(closing));
    let rest = strip(&format!("{head} {tail}"));
    (!short.is_empty() && !rest.is_empty()).then_some((short, rest))
}

/// What closes a quotation that opens so; nothing if it opens none.
fn closing_of(opening: char) -> &'static [char] {
    match opening {
        '“' | '"' | '„' => &['”', '"'],
        '‘' => &['’'],
        _ => &[],
    }
}

/// Lower means more like an acronym: few words, capitals inside.
fn short_rank(text: &str) -> usize {
    let words = text.split_whitespace().count();
    words * 4 + text.chars().count() / 6 + usize::from(!looks_short(text)) * 2
}

fn looks_short(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    letters > 0 && text.split_whitespace().count() <= 4 && capitals * 2 >= letters
}

/// Whether the letters of `short` can be read off `long` in order, starting at a word's first letter, most of them soon
/// after a word begins: `SADELPOS` from `Samsat Delivery Pos`.
fn is_derived(short: &str, long: &str) -> bool {
    let (short, long) = (key(short), super::fold(long));
    let (mut words, mut letters) = (0, 0);
    for word in runs(&long) {
        (words, letters) = (words + 1, letters + word.len());
    }
    if short.chars().nth(1).is_none() || words < 2 || short.len() >= letters {
        return false;
    }
    let mut initials_used = 0;
    let mut rest = short.chars().peekable();
    for word in runs(&long) {
        let mut started = false;
        for c in word.chars() {
            if rest.next_if_eq(&c).is_some() {
                if !started {
                    started = true;
                    initials_used += usize::from(word.starts_with(c));
                }
            } else if !started {
                break;
            }
        }
    }
    rest.peek().is_none() && initials_used >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, acronym: Option<&str>, expansion: Option<&str>) {
        let parsed = parse_title(title);
        assert_eq!((parsed.acronym.as_deref(), parsed.expansion.as_deref()), (acronym, expansion), "{title}");
    }

    #[test]
    fn reads_the_forms_of_real_titles() {
        check("TIM BUSER (TIM BUNTING SERENTAK)", Some("TIM BUSER"), Some("TIM BUNTING SERENTAK"));
        check("Sistem Informasi Jabatan Provinsi Riau (SI-JABPRI)", Some("SI-JABPRI"), Some("Sistem Informasi Jabatan Provinsi Riau"));
        check(
            "SISPEDAP: SISTEM PENGELOLAAN DATA PEGAWAI BERBASIS WEB",
            Some("SISPEDAP"),
            Some("SISTEM PENGELOLAAN DATA PEGAWAI BERBASIS WEB"),
        );
        check("“Sumpah Beruang” (Sulap Sampah Berubah menjadi Uang)", Some("Sumpah Beruang"), Some("Sulap Sampah Berubah menjadi Uang"));
        check("LAYANAN JEMPUT BOLA “LARASITA”", Some("LARASITA"), Some("LAYANAN JEMPUT BOLA"));
        check("RSUD RAMAH", None, None);
        check("Pelayanan KTP 1 jam", None, None);
    }

    #[test]
    fn keeps_a_second_name_as_alias() {
        assert_eq!(parse_title("Si Cantik Hamil alias Sistim Informasi Cegah Wanita Resiko Tinggi Hamil").aliases.len(), 1);
    }
}
