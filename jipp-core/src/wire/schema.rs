use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::Value;

/// The JSON Schema of every call and answer and of every value of the model, as one document with a definition for each type.
/// Contacts ([`Contact`](crate::model::Contact)) are personal data, never cross and have none.
pub fn json_schema() -> Schema {
    let mut generator = SchemaGenerator::default();
    macro_rules! define {
        ($($type:ty),* $(,)?) => { $( generator.subschema_for::<$type>(); )* };
    }
    define!(
        super::ValidateOptions,
        super::ValidateAnswer,
        super::ReplicationsCall,
        super::HubsCall,
        super::FixAnswer,
        super::DedupeOptions,
        super::DedupeAnswer,
        super::ResolveNames,
        super::Resolution,
        super::ReconcileBatch,
        super::ReconcileAnswer,
        super::ReconcileManifest,
        super::IndexScoreCall,
        super::IndexScore,
        super::EvidenceGradeCall,
        super::EvidenceGrade,
        super::EvidenceReport,
        super::VocabulariesCall,
        super::VocabularyRow,
        super::VocabularyCall,
        super::VocabularyAnswer,
        super::LookUp,
        super::TitleCall,
        super::ParsedTitle,
        super::LookupAnswer,
        super::RegionCall,
        super::RegionRow,
        super::NearestRegions,
        super::NearRegionRow,
        super::SimilarRegions,
        super::SimilarRegionRow,
        super::AgenciesCall,
        super::AgencyRow,
        super::AnalyzeCall,
        super::AnalyzedText,
        super::BuildReport,
        super::Report,
        super::FiguresCall,
        super::ComparedFigures,
        super::FindingRow,
        super::PairRow,
        super::ClusterRow,
        crate::dedup::Explanation,
        crate::dedup::Evaluation,
        crate::model::Innovation,
        crate::model::Replication,
        crate::model::Hub,
        crate::model::HubRecord,
        crate::model::HubInstrument,
        crate::model::HubResponse,
        crate::model::HubScore,
        crate::model::ReplicationGuide,
        crate::model::GuideSkeleton,
        crate::model::Article,
        crate::model::StatusUpdate,
        crate::model::SustainabilityStatus,
    );
    #[cfg(feature = "search")]
    define!(super::BuildOptions, super::SearchRequest, super::SearchResponse, super::SearchDocument, super::Suggestion);
    let mut definitions = generator.take_definitions(true);
    definitions.values_mut().for_each(without_examples);
    json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "jipp wire types",
        "description": "Calls and answers that cross languages. Generated from jipp-core/src/wire; do not edit.",
        "$defs": definitions,
    })
}

/// Cuts the examples in Rust out of the descriptions: they are for readers of the Rust documentation.
fn without_examples(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::String(text)) = object.get_mut("description")
                && let Some(at) = text.find("\n\n```")
            {
                text.truncate(at);
            }
            object.values_mut().for_each(without_examples);
        }
        Value::Array(items) => items.iter_mut().for_each(without_examples),
        _ => {}
    }
}
