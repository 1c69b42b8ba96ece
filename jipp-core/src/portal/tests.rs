use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use super::page::Site;
use super::{Entry, Portal, by_alphabet, detail, page_name};
use crate::catalog::Status;
use crate::lang::Lang;
use crate::model::{Article, ArticleKind, Innovation, SourceRef, SourceSystem};
use crate::progress::silent;
use crate::search::{Index, SearchDocument};

const ATTACK: &str = "\"><script>pwned=1</script><img src=x onerror=pwned=1>'{{7*7}}";

fn source(id: &str, url: &str) -> SourceRef {
    serde_json::from_value(serde_json::json!({"record_id": id, "system": SourceSystem::Generic, "external_id": ATTACK, "url": url}))
        .unwrap()
}

fn hostile(id: &str) -> Innovation {
    Innovation {
        agency: Some(ATTACK.into()),
        unit: Some(ATTACK.into()),
        region_name: Some(ATTACK.into()),
        summary: Some(format!("{ATTACK}\n\n- {ATTACK}").into()),
        status: Some(ATTACK.into()),
        sdgs: vec![ATTACK.into()],
        affairs: vec![ATTACK.into()],
        video: Some("javascript:pwned=1".into()),
        title_aliases: vec![ATTACK.into()],
        region_code: Some("35.78".into()),
        sources: vec![source(id, "javascript:pwned=1"), source("x:2", "https://a.go.id/\"onclick=\"pwned=1")],
        ..Innovation::new(id, format!("{ATTACK} jahat"))
    }
}

fn portal(innovations: Vec<Innovation>) -> Portal {
    let documents: Vec<SearchDocument> = innovations.iter().map(|innovation| SearchDocument::new(innovation, &[])).collect();
    let index = Index::build(&documents, &silent).unwrap();
    let status: Status = serde_json::from_value(serde_json::json!({
        "jipp_version": "0", "records_by_source": {}, "accepted": 3, "quarantined": 0, "findings": {}, "innovations": 2, "merged": 0, "links": {}
    }))
    .unwrap();
    let places = documents.iter().enumerate().map(|(at, document)| (document.id.clone(), at)).collect();
    let entries = innovations.into_iter().zip(documents).map(|(innovation, document)| Entry { innovation, document }).collect();
    let article = Article {
        body: ATTACK.into(),
        published_at: Some("2024-05-01".parse().unwrap()),
        url: Some("javascript:pwned=1".into()),
        innovations: vec!["own:1".into()],
        ..Article::new("../a", ArticleKind::News, ATTACK)
    };
    Portal {
        status,
        entries,
        places,
        articles: vec![article],
        hubs: Vec::new(),
        replications: Vec::new(),
        of_origin: OnceLock::new(),
        index,
    }
}

fn written(portal: &Portal, base: Option<&str>) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    let count = portal
        .pages::<crate::Error>(base, &mut |path, text| {
            assert!(pages.insert(path.to_owned(), text.to_owned()).is_none(), "{path} twice");
            Ok(())
        })
        .unwrap();
    assert_eq!(count, pages.keys().filter(|path| Path::new(path).extension().is_some_and(|end| end == "html")).count());
    pages
}

#[test]
fn nothing_of_strangers_becomes_markup() {
    let pages = written(&portal(vec![hostile("own:1"), hostile("own:<b>/../2")]), Some("https://a.go.id"));
    assert!(pages.len() > 20);
    for (path, text) in &pages {
        assert!(!text.contains("<script") && !text.contains("<img src=x") && !text.contains("href=\"javascript:"), "{path}");
        assert!(
            path.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_./".contains(&b)) && !path.contains(".."),
            "{path}"
        );
        // an attribute that a text closed would leave its rest outside
        assert!(!text.contains("\"onclick=\"") && !text.contains(" style=") && !text.contains(" onerror=pwned=1>"), "{path}");
    }
    assert!(pages.values().any(|text| text.contains("&lt;script&gt;pwned=1")), "the text itself is shown");
}

