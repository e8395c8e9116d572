//! The content that a session carries: prompt, rubric and lexicon as they were at its start.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::{Failure, Kind};
use crate::bank::{Bank, Level, Lexicon, Prompt, Rubric, Step};
use crate::interview::Session;
use crate::report::{NextCommand, Scorecard, StepTime};
use crate::scoring::{Compiled, Document, both, reviewed, score};
use crate::store::{ContentKind, NewContent, Store};

/// A number for each prompt.
pub(super) type Counts = BTreeMap<String, u64>;

/// What a session is judged by.
#[derive(Debug)]
pub(super) struct Content {
    /// The prompt; none where only a rubric is known.
    pub(super) prompt: Option<Prompt>,
    /// The resolved rubric.
    pub(super) rubric: Rubric,
    /// The lexicon.
    pub(super) lexicon: Lexicon,
}

impl Content {
    /// What the bank has for a prompt. Lexicon and shared criteria are read on a second thread
    /// meanwhile; where none can be had, after the rest.
    ///
    /// # Errors
    /// When one of them is not there or cannot be read.
    pub(super) fn of(bank: &Bank, id: &str) -> Result<Self, Failure> {
        let (own, lexicon) = both(
            || Ok::<_, Failure>((bank.prompt(id)?, bank.rubric(id)?)),
            || {
                // Faults of the shared criteria come to light in the rubric that uses them.
                drop(bank.shared_for(id));
                bank.lexicon_for(id).cloned()
            },
        );
        let ((prompt, rubric), lexicon) = (own?, lexicon?);
        Ok(Self { prompt: Some(prompt), rubric, lexicon })
    }

    /// Prompt, rubric and lexicon as they are stored.
    ///
    /// # Errors
    /// When one of them has no JSON; all always have.
    pub(super) fn to_keep(&self) -> Result<[NewContent; 3], Failure> {
        fn new(kind: ContentKind, value: &impl Serialize) -> Result<NewContent, Failure> {
            let json = serde_json::to_vec(value);
            json.map(|json| NewContent::new(kind, json))
                .map_err(|error| Failure::expected(format!("cannot write the content: {error}")))
        }
        Ok([
            new(ContentKind::Prompt, &self.prompt)?,
            new(ContentKind::Rubric, &self.rubric)?,
            new(ContentKind::Lexicon, &self.lexicon)?,
        ])
    }

    /// The rubric made ready.
    pub(super) fn compile(&self) -> Compiled {
        let brief = self.prompt.as_ref().map(|prompt| prompt.brief.as_str());
        let facts = self.prompt.as_ref().map_or(&[][..], |prompt| &prompt.facts);
        Compiled::new(&self.rubric, brief, facts, &self.lexicon)
    }

    /// A scorecard of what the judge says.
    pub(super) fn card<'a>(
        &'a self,
        document: &'a Document,
        times: &'a BTreeMap<Step, StepTime>,
        next: &'a [NextCommand<'a>],
    ) -> Scorecard<'a> {
        Scorecard {
            title: self.prompt.as_ref().map_or(&self.rubric.prompt, |prompt| &prompt.title),
            document,
            reviewed: None,
            aloud: None,
            rubric: &self.rubric,
            prompt: self.prompt.as_ref(),
            times,
            next,
        }
    }

    /// Scores a session, at its own level or another.
    ///
    /// # Errors
    /// When an answer is too long to be scored.
    pub(super) fn score(
        &self,
        session: &Session,
        level: Option<Level>,
    ) -> Result<Document, Failure> {
        let mut submission = session.submission();
        submission.level = level.unwrap_or(submission.level);
        Ok(score(&self.compile(), &submission)?)
    }
}

/// The score of a session after the candidate's review, at the level of `document`; `None` where
/// nothing was reviewed.
pub(super) fn after_review(
    content: &Content,
    session: &Session,
    document: &Document,
) -> Option<Document> {
    let reviews = session.reviews();
    (!reviews.is_empty()).then(|| reviewed(&content.rubric, document, reviews))
}

/// An offline score with the kept second opinion named beside it; the score itself where there is
/// none.
pub(super) fn with_second(content: &Content, session: &Session, document: Document) -> Document {
    match session.beside(&content.rubric, &document) {
        Some(beside) => beside.offline,
        None => document,
    }
}

/// Reads the content that a session carries.
///
/// # Errors
/// When it is not there or damaged.
pub(super) fn content(store: &Store, session: &Session) -> Result<Content, Failure> {
    let started = session.started();
    Ok(Content {
        prompt: Some(read(store, &started.prompt_sha256)?),
        rubric: read(store, &started.rubric_sha256)?,
        lexicon: read(store, &started.lexicon_sha256)?,
    })
}

/// Reads the resolved rubric that a session carries.
///
/// # Errors
/// When it is not there or damaged.
pub(super) fn rubric(store: &Store, session: &Session) -> Result<Rubric, Failure> {
    read(store, &session.started().rubric_sha256)
}

fn read<T: DeserializeOwned>(store: &Store, sha256: &str) -> Result<T, Failure> {
    serde_json::from_slice(&store.content(sha256)?).map_err(|error| {
        Failure::new(Kind::Store, format!("the stored content `{sha256}` cannot be read: {error}"))
    })
}
