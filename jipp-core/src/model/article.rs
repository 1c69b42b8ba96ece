use serde::{Deserialize, Serialize};

use super::open::open_struct;
use super::{RichText, Timestamp};
use crate::lang::Lang;

open_struct! {
    /// A text of the portal beside the directory: news, a guide, a tutorial (domain section 6; Bappenas asks for tutorials that are
    /// easy to find and to follow, source `SEED1`).
    ///
    /// ```
    /// use jipp_core::model::{Article, ArticleKind};
    /// let article = Article {
    ///     innovations: vec!["kipp:900001".into()],
    ///     ..Article::new("a1", ArticleKind::Tutorial, "Mereplikasi loket cepat")
    /// };
    /// assert!(serde_json::to_string(&article)?.contains(r#""kind":"tutorial""#));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[derive(Eq)]
    pub struct Article {
        /// Its identity.
        pub id: String,
        /// What it is.
        pub kind: ArticleKind,
        /// The language of title and body.
        pub language: Lang,
        /// Title.
        pub title: String,
    }
    optional {
        /// The text.
        pub body: RichText,
        /// Record ids of the innovations that it is about.
        pub innovations: Vec<String>,
        /// Since when it is shown; missing while it is a draft.
        pub published_at: Option<Timestamp>,
        /// Web address.
        pub url: Option<String>,
    }
}

/// What an [`Article`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum ArticleKind {
    /// News (*berita*).
    News,
    /// A guide (*panduan*).
    Guide,
    /// A step-by-step tutorial (*tutorial*).
    Tutorial,
}

impl Article {
    /// A draft in Indonesian without a body.
    pub fn new(id: impl Into<String>, kind: ArticleKind, title: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            kind,
            language: Lang::Id,
            title: title.into(),
            body: RichText::default(),
            innovations: Vec::new(),
            published_at: None,
            url: None,
            extra: super::Extra::new(),
        }
    }
}
