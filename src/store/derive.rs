//! A summary, made from a session.

use super::Summary;
use crate::interview::{Reading, Session};
use crate::scoring::Overall;

impl Summary {
    /// Sums a session up as it stands at `now`, which is the time of its last event or later.
    pub fn of(session: &Session, now: &Reading) -> Self {
        let started = session.started();
        let total = session.scored().map(|(_, total)| total);
        Self {
            id: started.session.clone(),
            prompt: started.prompt.clone(),
            mode: started.mode,
            level: started.level,
            state: session.state(now),
            started_ms: session.started_at().wall_ms,
            box_ms: started.box_ms,
            rate: started.rate,
            spent_ms: session.used_ms(now),
            last: now.clone(),
            total,
            reviewed_total: session.reviewed_total(),
            verdict: total.map(Overall::of),
            input: started.input,
            rehearsal: started.rehearsal,
        }
    }
}
