//! The one table of rules.

use super::context::{DatasetContext, Emitter, FileContext, IndexContext, OutcomeContext, RecordContext};
use super::lists::{EntryContext, HubContext, ReplicationContext, ReplicationsContext};
use super::{award, class, date, duplicate, evidence, hub, id, iga, org, privacy, replication, source, status, text};
use crate::lang::Bilingual;
use crate::model::RuleInfo;

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// One file, once.
    File(fn(&FileContext<'_>, &mut Emitter<'_>)),
    /// One record at a time.
    Record(fn(&RecordContext<'_>, &mut Emitter<'_>)),
    /// All records together.
    Dataset(fn(&DatasetContext<'_>, &mut Emitter<'_>)),
    /// All records together with what the other rules found.
    Outcome(fn(&OutcomeContext<'_>, &mut Emitter<'_>)),
    /// What a region as a whole claims in IGA, beside its computed index.
    Index(fn(&IndexContext<'_>, &mut Emitter<'_>)),
    /// One question asked of a record and of a region alike.
    RecordAndIndex(fn(&RecordContext<'_>, &mut Emitter<'_>), fn(&IndexContext<'_>, &mut Emitter<'_>)),
    /// One row of a list of replications or hubs that cannot be read.
    Entry(fn(&EntryContext<'_>, &mut Emitter<'_>)),
    /// One replication, with what is known of its origin.
    Replication(fn(&ReplicationContext<'_>, &mut Emitter<'_>)),
    /// All replications together.
    Replications(fn(&ReplicationsContext<'_>, &mut Emitter<'_>)),
    /// One hub, with its instrument, response and score, if given.
    Hub(fn(&HubContext<'_>, &mut Emitter<'_>)),
}

/// A rule: its documentation and its check.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Code, name, texts, source.
    pub info: &'static RuleInfo,
    /// The check.
    pub check: Check,
}

/// Every rule, by family and number. A new rule is one line here and one file in its family's folder.
pub fn rules() -> &'static [Rule] {
    RULES
}

/// The table twice: with the checks, and without them for whoever only tells of rules, who would else carry all of them.
macro_rules! table {
    ($(Rule { info: &$info:path, check: $check:expr $(,)? }),* $(,)?) => {
        static RULES: &[Rule] = &[$(Rule { info: &$info, check: $check }),*];
        static INFOS: &[&RuleInfo] = &[$(&$info),*];
    };
}

