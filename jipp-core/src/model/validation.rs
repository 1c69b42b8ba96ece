use super::open::open_struct;
use super::{RichText, Timestamp};

open_struct! {
    /// One judgement of a record by another agency than its owner (*validasi*): KemenPANRB, Kemendagri, LAN or the owner's hub
    /// (domain rule STS-05; the hub's part is inferred).
    #[derive(Default, Eq)]
    pub struct Validation {
        /// The agency that judged, by code or name; never a person.
        pub by: String,
    }
    optional {
        /// When.
        pub at: Option<Timestamp>,
        /// What was decided (*keputusan*), such as `verified` or `rejected`, vocabulary `hub_verifikasi` (inferred for innovations).
        pub decision: Option<String>,
        /// How, vocabulary `teknik_validasi_lan`.
        pub technique: Option<String>,
        /// Remark (*catatan*).
        pub note: Option<RichText>,
    }
}
