//! Values of the model lose nothing on their way through JSON, through a table, and through an older version.

use jipp_core::ingest::{ReadOptions, Source, built_in_mappings, read};
use jipp_core::model::*;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};

/// What values are made of.
#[derive(Debug, Clone)]
struct Seeds {
    texts: Vec<String>,
    numbers: Vec<u32>,
}

#[allow(clippy::unnecessary_wraps, reason = "the fields to fill are optional")]
impl Seeds {
    fn text(&self, at: usize) -> String {
        self.texts[at % self.texts.len()].clone()
    }

    fn some(&self, at: usize) -> Option<String> {
        Some(self.text(at))
    }

    fn rich(&self, at: usize) -> Option<RichText> {
        Some(RichText::new(&format!("{}\n\n- {}", self.text(at), self.text(at + 1))))
    }

    fn number(&self, at: usize) -> u32 {
        self.numbers[at % self.numbers.len()]
    }

    /// Decimals that a person would write: longer ones may lose their last bit in JSON.
    fn decimal(&self, at: usize) -> Option<f64> {
        Some(f64::from(self.number(at)) / 100.0)
    }

    fn year(&self, at: usize) -> i32 {
        2000 + (self.number(at) % 30) as i32
    }

    fn date(&self, at: usize) -> Option<PartialDate> {
        let day = (self.number(at) % 28 + 1) as u8;
        PartialDate::new(self.year(at), (!at.is_multiple_of(3)).then_some(day % 12 + 1), (at % 3 > 1).then_some(day))
    }

    fn timestamp(&self, at: usize) -> Timestamp {
        let day = format!("{}-{:02}-{:02}", self.year(at), self.number(at) % 12 + 1, self.number(at) % 28 + 1);
        let n = self.number(at + 1);
        let time = format!("T{:02}:{:02}:{:02}.{:03}+{:02}:30", n % 24, n % 60, n % 59, n % 1000, n % 14);
        format!("{day}{}", if at.is_multiple_of(2) { &time } else { "" }).parse().unwrap()
    }

    fn extra(&self, at: usize) -> Extra {
        Extra::from([(format!("x_{}", self.number(at)), json!({ "y": [self.text(at), null, self.number(at), true] }))])
    }

    fn organisation(&self, at: usize) -> OrganisationRef {
        OrganisationRef {
            code: self.some(at),
            name: self.some(at + 1),
            unit: self.some(at + 2),
            region_code: self.some(at + 3),
            extra: self.extra(at),
        }
    }

    fn evidence(&self, at: usize) -> Evidence {
        Evidence {
            id: self.text(at),
            kind: self.some(at + 1),
            title: self.some(at + 2),
            mime: self.some(at + 3),
            size: Some(u64::from(self.number(at)) << 21),
            sha256: self.some(at + 4),
            url: self.some(at + 5),
            date: self.date(at),
            indicator: Some((self.number(at) % 36) as u8),
            note: self.rich(at + 6),
            extra: self.extra(at),
        }
    }

    fn origin(&self, at: usize) -> ReplicationOrigin {
        ReplicationOrigin {
            record_id: self.some(at),
            nri: self.some(at + 1),
            title: self.some(at + 2),
            owner: self.organisation(at),
            extra: self.extra(at),
        }
    }

    fn regulation(&self, at: usize) -> Regulation {
        Regulation { kind: self.some(at), number: self.some(at + 1), date: self.date(at), title: self.some(at + 2), extra: self.extra(at) }
    }

    fn indicator(&self, at: usize) -> ImpactIndicator {
        ImpactIndicator {
            name: self.text(at),
            unit: self.some(at + 1),
            before: self.decimal(at),
            after: self.decimal(at + 1),
            period: self.some(at + 2),
            extra: self.extra(at),
        }
    }

    fn update(&self, at: usize) -> StatusUpdate {
        StatusUpdate {
            by: self.some(at),
            role: self.some(at + 1),
            note: self.rich(at + 2),
            extra: self.extra(at),
            ..StatusUpdate::new(self.timestamp(at), "berhenti")
        }
    }