table! {
    Rule { info: &source::missing_column::INFO, check: Check::File(source::missing_column::check) },
    Rule { info: &source::legacy_encoding::INFO, check: Check::File(source::legacy_encoding::check) },
    Rule { info: &source::misaligned_row::INFO, check: Check::Record(source::misaligned_row::check) },
    Rule { info: &source::oversized_cell::INFO, check: Check::Record(source::oversized_cell::check) },
    Rule { info: &source::undecodable_text::INFO, check: Check::Record(source::undecodable_text::check) },
    Rule { info: &source::unreadable_row::INFO, check: Check::Entry(source::unreadable_row::check) },
    Rule { info: &source::rounded_number::INFO, check: Check::Record(source::rounded_number::check) },
    Rule { info: &source::merged_cell::INFO, check: Check::Record(source::merged_cell::check) },
    Rule { info: &id::missing_title::INFO, check: Check::Record(id::missing_title::check) },
    Rule { info: &id::long_title::INFO, check: Check::Record(id::long_title::check) },
    Rule { info: &id::placeholder_title::INFO, check: Check::Record(id::placeholder_title::check) },
    Rule { info: &id::untidy_title::INFO, check: Check::Record(id::untidy_title::check) },
    Rule { info: &id::malformed_registration::INFO, check: Check::Record(id::malformed_registration::check) },
    Rule { info: &id::repeated_identifier::INFO, check: Check::Dataset(id::repeated_identifier::check) },
    Rule { info: &id::bare_acronym::INFO, check: Check::Record(id::bare_acronym::check) },
    Rule { info: &id::unrelated_acronym::INFO, check: Check::Record(id::unrelated_acronym::check) },
    Rule { info: &org::unresolved_agency::INFO, check: Check::Record(org::unresolved_agency::check) },
    Rule { info: &org::unit_of_other_agency::INFO, check: Check::Record(org::unit_of_other_agency::check) },
    Rule { info: &org::contradicting_region::INFO, check: Check::Record(org::contradicting_region::check) },
    Rule { info: &org::inactive_agency::INFO, check: Check::Record(org::inactive_agency::check) },
    Rule { info: &org::title_names_other_region::INFO, check: Check::Record(org::title_names_other_region::check) },
    Rule { info: &org::place_outside_indonesia::INFO, check: Check::Record(org::place_outside_indonesia::check) },
    Rule { info: &org::private_owner::INFO, check: Check::Record(org::private_owner::check) },
    Rule { info: &org::owner_not_local_government::INFO, check: Check::Record(org::owner_not_local_government::check) },
    Rule { info: &class::unknown_code::INFO, check: Check::Record(class::unknown_code::check) },
    Rule { info: &class::alias_only::INFO, check: Check::Record(class::alias_only::check) },
    Rule { info: &class::incomplete_profile::INFO, check: Check::Record(class::incomplete_profile::check) },
    Rule { info: &class::main_affair::INFO, check: Check::Record(class::main_affair::check) },
    Rule { info: &class::repeated_goal::INFO, check: Check::Record(class::repeated_goal::check) },
    Rule { info: &class::wrong_group::INFO, check: Check::Record(class::wrong_group::check) },
    Rule { info: &class::wrong_category::INFO, check: Check::Record(class::wrong_category::check) },
    Rule { info: &class::replication_without_origin::INFO, check: Check::Record(class::replication_without_origin::check) },
    Rule { info: &class::origin_not_awarded::INFO, check: Check::Dataset(class::origin_not_awarded::check) },
    Rule { info: &class::past_winner_in_general_group::INFO, check: Check::Dataset(class::past_winner_in_general_group::check) },
    Rule { info: &class::special_group_without_award::INFO, check: Check::Dataset(class::special_group_without_award::check) },
    Rule { info: &class::uncovered_basic_services::INFO, check: Check::Dataset(class::uncovered_basic_services::check) },
    Rule { info: &date::unreadable_date::INFO, check: Check::Record(date::unreadable_date::check) },
    Rule { info: &date::dates_out_of_order::INFO, check: Check::Record(date::dates_out_of_order::check) },
    Rule { info: &date::future_date::INFO, check: Check::Record(date::future_date::check) },
    Rule { info: &date::implausibly_early::INFO, check: Check::Record(date::implausibly_early::check) },
    Rule { info: &date::stage_without_date::INFO, check: Check::Record(date::stage_without_date::check) },
    Rule { info: &date::initiative_already_implemented::INFO, check: Check::Record(date::initiative_already_implemented::check) },
    Rule { info: &date::too_young::INFO, check: Check::Record(date::too_young::check) },
    Rule { info: &date::outside_window::INFO, check: Check::Record(date::outside_window::check) },
    Rule { info: &date::too_recent::INFO, check: Check::Record(date::too_recent::check) },
    Rule { info: &date::renewal_not_explained::INFO, check: Check::Dataset(date::renewal_not_explained::check) },
    Rule { info: &date::creation_time_contradicts_level::INFO, check: Check::Record(date::creation_time_contradicts_level::check) },
    Rule { info: &text::short_design::INFO, check: Check::Record(text::short_design::check) },
    Rule { info: &text::section_over_limit::INFO, check: Check::Record(text::section_over_limit::check) },
    Rule { info: &text::empty_phrase::INFO, check: Check::Record(text::empty_phrase::check) },
    Rule { info: &text::active_content::INFO, check: Check::Record(text::active_content::check) },
    Rule { info: &text::repeated_section::INFO, check: Check::Record(text::repeated_section::check) },
    Rule { info: &text::missing_design_part::INFO, check: Check::Record(text::missing_design_part::check) },
    Rule { info: &text::cut_text::INFO, check: Check::Record(text::cut_text::check) },
    Rule { info: &text::unreadable_text::INFO, check: Check::Record(text::unreadable_text::check) },
    Rule { info: &text::cleaned_cell::INFO, check: Check::Record(text::cleaned_cell::check) },
    Rule { info: &evidence::wrong_file_type::INFO, check: Check::Record(evidence::wrong_file_type::check) },
    Rule { info: &evidence::oversized_file::INFO, check: Check::Record(evidence::oversized_file::check) },
    Rule { info: &evidence::missing_letter::INFO, check: Check::Record(evidence::missing_letter::check) },
    Rule { info: &evidence::missing_mandatory_indicator::INFO, check: Check::Record(evidence::missing_mandatory_indicator::check) },
    Rule { info: &evidence::outside_period::INFO, check: Check::Record(evidence::outside_period::check) },
    Rule { info: &evidence::vague_regulation::INFO, check: Check::Record(evidence::vague_regulation::check) },
    Rule { info: &evidence::unsuitable_link::INFO, check: Check::Record(evidence::unsuitable_link::check) },
    Rule { info: &evidence::reused_file::INFO, check: Check::Dataset(evidence::reused_file::check) },
    Rule { info: &evidence::changed_after_verification::INFO, check: Check::Dataset(evidence::changed_after_verification::check) },
    Rule { info: &iga::inconsistent_maturity::INFO, check: Check::Record(iga::inconsistent_maturity::check) },
    Rule { info: &iga::unclear_basis::INFO, check: Check::Record(iga::unclear_basis::check) },
    Rule { info: &iga::level_contradicts_number::INFO, check: Check::Record(iga::level_contradicts_number::check) },
    Rule { info: &iga::index_differs::INFO, check: Check::Index(iga::index_differs::check) },
    Rule {
        info: &iga::verification_differs::INFO,
        check: Check::RecordAndIndex(iga::verification_differs::check, iga::verification_differs::check_index),
    },
    Rule { info: &status::unsigned_update::INFO, check: Check::Record(status::unsigned_update::check) },
    Rule { info: &status::stopped_without_reason::INFO, check: Check::Record(status::stopped_without_reason::check) },
    Rule { info: &status::developed_without_change::INFO, check: Check::Record(status::developed_without_change::check) },
    Rule { info: &status::outdated_status::INFO, check: Check::Record(status::outdated_status::check) },
    Rule { info: &status::improper_validator::INFO, check: Check::Record(status::improper_validator::check) },
    Rule { info: &status::rewritten_history::INFO, check: Check::Dataset(status::rewritten_history::check) },
    Rule { info: &status::unexplained_totals::INFO, check: Check::Dataset(status::unexplained_totals::check) },
    Rule { info: &status::claimed_complete::INFO, check: Check::Outcome(status::claimed_complete::check) },
    Rule { info: &award::unknown_award::INFO, check: Check::Record(award::unknown_award::check) },
    Rule { info: &award::award_out_of_place::INFO, check: Check::Record(award::award_out_of_place::check) },
    Rule { info: &duplicate::same_title_same_agency::INFO, check: Check::Dataset(duplicate::same_title_same_agency::check) },
    Rule { info: &duplicate::similar_title_same_agency::INFO, check: Check::Dataset(duplicate::similar_title_same_agency::check) },
    Rule { info: &duplicate::same_title_elsewhere::INFO, check: Check::Dataset(duplicate::same_title_elsewhere::check) },
    Rule { info: &duplicate::later_version::INFO, check: Check::Dataset(duplicate::later_version::check) },
    Rule { info: &duplicate::broken_merge::INFO, check: Check::Record(duplicate::broken_merge::check) },
    Rule { info: &replication::unknown_party::INFO, check: Check::Replication(replication::unknown_party::check) },
    Rule { info: &replication::same_agency::INFO, check: Check::Replication(replication::same_agency::check) },
    Rule { info: &replication::stages_out_of_order::INFO, check: Check::Replication(replication::stages_out_of_order::check) },
    Rule { info: &replication::stage_without_proof::INFO, check: Check::Replication(replication::stage_without_proof::check) },
    Rule { info: &replication::repeated_request::INFO, check: Check::Replications(replication::repeated_request::check) },
    Rule { info: &replication::stopped_origin::INFO, check: Check::Replication(replication::stopped_origin::check) },
    Rule { info: &replication::unmatched_counter::INFO, check: Check::Replications(replication::unmatched_counter::check) },
    Rule { info: &replication::early_certificate::INFO, check: Check::Replication(replication::early_certificate::check) },
    Rule { info: &replication::scale_up_without_proposer::INFO, check: Check::Replication(replication::scale_up_without_proposer::check) },
    Rule { info: &hub::unfounded_hub::INFO, check: Check::Hub(hub::unfounded_hub::check) },
    Rule { info: &hub::unsound_maturity::INFO, check: Check::Hub(hub::unsound_maturity::check) },
    Rule { info: &privacy::personal_data_in_text::INFO, check: Check::Record(privacy::personal_data_in_text::check) },
}

