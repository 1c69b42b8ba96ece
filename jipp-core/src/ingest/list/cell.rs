//! What does a cell of a list say?

use serde_json::{Map, Value as Json, json};

use super::columns::{Column, Kind};
use crate::model::ReplicationStage;
use crate::text::{is_placeholder, key, parse_date, tidy};
use crate::vocab::{agency_by_code, vocabulary};

/// Puts a cell where it belongs; false if that place is taken by another value.
pub(super) fn place(object: &mut Map<String, Json>, column: &Column, cell: &str) -> bool {
    // `X` is mostly said of what is not known, but it is a code of its own where requests are verified
    let coded = matches!(column.kind, Kind::Code(name) if vocabulary(name).is_some_and(|list| list.find(cell).is_some()));
    if is_placeholder(cell) && !coded {
        return true;
    }
    match column.kind {
        Kind::Documents => {
            cell.split(';').map(tidy).filter(|part| !part.is_empty()).all(|part| document(object, &document_kind(&part), None))
        }
        Kind::Document(kind) => match flag(cell) {
            Some(false) => true,
            Some(true) => document(object, kind, None),
            None => document(object, kind, Some(cell)),
        },
        kind => {
            let mut path = column.path.to_vec();
            if kind == Kind::Agency {
                path.push(if agency_by_code(cell.trim()).is_some() { "code" } else { "name" });
            }
            put(object, &path, read(kind, cell))
        }
    }
}

fn read(kind: Kind, cell: &str) -> Json {
    let as_written = || Json::String(cell.trim().to_owned());
    match kind {
        Kind::Date => parse_date(cell).map_or_else(as_written, |date| json!(date.to_string())),
        Kind::Flag => flag(cell).map_or_else(as_written, Json::Bool),
        Kind::Stage => stage(cell).map_or_else(as_written, |stage| json!(stage.code())),
        Kind::Code(name) => {
            let code = vocabulary(name).and_then(|list| list.find(cell)).map(|value| value.code.clone());
            code.map_or_else(as_written, Json::String)
        }
        Kind::Level => match key(cell).as_str() {
            "pusat" | "central" | "kl" | "kementerianlembaga" | "kementerian" | "lembaga" => json!("pusat"),
            "daerah" | "regional" | "provinsi" | "kabupaten" | "kota" | "pemda" => json!("daerah"),
            _ => as_written(),
        },
        Kind::Text | Kind::Agency | Kind::Documents | Kind::Document(_) => as_written(),
    }
}

/// A stage by its code, or the first stage that JIPPNas shows under a status.
fn stage(cell: &str) -> Option<ReplicationStage> {
    let wanted = key(cell);
    let coded = ReplicationStage::ALL.into_iter().find(|stage| stage.code() == wanted);
    coded.or_else(|| {
        let of = |list: &str| vocabulary(list).and_then(|list| list.find(cell)).map(|value| value.code.as_str());
        match of("tahap_replikasi_jippnas") {
            Some(code) => ReplicationStage::ALL.into_iter().find(|stage| stage.code() == code),
            None => of("status_replikasi").and_then(|status| ReplicationStage::ALL.into_iter().find(|stage| stage.status() == status)),
        }
    })
}

fn flag(cell: &str) -> Option<bool> {
    match key(cell).as_str() {
        "ya" | "ada" | "yes" | "true" | "1" | "v" | "aktif" | "active" => Some(true),
        "tidak" | "tidakada" | "belum" | "belumada" | "no" | "false" | "0" | "x" | "nonaktif" | "tidakaktif" | "inactive" => Some(false),
        _ => None,
    }
}

/// The kinds of documents as people write them; others stay as written.
fn document_kind(text: &str) -> String {
    match key(text).as_str() {
        "kesepakatan" | "agreement" | "pks" | "mou" | "suratkesepakatan" | "perjanjiankerjasama" | "notakesepahaman" => {
            "kesepakatan".into()
        }
        "persetujuan" | "approval" | "suratpersetujuan" => "persetujuan".into(),
        "komitmen" | "commitment" | "suratkomitmen" => "komitmen".into(),
        "sertifikat" | "certificate" => "sertifikat".into(),
        _ => text.to_owned(),
    }
}

/// Adds a document, or its file to the document of that kind without one.
fn document(object: &mut Map<String, Json>, kind: &str, file: Option<&str>) -> bool {
    let list = object.entry("documents").or_insert_with(|| json!([]));
    let Json::Array(list) = list else { return false };
    let known = list.iter_mut().find(|document| document.get("kind").and_then(Json::as_str) == Some(kind));
    let file = file.map(str::trim).map(|text| {
        let part = if text.starts_with("http") { "url" } else { "title" };
        json!({ "id": kind, part: text })
    });
    match (known, file) {
        (Some(known), Some(file)) if known.get("file").is_none() => {
            if let Some(known) = known.as_object_mut() {
                known.insert("file".into(), file);
            }
        }
        (Some(_), None) => {}
        (_, Some(file)) => list.push(json!({ "kind": kind, "file": file })),
        (None, None) => list.push(json!({ "kind": kind })),
    }
    true
}

/// Puts a value at a place inside an object; false if another value is there.
fn put(object: &mut Map<String, Json>, path: &[&str], value: Json) -> bool {
    match path {
        [] => false,
        [last] => match object.get(*last) {
            Some(Json::Null) | None => {
                object.insert((*last).to_owned(), value);
                true
            }
            Some(known) => *known == value,
        },
        [first, rest @ ..] => match object.entry(*first).or_insert_with(|| json!({})) {
            Json::Object(inner) => put(inner, rest, value),
            _ => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::columns::Columns;
    use super::*;

    fn read(cells: &[(&str, &str)]) -> Json {
        let mut object = Map::new();
        for (header, cell) in cells {
            assert!(place(&mut object, Columns::of_replications().find(header).unwrap(), cell), "{header}");
        }
        Json::Object(object)
    }

    #[test]
    fn cells_are_read_as_people_write_them() {
        assert_eq!(read(&[("Verifikasi", "X"), ("UPP Replikator", "x")]), json!({ "verification": "X" }));
        assert_eq!(read(&[("Status", "Disetujui"), ("Jenis", "Scaling Up")]), json!({ "stage": "persetujuan", "kind": "scale_up" }));
        let papers = [("Dokumen", "PKS; sertifikat; foto"), ("Sertifikat", "https://contoh.go.id/s.pdf"), ("Komitmen", "belum ada")];
        let file = json!({ "id": "sertifikat", "url": "https://contoh.go.id/s.pdf" });
        let kinds = json!([{ "kind": "kesepakatan" }, { "kind": "sertifikat", "file": file }, { "kind": "foto" }]);
        assert_eq!(read(&papers), json!({ "documents": kinds }));
    }

    #[test]
    fn a_place_is_filled_once() {
        let mut object = Map::new();
        let column = Columns::of_replications().find("Judul Inovasi Asal").unwrap();
        assert!(place(&mut object, column, "GERPAS") && place(&mut object, column, "GERPAS"));
        assert!(!place(&mut object, column, "Lain"), "the caller keeps it under its header");
    }
}
