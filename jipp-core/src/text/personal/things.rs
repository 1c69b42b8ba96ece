//! Which words say that a number is that of a thing and not of a telephone?

use super::address::is_one_of;
use super::words::{Before, NUMBERS};

/// Words behind which a number of a thing stands that could be read as that of a landline: of registers, of regulations, of parts of a
/// document, of roads and plots.
const THINGS: &[&[u8]] = &[
    b"rekening",
    b"rek",
    b"kode",
    b"registrasi",
    b"register",
    b"reg",
    b"npsn",
    b"nib",
    b"siup",
    b"isbn",
    b"issn",
    b"id",
    b"satker",
    b"seri",
    b"barcode",
    b"tipe",
    b"model",
    b"versi",
    b"version",
    b"urut",
    b"faktur",
    b"invoice",
    b"kuitansi",
    b"kwitansi",
    // regulations
    b"sk",
    b"se",
    b"uu",
    b"pp",
    b"edaran",
    b"keputusan",
    b"peraturan",
    b"undang",
    b"instruksi",
    b"perda",
    b"perbup",
    b"perwali",
    b"perwal",
    b"pergub",
    b"perdes",
    b"perpres",
    b"perppu",
    b"keppres",
    b"kepgub",
    b"kepbup",
    b"kepwal",
    b"inpres",
    b"pasal",
    b"ayat",
    b"perkara",
    b"putusan",
    // parts of a document
    b"tabel",
    b"table",
    b"gambar",
    b"grafik",
    b"lampiran",
    b"halaman",
    b"hal",
    b"hlm",
    b"baris",
    b"kolom",
    b"figure",
    // roads and plots
    b"ruas",
    b"jalan",
    b"jl",
    b"jln",
    b"sta",
    b"km",
    b"patok",
    b"blok",
    b"kavling",
    b"kav",
    b"persil",
    b"bidang",
    b"rt",
    b"rw",
];

/// What names of regulations of ministries begin with: *Permendagri*, *Kepmenkes*.
const REGULATIONS: &[&[u8]] = &[b"permen", b"kepmen"];

/// Letters and agreements, whose long titles stand before *nomor*: *Surat Tugas Kepala Bappeda Nomor*.
const LETTERS: &[&[u8]] =
    &[b"surat", b"nota", b"acara", b"dokumen", b"naskah", b"perjanjian", b"kesepakatan", b"kesepahaman", b"memorandum"];

/// Other things that have a number. As there are services for them (*Layanan Akta 0274-…*), it is theirs only with *nomor* beside them.
const NUMBERED: &[&[u8]] = &[
    b"tiket",
    b"paket",
    b"akta",
    b"sertifikat",
    b"ijazah",
    b"piagam",
    b"cipta",
    b"paten",
    b"merek",
    b"agenda",
    b"arsip",
    b"inventaris",
    b"pencatatan",
    b"polis",
    b"medis",
    b"rm",
    b"resi",
    b"paspor",
    b"kontrak",
    b"antrean",
    b"antrian",
    b"sop",
    b"dok",
    b"mou",
    b"pks",
    b"spk",
    b"spt",
    b"sppd",
    b"bast",
    b"dpa",
    b"spm",
    b"shm",
    b"imb",
    b"pbg",
];

/// Most words between such a thing and *nomor*: *Piagam Penghargaan Nomor*.
const WORDS_BETWEEN: usize = 2;

/// Words that say that the number following is one to call, also where a letter or an agreement is named between: *layanan surat nomor*.
const SERVICES: &[&[u8]] =
    &[b"layanan", b"pengaduan", b"aduan", b"informasi", b"info", b"konsultasi", b"kontak", b"loket", b"pengurusan", b"hotline", b"call"];

/// Words before *nomor* behind which it is that of a telephone: *lewat nomor*, *hubungi di nomor*.
const BY: &[&[u8]] = &[b"lewat", b"melalui", b"via", b"di", b"ke", b"pada", b"menghubungi", b"dihubungi", b"dengan"];

/// Words between numbers of the same kind.
const JOINING: &[&[u8]] = &[b"dan", b"atau", b"serta", b"jo", b"juncto", b"hingga", b"sampai"];

