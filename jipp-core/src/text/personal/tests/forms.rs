//! Personal data in the forms in which it is written: what stands in braces is masked, and nothing else.

use crate::text::redact;

/// Tries texts in which the parts in braces have one mask.
fn are_masked(mask: &str, texts: &[&str]) {
    for marked in texts {
        let text = marked.replace(['{', '}'], "");
        let parts = marked.split('{').map(|part| part.split_once('}').map_or(part.to_owned(), |(_, rest)| format!("{mask}{rest}")));
        assert_eq!(redact(&text), Some(parts.collect::<String>()), "{text}");
    }
}

#[test]
fn telephone_numbers_in_rows_of_commas() {
    are_masked(
        "[telepon]",
        &[
            "Budi,12,{081234567890}",
            "Budi,12,{6281234567890}",
            "Budi,12,{+6281234567890}",
            "Budi,12,{0812-3456-7890}",
            "Budi,12,{0812 3456 7890}",
            "Budi,12,{(0812) 3456 7890}",
            "Budi,12,{0274-512345}",
            "Budi,12,{021 555 1234}",
            "Budi,0,{081234567890}",
            "Budi,1.500.000,{081234567890}",
            "Budi,2021-08-12,{081234567890}",
            "3,Siti,120,{08123456789}",
            "2021,{081234567890},{081345678901}",
            "1,2,3,{081234567890}",
            "Budi;12;{081234567890}",
            "Budi\t12\t{081234567890}",
            "Nama,Umur,HP\nBudi,12,{081234567890}\nSiti,13,{081345678901}",
            "Surabaya 60241,{081234567890}",
            "Jl. Melati No. 5,{081234567890}",
            "buka 08.00-15.00,{081234567890}",
            "RT.02/03,{081234567890}",
        ],
    );
}

#[test]
fn telephone_numbers_behind_items_and_addresses() {
    are_masked(
        "[telepon]",
        &[
            "No.5.{081234567890}",
            "No.5.{08123456789}",
            "HP 1.{08123456789}",
            "1.{08123456789} 2.{08134567890}",
            "2.1.{081234567890}",
            "5.{0812-3456-7890}",
            "5.{0812 3456 7890}",
            "tahun 2021.{081234567890}",
            "Surabaya 60241.{081234567890}",
            "Kader 3-{0812 3456 7890}",
            "3-{0812-3456-7890}",
            "Budi-12-{0812-3456-7890}",
            "1) Budi-{0812-3456-7890} 2) Siti-{0813-4567-8901}",
            "RT 02/{0812-3456-7890}",
            "RT 02/RW 03/{0812-3456-7890}",
            "2021/{0812-3456-7890}",
            "12/08/2021/{0812-3456-7890}",
            "24/7-{0812-3456-7890}",
            "Budi/{0274 512345}",
        ],
    );
}

#[test]
fn telephone_numbers_in_unusual_groups() {
    are_masked(
        "[telepon]",
        &[
            "{08 12 34 56 78 90}",
            "{08-12-34-56-78-90}",
            "{08 1234567890}",
            "{08-1234-5678}",
            "{0-812-3456-7890}",
            "{0 812-3456-7890}",
            "{0812·3456·7890}",
            "HP {08.12.34.56.78.90}",
            "HP {812.345.678.901}",
            "2021 {62 812 3456 7890} 2021",
            "{62812-3456-7890}",
            "{62.81234567890}",
            "{0812 3456 7890} 5 orang",
            "{0812 3456 7890} - {0813 4567 8901}",
        ],
    );
}

#[test]
fn landlines_with_and_without_words() {
    are_masked(
        "[telepon]",
        &[
            "{0274 512345}",
            "kantor {0274 512 345} buka",
            "{021-555-1234}",
            "{021 555 1234}",
            "{021 555-1234}",
            "kantor {021 555 1234} 2021",
            "Telp No. {031-456789}",
            "Telepon nomor {031-4567890}",
            "No. Telp. Kantor {0274 512345}",
            "tabel {(0274) 512345}",
            "Lampiran {+62 274 512345}",
            "contoh.go.id {0274 512345}",
            "Kelurahan Kebonsari ({031-3524001})",
        ],
    );
}

