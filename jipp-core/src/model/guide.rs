use serde::{Deserialize, Serialize};

use super::open::open_struct;
use super::{Evidence, ImpactIndicator, Innovation, PartialDate, Regulation, ResourceParts, RichText};

open_struct! {
    /// How to replicate an innovation (*panduan replikasi*), for whoever wants to.
    ///
    /// Its parts are what LAN and KIPP record of replicable innovations (domain section 4; inferred from their fields). A guide names a
    /// role to turn to, never a person.
    ///
    /// ```
    /// use jipp_core::model::{Innovation, ReplicationGuide};
    /// let known = Innovation {
    ///     background: Some("Antrean panjang.".into()),
    ///     replication_prerequisites: Some("Jaringan internet.".into()),
    ///     ..Innovation::new("kipp:900001", "Loket Cepat")
    /// };
    /// let skeleton = ReplicationGuide::skeleton(&known);
    /// assert_eq!(skeleton.guide.title, "Loket Cepat");
    /// assert_eq!(skeleton.guide.problem.as_deref(), Some("Antrean panjang."));
    /// assert!(skeleton.missing.contains(&"steps".to_owned()));
    /// assert!(!skeleton.missing.contains(&"prerequisites".to_owned()));
    /// ```
    #[derive(Default)]
    pub struct ReplicationGuide {
        /// The record id of the innovation.
        pub innovation: String,
        /// Its title.
        pub title: String,
    }
    optional {
        /// The problem that it solves (*masalah*).
        pub problem: Option<RichText>,
        /// What is new about it (*kebaruan*).
        pub novelty: Option<RichText>,
        /// What a replicator needs first (*prasyarat*).
        pub prerequisites: Option<RichText>,
        /// Money, people, methods and tools (*sumber daya*).
        pub resources: Option<RichText>,
        /// The rules it stands on (*dasar hukum*, *SOP*).
        pub legal_basis: Vec<Regulation>,
        /// What to do, in order (*langkah*).
        pub steps: Vec<GuideStep>,
        /// What helps (*faktor pendorong*).
        pub drivers: Option<RichText>,
        /// What stands in the way (*faktor penghambat*).
        pub obstacles: Option<RichText>,
        /// What came of it (*hasil*).
        pub outcome: Option<RichText>,
        /// Before and after, in numbers.
        pub indicators: Vec<ImpactIndicator>,
        /// What to change elsewhere (*adaptasi*).
        pub adaptation: Option<RichText>,
        /// Whom to ask: a role and a unit, such as `Bagian Organisasi`, never a person.
        pub contact_role: Option<String>,
        /// Templates, decrees, manuals.
        pub documents: Vec<Evidence>,
        /// Address of a video.
        pub video: Option<String>,
        /// When it was last revised.
        pub revised: Option<PartialDate>,
    }
}

open_struct! {
    /// One step of a guide.
    #[derive(Default, Eq)]
    pub struct GuideStep {
        /// What is done, in a line.
        pub title: String,
    }
    optional {
        /// How.
        pub text: Option<RichText>,
        /// How long it takes, as written, such as `2 bulan`.
        pub duration: Option<String>,
        /// Who does it: a role, never a person.
        pub role: Option<String>,
    }
}

/// What a record knows of its own replication, and what somebody has still to write.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct GuideSkeleton {
    /// The guide, as far as the record goes.
    pub guide: ReplicationGuide,
    /// Names of the parts that are empty.
    pub missing: Vec<String>,
}

impl ReplicationGuide {
    /// A guide filled with what a record knows.
    ///
    /// Steps are taken from the list items of the design if it has any; a running text about the design is no list of steps and is left
    /// to whoever writes the guide.
    pub fn skeleton(innovation: &Innovation) -> GuideSkeleton {
        let guide = Self {
            innovation: innovation.record_id.clone(),
            title: innovation.title.clone().unwrap_or_default(),
            problem: innovation.background.clone(),
            novelty: innovation.novelty.clone(),
            prerequisites: innovation.replication_prerequisites.clone(),
            resources: innovation.resources.clone().or_else(|| joined(innovation.resource_parts.iter().flat_map(ResourceParts::texts))),
            legal_basis: innovation.regulations.clone(),
            steps: innovation.design.as_ref().map(steps).unwrap_or_default(),
            drivers: innovation.drivers.clone(),
            obstacles: innovation.obstacles.clone(),
            outcome: joined([&innovation.impact, &innovation.benefit].into_iter().flatten()),
            indicators: innovation.impact_indicators.clone(),
            adaptation: innovation.adaptability.clone(),
            contact_role: innovation.unit.clone(),
            documents: innovation.evidence.iter().filter(|evidence| evidence.url.is_some()).cloned().collect(),
            video: innovation.video.clone(),
            ..Self::default()
        };
        let missing = guide.missing().into_iter().map(str::to_owned).collect();
        GuideSkeleton { guide, missing }
    }

    /// Names of the parts that are empty, in the order of the guide.
    pub fn missing(&self) -> Vec<&'static str> {
        let parts = [
            ("title", self.title.is_empty()),
            ("problem", self.problem.is_none()),
            ("novelty", self.novelty.is_none()),
            ("prerequisites", self.prerequisites.is_none()),
            ("resources", self.resources.is_none()),
            ("legal_basis", self.legal_basis.is_empty()),
            ("steps", self.steps.is_empty()),
            ("drivers", self.drivers.is_none()),
            ("obstacles", self.obstacles.is_none()),
            ("outcome", self.outcome.is_none()),
            ("indicators", self.indicators.is_empty()),
            ("adaptation", self.adaptation.is_none()),
            ("contact_role", self.contact_role.is_none()),
            ("documents", self.documents.is_empty()),
            ("video", self.video.is_none()),
        ];
        parts.into_iter().filter(|(_, empty)| *empty).map(|(name, _)| name).collect()
    }
}

fn joined<'a>(texts: impl Iterator<Item = &'a RichText>) -> Option<RichText> {
    let texts: Vec<&str> = texts.map(RichText::as_str).collect();
    (!texts.is_empty()).then(|| texts.join("\n\n").into())
}

fn steps(design: &RichText) -> Vec<GuideStep> {
    let items = design.lines().filter_map(|line| line.strip_prefix("- "));
    items.map(|item| GuideStep { title: item.to_owned(), ..GuideStep::default() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_record_leaves_little_to_write() {
        let known = Innovation {
            background: Some("b".into()),
            novelty: Some("n".into()),
            replication_prerequisites: Some("p".into()),
            resource_parts: Some(ResourceParts { human: Some("dua petugas".into()), ..Default::default() }),
            design: Some("Tahapan:\n- survei\n- uji coba".into()),
            impact: Some("cepat".into()),
            benefit: Some("murah".into()),
            unit: Some("Dinas A".into()),
            ..Innovation::new("k:1", "A")
        };
        let GuideSkeleton { guide, missing } = ReplicationGuide::skeleton(&known);
        assert_eq!(guide.steps.iter().map(|s| s.title.as_str()).collect::<Vec<_>>(), ["survei", "uji coba"]);
        assert_eq!(guide.resources.as_deref(), Some("dua petugas"));
        assert_eq!(guide.outcome.as_deref(), Some("cepat\n\nmurah"));
        assert_eq!(missing, ["legal_basis", "drivers", "obstacles", "indicators", "adaptation", "documents", "video"]);
    }
}
