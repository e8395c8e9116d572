//! A session whose verdicts are being reviewed: every decision is kept, with the total it gives.

use std::collections::BTreeMap;

use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::record::Recorder;
use crate::cli::stored::Content;
use crate::interview::Event;
use crate::report::{ReviewTotals, review_totals};
use crate::scoring::{Document, Review, SCORER, reviewed};

/// A session that is open for review.
pub(super) struct Reviewing {
    recorder: Recorder,
    /// What it is judged by.
    pub(super) content: Content,
    /// What the judge says now.
    pub(super) document: Document,
}

impl Reviewing {
    /// Opens a session for review.
    ///
    /// # Errors
    /// When it cannot be written, or somebody else holds it.
    pub(super) fn open(
        context: &Context,
        id: &str,
        content: Content,
        document: Document,
    ) -> Result<Self, Failure> {
        let recorder = Recorder::open(context.store()?, context.clock.clone(), id)?;
        Ok(Self { recorder, content, document })
    }

    /// The session as far as it is kept.
    pub(super) fn session(&self) -> &crate::interview::Session {
        self.recorder.session()
    }

    /// What was decided so far.
    pub(super) fn reviews(&self) -> &BTreeMap<String, Review> {
        self.session().reviews()
    }

    /// The score with what was decided so far.
    pub(super) fn reviewed(&self) -> Document {
        reviewed(&self.content.rubric, &self.document, self.reviews())
    }

    /// Makes decisions durable, all or none. Where another judge scored the session before, the
    /// total of this one goes first: the two totals that stand side by side are of one judge.
    ///
    /// # Errors
    /// When the store cannot keep them; nothing is decided then.
    pub(super) fn keep(&mut self, decided: Vec<(String, Review)>) -> Result<(), Failure> {
        let mut events = Vec::new();
        if self.session().scored().is_none_or(|(scorer, _)| scorer != SCORER) {
            let total = self.document.total;
            events.push(Event::Scored { scorer: SCORER.to_owned(), total });
        }
        let mut reviews = self.reviews().clone();
        for (criterion, review) in decided {
            reviews.insert(criterion.clone(), review.clone());
            let total = reviewed(&self.content.rubric, &self.document, &reviews).total;
            let Review { verdict, reason, quote } = review;
            let total = Some(total);
            events.push(Event::Reviewed { criterion, verdict, reason, quote, total });
        }
        let now = self.recorder.now();
        let judged = (&self.document, &self.content.rubric);
        Ok(self.recorder.keep_judged(events, &now, judged)?)
    }

    /// Shows both totals.
    ///
    /// # Errors
    /// When the output fails.
    pub(super) fn show_totals(&self, context: &Context) -> Result<(), Failure> {
        let prompt = self.content.prompt.as_ref();
        let page = review_totals(
            &ReviewTotals {
                title: prompt.map_or(&self.content.rubric.prompt, |prompt| &prompt.title),
                judged: &self.document,
                reviewed: &self.reviewed(),
                reviews: self.reviews(),
            },
            context.layout(),
        );
        context.styled(&page)
    }
}
