//! AWD: can the awards be understood, and do they fit the record?

pub(super) mod award_out_of_place;
pub(super) mod unknown_award;
