//! Which `jipp.toml` counts for a file? The one named, else the nearest in its folder and above.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::CliError;
use super::args::{Arguments, CheckingArgs};
use super::terminal::read_text;
use crate::lang::Lang;
use crate::rules::Settings;

const NAME: &str = "jipp.toml";

/// The settings for these files, and a line on standard error that says where they are from.
pub(super) fn settings(checking: &CheckingArgs, files: &[&Path], arguments: &Arguments) -> Result<Settings, CliError> {
    let found = match (&checking.config, checking.no_config) {
        (Some(path), _) => Some(path.clone()),
        (None, true) => None,
        (None, false) => common(files.iter().map(|file| nearest(file)).collect())?,
    };
    let Some(path) = found else { return Ok(Settings::default()) };
    let settings = read(&path)?;
    if !arguments.quiet {
        let word = if arguments.lang() == Lang::Id { "memakai pengaturan" } else { "using the settings of" };
        let _ = writeln!(std::io::stderr().lock(), "jipp: {word} {}", path.display());
    }
    Ok(settings)
}

/// Reads a settings file.
pub(super) fn read(path: &Path) -> Result<Settings, CliError> {
    Ok(Settings::parse(&path.display().to_string(), &read_text(path)?)?)
}

/// The nearest settings file: in the folder of `file`, or above it.
fn nearest(file: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(file).ok()?;
    whole.ancestors().skip(1).map(|folder| folder.join(NAME)).find(|candidate| candidate.is_file())
}

/// What all files share; where they lie under different settings, nobody can say which are meant.
fn common(mut found: Vec<Option<PathBuf>>) -> Result<Option<PathBuf>, CliError> {
    found.sort();
    found.dedup();
    if found.len() > 1 {
        let shown = |path: &Option<PathBuf>| path.as_ref().map_or_else(|| "none".to_owned(), |path| format!("`{}`", path.display()));
        let list = found.iter().map(shown).collect::<Vec<_>>().join(", ");
        return Err(CliError::told(
            format!(
                "berkas-berkas itu berada di bawah setelan yang berbeda ({list}): sebutkan satu dengan --config, atau berikan --no-config"
            ),
            format!("the files lie under different settings ({list}): name one with --config, or give --no-config"),
        ));
    }
    Ok(found.pop().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_file_above_counts() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        std::fs::create_dir_all(&deep).unwrap();
        std::fs::write(folder.path().join(NAME), "").unwrap();
        assert_eq!(nearest(&deep.join("kipp.csv")), Some(folder.path().join(NAME)));
        std::fs::write(folder.path().join("a").join(NAME), "").unwrap();
        assert_eq!(nearest(&deep.join("kipp.csv")), Some(folder.path().join("a").join(NAME)));
    }

    #[test]
    fn different_settings_are_refused() {
        let (a, b) = (Some(PathBuf::from("/a/jipp.toml")), Some(PathBuf::from("/b/jipp.toml")));
        assert_eq!(common(vec![a.clone(), a.clone()]).unwrap(), a);
        assert_eq!(common(vec![None, None]).unwrap(), None);
        assert!(common(vec![a.clone(), b]).is_err() && common(vec![a, None]).is_err());
    }
}
