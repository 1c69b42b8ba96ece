use serde::{Deserialize, Serialize};

use super::Field;
use crate::lang::{Bilingual, Lang, fill};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum Severity {
    /// Blocks the stage that the rule names.
    Error,
    /// Wants a person to look.
    Warning,
    /// Worth knowing.
    Advice,
}

impl Severity {
    /// The code, as in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

/// The stage of a record's life from which an error of a rule blocks it (domain model, section 9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// T, *tangkap*: import. An error here quarantines the row.
    Import,
    /// A, *ajukan*: submission.
    Submit,
    /// L, *lengkap*: publication.
    Complete,
    /// V, *tervalidasi*: the status is confirmed.
    Validated,
    /// R, *replikasi*: a replication record.
    Replication,
}

/// One way a rule can be violated: message and remedy, with `{name}` places.
#[derive(Debug, Clone, Copy)]
pub struct MessageTemplate {
    /// Which way, in snake_case.
    pub slug: &'static str,
    /// What is wrong.
    pub message: Bilingual,
    /// What to do.
    pub help: Bilingual,
}

/// Everything about a rule but its check: what `jipp rule CODE` prints.
#[derive(Debug)]
pub struct RuleInfo {
    /// Stable code, such as `DAT-02`.
    pub code: &'static str,
    /// Stable kebab-case name that says what is wrong, such as `dates-out-of-order`.
    pub name: &'static str,
    /// How grave.
    pub severity: Severity,
    /// From which stage an error blocks.
    pub stage: Stage,
    /// What it checks.
    pub summary: Bilingual,
    /// Why it matters.
    pub why: Bilingual,
    /// A value that violates it.
    pub invalid: &'static str,
    /// The same, put right.
    pub valid: &'static str,
    /// Regulation, form or observation behind it, with article and year where there is one.
    pub source: &'static str,
    /// The messages.
    pub messages: &'static [MessageTemplate],
}

/// One violation of one rule by one record or file. Findings are data: they are returned, never raised.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule.
    pub rule: &'static RuleInfo,
    /// Which of its messages.
    pub template: &'static MessageTemplate,
    /// How grave; a rule's own severity unless settings override it.
    pub severity: Severity,
    /// The source system, if it is about one.
    pub source: Option<String>,
    /// The file, if it is about one.
    pub file: Option<String>,
    /// The record, if it is about one.
    pub record: Option<String>,
    /// The 1-based row in the file, if it is about one.
    pub row: Option<u64>,
    /// The field, if it is about one.
    pub field: Option<Field>,
    /// The value, shortened; never personal data.
    pub value: Option<String>,
    /// A proposed value, if there is one. Rules never change a record.
    pub suggestion: Option<String>,
    /// Values for the places of the message.
    pub params: Vec<(&'static str, String)>,
}

impl Finding {
    /// What is wrong, in `lang`.
    pub fn message(&self, lang: Lang) -> String {
        fill(self.template.message.get(lang), &self.params)
    }

    /// What to do, in `lang`.
    pub fn help(&self, lang: Lang) -> String {
        fill(self.template.help.get(lang), &self.params)
    }
}
