use schemars::{Schema, SchemaGenerator, json_schema};

/// The JSON Schema of every call and answer, as one document with a definition for each type.
pub fn json_schema() -> Schema {
    let mut generator = SchemaGenerator::default();
    macro_rules! define {
        ($($type:ty),* $(,)?) => { $( generator.subschema_for::<$type>(); )* };
    }
    define!(
        super::ValidateOptions,
        super::ValidateAnswer,
        super::DedupeOptions,
        super::DedupeAnswer,
        super::ResolveNames,
        super::Resolution,
        super::ReconcileBatch,
        super::ReconcileAnswer,
        super::ReconcileManifest,
        super::IndexScoreCall,
        super::IndexScore,
        super::BuildReport,
        super::FindingRow,
        super::PairRow,
        super::ClusterRow,
        crate::dedup::Explanation,
        crate::dedup::Evaluation,
        crate::model::Innovation,
    );
    #[cfg(feature = "search")]
    define!(super::BuildOptions, super::SearchRequest, super::SearchResponse, super::SearchDocument, super::Suggestion);
    let definitions = generator.take_definitions(true);
    json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "jipp wire types",
        "description": "Calls and answers that cross languages. Generated from jipp-core/src/wire; do not edit.",
        "$defs": definitions,
    })
}
