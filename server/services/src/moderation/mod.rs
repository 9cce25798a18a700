//! Moderation (审核): what waits for a decision, appeals, reports, strikes, dictionaries.

mod appeals;
mod dictionaries;
mod hints;
mod queue;
mod reports;
mod strikes;

/// What an operator decides about moderation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModerationSettings {
    /// With how many strikes nothing can be submitted, at least 1.
    pub strikes_max: u32,
    /// For how many days a strike counts, at least 1.
    pub strikes_days: u32,
}

impl Default for ModerationSettings {
    fn default() -> Self {
        Self {
            strikes_max: 3,
            strikes_days: 90,
        }
    }
}
