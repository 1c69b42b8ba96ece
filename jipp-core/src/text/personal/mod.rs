//! Which parts of a running text are personal data?

mod address;
mod email;
mod number;

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
///   `telp`.
/// - NIK: 16 digits whose region part starts with 11 to 96 and whose day part is 01 to 31 or 41 to 71 (women add 40; Permendagri 72/2022 on
///   the population number). NIP: 18 digits of date of birth, month of appointment, sex and number (Perka BKN 22/2007). NPWP: `01.234.567.8-901.000`,
///   or 15 or 16 digits behind the word.
/// - E-mail: something, `@`, a domain with a dot; also `[at]` and `(at)`, and with blanks before the domain of a known provider.
///
/// Amounts, decimals and numbers of regulations are left alone, and so are digits of an address of the web, unless it is one for calling
/// somebody (`wa.me`), names a telephone number (`?phone=`) or holds `+62`.
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
mod tests {
    use super::*;

    #[test]
    fn masks_phone_mail_and_identity_number() {
        for (text, masked) in [
            ("Telp. 081234567890.", "Telp. [telepon]."),
            ("+62 812-3456-7890 (Budi)", "[telepon] (Budi)"),
            ("surel: budi.s@contoh.go.id, ya", "surel: [surel], ya"),
            ("NIK 3578010101900001", "NIK [NIK]"),
            ("2019 081234567890", "2019 [telepon]"),
        ] {
            assert_eq!(redact(text).as_deref(), Some(masked), "{text}");
        }
    }

    #[test]
    fn mobile_numbers_are_seen_however_they_are_parted() {
        for number in [
            "0812\u{2013}3456\u{2013}7890",
            "0812\u{2014}3456\u{2014}7890",
            "0812 - 3456 - 7890",
            "0812\u{a0}3456\u{a0}7890",
            "0812/3456/7890",
            "0812.3456.7890",
            "0812_3456_7890",
            "(0812) 3456 7890",
            "(+62) 812 3456 7890",
            "+62 (0)812 3456 7890",
            "62 812 3456 7890",
            "0062 812 3456 7890",
            "081 234 567 890",
        ] {
            assert_eq!(redact(&format!("Hubungi Budi, {number}, ya")).as_deref(), Some("Hubungi Budi, [telepon], ya"), "{number}");
        }
        for (text, masked) in [
            ("0812 3456 7890 0813 4567 8901", "[telepon] [telepon]"),
            ("081234567890/081345678901", "[telepon]/[telepon]"),
            ("HP 81234567890", "HP [telepon]"),
            ("WA081234567890", "WA[telepon]"),
            ("1. 081234567890 2.081345678901", "1. [telepon] 2.[telepon]"),
            ("di nomor 0812-3456-2010", "di nomor [telepon]"),
        ] {
            assert_eq!(redact(text).as_deref(), Some(masked), "{text}");
        }
    }

    #[test]
    fn landline_numbers_are_seen() {
        for (text, masked) in [
            ("Kantor (0333) 424172, ya", "Kantor [telepon], ya"),
            ("kantor 021-5551234", "kantor [telepon]"),
            ("kantor 0274 512345 pada jam kerja", "kantor [telepon] pada jam kerja"),
            ("kantor (021) 555 1234", "kantor [telepon]"),
            ("kantor 021-5551234/5551235", "kantor [telepon]"),
            ("+62 21 5551234", "[telepon]"),
            ("Telp. 0215551234", "Telp. [telepon]"),
            ("Telp/Fax: 0274.512345", "Telp/Fax: [telepon]"),
        ] {
            assert_eq!(redact(text).as_deref(), Some(masked), "{text}");
        }
    }

    #[test]
    fn numbers_of_servants_and_taxpayers_are_seen() {
        for (text, masked) in [
            ("NIP 198503122009011004", "NIP [NIP]"),
            ("NIP. 19850312 200901 1 004, Penata", "NIP. [NIP], Penata"),
            ("199001012023211001", "[NIP]"),
            ("NPWP 09.254.294.3-407.000", "NPWP [NPWP]"),
            ("NPWP: 092542943407000", "NPWP: [NPWP]"),
            ("3578010101900001 2019", "[NIK] 2019"),
            ("NIK 3578 0101 0190 0001", "NIK [NIK]"),
        ] {
            assert_eq!(redact(text).as_deref(), Some(masked), "{text}");
        }
    }

