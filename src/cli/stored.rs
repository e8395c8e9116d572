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
    /// What the bank has for a prompt.
    ///
    /// # Errors
    /// When one of them is not there or cannot be read.
    pub(super) fn of(bank: &Bank, id: &str) -> Result<Self, Failure> {
        Self::read(bank, id, |_, _| Ok(()), |_| Ok(())).map(|(content, (), ())| content)
    }

    /// What the bank has for a prompt; a store, opened when the prompt is known to be there; and
    /// prompt, rubric and lexicon as they are stored.
    ///
    /// # Errors
    /// As [`Content::of`], and when the store cannot be opened.
    pub(super) fn with_store(
        bank: &Bank,
        id: &str,
        open: impl FnOnce() -> Result<Store, Failure>,
    ) -> Result<(Self, Store, [NewContent; 3]), Failure> {
        let own = |prompt: &Prompt, rubric: &Rubric| {
            let store = open()?;
            Ok((store, kept(ContentKind::Prompt, prompt)?, kept(ContentKind::Rubric, rubric)?))
        };
        let shared = |lexicon: &Lexicon| kept(ContentKind::Lexicon, lexicon);
        let (content, (store, prompt, rubric), lexicon) = Self::read(bank, id, own, shared)?;
        Ok((content, store, [prompt, rubric, lexicon]))
    }

    /// Reads lexicon and shared criteria on a second thread, and makes something of them there; where
    /// none can be had, after the rest.
    fn read<A, B: Send>(
        bank: &Bank,
        id: &str,
        with_own: impl FnOnce(&Prompt, &Rubric) -> Result<A, Failure>,
        with_lexicon: impl Fn(&Lexicon) -> Result<B, Failure> + Sync,
    ) -> Result<(Self, A, B), Failure> {
        let (own, shared) = both(
            || {
                let (prompt, rubric) = (bank.prompt(id)?, bank.rubric(id)?);
                let made = with_own(&prompt, &rubric)?;
                Ok::<_, Failure>((prompt, rubric, made))
            },
            || {
                // Faults of the shared criteria come to light in the rubric that uses them.
                drop(bank.shared_for(id));
                let lexicon = bank.lexicon_for(id)?.clone();
                let made = with_lexicon(&lexicon)?;
                Ok::<_, Failure>((lexicon, made))
            },
        );
        let ((prompt, rubric, own), (lexicon, shared)) = (own?, shared?);
        Ok((Self { prompt: Some(prompt), rubric, lexicon }, own, shared))
    }

    /// Prompt, rubric and lexicon as they are stored.
    ///
    /// # Errors
    /// When one of them has no JSON; all always have.
    pub(super) fn to_keep(&self) -> Result<[NewContent; 3], Failure> {
        Ok([
            kept(ContentKind::Prompt, &self.prompt)?,
            kept(ContentKind::Rubric, &self.rubric)?,
            kept(ContentKind::Lexicon, &self.lexicon)?,
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

/// A value as it is stored.
fn kept(kind: ContentKind, value: &impl Serialize) -> Result<NewContent, Failure> {
    let mut json = Vec::with_capacity(MOST_CONTENT);
    serde_json::to_writer(&mut json, value)
        .map_err(|error| Failure::expected(format!("cannot write the content: {error}")))?;
    Ok(NewContent::new(kind, json))
}

/// Most content is no longer than this many bytes.
const MOST_CONTENT: usize = 160 * 1024;

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
    let unreadable = |error: String| {
        let text = format!("the stored content `{sha256}` cannot be read: {error}");
        Failure::new(Kind::Store, text)
    };
    // As what is built in is read: the same code for both.
    let json = String::from_utf8(store.content(sha256)?);
    let json = json.map_err(|error| unreadable(error.to_string()))?;
    serde_json::from_str(&json).map_err(|error| unreadable(error.to_string()))
}
