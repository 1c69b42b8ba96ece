//! Which parts of a running text are personal data?

mod address;
mod email;
mod fraction;
mod landline;
mod number;
mod person;
mod phone;
mod place;
mod things;
mod words;

use std::ops::Range;

/// A kind of personal data that never reaches public output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonalData {
    /// A mobile or landline number.
    Phone,
    /// An e-mail address.
    Email,
    /// *Nomor Induk Kependudukan*, the 16-digit identity number.
    Nik,
    /// *Nomor Induk Pegawai*, the 18-digit number of a civil servant, which holds the date of birth.
    Nip,
    /// *Nomor Pokok Wajib Pajak*, the number of a taxpayer.
    Npwp,
}

impl PersonalData {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Phone, Self::Email, Self::Nik, Self::Nip, Self::Npwp];

    /// The text that stands in its place.
    pub const fn mask(self) -> &'static str {
        match self {
            Self::Phone => "[telepon]",
            Self::Email => "[surel]",
            Self::Nik => "[NIK]",
            Self::Nip => "[NIP]",
            Self::Npwp => "[NPWP]",
        }
    }
}

/// Finds personal data in running text: byte range and kind, in order.
///
/// - Mobile phone: `08…`, `+62 8…` or `62 8…` with 9 to 13 digits; blanks, dots, dashes of any length, brackets and slashes may part them.
///   Numbers free of charge (`0800`) and short ones (`112`, `1500…`) are nobody's own.
/// - Landline: an area code (`0274`, `(021)`, `+62 21`) set apart from a number of 5 to 8 digits; not set apart only behind a word such as
///   `telp`. Behind words such as *SK*, *rekening*, *tabel* and *ruas*, also over *nomor* (`Peraturan Gubernur Nomor`), and behind what has a
///   number only with *nomor* beside it (`nomor piagam`), it is one only with a bracket or a plus; a mere *nomor* is that of a telephone.
/// - NIK: 16 digits whose region part starts with 11 to 96 and whose day part is 01 to 31 or 41 to 71 (women add 40; Permendagri 72/2022 on
///   the population number); in groups every part must fit, or a word such as *NIK* stands before. NIP: 18 digits of date of birth, month of
///   appointment, sex and number (Perka BKN 22/2007), or nine digits behind the word, as until 2009. NPWP: `01.234.567.8-901.000`, or 15 or
///   16 digits behind the word.
/// - E-mail: something, `@` or `%40`, a domain with a dot; also `[at]` and `(at)`, with blanks before the domain of a known provider or an
///   office, and of a provider with another sign for its dot. In an address of the web only a user before the host, and a whole part of the
///   path or value of a parameter.
///
/// Amounts, decimals, rows of figures and numbers of regulations are left alone, and so are digits of an address of the web, unless it is one
/// for calling somebody (`wa.me`), names a telephone number (`?phone=`), holds `+62`, or a whole part of its path or a value is a mobile number
/// of eleven digits or more; a NIK that fits in every part and a NIP are found in names of files as well. A number behind a comma, as in a row
/// of them, is no decimal where it can be somebody's own.
pub fn find_personal_data(text: &str) -> Vec<(Range<usize>, PersonalData)> {
    let mut found = Vec::new();
    let with_digits = has_digits(text.as_bytes(), number::LEAST_DIGITS);
    email::find(text, &mut found);
    if with_digits {
        number::find(text, &mut found);
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Whether a text has at least so many digits. Counted in small pieces, which the compiler turns into vector instructions.
fn has_digits(text: &[u8], least: usize) -> bool {
    const PIECE: usize = 128;
    let mut digits = 0;
    text.chunks(PIECE).any(|piece| {
        // a piece has fewer bytes than a number of 8 bits counts
        digits += usize::from(piece.iter().map(|byte| u8::from(byte.is_ascii_digit())).sum::<u8>());
        digits >= least
    })
}

/// The text with personal data masked, or `None` if there is none.
///
/// ```
/// assert_eq!(jipp_core::text::redact("Hubungi 0812-3456-7890").as_deref(), Some("Hubungi [telepon]"));
/// assert_eq!(jipp_core::text::redact("tahun 2019"), None);
/// ```
pub fn redact(text: &str) -> Option<String> {
    let mut masked = masked(text)?;
    // what stood in the middle of a longer number may be one of its own once that is gone
    for _ in 0..PASSES {
        match self::masked(&masked) {
            Some(again) => masked = again,
            None => break,
        }
    }
    Some(masked)
}

/// Most times that a text is looked through again after masking.
const PASSES: usize = 4;

/// The text with what is found at once masked.
fn masked(text: &str) -> Option<String> {
    let found = find_personal_data(text);
    if found.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, kind) in found {
        if range.start < at {
            continue;
        }
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(kind.mask());
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    Some(out)
}

#[cfg(test)]
mod tests;
