use std::fmt;

/// A file of vocabularies cannot be used. All problems of one file are told together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VocabularyError {
    /// It is no JSON, or not of the form of vocabularies.
    #[error("`{file}` holds no vocabularies: {reason}")]
    Unreadable {
        /// The file.
        file: String,
        /// Where and why.
        reason: String,
    },
    /// It can be read, but lists or values in it are wrong.
    #[error("`{file}`: {}", .problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Invalid {
        /// The file.
        file: String,
        /// Every problem.
        problems: Vec<VocabularyProblem>,
    },
}

impl VocabularyError {
    /// A stable slug for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "vocabulary_unreadable",
            Self::Invalid { .. } => "vocabulary_invalid",
        }
    }
}

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct VocabularyProblem {
    /// The vocabulary, by name, or `#` and its place in the file.
    pub vocabulary: String,
    /// The value, by code, or `#` and its place in the list; `None` if the vocabulary as a whole is meant.
    pub value: Option<String>,
    /// What is wrong with it.
    pub what: Wrong,
}

impl fmt::Display for VocabularyProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "vocabulary `{}`", self.vocabulary)?;
        if let Some(value) = &self.value {
            write!(f, ", value `{value}`")?;
        }
        write!(f, ": {}", self.what)
    }
}

/// A mistake in a vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Wrong {
    /// A key is missing, unknown, or holds the wrong kind of thing.
    #[error("{reason}")]
    Form {
        /// Which, and why.
        reason: String,
    },
    /// A text that must say something is blank.
    #[error("`{key}` is empty")]
    Empty {
        /// Its key.
        key: &'static str,
    },
    /// The name of the vocabulary, or the code of the value, is there already.
    #[error("is there twice")]
    Twice,
    /// A code, label or alias belongs to another value of the same year too.
    #[error("`{name}` also means `{other}` in the same year")]
    SharedName {
        /// The name, folded.
        name: String,
        /// Code of the other value.
        other: String,
    },
    /// Years are given as a list and as a span, or the span ends before it begins.
    #[error("its years contradict each other")]
    Years,
    /// A source that is no key of `sources`, no address and not `inferred`.
    #[error("the source `{key}` is not explained under `sources`")]
    UnknownSource {
        /// As written.
        key: String,
    },
    /// There is no source at all; what nobody states is marked `inferred`.
    #[error("has no source; what no document states is `inferred`")]
    NoSource,
}
