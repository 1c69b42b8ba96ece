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

impl Statistics {
    /// The names of the counters.
    pub const COUNTERS: [&str; 5] = ["views", "interests", "agreements", "replications", "likes"];
}

#[cfg(test)]
mod tests {
    use super::Statistics;

    #[test]
    fn every_counter_has_its_name() {
        let all = Statistics {
            views: Some(1),
            interests: Some(1),
            agreements: Some(1),
            replications: Some(1),
            likes: Some(1),
            ..Statistics::default()
        };
        let json = serde_json::to_value(all).unwrap();
        assert_eq!(json.as_object().unwrap().len(), Statistics::COUNTERS.len());
        assert!(Statistics::COUNTERS.iter().all(|counter| json[counter] == 1));
    }
}
