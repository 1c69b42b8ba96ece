use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Field;
use crate::lang::{Bilingual, Lang, fill_in};

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
    /// All severities, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Advice];

    /// The word that people read.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Error => Bilingual { id: "galat", en: "error" },
            Self::Warning => Bilingual { id: "peringatan", en: "warning" },
            Self::Advice => Bilingual { id: "saran", en: "advice" },
        }
    }

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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
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

impl Stage {
    /// The code, as in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Submit => "submit",
            Self::Complete => "complete",
            Self::Validated => "validated",
            Self::Replication => "replication",
        }
    }

    /// The word that people read.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Import => Bilingual { id: "tangkap", en: "import" },
            Self::Submit => Bilingual { id: "ajukan", en: "submission" },
            Self::Complete => Bilingual { id: "lengkap", en: "complete" },
            Self::Validated => Bilingual { id: "tervalidasi", en: "validated" },
            Self::Replication => Bilingual { id: "replikasi", en: "replication" },
        }
    }

    /// What an error of a rule blocks from this stage on.
    pub const fn blocks(self) -> Bilingual {
        match self {
            Self::Import => Bilingual { id: "impor (baris dikarantina)", en: "import (the row is quarantined)" },
            Self::Submit => Bilingual { id: "pengajuan", en: "submission" },
            Self::Complete => Bilingual { id: "kelengkapan untuk publikasi", en: "completeness for publication" },
            Self::Validated => Bilingual { id: "validasi status", en: "validation of the status" },
            Self::Replication => Bilingual { id: "replikasi", en: "replication" },
        }
    }
}

/// Which records a rule looks at: the programmes whose form it follows, and the years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// Programmes, such as `KIPP`; every record if empty.
    pub programmes: &'static [&'static str],
    /// Years of the record, or of the entries and forms that it lists.
    pub years: Years,
}

/// The years to which a rule applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Years {
    /// Every year, and records without one.
    All,
    /// From this year on.
    From(i32),
    /// The years for which this vocabulary has values, or states an attribute (`list.attribute`): next year's rule is data.
    Vocabulary(&'static str),
}

impl Scope {
    /// Every record.
    pub const ALL: Self = Self { programmes: &[], years: Years::All };
    /// Records of KIPP, of every year.
    pub const KIPP: Self = Self { programmes: &["KIPP"], years: Years::All };
    /// Records of IGA, of every year.
    pub const IGA: Self = Self { programmes: &["IGA"], years: Years::All };

    /// The same programmes, in the years of a vocabulary.
    #[must_use]
    pub const fn years_of(self, vocabulary: &'static str) -> Self {
        Self { years: Years::Vocabulary(vocabulary), ..self }
    }

    /// The same programmes, from a year on.
    #[must_use]
    pub const fn since(self, year: i32) -> Self {
        Self { years: Years::From(year), ..self }
    }
}

/// A number of a rule that `jipp.toml` can change.
#[derive(Debug, Clone, Copy)]
pub struct RuleSetting {
    /// Name in snake_case, such as `least_words`.
    pub name: &'static str,
    /// The value without settings.
    pub default: f64,
    /// Lowest and highest value that makes sense.
    pub range: (f64, f64),
    /// What it means, with its unit.
    pub summary: Bilingual,
}

impl RuleSetting {
    /// Whether it counts something: then only whole numbers fit.
    pub fn is_whole(&self) -> bool {
        [self.default, self.range.0, self.range.1].iter().all(|number| number.fract() == 0.0)
    }
}

/// Whether a proposed fix may be applied without a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum Applicability {
    /// The meaning of the cell stays: `jipp validate --fix` applies it.
    Safe,
    /// A person must decide.
    Unsafe,
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
    /// Which records it looks at.
    pub scope: Scope,
    /// Its numbers that settings can change.
    pub settings: &'static [RuleSetting],
    /// Whether it proposes fixes, and whether they are safe; none if it proposes none.
    pub fix: Option<Applicability>,
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
    /// Header of the column of the field in the file, or the column of a list of replications or hubs, such as `approval_date`, if it is
    /// about one that is known.
    pub column: Option<Cow<'static, str>>,
    /// The value, shortened; never personal data.
    pub value: Option<String>,
    /// A proposed value, if there is one. Rules never change a record.
    pub suggestion: Option<String>,
    /// Code of the owner agency of the record, if it is about a record whose owner is known.
    pub agency: Option<String>,
    /// The proposed change of a cell of the file, if there is one.
    pub fix: Option<Fix>,
    /// Values for the places of the message.
    pub params: Vec<(&'static str, String)>,
}

/// A proposed change of one cell of the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct Fix {
    /// Header of the column, as written.
    pub column: String,
    /// What the cell should hold.
    pub value: String,
    /// Whether it may be applied without a person.
    pub applicability: Applicability,
}

impl Finding {
    /// Name of the field or column that it is about.
    pub fn field_name(&self) -> Option<&str> {
        self.field.map(Field::name).or(self.column.as_deref())
    }

    /// What is wrong, in `lang`.
    pub fn message(&self, lang: Lang) -> String {
        fill_in(lang, self.template.message.get(lang), &self.params)
    }

    /// What to do, in `lang`.
    pub fn help(&self, lang: Lang) -> String {
        fill_in(lang, self.template.help.get(lang), &self.params)
    }
}