#[test]
fn numbers_glued_to_an_address_of_the_web() {
    are_masked(
        "[telepon]",
        &[
            "https://contoh.go.id:{081234567890}",
            "https://contoh.go.id({081234567890})",
            "https://contoh.go.id/form?nama=Budi&telp={0274512345}",
            "bit.ly/layanan,{081234567890}",
            "https://t.me/{+6281234567890}",
        ],
    );
}

#[test]
fn numbers_of_persons_in_groups_and_rows() {
    are_masked(
        "[NIK]",
        &[
            "Siti,34,{3578010101900001}",
            "Siti,34,{3578 0101 0190 0001}",
            "No.3.{3578010101900001}",
            "1.{3578010101900001}",
            "34/{3578010101900001}",
            "{3578-0101-0190-0001}",
            "{357801.010190.0001}",
            "{3578 0101 0190 0001} 2021",
            "NIK {35 78 01 010190 0001}",
            "NIK {1205 1310 1120 1405}",
            "NIK Budi: {1205 1310 1120 1405}",
            "Nomor KTP {1205 1310 1120 1405}",
        ],
    );
    are_masked("[NIP]", &["Siti,34,{198503122009011004}", "Siti,34,{19850312 200901 1 004}", "NIP : {19850312 2009 01 1 004}"]);
    are_masked(
        "[NPWP]",
        &[
            "{09.254.294.3-407.000}",
            "{09.254.294.3.407.000}",
            "{09.254.294.3 \u{2013} 407.000}",
            "{09.254.294.3-407000}",
            "PT Contoh,12,{09.254.294.3-407.000}",
            "NPWP {09 254 294 3 407 000}",
            "NPWP16 {0092542943407000}",
        ],
    );
}

#[test]
fn mail_in_addresses_of_the_web_and_encoded() {
    are_masked(
        "[surel]",
        &[
            "https://contoh.go.id/kontak?email={budi@contoh.go.id}",
            "https://contoh.go.id/kontak?email={budi%40contoh.go.id}&x=1",
            "https://contoh.go.id/pengguna/{budi@contoh.go.id}/profil",
            "https://contoh.go.id/?to=mailto:{budi@contoh.go.id}",
            "https://contoh.go.id/?to=%20{budi@gmail.com}",
            "https://contoh.go.id/unduh/{budi@gmail.com}.pdf",
            "https://{budi@contoh.go.id}/x",
            "https://calendar.google.com/calendar/embed?src={budi%40gmail.com}&ctz=Asia",
            "contoh.go.id/kontak?surel={budi@gmail.com}",
            "https://contoh.go.id,{budi@gmail.com}",
            "{budi.id@gmail.com}/12",
            "{budi%40gmail.com}",
            "{budi@contoh[dot]go[dot]id}",
            "{budi@163.com}",
            "{budi@gmail.con}",
            "mailto:{budi@contoh.id}?subject=Halo",
        ],
    );
}

#[test]
fn telephone_numbers_behind_the_word_nomor() {
    are_masked(
        "[telepon]",
        &[
            "menghubungi nomor {021-5551234}",
            "Layanan akta lewat nomor {0274-512345}",
            "Pengurusan surat pindah melalui nomor {0274 512345}",
            "melalui nomor {0274-512345}",
            "nomor pengaduan {0274 512345}",
            "Nomor: {031-456789}",
            "dapat dihubungi di nomor {(0274) 512345}",
            "layanan di nomor {0274 512345} setiap hari",
            "No. {021-5551234} (Pak Budi)",
            "hotline nomor {021 5551234}",
            "call center No. {0361-224466}",
            "pengaduan: {0274-512345}",
        ],
    );
}

