use std::io::Write;

use super::args::{AnalyzeArgs, Arguments, TextOrJson};
use super::{CliError, output};
use crate::lang::Lang;
use crate::wire::{AnalyzeCall, analyze};

pub(super) fn run(args: &AnalyzeArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let texts = vec![args.text.join(" ")];
    let answer = analyze(&AnalyzeCall { texts });
    let Some(text) = answer.into_iter().next() else { return Ok(0) };
    if args.format == TextOrJson::Json {
        output::json(out, &text)?;
        return Ok(0);
    }
    let (place, exact, lemma) = match arguments.lang() {
        Lang::Id => ("posisi", "kata", "lema"),
        Lang::En => ("position", "word", "lemma"),
    };
    let width = text.tokens.iter().map(|token| token.exact.chars().count()).max().unwrap_or(0).clamp(6, 40);
    writeln!(out, "{place:>8}  {exact:width$}  {lemma}")?;
    for token in &text.tokens {
        writeln!(out, "{:>8}  {:width$}  {}", token.position, token.exact, token.lemma)?;
    }
    Ok(0)
}
