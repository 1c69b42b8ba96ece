use super::RichText;
use super::open::open_struct;

open_struct! {
    /// The earlier report of the same innovation (*versi sebelumnya*): IGA asks what was renewed since (domain rule DAT-10, source `GH_TOR26`).
    #[derive(Default, Eq)]
    pub struct PreviousVersion {}
    optional {
        /// The earlier record, if known.
        pub record_id: Option<String>,
        /// What was developed since then (*penjelasan pengembangan*).
        pub explanation: Option<RichText>,
    }
}