#[test]
fn telephone_numbers_beside_other_words_and_figures() {
    are_masked(
        "[telepon]",
        &[
            "{021-5551234} Unit Pelayanan",
            "{0274 512345} Desa Sleman",
            "{021-5551234} orang tua asuh",
            "{0274-512345} Rumah Sakit",
            "{0274 512345} Data Center",
            "Kontak {81234567890} Unit Layanan",
            "WA {81234567890} orang tua",
            "HP {81234567890} Desa Maju",
            "telp {81234567890} warga",
            "{021 555 12 34}",
            "{021-555-12-34}",
            "{(021) 555 12 34}",
            "{0274 5123 456}",
            "kantor {0361 2244 556} buka",
            "{62 812 34 56 78 90}",
            "{+62 812 34 56 78 90}",
            "{+62 21 555 12 34}",
            "{0812 34 56 78 90}",
            "{0812-34-56-78-90}",
            "Rp {081234567890}",
            "Rupiah: {0812-3456-7890}",
            "Biaya Rp. {0274-512345}",
            "{0812,3456,7890}",
            "HP {0812,3456,7890}",
            "{0274-512345, 512346}",
            "{021-5551234/5551235}",
            "{021-5551234, 5551235, 5551236}",
            "Telp. {0274 512345 / 512346}",
            "{0274 512345 dan 512346}",
            "1/{021-5551234}",
            "24/7/{0274 512345}",
            "RT 2/{0274-512345}",
            "https://contoh.go.id/?hp={081234567890}",
            "https://contoh.go.id/?q={081234567890}",
            "https://contoh.go.id/cari/{081234567890}/hasil",
            "{0274-512345}, 2021",
        ],
    );
    are_masked("[NIK]", &["https://contoh.go.id/cek/{3273010101900001}", "contoh.go.id/warga/{3578010101900001}"]);
    are_masked("[NPWP]", &["{09.254.294.3 407.000}", "{09.254.294.3-407 000}", "NPWP {09.254.294.3 407.000}"]);
}

#[test]
fn mail_that_looks_like_a_file_or_a_copy() {
    are_masked(
        "[surel]",
        &[
            "https://contoh.go.id/~{budi@gmail.com}",
            "https://contoh.go.id/[{budi@gmail.com}]",
            "https://contoh.go.id/!{budi@gmail.com}",
            "https://contoh.go.id/x/{budi@gmail.com}-2",
            "{budi@gmail.com}-2",
            "{budi@rsud.rs}",
            "kirim ke {info@layanan.py} ya",
            "{siti@desa.md}",
            "{info@startup.ai}",
            "{budi@contoh.app}",
        ],
    );
}

#[test]
fn landlines_behind_services_and_in_other_forms() {
    are_masked(
        "[telepon]",
        &[
            "{0274-512345}%20Sleman",
            "Layanan Akta: {0721-481107}",
            "Pengaduan Sertifikat {0721 481107}",
            "Loket surat: {0721-481107}",
            "Layanan akta nomor {0721-481107}",
            "kode area {0721-481107}",
            "Kantor Polisi {0721-481107}",
            "T.{0721-481107}",
            "Budi-{0721-481107}",
            "{0721.481107}",
            "{022.420.3456}",
            "{0721-48-11-07}",
            "{0721 48 11 07}",
            "{( 0721 ) 481107}",
            "{(0721 )481107}",
            "{[0721] 481107}",
            "{(62-721) 481107}",
            "{(62721) 481107}",
            "{0062 721 481107}",
            "{+ 62 721 481107}",
            "{(0721) 481107 - 481108}",
            "{0721-481107\u{2013}481108}",
            "{0721-481107}/fax",
            "{0721-481107} kali ini",
        ],
    );
}

#[test]
fn mobile_numbers_of_names_and_some_words_behind_a_telephone() {
    are_masked(
        "[telepon]",
        &[
            "Dewi{082184441122}",
            "WA di nomor {821-8444-1122}",
            "Whatsapp Bisnis: {82184441122}",
            "HP Ibu Dewi {821 8444 1122}",
            "{0821•8444•1122}",
            "{0821\u{3000}8444\u{3000}1122}",
            "https://contoh.go.id/kontak/{6282184441122}",
            "https://contoh.go.id/kontak/{0821-8444-1122}",
        ],
    );
}

#[test]
fn numbers_of_persons_in_names_of_files_and_of_old() {
    are_masked("[NIK]", &["https://contoh.go.id/ktp_{1871014509780003}.jpg", "https://contoh.go.id/berkas/{1871014509780003}-kk.pdf"]);
    are_masked(
        "[NIP]",
        &["https://contoh.go.id/pegawai/{197809152005012004}", "NIP {1978 0915 2005 01 2 004}", "NIP {131234567}", "NIP. {131 234 567}"],
    );
}

#[test]
fn mail_with_blanks_and_without_its_dot() {
    are_masked(
        "[surel]",
        &[
            "{dewi @ dinkes.lampungprov.go.id}",
            "{dewi@ dinkes.lampungprov.go.id}",
            "{dewi@gmail,com}",
            "{dewi@gmail .com} ya",
            "{dewi@yahoo. co.id}, ya",
            "{dewi@yahoo} ya",
            "{dewi@layanan.zip}",
            "{dewi@layanan.mov}",
        ],
    );
}
