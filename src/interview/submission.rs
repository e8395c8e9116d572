//! What of a session is handed in to be scored.

use std::collections::BTreeMap;

use super::dialogue::Said;
use super::event::Remark;
use super::session::Session;
use crate::scoring::{Place, Submission};

impl Session {
    /// The answers with what is known about how they came about.
    pub fn submission(&self) -> Submission {
        let about = |remark: Remark| {
            let said = self.said().iter().filter(move |said| said.remark == remark);
            said.map(|said| said.about.clone())
        };
        let mut prompted = BTreeMap::new();
        let pressed = self.said().iter();
        for said in pressed.filter(|said| matches!(said.remark, Remark::FollowUp | Remark::Hint)) {
            prompted.entry(said.about.clone()).or_insert_with(|| self.bytes_before(said));
        }
        Submission {
            id: None,
            answers: self.answers(),
            asked: about(Remark::Fact).collect(),
            prompted,
            curveballs: about(Remark::Curveball).collect(),
            steps: Some(self.steps().iter().map(|budget| budget.step).collect()),
            level: self.started().level,
            guess: self.guess(),
            part: false,
        }
    }

    /// How many bytes of each answer were there before something was said: the lines up to the
    /// first that was written or changed after it.
    fn bytes_before(&self, said: &Said) -> BTreeMap<Place, usize> {
        let mut before = BTreeMap::new();
        for budget in self.steps() {
            let lines = self.answer(budget.step).map_or(&[][..], super::Answer::lines);
            let old = lines.iter().take_while(|line| line.seq < said.seq);
            let bytes: usize = old.map(|line| line.text.len() + 1).sum();
            before.insert(budget.step.into(), bytes.saturating_sub(1));
        }
        before
    }
}
