//! Completing the names of criteria, of what was sat to its end: a prompt that was not, or is being
//! sat, is not spoilt by Tab.

use std::ffi::{OsStr, OsString};

use clap_complete::engine::CompletionCandidate;

use super::Live;
use crate::cli::clock::Clock;
use crate::cli::environment::Environment;
use crate::cli::record::fold;
use crate::cli::stored;
use crate::interview::Mode;
use crate::store::{Filter, Found, Rehearsals, Store, Summary};

/// The verdicts, as `--set` takes them.
const VERDICTS: [&str; 3] = ["met", "partly", "missed"];

impl Live {
    /// The criteria of the session on the line, else of the latest; or of the prompt on the line.
    pub(super) fn criteria(&self) -> Vec<CompletionCandidate> {
        let found = self.rubric_on_the_line().unwrap_or_default();
        let candidate =
            |(id, text): (String, String)| CompletionCandidate::new(id).help(Some(text.into()));
        found.into_iter().map(candidate).collect()
    }

    /// `ID=VERDICT`: first the id, then the verdict.
    pub(super) fn settings(&self, current: &OsStr) -> Vec<CompletionCandidate> {
        let current = current.to_string_lossy();
        if let Some((id, begun)) = current.split_once('=') {
            let fitting = VERDICTS.into_iter().filter(|verdict| verdict.starts_with(begun));
            return fitting
                .map(|verdict| CompletionCandidate::new(format!("{id}={verdict}")))
                .collect();
        }
        let all = self.rubric_on_the_line().unwrap_or_default().into_iter();
        let fitting = all.filter(|(id, _)| id.starts_with(&*current));
        fitting
            .map(|(id, text)| CompletionCandidate::new(format!("{id}=")).help(Some(text.into())))
            .collect()
    }

    fn rubric_on_the_line(&self) -> Option<Vec<(String, String)>> {
        let store = Store::open_for_reading(self.directory.as_ref()?).ok()?;
        let summary = self.session_on_the_line(&store)?;
        let now = Clock::of_machine().now();
        let sat =
            |summary: &Summary| summary.state_at(&now).is_open() && summary.mode != Mode::Practice;
        let being_sat = store
            .unfinished()
            .ok()?
            .iter()
            .any(|other| other.prompt == summary.prompt && sat(other));
        if being_sat || !summary.state_at(&now).is_over() {
            return None;
        }
        let session = fold(&summary.id, &store.events(&summary.id).ok()?).ok()?;
        let criteria = stored::content(&store, &session).ok()?.rubric.criteria.into_iter();
        Some(criteria.map(|criterion| (criterion.id, criterion.text)).collect())
    }

    fn session_on_the_line(&self, store: &Store) -> Option<Summary> {
        let words: Vec<&str> = self.words.iter().filter_map(|word| word.to_str()).collect();
        let prompt = words.windows(2).find(|pair| pair[0] == "--prompt").map(|pair| pair[1]);
        if let Some(prompt) = prompt {
            let prompt = Some(prompt.to_owned());
            let filter = Filter { prompt, rehearsals: Rehearsals::With, limit: Some(1) };
            return store.summaries(&filter).ok()?.pop();
        }
        // The program and the command come first; what is named there is no session.
        let named = words.iter().skip(2).filter(|word| word.len() >= 4 && !word.starts_with('-'));
        let found = named.filter_map(|word| match store.find(word) {
            Ok(Found::One(summary)) => Some(*summary),
            _ => None,
        });
        found.last().or_else(|| store.latest().ok()?)
    }
}

/// The answer where bash has cut `ID=VERDICT` at its `=`, as it does: the verdict is a word of its
/// own there, or nothing yet.
pub(super) fn cut_by_bash(
    shell: &str,
    words: &[OsString],
    environment: &Environment,
) -> Option<Vec<u8>> {
    let at: usize = environment.text("_CLAP_COMPLETE_INDEX")?.parse().ok()?;
    let current = words.get(at)?.to_str()?;
    let before: Vec<&str> = words.get(..at)?.iter().filter_map(|word| word.to_str()).collect();
    let cut = match before.as_slice() {
        [.., "--set", id, "="] | [.., "--set", id] => !id.contains('='),
        _ => false,
    };
    let fitting = VERDICTS.into_iter().filter(|verdict| verdict.starts_with(current));
    let answer = || fitting.collect::<Vec<_>>().join(environment.text("_CLAP_IFS").unwrap_or("\n"));
    (shell == "bash" && cut).then(|| answer().into_bytes())
}