    /// An innovation with every field.
    fn innovation(&self) -> Innovation {
        let t = |at| self.some(at);
        let r = |at| self.rich(at);
        let list = |at: usize| vec![self.text(at), self.text(at + 1)];
        let system = SourceSystem::ALL[self.number(0) as usize % 5];
        let source = SourceRef {
            external_id: t(1),
            year: Some(self.year(1)),
            url: t(2),
            fetched_at: Some(self.timestamp(1)),
            raw_hash: t(3),
            ..SourceRef::new(self.text(0), system)
        };
        let award = Award { as_written: self.text(3), event: t(4), level: None, year: Some(self.year(2)), extra: self.extra(1) };
        let mut innovation = Innovation {
            record_id: self.text(0),
            sources: vec![source],
            external_id: t(1),
            iga_registrations: list(2),
            title: t(3),
            title_aliases: list(4),
            acronym: t(5),
            expansion: t(6),
            agency: t(7),
            unit: t(8),
            region: t(9),
            coordinates: Coordinates::new(f64::from(self.number(3) % 90) / 8.0, f64::from(self.number(4) % 180) / 8.0),
            steward: t(10),
            year: Some(self.year(3)),
            source_years: vec![self.year(4), self.year(5)],
            sector: t(11),
            kipp_group: t(12),
            kipp_category: t(13),
            kipp_entries: vec![KippEntry { year: self.year(6), group: t(14), category: t(15), registration: t(16), extra: self.extra(2) }],
            stage: t(17),
            initiator: t(18),
            initiator_name: t(19),
            innovators: vec![Innovator { kind: Some(InnovatorKind::Team), ..Innovator::named(self.text(20)) }],
            form: t(21),
            kind: t(22),
            lan_kinds: list(23),
            affairs: list(24),
            main_affair: t(24),
            sdgs: list(25),
            asta_cita: list(26),
            pkpn: list(27),
            themes: list(28),
            rb_themes: list(29),
            oecd: list(30),
            classification: t(31),
            initiation_date: self.date(1),
            trial_date: self.date(2),
            implementation_date: self.date(3),
            development_date: self.date(4),
            development_dates: [self.date(5), self.date(6)].into_iter().flatten().collect(),
            summary: r(1),
            background: r(2),
            objective: r(3),
            novelty: r(4),
            design: r(5),
            impact: r(6),
            benefit: r(7),
            impact_indicators: vec![self.indicator(1), self.indicator(2)],
            adaptability: r(8),
            replication_prerequisites: r(9),
            resources: r(10),
            resource_parts: Some(ResourceParts { financial: r(11), human: r(12), method: r(13), equipment: r(14), extra: self.extra(3) }),
            sustainability_strategy: r(15),
            sustainability_parts: Some(SustainabilityParts { institutional: r(16), managerial: None, social: r(17), extra: self.extra(4) }),
            drivers: r(18),
            obstacles: r(19),
            collaboration: vec![Collaborator { actor: self.text(32), name: t(33), role: t(34), extra: self.extra(5) }],
            regulations: vec![self.regulation(1)],
            product: t(35),
            maturity: self.decimal(5),
            maturity_scores: vec![MaturityScore { year: self.year(7), claimed: self.decimal(6), verified: None, extra: self.extra(6) }],
            iga_indicators: vec![IgaIndicator {
                year: self.year(8),
                number: 16,
                level: Some(3),
                verified_level: Some(0),
                evidence: list(36),
                basis: t(37),
                value: Some(format!("{} orang", self.number(9))),
                extra: self.extra(7),
            }],
            evidence: vec![self.evidence(1), self.evidence(2)],
            awards: vec![award],
            status: t(38),
            status_reason: t(39),
            status_condition: r(20),
            stop_date: self.date(7),
            status_history: vec![self.update(1), self.update(2), self.update(3)].into(),
            validations: vec![Validation {
                by: self.text(40),
                at: Some(self.timestamp(4)),
                decision: t(41),
                technique: t(42),
                note: r(21),
                extra: self.extra(8),
            }],
            completeness: None,
            replicates: t(43),
            replication_origins: vec![self.origin(1), self.origin(5)],
            previous_version: Some(PreviousVersion { record_id: t(44), explanation: r(22), extra: self.extra(9) }),
            duplicates: vec![DuplicateDecision {
                record_id: self.text(45),
                score: self.decimal(7),
                reasons: list(46),
                decision: t(47),
                by: t(48),
                extra: self.extra(10),
            }],
            nri: t(49),
            validation_technique: t(50),
            source_note: t(51),
            video: t(52),
            images: list(53),
            url: t(54),
            statistics: Some(Statistics {
                views: Some(u64::from(self.number(8))),
                interests: Some(0),
                agreements: None,
                replications: Some(7),
                likes: Some(1),
                extra: self.extra(11),
            }),
            publication: Some(Publication { status: self.text(55), at: Some(self.timestamp(5)), extra: self.extra(12) }),
            agency_code: t(56),
            agency_name: t(57),
            agency_level: t(58),
            region_code: t(59),
            region_name: t(60),
            province: t(61),
            provenance: Field::ALL.iter().map(|field| (*field, FieldSource::new(self.text(0), field.name()))).collect(),
            extra: self.extra(13),
        };
        innovation.completeness = Some(Completeness::of(&innovation));
        innovation
    }

