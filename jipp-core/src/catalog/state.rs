//! State machines: which steps may follow which. The store writes a step only through them, and a trigger asks the same table.

use std::fmt;

use rusqlite::{Connection, params};

use crate::model::ReplicationStage;

/// A step that does not follow from where its subject is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{machine} `{subject}`: `{to}` cannot follow `{from}`")]
pub struct InvalidTransition {
    /// The state machine.
    pub machine: &'static str,
    /// What should take the step.
    pub subject: String,
    /// Where it is; empty before the first step.
    pub from: String,
    /// Where it should go.
    pub to: String,
}

/// States and the steps between them.
pub trait StateMachine: Copy + Eq + fmt::Debug + 'static {
    /// Its name in the log.
    const NAME: &'static str;
    /// Every state.
    const ALL: &'static [Self];
    /// The states in which a subject can begin.
    const FIRST: &'static [Self];
    /// The code in the log.
    fn code(self) -> &'static str;
    /// The states that can follow.
    fn next(self) -> &'static [Self];

    /// The state of this code.
    fn of(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.code() == code)
    }
}

/// The life of a record in the directory (domain section 9, stages of the canonical model: *tangkap*, *ajukan*, *lengkap*,
/// *tervalidasi*; publication and archive are inferred from JIPPNas' `is_active` and the regions' wish for an archive).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordLife {
    /// Taken in.
    Captured,
    /// Kept out for correction.
    Quarantined,
    /// Submitted by its owner.
    Submitted,
    /// Complete for publication.
    Complete,
    /// Judged by another agency.
    Validated,
    /// Shown to the public.
    Published,
    /// Kept, not shown.
    Archived,
}

impl StateMachine for RecordLife {
    const NAME: &'static str = "record";
    const ALL: &'static [Self] =
        &[Self::Captured, Self::Quarantined, Self::Submitted, Self::Complete, Self::Validated, Self::Published, Self::Archived];
    const FIRST: &'static [Self] = &[Self::Captured, Self::Quarantined];

    fn code(self) -> &'static str {
        match self {
            Self::Captured => "tangkap",
            Self::Quarantined => "karantina",
            Self::Submitted => "ajukan",
            Self::Complete => "lengkap",
            Self::Validated => "tervalidasi",
            Self::Published => "terbit",
            Self::Archived => "arsip",
        }
    }

    fn next(self) -> &'static [Self] {
        match self {
            Self::Captured => &[Self::Submitted, Self::Quarantined, Self::Archived],
            Self::Quarantined => &[Self::Captured, Self::Archived],
            // a judge may send it back to its owner
            Self::Submitted => &[Self::Complete, Self::Captured, Self::Archived],
            Self::Complete => &[Self::Validated, Self::Submitted, Self::Archived],
            Self::Validated => &[Self::Published, Self::Submitted, Self::Archived],
            Self::Published => &[Self::Submitted, Self::Archived],
            Self::Archived => &[Self::Submitted],
        }
    }
}

/// How far one innovation is in an update campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CampaignItemState {
    /// Nobody was asked yet.
    Pending,
    /// Its worksheet went out.
    Sent,
    /// The agency answered.
    Answered,
    /// Another agency confirmed the answer.
    Validated,
    /// The validator sent it back.
    Returned,
}

impl StateMachine for CampaignItemState {
    const NAME: &'static str = "campaign_item";
    const ALL: &'static [Self] = &[Self::Pending, Self::Sent, Self::Answered, Self::Validated, Self::Returned];
    const FIRST: &'static [Self] = &[Self::Pending];

    fn code(self) -> &'static str {
        match self {
            Self::Pending => "menunggu",
            Self::Sent => "terkirim",
            Self::Answered => "terisi",
            Self::Validated => "tervalidasi",
            Self::Returned => "dikembalikan",
        }
    }

    fn next(self) -> &'static [Self] {
        match self {
            // an agency may answer without having been asked
            Self::Pending => &[Self::Sent, Self::Answered],
            Self::Sent | Self::Returned => &[Self::Answered],
            // a later answer replaces an earlier one that nobody judged yet
            Self::Answered => &[Self::Answered, Self::Validated, Self::Returned],
            Self::Validated => &[],
        }
    }
}

