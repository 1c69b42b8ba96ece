use super::*;

fn check(pairs: &[(&str, &str)]) {
    let wrong: Vec<_> = pairs.iter().filter(|(word, root)| lemma(word) != *root).map(|(word, root)| (word, root, lemma(word))).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn nasal_prefixes_give_back_what_they_swallowed() {
    check(&[
        ("mengirim", "kirim"),
        ("menulis", "tulis"),
        ("menyapu", "sapu"),
        ("memakai", "pakai"),
        ("mengecat", "cat"),
        ("pengepelan", "pel"),
    ]);
    check(&[("menyanyi", "nyanyi"), ("memakan", "makan"), ("mengkritik", "kritik"), ("mempromosikan", "promosi"), ("merawat", "rawat")]);
}

#[test]
fn long_words_of_offices() {
    check(&[("pertanggungjawabannya", "tanggungjawab"), ("mempertanggungjawabkan", "tanggungjawab"), ("ketidakpastian", "pasti")]);
    check(&[
        ("keberlanjutan", "lanjut"),
        ("memberdayakan", "daya"),
        ("pemberdayaan", "daya"),
        ("diperbarui", "baru"),
        ("penyelenggaraan", "selenggara"),
    ]);
    check(&[("kependudukan", "duduk"), ("menyosialisasikan", "sosialisasi"), ("penyandang", "sandang"), ("sepengetahuan", "tahu")]);
}

#[test]
fn clitics_and_proclitics() {
    check(&[
        ("rumahnya", "rumah"),
        ("bukumukah", "buku"),
        ("apalah", "apa"),
        ("kulihat", "lihat"),
        ("kauambil", "ambil"),
        ("APBD-nya", "APBD"),
    ]);
}

#[test]
fn reduplication() {
    check(&[
        ("anak-anak", "anak"),
        ("anak-anaknya", "anak"),
        ("berjalan-jalan", "jalan"),
        ("menyebut-nyebut", "sebut"),
        ("kebiru-biruan", "biru"),
    ]);
    check(&[("tulis-menulis", "tulis"), ("sayur-mayur", "sayur-mayur"), ("pepohonan", "pohon"), ("surat-menyurat", "surat")]);
}

#[test]
fn everyday_speech() {
    check(&[
        ("nerima", "terima"),
        ("nyoba", "coba"),
        ("ngopi", "kopi"),
        ("ngebantu", "bantu"),
        ("gak", "tidak"),
        ("benerin", "benar"),
        ("mukul", "pukul"),
    ]);
}

#[test]
fn roots_that_look_affixed_stay() {
    let roots =
        ["penjara", "pedoman", "balai", "teknologi", "sungai", "bulan", "makan", "berita", "perempuan", "keluarga", "sekolah", "pemilu"];
    check(&roots.map(|root| (root, root)));
}

#[test]
fn short_words_digits_and_other_scripts_stay() {
    let words = ["dia", "ktp", "covid19", "1000", "日本語", "", "-", "--", "a-b"];
    check(&words.map(|word| (word, word)));
}
