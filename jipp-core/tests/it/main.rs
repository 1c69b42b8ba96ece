//! The integration tests of jipp-core, in one binary: they use the public interface only.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::many_single_char_names,
    reason = "a test that cannot go on fails, and says what it saw"
)]

mod bad_input;
mod broken;
mod catalog;
mod catalog_store;
mod command;
mod conservation;
mod evidence_grade;
mod feedback;
mod fix;
mod forms;
mod index_iga;
mod ingestion;
mod layering;
mod lemma_gold;
mod linkage;
mod linkage_explained;
mod model;
mod outgrow;
mod pieces;
mod quality;
mod reference_tables;
mod registry;
mod replications;
mod report;
mod sample;
mod schema;
mod search;
mod settings;
mod source_column;
mod stream;
mod support;
mod text_properties;
mod vectors;
mod vocabulary;