    fn replication(&self) -> Replication {
        Replication {
            stage: ReplicationStage::ALL[self.number(1) as usize % 6],
            kind: ReplicationKind::ScaleUp,
            proposer: Some(self.organisation(1)),
            dates: ReplicationDates {
                agreement: self.date(1),
                completion: self.date(2),
                extra: self.extra(1),
                ..ReplicationDates::default()
            },
            documents: vec![ReplicationDocument {
                file: Some(self.evidence(3)),
                number: self.some(1),
                date: self.date(3),
                ..ReplicationDocument::new("kesepakatan")
            }],
            scale: self.some(2),
            reason: self.rich(1),
            process: self.rich(2),
            distinguishing_factors: self.rich(3),
            result: self.rich(4),
            actors: vec![ReplicationActor { role: self.text(3), organisation: self.organisation(4), extra: self.extra(2) }],
            extra: self.extra(3),
            ..Replication::new(self.text(0), self.origin(1), self.organisation(2))
        }
    }

    fn guide(&self) -> ReplicationGuide {
        ReplicationGuide {
            revised: self.date(1),
            steps: vec![GuideStep {
                title: self.text(1),
                text: self.rich(1),
                duration: self.some(2),
                role: self.some(3),
                extra: self.extra(1),
            }],
            extra: self.extra(2),
            ..ReplicationGuide::skeleton(&self.innovation()).guide
        }
    }

    fn article(&self) -> Article {
        Article {
            body: RichText::new(&self.text(1)),
            innovations: vec![self.text(2)],
            published_at: Some(self.timestamp(1)),
            url: self.some(3),
            extra: self.extra(1),
            ..Article::new(self.text(0), ArticleKind::Guide, self.text(4))
        }
    }

    fn hub(&self) -> Hub {
        Hub {
            active: self.number(1).is_multiple_of(2),
            level: self.some(1),
            since: self.date(1),
            legal_basis: self.some(2),
            extra: self.extra(1),
            ..Hub::new(self.organisation(1))
        }
    }

    fn instrument(&self) -> HubInstrument {
        let option = HubOption { id: self.text(1), text: self.text(2), score: 3.5, extra: self.extra(1) };
        let question = HubQuestion {
            id: self.text(3),
            text: self.text(4),
            kind: HubQuestionKind::Multiple,
            weight: 1.0,
            options: vec![option],
            required: true,
            evidence: true,
            extra: self.extra(2),
        };
        let aspect = HubAspect { code: self.text(5), weight: 1.0, questions: vec![question], title: self.some(6), extra: self.extra(3) };
        HubInstrument { id: self.text(0), aspects: vec![aspect], title: self.some(7), year: Some(self.year(1)), extra: self.extra(4) }
    }

    fn response(&self) -> HubResponse {
        let answer = HubAnswer {
            corrected: Some(vec![self.text(1)]),
            verification: HubVerification::Verified,
            evidence: vec![self.text(2)],
            note: self.rich(1),
            extra: self.extra(1),
            ..HubAnswer::new(self.text(3), &["a", "b"])
        };
        HubResponse {
            instrument: self.text(0),
            agency: self.organisation(1),
            answers: vec![answer],
            at: Some(self.timestamp(1)),
            extra: self.extra(2),
        }
    }
}

