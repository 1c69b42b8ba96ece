use crate::model::OrganisationRef;
use crate::model::open::open_struct;

open_struct! {
    /// The innovation that is replicated (*replikasi dari*, *inovasi asal*): a record of the directory, or what is known of one.
    #[derive(Default, Eq)]
    pub struct ReplicationOrigin {}
    optional {
        /// Its record id, if it is in the directory.
        pub record_id: Option<String>,
        /// Its NRI (*nomor registrasi inovasi*).
        pub nri: Option<String>,
        /// Its title as written.
        pub title: Option<String>,
        /// Its owner and the unit that runs it.
        pub owner: OrganisationRef,
    }
}

impl ReplicationOrigin {
    /// An origin of which only the name is known.
    pub fn titled(title: impl Into<String>) -> Self {
        Self { title: Some(title.into()), ..Self::default() }
    }
}
