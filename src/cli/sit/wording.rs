//! What a model is asked to word, and whether its words may be said.

use crate::bank::{Criterion, Fact};
use crate::interview::{Event, Input, Interviewer, Remark, Session};
use crate::llm::{Client, Topic, may_say, nonce, spoken, wording};

/// Something to be worded, with all that is needed for it.
#[derive(Clone, Debug)]
pub(super) enum Asked {
    /// A question of the candidate's; one of these facts answers it, if one does.
    Question {
        /// The question.
        text: String,
        /// The ids of the facts.
        facts: Vec<String>,
    },
    /// A follow-up about a criterion.
    FollowUp {
        /// The criterion.
        criterion: String,
        /// How the bank asks.
        usual: String,
        /// What the candidate wrote, all of it.
        answers: Vec<String>,
        /// What they wrote for this step.
        here: String,
        /// What was said before.
        said: Vec<String>,
    },
}

impl Asked {
    /// What there is to word in an event; `None` where the bank's words are said as they stand.
    pub(super) fn about(
        session: &Session,
        input: &Input<'_>,
        event: &Event,
        interviewer: &Interviewer,
    ) -> Option<Self> {
        let Event::Said { remark, about, text } = event else { return None };
        let prompt = interviewer.prompt()?;
        let question = match input {
            Input::Submitted { text, .. } => (*text).to_owned(),
            _ => String::new(),
        };
        match remark {
            Remark::Fact if !session.has_said(Remark::Fact, about) && !question.is_empty() => {
                Some(Self::Question { text: question, facts: vec![about.clone()] })
            }
            // Nobody heard a fact in it: perhaps a model does.
            Remark::HandedBack if about == "unknown" && !question.is_empty() => {
                let untold = prompt.facts.iter();
                let untold = untold.filter(|fact| !session.has_said(Remark::Fact, &fact.id));
                let facts: Vec<String> = untold.map(|fact| fact.id.clone()).collect();
                (!facts.is_empty()).then_some(Self::Question { text: question, facts })
            }
            Remark::FollowUp if !session.has_said(Remark::FollowUp, about) => {
                Some(Self::FollowUp {
                    criterion: about.clone(),
                    usual: text.clone(),
                    answers: session.answers().into_values().collect(),
                    here: session.answer(session.current()).map(crate::interview::Answer::text)?,
                    said: session.said().iter().map(|said| said.text.clone()).collect(),
                })
            }
            _ => None,
        }
    }
}

/// Words of a model's that may be said; `None` where there are none.
pub(super) fn compose(
    client: &Client,
    interviewer: &Interviewer,
    asked: &Asked,
    seed: u64,
) -> Option<Event> {
    let (prompt, rubric) = (interviewer.prompt()?, interviewer.rubric());
    let say = |topic: &Topic<'_>| {
        let words = client.ask(&wording(prompt, topic, &nonce(seed)), seed).ok()?;
        spoken(&words).ok().filter(|spoken| !spoken.text.is_empty())
    };
    match asked {
        Asked::Question { text, facts } => {
            let may: Vec<&Fact> = prompt.facts.iter().filter(|f| facts.contains(&f.id)).collect();
            let spoken = say(&Topic::Answer { asked: text, facts: &may })?;
            let fact = may.iter().find(|fact| Some(&fact.id) == spoken.fact.as_ref())?;
            let known = [fact.say.as_str(), text, &prompt.brief];
            may_say(&spoken.text, &known, None, &fact.say, prompt, rubric).ok()?;
            let about = fact.id.clone();
            Some(Event::Said { remark: Remark::Fact, about, text: spoken.text })
        }
        Asked::FollowUp { criterion, usual, answers, here, said } => {
            let about: &Criterion = rubric.criteria.iter().find(|one| one.id == *criterion)?;
            let topic = Topic::FollowUp { usual, criterion: about, answer: here };
            let spoken = say(&topic)?;
            let mut known = vec![usual.as_str(), prompt.brief.as_str()];
            known.extend(answers.iter().chain(said).map(String::as_str));
            may_say(&spoken.text, &known, Some(about), "", prompt, rubric).ok()?;
            let about = criterion.clone();
            Some(Event::Said { remark: Remark::FollowUp, about, text: spoken.text })
        }
    }
}