    #[test]
    fn mail_addresses_in_disguise_are_seen() {
        for (text, masked) in [
            ("budi [at] gmail.com", "[surel]"),
            ("surel budi.s(at)contoh.go.id ya", "surel [surel] ya"),
            ("budi[at]gmail[dot]com", "[surel]"),
            ("surel budi @gmail.com", "surel [surel]"),
            ("surel budi@ yahoo.co.id", "surel [surel]"),
            ("mailto:budi@contoh.id", "mailto:[surel]"),
        ] {
            assert_eq!(redact(text).as_deref(), Some(masked), "{text}");
        }
    }

    #[test]
    fn addresses_for_calling_hold_a_number_and_others_do_not() {
        for (text, masked) in [
            ("https://wa.me/6281234567890?text=Halo", "https://wa.me/[telepon]?text=Halo"),
            ("URL=https://wa.me/6281234567890", "URL=https://wa.me/[telepon]"),
            ("wa.me/6281234567890", "wa.me/[telepon]"),
            ("https://api.whatsapp.com/send?phone=6281234567890", "https://api.whatsapp.com/send?phone=[telepon]"),
            ("https://contoh.go.id/kontak?no_hp=081234567890", "https://contoh.go.id/kontak?no_hp=[telepon]"),
            ("https://contoh.go.id/+6281234567890", "https://contoh.go.id/[telepon]"),
            ("https://contoh.go.id/?a=%2B6281234567890", "https://contoh.go.id/?a=[telepon]"),
            ("tel:081234567890", "tel:[telepon]"),
            ("https://contoh.go.id,081234567890", "https://contoh.go.id,[telepon]"),
        ] {
            assert_eq!(redact(text).as_deref(), Some(masked), "{text}");
        }
        for text in [
            "youtube.com/watch?v=08123456789",
            "https://www.youtube.com/watch?v=08123456789",
            "https://regional.kompas.com/read/2021/08/10/081234578/judul",
            "https://id.scribd.com/document/628123456/Pedoman",
            "https://www.facebook.com/watch/?v=3578010101900001",
            "https://www.google.com/maps/@-7.2575,112.7521,17z",
            "https://www.tiktok.com/@kominfo.sby/video/7081234567890123456",
        ] {
            assert_eq!(redact(text), None, "{text}");
        }
    }

    #[test]
    fn leaves_ordinary_numbers_alone() {
        for text in [
            "Rp1.234.567.890",
            "Rp1.081.234.567.890",
            "Rp 62.812.345.678",
            "sebesar 62.812.345.678 rupiah",
            "Tahun 2018-2023",
            "65.535 byte",
            "PP 38/2017",
            "@instansi",
            "Instagram @dinkes.surabaya",
            "a@b",
            "npm pkg@1.2.34",
            "No. 050-145/2022",
            "Nomor 0821/1234/2021",
            "Nomor 050/123456/436.7/2021",
            "Nomor 027-123456/HK/2021",
            "Nomor 188.45/0812345678/HK/2021",
            "62 desa",
            "1234567890123456",
            "08-12-2021 10.30 sampai 12.00",
            "pukul 0730-2100",
            "bebas pulsa 0800-1-500-567",
            "0800 150 0567",
            "hubungi 14045 atau 1500567 atau 112",
            "(021) 1500567",
            "-7.08123456789, 112.0812345678901",
            "11 20 35 12 14 10 22 33",
            "ISBN 978-602-1234-56-7",
        ] {
            assert_eq!(redact(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_masked_stays_masked() {
        let parts = [
            "0812", "3456", "7890", "-", ".", " ", "/", "+62", "(", ")", "telp ", "021", "5551234", "@", "a.id", "628", "[at]", "35780101",
        ];
        let mut state = 7_u64;
        for _ in 0..4000 {
            let mut text = String::new();
            for _ in 0..12 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(parts[(state >> 33) as usize % parts.len()]);
            }
            if let Some(masked) = redact(&text) {
                assert_eq!(redact(&masked), None, "{text} -> {masked}");
            }
        }
    }
}
