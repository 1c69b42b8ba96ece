//! What does `jipp.toml` say: which rules run, how grave they are, and with which numbers?

mod parse;
#[cfg(test)]
mod tests;
mod tree;

use std::collections::BTreeMap;

use crate::error::SettingsError;
use crate::model::{PartialDate, RuleSetting, Severity, SourceSystem};

/// The content of `jipp.toml`. Without settings every rule runs with its own severity and numbers.
///
/// ```
/// use jipp_core::rules::{Severity, Settings};
/// use jipp_core::model::SourceSystem;
/// let settings = Settings::parse("jipp.toml", r#"
///     ignore = ["CLS-02"]
///
///     [severity]
///     DAT = "warning"
///
///     [source.kipp]
///     ignore = ["TXT"]
///
///     [rule.TXT-03]
///     least_words = 15
/// "#)?;
/// assert!(!settings.runs("CLS-02", None) && settings.runs("TXT-04", Some(SourceSystem::LanInoland)));
/// assert!(!settings.runs("TXT-04", Some(SourceSystem::PanrbKipp)));
/// assert_eq!(settings.severity("DAT-01", None), Some(Severity::Warning));
/// # Ok::<(), jipp_core::SettingsError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// The day of the check, if given.
    pub as_of: Option<PartialDate>,
    everywhere: Choice,
    sources: BTreeMap<SourceSystem, Choice>,
    numbers: Vec<Number>,
}

/// Which rules run, and how grave they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Choice {
    /// None means all.
    select: Option<Vec<&'static str>>,
    ignore: Vec<&'static str>,
    severity: BTreeMap<&'static str, Severity>,
}

#[derive(Debug, Clone, PartialEq)]
struct Number {
    code: &'static str,
    name: &'static str,
    value: f64,
}

impl Settings {
    /// Reads settings in TOML, or in JSON if the text starts with `{`. `name` is the file that errors name; they name everything
    /// that is wrong, so that nothing of a file is passed over.
    ///
    /// # Errors
    ///
    /// `settings_unreadable` if it is neither TOML nor JSON, `settings_invalid` if a name or a value does not fit.
    pub fn parse(name: &str, text: &str) -> Result<Self, SettingsError> {
        parse::parse(name, text)
    }

    /// Whether the rule runs over records of this system. The `select` of a source takes the place of the general one; the rules to
    /// ignore add up.
    pub fn runs(&self, code: &str, system: Option<SourceSystem>) -> bool {
        let own = self.of(system);
        let select = own.and_then(|own| own.select.as_ref()).or(self.everywhere.select.as_ref());
        let ignored = self.everywhere.ignore.iter().chain(own.into_iter().flat_map(|own| &own.ignore)).any(|ignored| *ignored == code);
        select.is_none_or(|select| select.contains(&code)) && !ignored
    }

    /// Whether the rule runs over records of any system.
    pub fn runs_anywhere(&self, code: &str) -> bool {
        self.runs(code, None) || self.sources.keys().any(|system| self.runs(code, Some(*system)))
    }

    /// The severity that takes the place of the rule's own in records of this system.
    pub fn severity(&self, code: &str, system: Option<SourceSystem>) -> Option<Severity> {
        self.of(system).and_then(|own| own.severity.get(code)).or_else(|| self.everywhere.severity.get(code)).copied()
    }

    /// The number given for a rule, if one is.
    pub fn number(&self, code: &str, setting: &RuleSetting) -> Option<f64> {
        self.numbers.iter().find(|number| number.code == code && number.name == setting.name).map(|number| number.value)
    }

    fn of(&self, system: Option<SourceSystem>) -> Option<&Choice> {
        system.and_then(|system| self.sources.get(&system))
    }
}
