//! Measures that an application brings along.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::settings::{LevelKind, LinkSettings};
use crate::error::{SettingsError, did_you_mean, nearest};

/// How alike two values are, 0 to 1; none if the measure can say nothing about them. The same values give the same answer, whichever comes
/// first, and from any thread.
pub type Measure = Arc<dyn Fn(&str, &str) -> Option<f64> + Send + Sync>;

/// The measures that levels of kind `custom` ask for, by name.
///
/// ```
/// use jipp_core::dedup::{Known, LinkSettings, LinkTable, Measures, link_with};
/// let table = LinkTable::new(vec!["1".into(), "2".into(), "3".into()])?
///     .with_column("house", vec!["Jl. Melati 12".into(), "Melati Street No. 12".into(), "Jl. Mawar 3".into()])?;
/// let settings = LinkSettings::from_toml(
///     "[[blocking]]\ncolumns = ['house']\n[[comparison]]\ncolumn = 'house'\nlevels = [{ kind = 'custom', measure = 'number', min = 1.0 }]",
/// )?;
/// let number = |house: &str| house.split_whitespace().last().map(str::to_owned);
/// let measures = Measures::default().with("number", move |a, b| Some(if number(a) == number(b) { 1.0 } else { 0.0 }));
/// let linkage = link_with(table, settings, &Known { measures, ..Known::default() }, &jipp_core::progress::silent)?;
/// let explained = linkage.explain("1", "2", jipp_core::lang::Lang::En).unwrap();
/// assert_eq!(explained.fields[0].level, "custom (number) >= 1");
/// # Ok::<(), jipp_core::SettingsError>(())
/// ```
#[derive(Clone, Default)]
pub struct Measures(BTreeMap<String, Measure>);

impl Measures {
    /// One more; a measure of the same name is replaced.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, measure: impl Fn(&str, &str) -> Option<f64> + Send + Sync + 'static) -> Self {
        self.0.insert(name.into(), Arc::new(measure));
        self
    }

    pub(super) fn get(&self, name: &str) -> Option<&Measure> {
        self.0.get(name)
    }

    /// Whether all that the settings ask for are here.
    pub(super) fn check(&self, settings: &LinkSettings) -> Result<(), SettingsError> {
        let asked = settings.comparison.iter().flat_map(|comparison| comparison.levels.iter().map(move |level| (comparison, level)));
        let unknown = asked.filter(|(_, level)| level.kind == LevelKind::Custom).filter_map(|(comparison, level)| {
            let name = level.measure.as_deref().filter(|name| self.get(name).is_none())?;
            let near = did_you_mean(nearest(name, self.0.keys().map(String::as_str)).as_deref());
            let label = comparison.label();
            Some(format!("comparison `{label}`: the measure `{name}` is not given; the program that links brings it along{near}"))
        });
        let problems: Vec<String> = unknown.collect();
        if problems.is_empty() { Ok(()) } else { Err(SettingsError::Invalid { problems }) }
    }
}

impl fmt::Debug for Measures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