fn seeds() -> impl Strategy<Value = Seeds> {
    let texts = prop::collection::vec("[\\PC\n]{0,8}[a-z]", 5..12);
    (texts, prop::collection::vec(0u32..1_000_000, 7..15)).prop_map(|(texts, numbers)| Seeds { texts, numbers })
}

fn comes_back<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T) {
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value);
    // what a newer version adds, at any depth, is written back
    let mut newer = serde_json::to_value(value).unwrap();
    add_unknown(&mut newer);
    let kept: T = serde_json::from_value(newer.clone()).unwrap();
    assert_eq!(serde_json::to_value(&kept).unwrap(), newer);
}

fn add_unknown(json: &mut Json) {
    match json {
        Json::Object(object) => {
            object.iter_mut().filter(|(name, _)| *name != "coordinates").for_each(|(_, value)| add_unknown(value));
            // a map from names to origins has no fields of its own
            if !object.contains_key("title_aliases") || object.contains_key("record_id") {
                object.insert("of_the_future".into(), json!({ "a": [1, "dua", null] }));
            } else {
                object.insert("of_the_future".into(), json!({ "record_id": "r", "column": "c" }));
            }
        }
        Json::Array(items) => items.iter_mut().for_each(add_unknown),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_in_json(seeds in seeds()) {
        comes_back(&seeds.innovation());
        comes_back(&seeds.replication());
        comes_back(&seeds.guide());
        comes_back(&seeds.article());
        comes_back(&seeds.hub());
        comes_back(&seeds.instrument());
        comes_back(&seeds.response());
        comes_back(&seeds.evidence(0));
        comes_back(&StatusHistory::from(vec![seeds.update(0), seeds.update(3)]));
    }

    #[test]
    fn every_field_comes_back_from_its_value(seeds in seeds()) {
        let full = seeds.innovation();
        let mut copy = Innovation::default();
        for &field in Field::ALL {
            prop_assert!(!full.is_missing(field), "{field} is not filled");
            let value = full.get(field);
            prop_assert!(Innovation::accepts(field, &value), "{field}");
            prop_assert!(copy.is_missing(field) && copy.get(field) == Value::Missing, "{field}");
            copy.set(field, value);
            prop_assert_eq!(copy.get(field), full.get(field));
        }
    }
}

/// Plain seeds, for what is read by people's rules.
fn plain() -> Seeds {
    let texts = ["alpha", "beta", "gamma", "delta", "epsilon"].map(str::to_owned).to_vec();
    Seeds { texts, numbers: vec![12, 7, 3, 25, 18, 40, 9] }
}

fn read_back(name: &str, bytes: &[u8]) -> Innovation {
    let options = ReadOptions { source: "generic", ..ReadOptions::default() };
    let mut records = read(Source { name, bytes }, &options).unwrap().records;
    assert_eq!(records.len(), 1);
    let record = records.remove(0);
    assert!(record.source.notes.is_empty(), "{:?}", record.source.notes);
    record.innovation
}

fn same_fields(left: &Innovation, right: &Innovation) {
    for &field in Field::ALL.iter().filter(|field| field.is_readable()) {
        assert_eq!(left.get(field), right.get(field), "{field}");
    }
}

#[test]
fn a_row_of_a_table_holds_every_field() {
    let mut full = plain().innovation();
    // awards are written and read as their sources write them
    full.awards = vec![Award { as_written: "Juara".into(), ..Award::default() }];
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(Field::ALL.iter().map(|field| field.name())).unwrap();
    writer.write_record(Field::ALL.iter().map(|field| full.get(*field).to_text().unwrap().into_owned())).unwrap();
    same_fields(&read_back("t.csv", &writer.into_inner().unwrap()), &full);
}

#[test]
fn a_json_object_holds_every_field() {
    let mut full = plain().innovation();
    full.title_aliases = vec!["satu; dua".into(), "tiga".into()];
    let Json::Object(mut object) = serde_json::to_value(&full).unwrap() else { panic!() };
    object.retain(|name, _| name.parse::<Field>().is_ok());
    // awards are read as their sources write them
    object.insert("awards".into(), json!([full.awards[0].as_written]));
    full.awards[0] = Award { as_written: full.awards[0].as_written.clone(), ..Award::default() };
    same_fields(&read_back("t.json", Json::Array(vec![Json::Object(object)]).to_string().as_bytes()), &full);
}

#[test]
fn what_cannot_be_read_is_noted_and_names_stay_apart() {
    let table = "Nama Inovasi,Nama Pemda,Koordinat,Nama Inisiator,Urusan Utama,Urusan Beririsan,Nomor Registrasi IGA\n\
                 A,Kota Bandung,utara,Budi,Kesehatan,Pendidikan; Sosial,IGA-1\n";
    let options = ReadOptions { source: "iga", ..ReadOptions::default() };
    let record = read(Source { name: "t.csv", bytes: table.as_bytes() }, &options).unwrap().records.remove(0);
    let (innovation, source) = (record.innovation, record.source);
    assert_eq!(innovation.coordinates, None);
    assert_eq!(source.notes.iter().map(|n| (n.kind, n.field)).collect::<Vec<_>>(), [(NoteKind::Unparsed, Some(Field::Coordinates))]);
    assert_eq!(innovation.initiator_name, None);
    assert_eq!(source.restricted, [("Nama Inisiator".into(), "Budi".to_owned())]);
    assert!(source.cell("Nama Inisiator").is_none());
    assert_eq!(innovation.affairs.first(), innovation.main_affair.as_ref());
    assert_eq!(innovation.intersecting_affairs().count(), 2);
    assert_eq!(innovation.iga_registrations, ["IGA-1"]);
    assert_eq!(innovation.steward.as_deref(), Some("kemendagri_iga"));

    let table = "Judul,Instansi,Nama Inovator,Pemangku,Gambar\nA,Kota Bandung,Budi 081234567890; Tim Cepat,LAN,https://a.id/1.jpg; https://a.id/2.jpg\n";
    let options = ReadOptions { source: "jippnas", ..ReadOptions::default() };
    let innovation = read(Source { name: "t.csv", bytes: table.as_bytes() }, &options).unwrap().records.remove(0).innovation;
    assert_eq!(innovation.innovators.iter().map(|i| i.name.as_str()).collect::<Vec<_>>(), ["Budi [telepon]", "Tim Cepat"]);
    assert_eq!((innovation.steward.as_deref(), innovation.images.len()), (Some("lan_inoland"), 2));
}

#[test]
fn only_sources_that_publish_names_are_read_for_them() {
    let publishing: Vec<&str> = built_in_mappings().iter().filter(|m| m.publishes_names).map(|m| m.name.as_str()).collect();
    assert_eq!(publishing, ["jippnas", "generic"]);
}

#[test]
fn contacts_are_in_the_restricted_part_only() {
    let table = "title,contact\nA,Budi 081234567890\n";
    let options = ReadOptions { source: "generic", ..ReadOptions::default() };
    let mut record = read(Source { name: "t.csv", bytes: table.as_bytes() }, &options).unwrap().records.remove(0);
    let contact = Contact { name: Some("Budi".into()), email: Some("budi@example.id".into()), ..Contact::default() };
    record.source.keep_contact(&contact);
    assert_eq!(record.source.contacts(), std::slice::from_ref(&contact));
    assert_eq!(record.source.restricted.len(), 2, "the cell stays beside it");
    assert!(!format!("{contact:?}").contains("Budi"));
    let public = serde_json::to_string(&record.innovation).unwrap();
    assert!(!public.contains("Budi"), "{public}");

    let given = r#"{"record_id": "a", "contacts": [{"name": "Budi"}], "kontak_person": "Budi", "baru": {"no_hp": "0812", "b": 1}}"#;
    let innovation: Innovation = serde_json::from_str(given).unwrap();
    assert_eq!(serde_json::to_value(&innovation).unwrap(), json!({"record_id": "a", "sources": [], "baru": {"b": 1}}));
}
