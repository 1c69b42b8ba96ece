use std::fmt::Write as _;

use super::registry::family_label;
use crate::lang::Lang;
use crate::model::{Applicability, RuleInfo};

/// The page of a rule, as Markdown: what `jipp rule CODE` prints and `docs/rules/` holds.
pub fn rule_page(info: &RuleInfo, lang: Lang) -> String {
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    let stage = info.stage.blocks().get(lang);
    let mut page = String::new();
    let _ = writeln!(page, "# {}: {}\n", info.code, info.name);
    let _ = writeln!(
        page,
        "{}: {} · {}: **{}** · {}: {stage}\n",
        t("Keluarga", "Family"),
        family_label(info.code).get(lang),
        t("Tingkat", "Severity"),
        info.severity.label().get(lang),
        t("Tahap", "Stage")
    );
    let _ = writeln!(page, "{}: {}\n", t("Berlaku untuk", "Applies to"), super::scope::in_words(&info.scope, lang));
    let _ = writeln!(page, "## {}\n\n{}\n", t("Yang diperiksa", "What it checks"), info.summary.get(lang));
    let _ = writeln!(page, "## {}\n\n{}\n", t("Mengapa penting", "Why it matters"), info.why.get(lang));
    let _ = writeln!(
        page,
        "## {}\n\n{}: `{}`\n\n{}: `{}`\n",
        t("Contoh", "Example"),
        t("Salah", "Invalid"),
        info.invalid,
        t("Benar", "Valid"),
        info.valid
    );
    let _ = writeln!(page, "## {}\n", t("Pesan dan saran", "Messages and remedies"));
    for message in info.messages {
        let _ = writeln!(page, "- {}: {}", message.message.get(lang), message.help.get(lang));
    }
    if !info.settings.is_empty() {
        let _ = writeln!(page, "\n## {}\n\n```toml\n[rule.{}]", t("Pengaturan", "Settings"), info.code);
        for setting in info.settings {
            let _ = writeln!(page, "{} = {}", setting.name, setting.default);
        }
        let _ = writeln!(page, "```\n");
        for setting in info.settings {
            let (low, high) = setting.range;
            let _ = writeln!(page, "- `{}`: {} ({low}–{high})", setting.name, setting.summary.get(lang));
        }
    }
    let fix = match info.fix {
        Some(Applicability::Safe) => Some(t(
            "`jipp validate --fix` menerapkan usulan yang tidak mengubah makna sel.",
            "`jipp validate --fix` applies proposals that keep the meaning of the cell.",
        )),
        Some(Applicability::Unsafe) => Some(t(
            "Isi sel diusulkan; orang yang memutuskan, dan `--fix` tidak menerapkannya.",
            "A value for the cell is proposed; a person decides, and `--fix` does not apply it.",
        )),
        None => None,
    };
    if let Some(fix) = fix {
        let _ = writeln!(page, "\n## {}\n\n{fix}", t("Perbaikan", "Fix"));
    }
    let _ = writeln!(page, "\n## {}\n\n{}", t("Sumber", "Source"), info.source);
    page
}
