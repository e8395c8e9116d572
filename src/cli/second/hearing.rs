//! Hearing a model on many files, one after the other.

use std::collections::{BTreeMap, BTreeSet};

use super::known::FileMemory;
use super::opinion::{Subject, hear, report_failures};
use crate::cli::args::JudgeArgs;
use crate::cli::context::Context;
use crate::cli::endpoint::{self, Settings};
use crate::cli::error::Failure;
use crate::cli::stored::Content;
use crate::scoring::{Document, Verdict};

/// A model that is heard on files.
pub(in crate::cli) struct Hearing {
    settings: Settings,
    args: JudgeArgs,
    memory: FileMemory,
}

impl Hearing {
    /// Prepares it; nothing is sent yet.
    ///
    /// # Errors
    /// When no endpoint was named, or the key cannot be had.
    pub(in crate::cli) fn of(context: &Context, args: &JudgeArgs) -> Result<Self, Failure> {
        let settings = endpoint::settings(context, &args.model)?;
        Ok(Self { settings, args: args.clone(), memory: FileMemory::read(context) })
    }

    /// The verdicts on the criteria that are wanted; the offline ones where the model has none that
    /// counts. What was heard is remembered, so that it can be gone on with.
    ///
    /// # Errors
    /// When nobody agreed to sending anything, nothing was heard, or it was called off.
    pub(in crate::cli) fn hear(
        &mut self,
        context: &Context,
        content: &Content,
        document: &Document,
        wanted: &BTreeSet<&str>,
    ) -> Result<BTreeMap<String, Verdict>, Failure> {
        let mut offline = document.clone();
        offline.criteria.retain(|judged| wanted.contains(judged.id.as_str()));
        let memory = &self.memory;
        let known = |criterion: &str, key: &str| memory.of(criterion, key, &document.answers);
        let prompted = BTreeMap::new();
        let subject = Subject { content, offline: &offline, prompted: &prompted };
        let Some(heard) = hear(context, &self.args, &self.settings, subject, &known)? else {
            return Ok(BTreeMap::new());
        };
        self.memory.keep(&offline, &heard.fresh)?;
        report_failures(context, &heard.failures, heard.called_off, heard.silent)?;
        let verdicts = heard.beside.other.criteria.into_iter();
        Ok(verdicts.map(|judged| (judged.id, judged.verdict)).collect())
    }
}