/// The rule with this code; upper and lower case do not matter, and `DAT02` is understood as `DAT-02`.
pub fn rule(code: &str) -> Option<&'static Rule> {
    let info = rule_info(code)?;
    rules().iter().find(|rule| rule.info.code == info.code)
}

/// What the rule with this code says of itself; the code as for [`rule`].
pub fn rule_info(code: &str) -> Option<&'static RuleInfo> {
    let wanted: String = code.chars().filter(|c| *c != '-').collect::<String>().to_uppercase();
    INFOS.iter().copied().find(|info| info.code.replace('-', "") == wanted || info.name.eq_ignore_ascii_case(code))
}

/// What the family of a code is about.
pub fn family_label(code: &str) -> Bilingual {
    match code.split('-').next().unwrap_or_default() {
        "SRC" => Bilingual { id: "berkas sumber", en: "source file" },
        "ID" => Bilingual { id: "identitas", en: "identity" },
        "ORG" => Bilingual { id: "instansi dan wilayah", en: "agency and region" },
        "CLS" => Bilingual { id: "klasifikasi", en: "classification" },
        "DAT" => Bilingual { id: "tanggal", en: "dates" },
        "TXT" => Bilingual { id: "teks", en: "texts" },
        "EVD" => Bilingual { id: "bukti dukung", en: "evidence" },
        "IGA" => Bilingual { id: "indeks inovasi daerah", en: "regional innovation index" },
        "STS" => Bilingual { id: "status keberlanjutan", en: "sustainability status" },
        "AWD" => Bilingual { id: "penghargaan", en: "awards" },
        "REP" => Bilingual { id: "replikasi", en: "replications" },
        "HUB" => Bilingual { id: "hub JIPP", en: "hubs" },
        "DUP" => Bilingual { id: "duplikat", en: "duplicates" },
        "PII" => Bilingual { id: "data pribadi", en: "personal data" },
        _ => Bilingual { id: "lainnya", en: "other" },
    }
}
