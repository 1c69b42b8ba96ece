//! Figures, codes and addresses that are nobody's own.

use crate::text::redact;

/// Tries texts in which nothing is masked.
fn stay(texts: &[&str]) {
    for text in texts {
        assert_eq!(redact(text), None, "{text}");
    }
}

#[test]
fn amounts() {
    stay(&[
        "Rp 12.500.000 - 1.250.000",
        "12.500.000 5.000.000",
        "12.500.000-5.000.000",
        "12.500.000/5.000.000",
        "Rp2.500.000 5.000.000 7.500.000",
        "628.702.833 58.477.175.812",
        "mobile 81.234.567.890 transaksi",
        "mobile 62.812.345.678 transaksi",
        "call 812345678 kali",
        "628.123.456.789 jiwa",
        "Rp 5,081234567890 miliar",
        "IDR 81,234,567,890",
    ]);
}

#[test]
fn decimals_and_places() {
    stay(&[
        "1.08123456789",
        "0,0812345678",
        "0.081234567890",
        "nilai 5,0812345678",
        "85,0812345678 persen",
        "85,0812345678%",
        "1.08123456789e-5",
        "0,3578010101900001",
        "total 3,5081385412551236",
        "62.839744321",
        "62.8136 47.3119 25.3394",
        "5728.086954391372 19.627054542516788",
        "0.5305886693823131,637.0814895393453,731.8800605879245",
        "33.408,327.0314102860951,50.071",
        "-7,08123456789; 112,0812345678901",
        "7.081234567890, 112.751234567890",
        "7,0812345678 112,0812345678",
        "-6.285321075 99.47347",
        "112.081234567890",
        "latitude: 8.081234567812",
    ]);
}

#[test]
fn rows_of_figures() {
    stay(&[
        "1205 1310 1120 1405",
        "1205\t1310\t1120\t1405",
        "Tabel: 1205 1310 1120 1405 1310 1205",
        "3578 2101 1105 1999",
        "120513 101120 1405",
        "1101 0102 0103 0104 0105",
        "4111 1111 1111 1111",
        "2018 1205 2019 1310 2020 1120 2021 1405",
        "6281 5327 4515 4455",
        "62851 80758 29147",
        "628 697 754 952 582 100",
        "08 1205 1310 1120 1405",
        "01 05 08 12 34 56 78 90",
        "08 12 10 22 33 44 55 66",
        "0812 0813 0814 0815",
        "021 345 678 022 331",
        "0321 1205 1310 1120",
        "021-022-023-024",
        "0274\t512345",
    ]);
}

#[test]
fn landlines_that_are_numbers_of_things() {
    stay(&[
        "tabel 021 345 678 022",
        "tabel 021 345 6789",
        "ruas 024 512345 meter",
        "ruas jalan 024 512345",
        "024 512345 meter",
        "0274 512345 jiwa",
        "SK No. 061-234567",
        "Keputusan Nomor 024 512345",
        "Kepmen 061 2345 2021",
        "Kepmen PANRB 061 2345 2021",
        "Permendagri 021-345678",
        "Lampiran 021-345678",
        "blok 031 223344",
        "B/031-445566/2021",
    ]);
}

#[test]
fn numbers_of_letters_and_codes() {
    stay(&[
        "Nomor 23 Tahun 2014",
        "Nomor 440/0812/3456/2021",
        "Nomor 800/0812-345/436.8/2021",
        "Nomor 100.3.3.2/0812/2023",
        "188.45-0812-3456-2021",
        "899-0812-3456-7890",
        "1.02.01.2.02.0012",
        "5.1.02.01.01.0024",
        "08.14.01.15.23.71",
        "35.78.01.2001 35.78.01.2002",
        "3578012001 3578012002",
        "60241 60242 60243",
        "62.84.238.252 192.168.100.200",
        "ISBN 978-623-0812-34-5",
        "e-ISSN 2549-0812 p-ISSN 2085-3456",
        "doi 10.31227/osf.io/0812345678",
        "doi:10.1016/j.jclepro.2021.081234567890",
        "8998866200578",
        "versi 10.15.7.20210812",
        "20210812_103015",
        "08-12-21-10-30-15",
        "2021-08-12T10:30:15+07:00",
        "2016-2017-2018-2019",
        "12,5% 13,75% 14,25%",
    ]);
}

