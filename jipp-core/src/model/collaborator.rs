use super::open::open_struct;

open_struct! {
    /// A group that takes part in the innovation (*kolaborasi*, *keterlibatan aktor*): IGA counts five kinds of actors.
    #[derive(Default, Eq)]
    pub struct Collaborator {
        /// The kind of actor, vocabulary `aktor_inovasi`: `pemerintah`, `pelaku_bisnis`, `komunitas`, `akademisi`, `media_massa`, `lainnya`.
        pub actor: String,
    }
    optional {
        /// The organisation, never a person.
        pub name: Option<String>,
        /// What it does (*peran*).
        pub role: Option<String>,
    }
}
