use super::open::open_struct;

open_struct! {
    /// Another record that may be the same innovation (*duplikat*), and what was decided about it.
    #[derive(Default)]
    pub struct DuplicateDecision {
        /// The other record.
        pub record_id: String,
    }
    optional {
        /// Match probability, 0 to 1.
        pub score: Option<f64>,
        /// What speaks for it.
        pub reasons: Vec<String>,
        /// What was decided: `duplicate`, `version`, `replication`, `related` or `different`; missing while nobody has.
        pub decision: Option<String>,
        /// The agency or the account that decided; never the name of a person.
        pub by: Option<String>,
    }
}
