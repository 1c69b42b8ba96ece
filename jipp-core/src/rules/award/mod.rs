//! AWD: can the awards be understood?

pub(super) mod unknown_award;