impl StateMachine for ReplicationStage {
    const NAME: &'static str = "replication";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::Interest];

    fn code(self) -> &'static str {
        Self::code(self)
    }

    fn next(self) -> &'static [Self] {
        Self::next(self)
    }
}

/// Whether what somebody wrote about an innovation is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moderation {
    /// Nobody looked at it yet.
    Waiting,
    /// Shown.
    Approved,
    /// Not shown.
    Hidden,
}

impl StateMachine for Moderation {
    const NAME: &'static str = "moderation";
    const ALL: &'static [Self] = &[Self::Waiting, Self::Approved, Self::Hidden];
    const FIRST: &'static [Self] = &[Self::Waiting];

    fn code(self) -> &'static str {
        match self {
            Self::Waiting => "menunggu",
            Self::Approved => "disetujui",
            Self::Hidden => "disembunyikan",
        }
    }

    fn next(self) -> &'static [Self] {
        match self {
            Self::Waiting => &[Self::Approved, Self::Hidden],
            Self::Approved => &[Self::Hidden],
            Self::Hidden => &[Self::Approved],
        }
    }
}

/// The step that somebody takes, or why it cannot be taken.
pub(super) fn step<S: StateMachine>(subject: &str, from: Option<S>, to: S) -> Result<(), InvalidTransition> {
    let allowed = from.map_or(S::FIRST, S::next);
    if allowed.contains(&to) {
        return Ok(());
    }
    let from = from.map_or("", S::code).to_owned();
    Err(InvalidTransition { machine: S::NAME, subject: subject.to_owned(), from, to: to.code().to_owned() })
}

/// Writes the steps of every machine into the table that the trigger asks.
pub(super) fn write_transitions(db: &Connection) -> rusqlite::Result<()> {
    fn write<S: StateMachine>(db: &Connection) -> rusqlite::Result<()> {
        let mut insert = db.prepare_cached("INSERT OR IGNORE INTO transition VALUES (?1, ?2, ?3)")?;
        for to in S::FIRST {
            insert.execute(params![S::NAME, "", to.code()])?;
        }
        for from in S::ALL {
            for to in from.next() {
                insert.execute(params![S::NAME, from.code(), to.code()])?;
            }
        }
        Ok(())
    }
    write::<RecordLife>(db)?;
    write::<CampaignItemState>(db)?;
    write::<ReplicationStage>(db)?;
    write::<Moderation>(db)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn machine_is_whole<S: StateMachine>() {
        let mut reached: Vec<S> = S::FIRST.to_vec();
        let mut at = 0;
        while at < reached.len() {
            for next in reached[at].next() {
                if !reached.contains(next) {
                    reached.push(*next);
                }
            }
            at += 1;
        }
        assert_eq!(reached.len(), S::ALL.len(), "every state of {} can be reached", S::NAME);
        for state in S::ALL {
            assert_eq!(S::of(state.code()), Some(*state));
        }
    }

    #[test]
    fn every_state_can_be_reached_and_named() {
        machine_is_whole::<RecordLife>();
        machine_is_whole::<CampaignItemState>();
        machine_is_whole::<ReplicationStage>();
        machine_is_whole::<Moderation>();
    }

    #[test]
    fn a_step_that_does_not_follow_is_named() {
        let error = step("c/1", Some(CampaignItemState::Sent), CampaignItemState::Validated).unwrap_err();
        assert_eq!(error.to_string(), "campaign_item `c/1`: `tervalidasi` cannot follow `terkirim`");
        assert!(step("c/1", None, CampaignItemState::Pending).is_ok());
        assert!(step("c/1", None, CampaignItemState::Answered).is_err());
    }
}
