use std::fmt;

use serde::{Deserialize, Serialize};

/// How to reach somebody (*kontak*): personal data.
///
/// It lives in [`SourceRecord::restricted`](super::SourceRecord::restricted) only
/// ([`keep_contact`](super::SourceRecord::keep_contact), [`contacts`](super::SourceRecord::contacts)) and in the catalog's table
/// `restricted`. No public struct has a field of this type: an [`Innovation`](super::Innovation), a
/// [`Replication`](super::Replication) or a [`ReplicationGuide`](super::ReplicationGuide) names a role, never a person, and even
/// unknown fields called `contact`, `email` and the like are not kept there. So a public JSON cannot hold one by mistake
/// (domain rule PII-01; UU 27/2022 on personal data). For the same reason it is not part of the JSON Schema, and `{:?}` shows which
/// parts are given, not what they are.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// What the person is asked about, such as `inovator` or `pengelola`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// E-mail addresses (*surel*).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Postal address (*alamat*).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

impl Contact {
    /// The name under which [`SourceRecord::restricted`](super::SourceRecord::restricted) keeps a contact as JSON.
    pub const COLUMN: &'static str = "contact";
}

impl fmt::Debug for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = |part: &Option<String>| part.as_ref().map(|_| "…");
        f.debug_struct("Contact")
            .field("role", &self.role)
            .field("name", &given(&self.name))
            .field("email", &given(&self.email))
            .field("phone", &given(&self.phone))
            .field("address", &given(&self.address))
            .finish()
    }
}
