use std::collections::BTreeMap;
use std::path::Path;

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
    Portal { status, entries, places, articles: vec![article], hubs: Vec::new(), replications: Vec::new(), index }
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
