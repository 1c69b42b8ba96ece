use super::Timestamp;
use super::open::open_struct;

open_struct! {
    /// Whether the record is shown to the public (*publikasi*).
    #[derive(Default, Eq)]
    pub struct Publication {
        /// `terbit` or `tidak_terbit`, after vocabulary `status_terbit_lan` (LAN's own codes are `1` and `2`).
        pub status: String,
    }
    optional {
        /// Since when.
        pub at: Option<Timestamp>,
    }
}