/// Whether a number behind this word is that of a thing.
pub(super) fn is_thing(word: &[u8]) -> bool {
    is_one_of(word, THINGS)
        || REGULATIONS.iter().any(|start| word.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)))
}

/// Whether this word names a thing that has a number.
pub(super) fn has_number(word: &[u8]) -> bool {
    is_thing(word) || is_one_of(word, LETTERS) || is_one_of(word, NUMBERED)
}

/// Whether the words before a number say that it is that of a thing, or a row of numbers that begins with one does.
pub(super) fn is_of_thing(bytes: &[u8], place: usize) -> bool {
    /// Most numbers of a row.
    const ROW: usize = 4;
    let mut at = place;
    for _ in 0..ROW {
        let before = Before::of(bytes, at);
        if says_thing(bytes, &before) {
            return true;
        }
        match number_before(bytes, at, &before) {
            Some(earlier) => at = earlier,
            None => return false,
        }
    }
    false
}

/// Whether the word before a number and the words before that name a thing.
fn says_thing(bytes: &[u8], before: &Before<'_>) -> bool {
    if is_one_of(before.word, NUMBERS) {
        return are_of_thing(bytes, before.start);
    }
    if is_thing(before.word) {
        return true;
    }
    if before.word.is_empty() {
        return false;
    }
    let second = Before::of(bytes, before.start);
    // *kode barang*, but *kode area* is of a telephone
    let coded = second.word.eq_ignore_ascii_case(b"kode") && !before.word.eq_ignore_ascii_case(b"area");
    let numbered = || is_one_of(second.word, NUMBERS) || is_one_of(Before::of(bytes, second.start).word, NUMBERS);
    coded || has_number(before.word) && numbered()
}

/// Where the number begins that stands before this one in a row: `061-234567 dan 061-234568`.
fn number_before(bytes: &[u8], place: usize, before: &Before<'_>) -> Option<usize> {
    /// Longest number, and its least digits.
    const LONGEST: usize = 16;
    const DIGITS: usize = 8;
    let end = if is_one_of(before.word, JOINING) { before.start } else { before.word.is_empty().then_some(place)? };
    let text = bytes.get(..end)?;
    let signs = text.iter().rev().take(3).take_while(|byte| matches!(byte, b' ' | b',' | b'&')).count();
    let text = text.get(..end - signs)?;
    let length = text.iter().rev().take(LONGEST).take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b' ')).count();
    let number = text.get(text.len() - length..)?;
    let lead = number.iter().position(u8::is_ascii_digit)?;
    let digits = number.iter().filter(|byte| byte.is_ascii_digit()).count();
    (signs > 0 && digits >= DIGITS && number.get(lead) == Some(&b'0')).then(|| text.len() - length + lead)
}

/// Whether the words before *nomor* name a thing that has one: *Peraturan Gubernur Jawa Tengah Nomor*. Those of another sentence, line or cell
/// do not count.
fn are_of_thing(bytes: &[u8], end: usize) -> bool {
    const NEAR: usize = 64;
    let from = end.saturating_sub(NEAR);
    let before = bytes.get(from..end).unwrap_or_default();
    // a word that the beginning cuts in two is none
    let cut = if from > 0 { before.iter().take_while(|byte| byte.is_ascii_alphabetic()).count() } else { 0 };
    let before = before.get(cut..).unwrap_or_default();
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\t' | b';' | b'|' | b',' | b'(' | b')' | b']' | b'!' | b'?');
    let line = before.rsplit(is_end).next().unwrap_or_default();
    let sentence = memchr::memmem::rfind(line, b". ").map_or(line, |at| line.get(at..).unwrap_or_default());
    let words = || sentence.split(|byte| !byte.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let mut backwards = words().rev();
    if backwards.clone().next().is_some_and(|word| is_one_of(word, BY)) {
        return false;
    }
    let letters =
        || words().find(|word| is_one_of(word, LETTERS) || is_one_of(word, SERVICES)).is_some_and(|word| is_one_of(word, LETTERS));
    let numbered =
        || words().rev().take(WORDS_BETWEEN + 1).any(|word| is_one_of(word, NUMBERED)) && !words().any(|word| is_one_of(word, SERVICES));
    backwards.any(is_thing) || letters() || numbered()
}
