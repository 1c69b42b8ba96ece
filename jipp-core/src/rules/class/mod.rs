//! CLS: are the coded values those of the programme and the year?

pub(super) mod alias_only;
pub(super) mod incomplete_profile;
pub(super) mod main_affair;
pub(super) mod origin_not_awarded;
pub(super) mod past_winner_in_general_group;
pub(super) mod repeated_goal;
pub(super) mod replication_without_origin;
pub(super) mod special_group_without_award;
pub(super) mod uncovered_basic_services;
pub(super) mod unknown_code;
pub(super) mod wrong_category;
pub(super) mod wrong_group;

use std::sync::LazyLock;

use crate::model::Field;
use crate::vocab::{Vocabulary, vocabulary, vocabulary_of};

/// The fields whose values are those of a vocabulary, in the order of the fields.
fn coded_fields() -> &'static [(Field, &'static Vocabulary)] {
    static CODED: LazyLock<Vec<(Field, &'static Vocabulary)>> =
        LazyLock::new(|| Field::ALL.iter().filter_map(|field| Some((*field, vocabulary(vocabulary_of(*field)?)?))).collect());
    &CODED
}