#[test]
fn signs_of_mail_that_are_none() {
    stay(&[
        "https://contoh.go.id/img/logo@2x.png",
        "https://contoh.go.id/img/foto@3x.jpeg?x=1",
        "https://contoh.go.id/img/ikon@1.5x.svg",
        "https://cdn.jsdelivr.net/npm/x@1.2.min.js",
        "https://cdn.jsdelivr.net/npm/bootstrap@5.3.0/dist/css/bootstrap.min.css",
        "https://unpkg.com/@babel/core@7.1.0.beta/x",
        "https://contoh.go.id/unduh/berkas@v1.final.docx#hal=3",
        "https://medium.com/@user.name/judul",
        "https://www.google.com/maps/@-7.25,112.75,15z",
        "https://www.google.com/maps/place/Kantor+Dinas@-7.25,112.75,15z",
        "https://www.youtube.com/@dinkes.surabaya/videos",
        "https://mastodon.social/@budi@mastodon.social",
        "contoh.go.id/img/logo@2x.png",
        "gambar logo@2x.png",
        "npm i x@1.2.min.js",
        "Instagram %40dinkes.surabaya",
    ]);
}

#[test]
fn figures_that_resemble_other_forms() {
    stay(&[
        "SK Nomor 031-456789 Tahun 2020",
        "Keputusan Bupati Nomor 024 512345",
        "Peraturan Gubernur Jawa Tengah Nomor 024-512345",
        "Surat Edaran Menteri PANRB Nomor 031-445566",
        "nomor registrasi 021-345678",
        "nomor rekening 021-345678",
        "Surat Sekretaris Daerah No: 021-345678",
        "Nota Dinas Nomor 021-345678",
        "Berita Acara No. 031-223344",
        "Nomor urut 021 345678",
        "dokumen nomor 031-456789",
        "Rp 81.234.567.890",
        "Rp 812345678",
        "812345678 orang",
        "81234567890 unit",
        "0274 512345 KK",
        "021 345 67 89 10",
        "0321 1205 131 12",
        "0274 12 05 21",
        "62 84 23 12 45 10",
        "12 62 812 34 56 78 90 12",
        "09.254.294.3",
        "09.254.294 407.000",
        "1.254.294.3 407.000",
        "12.254.294.345 407.000",
        "logo@2x.rs",
        "logo@3x.md",
        "main@2.0.py",
        "0812,345,67",
        "0812,3456",
        "1,0812,3456,7890,12",
        "5/021-445566/2021",
        "B/5/031-445566",
        "https://www.kompas.com/read/2021/05/19/081234578/asimilasi",
        "https://contoh.go.id/read/20210812345/judul",
        "https://contoh.go.id/p/1234567890123456",
        "https://contoh.go.id/?id=5081234567890",
        "https://contoh.go.id/berita/0812345",
        "x@1.2.min.js",
        "Perda Nomor 5 Tahun 2019 tentang Pajak Daerah",
        "Perbup No. 021 Tahun 2020",
        "SK Bupati No 188/0274/512345/2020",
        "Surat Keputusan Kepala Dinas Kesehatan Kabupaten Sleman Nomor 440/512345",
        "anggaran 1.234.567.890 rupiah",
        "Rp1.250.000.000,00 (satu miliar)",
        "jumlah penduduk 1.034.567 jiwa",
        "tahun 2018 2019 2020 2021",
        "12.345 23.456 34.567",
        "kode wilayah 35.78.01",
        "kode pos 65119 Malang 65120",
        "NPSN 20533456",
        "ISBN 978-602-1234-56-7",
        "GPS -7.250445, 112.768845",
        "koordinat 7.250445 112.768845",
        "luas 0,0812345 ha",
        "0,0274512 persen",
        "IP 192.168.001.021",
        "no rekening 0211234567 Bank Jatim",
        "No. Rek. 021-1234567",
        "Rekening Nomor 021-1234567",
        "nomor induk berusaha 0274512345678",
        "ruas jalan nomor 024 512345",
        "halaman 021 345 678",
        "Tabel 021 345 6789",
        "jam 08.00-15.00",
        "08.00 12.30 15.45 18.00",
        "pukul 0812 sampai 0915",
        "08-12-2021 sampai 09-12-2021",
        "2021-08-12/2021-09-12",
        "https://www.youtube.com/watch?v=0812345678",
        "https://docs.google.com/spreadsheets/d/1a0812345678b/edit",
        "https://t.me/dinkes/081234",
        "versi 0.8.12.345",
        "skor 0.812 0.345 0.678",
        "0,812; 0,345; 0,678",
        "0.812 0.345 0.678",
        "1.500 orang 2.345 orang",
        "021 orang 022 orang",
        "112 dan 119",
        "hotline 1500-123",
        "call center 119",
        "0800 1234567",
    ]);
}

