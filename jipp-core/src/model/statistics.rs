use super::open::open_struct;

open_struct! {
    /// The counters of a record on JIPPNas (domain source `GH_JIPP`). Missing is not known, which is not zero.
    #[derive(Default, Eq)]
    pub struct Statistics {}
    optional {
        /// Times seen (*dilihat*).
        pub views: Option<u64>,
        /// Expressions of interest to replicate (*minat*).
        pub interests: Option<u64>,
        /// Agreements (*kesepakatan*).
        pub agreements: Option<u64>,
        /// Replications (*replikasi*).
        pub replications: Option<u64>,
        /// Likes (*suka*).
        pub likes: Option<u64>,
    }
}
