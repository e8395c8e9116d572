//! The content that a session carries: prompt, rubric and lexicon as they were at its start.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::error::{Failure, Kind};
use crate::bank::{Level, Lexicon, Prompt, Rubric, Step};
use crate::interview::Session;
use crate::report::{NextCommand, Scorecard, StepTime};
use crate::scoring::{Compiled, Document, reviewed, score};
use crate::store::{ContentKind, Store};

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

/// The hashes under which content is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hashes {
    /// Of the prompt.
    pub(super) prompt: String,
    /// Of the rubric.
    pub(super) rubric: String,
    /// Of the lexicon.
    pub(super) lexicon: String,
}

impl Content {
    /// Stores it, once for all sessions that share it.
    ///
    /// # Errors
    /// When the store cannot keep it.
    pub(super) fn keep(&self, store: &Store) -> Result<Hashes, Failure> {
        let json = |value: Result<Vec<u8>, serde_json::Error>| {
            value.map_err(|error| Failure::expected(format!("cannot write the content: {error}")))
        };
        let prompt = json(serde_json::to_vec(&self.prompt))?;
        let rubric = json(serde_json::to_vec(&self.rubric))?;
        let lexicon = json(serde_json::to_vec(&self.lexicon))?;
        Ok(Hashes {
            prompt: store.put_content(ContentKind::Prompt, &prompt)?,
            rubric: store.put_content(ContentKind::Rubric, &rubric)?,
            lexicon: store.put_content(ContentKind::Lexicon, &lexicon)?,
        })
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

fn read<T: DeserializeOwned>(store: &Store, sha256: &str) -> Result<T, Failure> {
    serde_json::from_slice(&store.content(sha256)?).map_err(|error| {
        Failure::new(Kind::Store, format!("the stored content `{sha256}` cannot be read: {error}"))
    })
}