#[test]
fn every_link_leads_to_a_page() {
    let pages = written(&portal(vec![hostile("own:1"), hostile("own:2")]), None);
    for (path, text) in &pages {
        let folder: Vec<&str> = path.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect();
        for link in text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if link.starts_with("https://") || link.starts_with('#') {
                continue;
            }
            let mut at: Vec<&str> = folder.clone();
            for part in link.split(['?', '#']).next().unwrap().split('/') {
                match part {
                    ".." => assert!(at.pop().is_some(), "{path}: {link} leaves the site"),
                    "." | "" => {}
                    part => at.push(part),
                }
            }
            let target = at.join("/");
            let given_by_the_site = ["", "icon.svg", "portal.css", "provenance.html"].contains(&target.as_str());
            assert!(given_by_the_site || pages.contains_key(&target), "{path}: {link} leads to {target}");
        }
    }
}

#[test]
fn a_page_tells_what_is_known_and_what_is_missing() {
    let innovation = Innovation {
        summary: Some("Antrean pendek.".into()),
        replication_prerequisites: Some("Jaringan internet.".into()),
        design: Some("Langkah:\n- survei\n- uji coba".into()),
        sources: vec![source("own:1", "https://a.go.id/1")],
        ..Innovation::new("own:1", "Loket Cepat")
    };
    let portal = portal(vec![innovation, hostile("own:2")]);
    let of = |lang| detail::page(&portal, portal.entry("own:1").unwrap(), &["own:2".to_owned()], Site { lang, base: None });
    let (id, en) = (of(Lang::Id), of(Lang::En));
    for (page, words) in
        [(&id, ["Ringkasan", "Panduan replikasi", "Belum ditulis"]), (&en, ["Summary", "Replication guide", "Not written yet"])]
    {
        assert!(words.iter().all(|word| page.contains(word)), "{page}");
        assert!(page.contains("<ol><li>survei</li><li>uji coba</li></ol>"));
        assert!(page.contains("<a href=\"#replication_prerequisites\">"));
        assert!(page.contains(r#"<a href="https://a.go.id/1" rel="noopener noreferrer nofollow">a.go.id</a>"#));
        assert!(page.contains(&format!("{}.html", page_name("own:2"))), "similar innovations");
    }
    assert!(id.contains("href=\"../?id=own%3A1\"") && en.contains("href=\"../../?id=own%3A1&amp;lang=en\""));
}

#[test]
fn a_page_names_who_replicated_the_innovation_and_no_other() {
    let innovation =
        |id: &str, title: &str| Innovation { sources: vec![source(id, ""), source("own:9", "")], ..Innovation::new(id, title) };
    let mut portal = portal(vec![innovation("own:1", "Loket Cepat"), Innovation::new("own:2", "Bank Sampah")]);
    let replication = |origin: &str| {
        serde_json::from_value(serde_json::json!({
            "id": origin, "origin": {"record_id": origin}, "replicator": {"name": "Pemkot Batu"}, "stage": "implementasi"
        }))
        .unwrap()
    };
    // under its own id, and under that of a source record
    portal.replications = vec![replication("own:1"), replication("own:9")];
    let of = |id, lang| detail::page(&portal, portal.entry(id).unwrap(), &[], Site { lang, base: None });
    let id = of("own:1", Lang::Id);
    assert_eq!(id.matches("Pemkot Batu").count(), 2, "{id}");
    assert!(id.contains("Implementasi") && of("own:1", Lang::En).contains("Implementation"));
    assert!(!of("own:2", Lang::Id).contains("Pemkot Batu") && !of("own:2", Lang::Id).contains("id=\"replications\""));
}

#[test]
fn a_page_says_how_well_the_effect_is_documented() {
    let with = |impact: &str| Innovation { impact: Some(impact.into()), ..Innovation::new("own:1", "Loket Cepat") };
    let of = |innovation: Innovation, lang| {
        let portal = portal(vec![innovation]);
        detail::page(&portal, portal.entry("own:1").unwrap(), &[], Site { lang, base: None })
    };
    let figures = with("Waktu penerbitan izin turun dari 30 hari menjadi 3 hari pada tahun 2025.");
    assert!(of(figures.clone(), Lang::Id).contains("<strong>angka sebelum dan sesudah</strong>"));
    assert!(of(figures, Lang::En).contains("<strong>figures before and after</strong>"));
    assert!(of(with("Waktu penerbitan izin jauh lebih singkat."), Lang::Id).contains("<strong>dampak dinyatakan</strong>"));
    assert!(of(Innovation::new("own:1", "Loket Cepat"), Lang::Id).contains("<strong>dampak tidak dinyatakan</strong>"));
}

#[test]
fn statistics_draw_what_is_known_and_count_the_rest() {
    let dated = |id: &str, year: Option<i32>| Innovation { year, ..Innovation::new(id, format!("Loket {id}")) };
    let portal = portal(vec![dated("own:1", Some(2024)), dated("own:2", None), dated("own:3", None)]);
    let page = &written(&portal, None)["statistik.html"];
    assert!(page.contains(">2024</a></th><td class=\"number\">1</td><td class=\"drawn\"><svg aria-hidden=\"true\" width=\"100%\" height=\"10\"><rect width=\"100.0%\""), "{page}");
    assert!(page.contains("tidak diketahui</th><td class=\"number\">2</td><td class=\"drawn\"></td>"));
    assert!(page.contains("Menurut tahun") && !page.contains("Menurut urusan"), "nothing is known of affairs");
}

#[test]
fn innovations_of_no_province_have_a_title_of_their_own() {
    let pages = written(&portal(vec![Innovation::new("own:1", "Loket Cepat"), hostile("own:2")]), None);
    assert!(pages["provinsi/lain.html"].contains("<h1>Inovasi instansi pusat dan lainnya</h1>"));
    assert!(pages["en/provinsi/lain.html"].contains("<h1>Innovations of central agencies and others</h1>"));
    assert!(pages["provinsi/35.html"].contains("<h1>Inovasi di Jawa Timur</h1>"));
    // the list is the part of the site that it belongs to
    assert!(pages["provinsi/35.html"].contains("<a href=\"../daftar/index.html\" aria-current=\"true\">Daftar</a>"));
    assert!(
        pages["daftar/index.html"].contains(" aria-current=\"page\">Daftar</a>")
            && !pages["hub.html"].contains(" aria-current=\"true\">Daftar")
    );
}

#[test]
fn with_an_address_the_pages_name_themselves() {
    let pages = written(&portal(vec![hostile("own:1")]), Some("https://a.go.id/inovasi/"));
    assert!(pages["inovasi/own-1.html"].contains(r#"<link rel="canonical" href="https://a.go.id/inovasi/inovasi/own-1.html">"#));
    assert!(pages["sitemap-1.xml"].contains("<loc>https://a.go.id/inovasi/en/inovasi/own-1.html</loc>"));
    assert!(pages["robots.txt"].ends_with("Sitemap: https://a.go.id/inovasi/sitemap.xml\n"));
    assert!(!written(&portal(vec![hostile("own:1")]), None).contains_key("sitemap.xml"));
}

#[test]
fn quotes_do_not_come_before_the_alphabet() {
    let titles = ["“Zaitun” Sehat", "apel", "\"Bank\" Sampah"];
    let entry = |title: &&str| {
        let innovation = Innovation::new(*title, (*title).to_owned());
        Entry { document: SearchDocument::new(&innovation, &[]), innovation }
    };
    let mut entries: Vec<Entry> = titles.iter().map(entry).collect();
    by_alphabet(&mut entries);
    assert_eq!(entries.iter().map(|entry| &*entry.document.title).collect::<Vec<_>>(), [titles[1], titles[2], titles[0]]);
}
