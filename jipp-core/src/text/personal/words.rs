//! Words beside a number that say what it is.

use super::address::is_one_of;

/// Words behind which a telephone number stands.
pub(super) const PHONE: &[&[u8]] = &[
    b"telp",
    b"telpon",
    b"telepon",
    b"telfon",
    b"telf",
    b"tel",
    b"tlp",
    b"tlpn",
    b"telephone",
    b"phone",
    b"call",
    b"hp",
    b"nohp",
    b"hape",
    b"handphone",
    b"ponsel",
    b"seluler",
    b"selular",
    b"mobile",
    b"wa",
    b"whatsapp",
    b"hub",
    b"hubungi",
    b"kontak",
    b"contact",
    b"narahubung",
    b"cp",
    b"fax",
    b"faks",
    b"faksimile",
    b"sms",
    b"hotline",
];

/// Those of them that are said of other things as well: *mobile banking*, *call center*. Behind them also amounts stand.
pub(super) const LOOSE: &[&[u8]] = &[b"mobile", b"call", b"sms", b"hotline", b"tel", b"hub"];

/// Words that name a telephone or what runs on it, and so also a number some words later: *WA di nomor*, *HP Pak Budi*.
pub(super) const DEVICES: &[&[u8]] =
    &[b"wa", b"whatsapp", b"hp", b"nohp", b"handphone", b"ponsel", b"telp", b"telepon", b"tlp", b"narahubung"];

/// Words behind which an amount stands.
pub(super) const CURRENCIES: &[&[u8]] = &[b"rp", b"idr", b"usd", b"rupiah"];

/// Words that say only that a number follows: the word before them says of what.
pub(super) const NUMBERS: &[&[u8]] = &[b"no", b"nomor", b"nomer", b"nmr", b"number"];

/// Words behind which the number of a person stands; of a taxpayer; of an inhabitant.
pub(super) const IDENTITIES: &[&[u8]] = &[b"nik", b"ktp", b"nip", b"npwp"];
pub(super) const TAXPAYERS: &[&[u8]] = &[b"npwp"];
pub(super) const INHABITANTS: &[&[u8]] = &[b"nik", b"ktp"];
pub(super) const SERVANTS: &[&[u8]] = &[b"nip", b"nipppk"];

/// Words behind which a measured number stands.
const MEASURES: &[&[u8]] = &[
    b"koordinat",
    b"lat",
    b"latitude",
    b"lintang",
    b"lng",
    b"lon",
    b"long",
    b"longitude",
    b"bujur",
    b"x",
    b"y",
    b"nilai",
    b"skor",
    b"score",
    b"indeks",
    b"index",
    b"rata",
    b"rerata",
    b"rasio",
    b"koefisien",
    b"persentase",
    b"sebesar",
    b"senilai",
    b"sekitar",
    b"mencapai",
    b"alpha",
    b"p",
    b"r",
];

/// Units behind a number, also behind a decimal.
const UNITS: &[&[u8]] = &[
    b"meter",
    b"kilometer",
    b"km",
    b"cm",
    b"mm",
    b"ha",
    b"hektar",
    b"hektare",
    b"kg",
    b"gram",
    b"ton",
    b"liter",
    b"kwh",
    b"byte",
    b"persen",
    b"percent",
    b"derajat",
    b"ls",
    b"lu",
    b"bt",
    b"rupiah",
    b"ribu",
    b"juta",
    b"jt",
    b"miliar",
    b"milyar",
    b"triliun",
];

/// Counted things behind a number that begin no name of anything.
const COUNTERS: &[&[u8]] = &[b"jiwa", b"kk", b"penduduk", b"transaksi", b"buah", b"kali", b"lembar", b"eksemplar"];

/// Counted things behind a number that begin names as well: *Unit Pelayanan*, *orang tua*.
const COUNTED: &[&[u8]] = &[
    b"orang",
    b"peserta",
    b"pasien",
    b"siswa",
    b"pelajar",
    b"warga",
    b"pengguna",
    b"pelanggan",
    b"pengunjung",
    b"unit",
    b"dokumen",
    b"berkas",
    b"data",
    b"desa",
    b"rumah",
    b"kendaraan",
    b"users",
    b"people",
];

/// Whether a number behind this word is measured or an amount.
pub(super) fn is_measure(word: &[u8]) -> bool {
    is_one_of(word, MEASURES) || is_one_of(word, CURRENCIES)
}

/// A word before a place of a text, and where it begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before<'a> {
    pub(super) word: &'a [u8],
    pub(super) start: usize,
    /// What stands between the word and the place.
    pub(super) signs: &'a [u8],
}

impl<'a> Before<'a> {
    /// The word before a place, over a few signs; digits at its end are no part of it (`HP1`). What is masked already is no word.
    pub(super) fn of(bytes: &'a [u8], place: usize) -> Self {
        const SIGNS: usize = 6;
        const LETTERS: usize = 16;
        const DIGITS: usize = 2;
        let text = bytes.get(..place).unwrap_or_default();
        let count =
            |text: &[u8], most: usize, is_part: fn(&u8) -> bool| text.iter().rev().take(most).take_while(|byte| is_part(byte)).count();
        let signs = count(text, SIGNS, |byte| !byte.is_ascii_alphanumeric() && *byte != b']');
        let rest = text.get(..text.len() - signs).unwrap_or_default();
        let digits = if signs > 0 { count(rest, DIGITS, u8::is_ascii_digit) } else { 0 };
        let rest = rest.get(..rest.len() - digits).unwrap_or_default();
        let letters = count(rest, LETTERS, u8::is_ascii_alphabetic);
        let start = rest.len() - letters;
        Self { word: rest.get(start..).unwrap_or_default(), start, signs: text.get(text.len() - signs..).unwrap_or_default() }
    }
}

/// Whether a unit follows.
pub(super) fn has_unit_at(bytes: &[u8], end: usize) -> bool {
    let rest = behind_blanks(bytes, end);
    // %20 is a blank in an address of the web
    let is_percent = rest.first() == Some(&b'%') && !rest.get(1..3).is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit));
    is_percent || rest.starts_with("°".as_bytes()) || is_one_of(first_word(rest), UNITS)
}

/// Whether a unit or a counted thing follows, as behind amounts.
pub(super) fn is_amount_at(bytes: &[u8], end: usize) -> bool {
    is_counted_at(bytes, end) || is_one_of(first_word(behind_blanks(bytes, end)), COUNTED)
}

/// Whether a unit follows, or a counted thing that begins no name of what a telephone number is of.
pub(super) fn is_counted_at(bytes: &[u8], end: usize) -> bool {
    has_unit_at(bytes, end) || is_one_of(first_word(behind_blanks(bytes, end)), COUNTERS)
}

/// The text behind a place and few blanks.
fn behind_blanks(bytes: &[u8], end: usize) -> &[u8] {
    const BLANKS: usize = 2;
    let rest = bytes.get(end..).unwrap_or_default();
    let blanks = rest.iter().take(BLANKS).take_while(|byte| **byte == b' ').count();
    rest.get(blanks..).unwrap_or_default()
}

/// The word that a text begins with.
pub(super) fn first_word(text: &[u8]) -> &[u8] {
    const LETTERS: usize = 12;
    let letters = text.iter().take(LETTERS).take_while(|byte| byte.is_ascii_alphabetic()).count();
    text.get(..letters).unwrap_or_default()
}
