use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "DUP-05",
    name: "broken-merge",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Data gabungan menyimpan semua sumbernya dan asal setiap isiannya, sehingga penggabungan dapat dibatalkan. Data yang tidak digabungkan tidak diperiksa.",
        en: "A merged record keeps all its sources and the origin of each field, so that the merge can be undone. Records that were not merged are not checked.",
    },
    why: Bilingual {
        id: "Data dimiliki tiga instansi; tanpa asal setiap isian, kesalahan tidak dapat dikembalikan kepada pemiliknya.",
        en: "Three institutions own the data; without the origin of each field a mistake cannot be taken back to its owner.",
    },
    invalid: "sources = kipp:1, iga:9; title berasal dari lan:4",
    valid: "sources = kipp:1, iga:9; title berasal dari kipp:1",
    source: "Agreement of KemenPANRB, Kemendagri and LAN of 14 March 2023 on the joint management of JIPPNas; that merges can be undone is inferred",
    messages: &[
        MessageTemplate {
            slug: "source",
            message: Bilingual {
                id: "sumber `{value}` berulang atau tidak termasuk sumber data gabungan ini",
                en: "the source `{value}` is repeated, or is not among those of this merged record",
            },
            help: Bilingual {
                id: "batalkan penggabungan dan gabungkan kembali dari data sumbernya",
                en: "undo the merge and merge again from the source records",
            },
        },
        MessageTemplate {
            slug: "field",
            message: Bilingual {
                id: "asal isian `{field}` ({label}) tidak tercatat",
                en: "the origin of `{field}` ({label}) is not recorded",
            },
            help: Bilingual {
                id: "gabungkan kembali dari data sumbernya, agar asal setiap isian tercatat",
                en: "merge again from the source records, so that the origin of each field is recorded",
            },
        },
        MessageTemplate {
            slug: "origin",
            message: Bilingual {
                id: "`{field}` ({label}) berasal dari `{value}`, yang bukan sumber data ini",
                en: "`{field}` ({label}) comes from `{value}`, which is no source of this record",
            },
            help: Bilingual {
                id: "tambahkan sumber itu, atau gabungkan kembali dari data sumbernya",
                en: "add that source, or merge again from the source records",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    if innovation.sources.len() < 2 {
        return;
    }
    let ids: Vec<&str> = innovation.sources.iter().map(|source| source.record_id.as_str()).collect();
    if !ids.contains(&innovation.record_id.as_str()) {
        emit.report("source").value(&innovation.record_id);
    }
    for (_, id) in ids.iter().enumerate().filter(|(at, id)| ids.iter().take(*at).any(|earlier| earlier == *id)) {
        emit.report("source").value(id);
    }
    for &field in Field::ALL {
        if innovation.is_missing(field) {
            continue;
        }
        match innovation.provenance.get(&field) {
            None if field.is_readable() => _ = emit.report("field").field(field),
            Some(origin) if !ids.contains(&&*origin.record_id) => _ = emit.report("origin").field(field).value(&origin.record_id),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Field, FieldSource, Record, SourceRef, SourceSystem};
    use crate::rules::testing::{found, record};

    fn merged(ids: &[&str], origin: Option<&str>) -> Record {
        record(|r| {
            r.innovation.record_id = "kipp:1".into();
            r.innovation.sources = ids.iter().map(|id| SourceRef::new(*id, SourceSystem::PanrbKipp)).collect();
            r.innovation.title = Some("FastDuk".into());
            if let Some(origin) = origin {
                r.innovation.provenance.insert(Field::Title, FieldSource::new(origin, "Judul"));
            }
        })
    }

    #[test]
    fn lost_sources_and_origins_are_told() {
        assert_eq!(found("DUP-05", "other", &[merged(&["kipp:1", "iga:9"], Some("lan:4"))]), ["origin | title | lan:4"]);
        assert_eq!(found("DUP-05", "other", &[merged(&["kipp:1", "iga:9"], None)]), ["field | title"]);
        assert_eq!(found("DUP-05", "other", &[merged(&["iga:9", "lan:4"], Some("iga:9"))]), ["source | kipp:1"]);
        assert_eq!(found("DUP-05", "other", &[merged(&["kipp:1", "iga:9", "iga:9"], Some("iga:9"))]), ["source | iga:9"]);
    }

    #[test]
    fn whole_merges_and_single_records_are_fine() {
        assert!(found("DUP-05", "other", &[merged(&["kipp:1", "iga:9"], Some("iga:9"))]).is_empty());
        assert!(found("DUP-05", "other", &[merged(&["kipp:1"], None)]).is_empty());
    }
}