#[test]
fn numbers_of_things_named_beside_nomor() {
    stay(&[
        "Perjanjian Kerja Sama Nomor: 031-445566",
        "MoU No. 031-445566",
        "Piagam Penghargaan Nomor 031-445566",
        "Hak Cipta Nomor 031-445566",
        "Surat Tugas Kepala Bappeda Provinsi Nomor 024-223344",
        "nomor agenda 031-445566",
        "nomor rekam medis 031-445566",
        "SOP No. 031-445566",
        "No. Dok. 031-445566",
        "faktur 031-445566",
        "kode barang 031-445566",
        "SK Nomor 061-234567 dan 061-234568",
        "Perbup Nomor 031-445566, 031-445567 dan 031-445568",
        "B-031-445566",
        "KEP-0274-512345",
        "031-445566 ha",
    ]);
}

#[test]
fn figures_in_dots_pairs_and_brackets() {
    stay(&[
        "0274.51",
        "0274.512.345",
        "0274.512.345.678",
        "021.12.345678",
        "1.021.345678",
        "0274-51-23-45-67",
        "0274 51 23 45 67 89",
        "0274-51-23-45/2021",
        "[12] 345 [13] 678",
        "(12) 345 (13) 678 (14) 901",
        "(62) 345 678",
        "0061 0062 0063 0064",
        "12 + 62 274 512345",
        "12 • 34 • 56 • 78 • 90",
    ]);
}

#[test]
fn amounts_and_codes_behind_telephones_and_names() {
    stay(&[
        "WhatsApp digunakan 8122334455 orang",
        "telepon umum 812 345 678 unit",
        "HP laptop senilai 8122334455",
        "ponsel dengan kode 812-3344-5566",
        "812-3344-5566",
        "mobile 812345678 pengguna",
        "TRX081223344556",
        "ab081223344556",
        "deadbeef081223344556a",
        "tiket081223344556",
        "nip 2021 2022",
        "NIP 130123",
        "131234567",
        "1978 0915 2005 01 2 004",
    ]);
}

#[test]
fn addresses_and_handles_that_resemble_those_of_persons() {
    stay(&[
        "https://contoh.go.id/id-1234567890123456",
        "https://contoh.go.id/img_3573015205900002999.jpg",
        "https://contoh.go.id/pegawai/198513122010011003",
        "https://contoh.go.id/berita/6281223344",
        "https://contoh.go.id/0812-3456-7890-1234",
        "https://contoh.go.id/maps/@-7.3578010101900001,112.1",
        "rapat @ kantor bupati",
        "Instagram @ dinkes.id",
        "Instagram @dinkes.go.id",
        "tim@gmailku",
        "3 @yahoo",
        "foto@2x.zip",
        "ikon@2x.mov",
        "harga @ 5.000",
    ]);
}
