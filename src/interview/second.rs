//! The opinion of another judge, as a session keeps it.

use std::collections::BTreeMap;

use super::event::{Event, Judgement};
use super::session::Session;
use crate::bank::Rubric;
use crate::scoring::{Beside, Document, Opinion, SecondJudge, beside};

/// What another judge said of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct SecondOpinion {
    /// `llm`.
    pub judge: String,
    /// The model.
    pub model: String,
    /// Host and port of the endpoint.
    pub host: String,
    /// What it said last of each criterion.
    pub judgements: BTreeMap<String, Judgement>,
}

impl SecondOpinion {
    /// Takes an event in: opinions of the same model complete each other, those of another take
    /// their place.
    pub(super) fn take(kept: &mut Option<Self>, event: &Event) {
        let Event::SecondOpinion { judge, model, host, opinions, .. } = event else { return };
        let same = |one: &Self| one.judge == *judge && one.model == *model && one.host == *host;
        let mut judgements = kept.take().filter(same).map(|one| one.judgements).unwrap_or_default();
        for opinion in opinions {
            judgements.insert(opinion.criterion.clone(), opinion.clone());
        }
        let (judge, model, host) = (judge.clone(), model.clone(), host.clone());
        *kept = Some(Self { judge, model, host, judgements });
    }
}

impl From<&Judgement> for Opinion {
    fn from(said: &Judgement) -> Self {
        Self {
            verdict: said.verdict,
            quote: said.quote.clone(),
            reason: said.reason.clone(),
            unanimous: said.unanimous,
        }
    }
}

impl Session {
    /// What another judge said, where one was asked.
    pub fn second_opinion(&self) -> Option<&SecondOpinion> {
        self.second.as_ref()
    }

    /// An offline score of this session with the kept second opinion beside it; `None` also where
    /// nothing of that counts, as no quotation of it stands in the answers.
    pub fn beside(&self, rubric: &Rubric, offline: &Document) -> Option<Beside> {
        let second = self.second_opinion()?;
        let said = second.judgements.iter();
        let opinions = said.map(|(id, said)| (id.clone(), Ok(Opinion::from(said)))).collect();
        let prompted = self.submission().prompted;
        let judge = SecondJudge {
            judge: &second.judge,
            model: &second.model,
            opinions: &opinions,
            prompted: &prompted,
        };
        let beside = beside(rubric, offline, &judge);
        let counts = beside.offline.criteria.iter().any(|judged| judged.second.is_some());
        counts.then_some(beside)
    }
}
