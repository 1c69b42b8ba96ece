//! HUB: is a hub founded, and is the measure of its maturity sound?

pub(super) mod unfounded_hub;
pub(super) mod unsound_maturity;
