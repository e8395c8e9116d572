//! The interviewer: what they know of the prompt, made ready when it is first needed.

use std::sync::OnceLock;

use super::questions::Questions;
use super::session::Session;
use crate::bank::{Fact, FollowUp, Lexicon, Prompt, Rubric};
use crate::scoring::{Compiled, Document, Submission, score};

/// Somebody who knows a prompt and its rubric. It can be shared between threads.
///
/// What takes time to prepare is prepared once, when it is needed or by [`Self::prepare`]; when that
/// happens changes nothing that is said.
#[derive(Debug)]
pub struct Interviewer {
    prompt: Option<Prompt>,
    rubric: Rubric,
    lexicon: Lexicon,
    compiled: OnceLock<Compiled>,
    questions: OnceLock<Questions>,
}

impl Interviewer {
    /// An interviewer for a prompt; without one they know only the rubric and answer no question.
    pub fn new(prompt: Option<Prompt>, rubric: Rubric, lexicon: Lexicon) -> Self {
        let (compiled, questions) = (OnceLock::new(), OnceLock::new());
        Self { prompt, rubric, lexicon, compiled, questions }
    }

    /// Nobody: where a session is only sealed or carried on.
    pub fn absent() -> Self {
        let rubric = Rubric {
            prompt: String::new(),
            version: 0,
            criteria: Vec::new(),
            red_flags: Vec::new(),
            caps: Vec::new(),
        };
        Self::new(None, rubric, Lexicon::default())
    }

    /// Prepares everything now, so that nothing has to wait for it later.
    pub fn prepare(&self) {
        self.questions();
        self.compiled();
    }

    /// The rubric.
    pub fn rubric(&self) -> &Rubric {
        &self.rubric
    }

    /// The prompt, where one is known.
    pub fn prompt(&self) -> Option<&Prompt> {
        self.prompt.as_ref()
    }

    pub(super) fn facts(&self) -> &[Fact] {
        self.prompt.as_ref().map_or(&[], |prompt| &prompt.facts)
    }

    pub(super) fn follow_ups(&self) -> &[FollowUp] {
        self.prompt.as_ref().map_or(&[], |prompt| &prompt.follow_ups)
    }

    pub(super) fn questions(&self) -> &Questions {
        self.questions.get_or_init(|| Questions::prepare(self.facts(), self.brief(), &self.lexicon))
    }

    fn brief(&self) -> &str {
        self.prompt.as_ref().map_or("", |prompt| &prompt.brief)
    }

    fn compiled(&self) -> &Compiled {
        self.compiled.get_or_init(|| {
            let brief = self.prompt.is_some().then(|| self.brief());
            Compiled::new(&self.rubric, brief, self.facts(), &self.lexicon)
        })
    }

    /// What the answers show so far; `None` when one is too long to be judged.
    pub(super) fn judge(&self, session: &Session) -> Option<Document> {
        let submission = Submission { part: true, ..session.submission() };
        score(self.compiled(), &submission).ok()
    }
}

/// A text of the bank in one line, as somebody says it.
pub(super) fn spoken(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
