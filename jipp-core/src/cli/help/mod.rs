//! Help pages, and what is told of arguments that cannot be understood, in Indonesian.
//!
//! clap writes both in English from `cli/args`. Asked in Indonesian, the same commands are read with the texts of `texts.rs` in place, so that
//! what is allowed stands at one place only.

mod texts;

use std::ffi::OsString;
use std::fmt::Write as _;

use clap::builder::{StyledStr, Styles};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory};

use self::texts::{PARAGRAPHS, TEXTS, VALUES};
use super::args::Arguments;

const USAGE: &str = "Pemakaian:";
const EXAMPLES: [&str; 2] = ["Examples:", "Contoh:"];

/// What clap says of these arguments, in the language that they ask for.
pub(super) fn told(error: clap::Error, args: &[OsString]) -> clap::Error {
    if error.kind() == ErrorKind::DisplayVersion || asks_for_english(args) {
        return error;
    }
    match in_indonesian().try_get_matches_from(args) {
        Err(again) => again,
        // the same is allowed in both languages
        Ok(_) => error,
    }
}

/// What to print; none where clap's own page is what was asked for.
pub(super) fn problem(error: &clap::Error, args: &[OsString]) -> Option<String> {
    if asks_for_english(args) || !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return None;
    }
    let of = |kind: ContextKind| error.get(kind).map(shown).unwrap_or_default();
    let (given, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let what = match error.kind() {
        ErrorKind::UnknownArgument => format!("{given} tidak dikenal"),
        ErrorKind::InvalidSubcommand => format!("perintah {} tidak dikenal", of(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("yang wajib disebut belum ada: {given}"),
        ErrorKind::MissingSubcommand => format!("perintahnya belum disebut: {}", of(ContextKind::ValidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() || value == "``" => format!("{given} memerlukan nilai"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("nilai {value} untuk {given} tidak dapat dipakai"),
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg) {
            other if other.is_empty() || other == given => format!("{given} hanya dapat disebut sekali"),
            other => format!("{given} tidak dapat dipakai bersama {other}"),
        },
        ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues | ErrorKind::TooManyValues => {
            format!("banyaknya nilai untuk {given} tidak sesuai")
        }
        ErrorKind::NoEquals => format!("{given} memerlukan `=` di depan nilainya"),
        ErrorKind::InvalidUtf8 => "ada argumen yang bukan UTF-8".to_owned(),
        _ => return None,
    };
    let mut text = format!("jipp: {what}");
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
        let near = of(kind);
        if !near.is_empty() {
            let _ = write!(text, ", maksudnya {near}?");
        }
    }
    let known = of(ContextKind::ValidValue);
    if !known.is_empty() {
        let _ = write!(text, " (yang dapat dipakai: {known})");
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let _ = write!(text, "\n\n{USAGE} {}", usage.trim_start_matches("Usage: "));
    }
    text.push_str("\n\nKeterangan selengkapnya: `--help`.\n");
    Some(text)
}

fn shown(value: &ContextValue) -> String {
    let quoted = |texts: &[String]| texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(", ");
    match value {
        ContextValue::String(text) => quoted(std::slice::from_ref(text)),
        ContextValue::Strings(texts) => quoted(texts),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// Whether `--lang en` stands among arguments that clap did not read to their end.
fn asks_for_english(args: &[OsString]) -> bool {
    let is = |arg: Option<&OsString>, text: &str| arg.is_some_and(|arg| arg == text);
    (0..args.len()).any(|at| is(args.get(at), "--lang=en") || is(args.get(at), "--lang") && is(args.get(at + 1), "en"))
}

/// The commands, with Indonesian texts.
fn in_indonesian() -> Command {
    let mut root = Arguments::command();
    // what clap adds (`help`, `--help`, `--version`) is there from now on
    root.build();
    command(root)
}

fn of<'t>(table: &[(&str, &'t str)], text: &str) -> Option<&'t str> {
    table.iter().find(|(en, _)| *en == text).map(|(_, id)| *id)
}

fn text(en: &StyledStr) -> String {
    let en = en.to_string();
    of(TEXTS, &en).map_or(en, str::to_owned)
}

fn paragraphs(en: &StyledStr) -> String {
    let told = |paragraph: &str| match (of(PARAGRAPHS, paragraph), paragraph.strip_prefix(EXAMPLES[0])) {
        (Some(id), _) => id.to_owned(),
        (None, Some(examples)) => format!("{}{examples}", EXAMPLES[1]),
        (None, None) => paragraph.to_owned(),
    };
    en.to_string().split("\n\n").map(told).collect::<Vec<_>>().join("\n\n")
}

fn command(mut command: Command) -> Command {
    if let Some(about) = command.get_about().map(text) {
        command = command.about(about);
    }
    if let Some(after) = command.get_after_help().map(paragraphs) {
        command = command.after_help(after);
    }
    command = command.mut_args(argument).mut_subcommands(self::command);
    command = command.subcommand_help_heading("Perintah").subcommand_value_name("PERINTAH");
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace("[OPTIONS]", "[OPSI]");
    let header = Styles::styled();
    let header = header.get_header();
    command
        .override_usage(usage)
        .help_template(format!("{{about-with-newline}}\n{header}{USAGE}{header:#} {{usage}}\n\n{{all-args}}{{after-help}}"))
}

fn argument(arg: Arg) -> Arg {
    let mut short = arg.get_help().map(text).unwrap_or_default();
    let mut long = arg.get_long_help().map_or_else(|| short.clone(), text);
    let values: Vec<clap::builder::PossibleValue> = if arg.get_action().takes_values() { arg.get_possible_values() } else { Vec::new() };
    let names: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
    let given: Vec<String> = arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if !values.is_empty() {
        let _ = write!(short, " [nilai: {}]", names.join(", "));
        long.push_str("\n\nNilai yang dapat dipakai:");
        for value in &values {
            let about = value.get_help().map(text).unwrap_or_default();
            let _ = write!(long, "\n- {}: {about}", value.get_name());
        }
    }
    if !given.is_empty() && arg.get_action().takes_values() {
        let _ = write!(short, " [bawaan: {}]", given.join(", "));
        let _ = write!(long, "\n\n[bawaan: {}]", given.join(", "));
    }
    let heading = if arg.is_positional() { "Argumen" } else { "Opsi" };
    let names: Option<Vec<&'static str>> = arg.get_value_names().and_then(|names| names.iter().map(|name| of(VALUES, name)).collect());
    let arg = arg.help(short).long_help(long).help_heading(heading).hide_default_value(true).hide_possible_values(true);
    // under a heading of their own clap would sort them by name
    let arg = match arg.get_index() {
        Some(place) => arg.display_order(place),
        None => arg,
    };
    match names {
        Some(names) => arg.value_names(names),
        None => arg,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every text of the pages, as English as clap has it: those of commands, options and values; paragraphs; names of values.
    fn english(command: &Command, all: &mut [BTreeSet<String>; 3]) {
        let [texts, paragraphs, values] = all;
        texts.extend(command.get_about().map(ToString::to_string));
        let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        paragraphs.extend(after.split("\n\n").filter(|paragraph| !paragraph.is_empty()).map(str::to_owned));
        for arg in command.get_arguments() {
            texts.extend([arg.get_help(), arg.get_long_help()].into_iter().flatten().map(ToString::to_string));
            if arg.get_action().takes_values() {
                texts.extend(arg.get_possible_values().iter().filter_map(|value| value.get_help().map(ToString::to_string)));
                values.extend(arg.get_value_names().into_iter().flatten().map(ToString::to_string));
            }
            assert!(arg.get_help().is_some(), "`{}` of `{}` says nothing", arg.get_id(), command.get_name());
        }
        assert!(command.get_about().is_some(), "`{}` says nothing", command.get_name());
        for inner in command.get_subcommands() {
            english(inner, all);
        }
    }

    #[test]
    fn every_text_has_an_indonesian_one_and_no_line_is_left_over() {
        let mut root = Arguments::command();
        root.build();
        let mut all = Default::default();
        english(&root, &mut all);
        let [texts, paragraphs, values] = all;
        let lines = |table: &[(&str, &str)]| table.iter().map(|(en, _)| (*en).to_owned()).collect::<BTreeSet<String>>();
        let lacking: Vec<&String> = texts.iter().filter(|text| of(TEXTS, text).is_none()).collect();
        assert!(lacking.is_empty(), "{lacking:#?}");
        let over: Vec<String> = lines(TEXTS).into_iter().filter(|line| !texts.contains(line)).collect();
        assert!(over.is_empty(), "{over:#?}");
        let is_examples = |text: &&String| {
            text.strip_prefix("Examples:\n")
                .is_some_and(|rest| rest.lines().all(|line| line.trim_start().starts_with("jipp ") || line.contains("| jipp ")))
        };
        let lacking: Vec<&String> = paragraphs.iter().filter(|text| of(PARAGRAPHS, text).is_none() && !is_examples(text)).collect();
        assert!(lacking.is_empty(), "{lacking:#?}");
        assert!(lines(PARAGRAPHS).iter().all(|line| paragraphs.contains(line)));
        // names that are the same in both languages, or names of a thing
        let same = ["CSV", "FOLDER", "ID", "K", "N", "P", "TOML", "URL"];
        let lacking: Vec<&String> = values.iter().filter(|name| of(VALUES, name).is_none() && !same.contains(&name.as_str())).collect();
        assert!(lacking.is_empty(), "{lacking:#?}");
        let over: Vec<String> = lines(VALUES).into_iter().filter(|line| line != "COMMAND" && !values.contains(line)).collect();
        assert!(over.is_empty(), "{over:#?}");
    }

    /// The pages of every command, `-h` and `--help`.
    fn pages(command: &mut Command, found: &mut Vec<String>) {
        found.extend([command.render_help().to_string(), command.render_long_help().to_string()]);
        for inner in command.get_subcommands_mut() {
            pages(inner, found);
        }
    }

    #[test]
    fn no_word_of_clap_is_left() {
        let mut found = Vec::new();
        pages(&mut in_indonesian(), &mut found);
        assert!(found.len() > 80, "{}", found.len());
        for page in found {
            assert!(page.contains(USAGE), "{page}");
            for word in [
                "Usage:",
                "Options:",
                "Arguments:",
                "Commands:",
                "[default",
                "ossible values",
                "[OPTIONS]",
                "<COMMAND>",
                "Examples:",
                "Print ",
            ] {
                assert!(!page.contains(word), "{word}: {page}");
            }
        }
    }

    #[test]
    fn arguments_stand_in_the_order_in_which_they_are_written() {
        let mut root = in_indonesian();
        let advise = root.find_subcommand_mut("replication").and_then(|command| command.find_subcommand_mut("advise")).unwrap();
        let page = advise.render_help().to_string();
        let listed = page.split("Argumen:").nth(1).unwrap();
        let at = |name: &str| listed.find(name).unwrap();
        assert!(at("<KATALOG>") < at("<INSTANSI>") && at("<INSTANSI>") < at("<KEBUTUHAN>"), "{page}");
    }

    #[test]
    fn problems_are_told_in_the_language_that_is_asked() {
        let of = |args: &[&str]| {
            let args: Vec<OsString> = args.iter().map(OsString::from).collect();
            let error = Arguments::command().try_get_matches_from(&args).unwrap_err();
            problem(&told(error, &args), &args)
        };
        for (args, expected) in [
            (&["jipp", "sarch"][..], "perintah `sarch` tidak dikenal, maksudnya `search`?"),
            (&["jipp", "status", "a.jipp", "--formt", "json"], "`--formt` tidak dikenal, maksudnya `--format`?"),
            (&["jipp", "status", "a.jipp", "--format", "jso"], "nilai `jso` untuk `--format <BENTUK>` tidak dapat dipakai"),
            (&["jipp", "status"], "yang wajib disebut belum ada: `<KATALOG>`"),
            (&["jipp", "undo", "a.jipp", "satu"], "nilai `satu` untuk `[IMPOR]` tidak dapat dipakai"),
            (&["jipp", "validate", "a.csv", "--no-config", "--config", "b"], "tidak dapat dipakai bersama"),
        ] {
            let told = of(args).unwrap();
            assert!(told.contains(expected) && told.contains("`--help`"), "{told}");
            assert!(!told.contains("Usage"), "{told}");
            assert_eq!(of(&[args, &["--lang", "en"]].concat()), None);
        }
        assert_eq!(of(&["jipp", "status", "--help"]), None, "a page that is asked for is no problem");
    }
}
