use super::open::open_struct;

open_struct! {
    /// One entry in KIPP, the yearly competition: an innovation may enter in several years, each with the groups and categories of
    /// its year (domain sources `KIPP21`, `KIPP22`, `KIPP25c`).
    #[derive(Default, Eq)]
    pub struct KippEntry {
        /// The year of the competition.
        pub year: i32,
    }
    optional {
        /// Group (*kelompok*), vocabulary `kipp_kelompok`.
        pub group: Option<String>,
        /// Category (*kategori*) of the year's scheme, vocabulary `kipp_kategori`.
        pub category: Option<String>,
        /// Number of the proposal in SINOVIK (*nomor registrasi*).
        pub registration: Option<String>,
    }
}
