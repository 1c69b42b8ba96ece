use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, RuleSetting, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "ID-02",
    name: "long-title",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[MOST, REFUSED],
    fix: None,
    summary: Bilingual {
        id: "Judul paling panjang 255 karakter. Di atas 500 karakter judul ditolak oleh sistem lama: galat.",
        en: "A title has at most 255 characters. Above 500 the old systems refuse it: an error.",
    },
    why: Bilingual {
        id: "Kolom judul sistem sumber memuat 255 karakter (LAN) atau 500 karakter (Banten); judul yang lebih panjang biasanya sebuah ringkasan.",
        en: "The title columns of the source systems hold 255 characters (LAN) or 500 (Banten); a longer title is mostly a summary.",
    },
    invalid: "Inovasi ini merupakan terobosan pelayanan ... (612 karakter)",
    valid: "PEPES PAPARI (Percepatan Proses Pengajuan PBG Mandiri)",
    source: "Column limits: 255 characters in LAN's innovation database of 2018 (github.com/edison8301/inovasi-lan), 500 in Banten's application (github.com/chimeyant/inovasi-banten-server, 2022-2025)",
    messages: &[
        MessageTemplate {
            slug: "long",
            message: Bilingual {
                id: "judul terdiri atas {count} karakter, lebih dari {limit}",
                en: "the title has {count} characters, more than {limit}",
            },
            help: Bilingual {
                id: "pakai nama inovasi dan kepanjangannya saja; pindahkan penjelasan ke ringkasan",
                en: "keep the name and what it stands for; move the explanation to the summary",
            },
        },
        MessageTemplate {
            slug: "very_long",
            message: Bilingual {
                id: "judul terdiri atas {count} karakter; sistem lama menolak judul di atas {limit}",
                en: "the title has {count} characters; old systems refuse more than {limit}",
            },
            help: Bilingual {
                id: "pakai nama inovasi dan kepanjangannya saja; pindahkan penjelasan ke ringkasan",
                en: "keep the name and what it stands for; move the explanation to the summary",
            },
        },
    ],
};

const MOST: RuleSetting = RuleSetting {
    name: "most_characters",
    default: 255.0,
    range: (1.0, 10_000.0),
    summary: Bilingual { id: "karakter terbanyak sebuah judul", en: "most characters of a title" },
};
const REFUSED: RuleSetting = RuleSetting {
    name: "refused_above",
    default: 500.0,
    range: (1.0, 10_000.0),
    summary: Bilingual { id: "karakter yang bila dilampaui menjadi galat", en: "characters above which it is an error" },
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let Some(title) = &context.innovation.title else { return };
    let count = title.chars().count();
    let (most, refused) = (emit.count(&MOST), emit.count(&REFUSED));
    let (slug, limit, severity) = match count {
        count if count > refused => ("very_long", refused, Severity::Error),
        count if count > most => ("long", most, Severity::Warning),
        _ => return,
    };
    emit.report(slug).severity(severity).field(Field::Title).value(title).param("count", count).param("limit", limit);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found, record};

    fn slug(length: usize) -> Option<String> {
        let found = found("ID-02", "other", &[record(|r| r.innovation.title = Some("é".repeat(length)))]);
        found.first().and_then(|line| line.split(' ').next()).map(str::to_owned)
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!([255, 256, 500, 501].map(slug), [None, Some("long".into()), Some("long".into()), Some("very_long".into())]);
    }
}
