mod figures;
mod forms;

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
        "0812",
        "3456",
        "7890",
        "-",
        ".",
        " ",
        "/",
        "+62",
        "(",
        ")",
        "telp ",
        "021",
        "5551234",
        "@",
        "a.id",
        "628",
        "[at]",
        "35780101",
        ",12,",
        "1.",
        "01900001",
        "NIK ",
        "%40",
        ".png",
        "2021",
        " 112.75123,",
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
