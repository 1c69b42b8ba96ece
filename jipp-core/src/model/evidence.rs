use super::open::open_struct;
use super::{PartialDate, RichText};

open_struct! {
    /// A file or a page that proves something (*bukti dukung*): a decree, a photograph, a video, a letter.
    ///
    /// jipp keeps what is known of it, never the file itself.
    ///
    /// ```
    /// use jipp_core::model::Evidence;
    /// let decree = Evidence { kind: Some("pdf".into()), size: Some(250_000), ..Evidence::new("b1") };
    /// let json = r#"{"id":"b1","kind":"pdf","size":250000}"#;
    /// assert_eq!(serde_json::to_string(&decree)?, json);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[derive(Default, Eq)]
    pub struct Evidence {
        /// Its identity within the record.
        pub id: String,
    }
    optional {
        /// What it is (*jenis*), vocabulary `bukti_dukung`: `pdf`, `foto`, `video`, `tautan`; letters of KIPP by `surat_kipp`.
        pub kind: Option<String>,
        /// Its title, or what it shows.
        pub title: Option<String>,
        /// Media type, such as `application/pdf`.
        pub mime: Option<String>,
        /// Size in bytes.
        pub size: Option<u64>,
        /// SHA-256 of the file, hexadecimal: the same file used twice is seen.
        pub sha256: Option<String>,
        /// Where it is.
        pub url: Option<String>,
        /// The date of the document, not of the upload.
        pub date: Option<PartialDate>,
        /// The number of the IGA indicator that it proves.
        pub indicator: Option<u8>,
        /// Remark.
        pub note: Option<RichText>,
    }
}

impl Evidence {
    /// Evidence of which only the id is known.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), ..Self::default() }
    }

    /// Whether its hash, if given, is written as one: 64 hexadecimal digits.
    pub fn has_readable_hash(&self) -> bool {
        self.sha256.as_deref().is_none_or(|hash| hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
    }
}
