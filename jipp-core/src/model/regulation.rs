use super::PartialDate;
use super::open::open_struct;

open_struct! {
    /// A rule that establishes the innovation (*regulasi*): IGA indicator 16 asks for kind, number and date (domain source `GH_EVID`).
    #[derive(Default, Eq)]
    pub struct Regulation {}
    optional {
        /// Kind (*jenis*), such as `Peraturan Daerah` or `SK Kepala Perangkat Daerah`.
        pub kind: Option<String>,
        /// Number (*nomor*), such as `188.45/123/2023`.
        pub number: Option<String>,
        /// Date of enactment.
        pub date: Option<PartialDate>,
        /// What it is about (*tentang*).
        pub title: Option<String>,
    }
}
