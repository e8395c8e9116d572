//! Choosing a prompt.

use std::collections::BTreeMap;

use rand::SeedableRng;
use rand::seq::IndexedRandom;

use super::context::Context;
use super::error::Failure;
use crate::bank::Bank;
use crate::interview::{State, count};
use crate::store::Filter;

/// Lets chance choose among all prompts.
///
/// # Errors
/// When there is none.
pub(super) fn at_random(bank: &Bank, seed: u64) -> Result<String, Failure> {
    let mut chance = rand::rngs::ChaCha8Rng::seed_from_u64(seed);
    let ids = bank.ids();
    ids.choose(&mut chance)
        .cloned()
        .ok_or_else(|| Failure::expected("there is no prompt to choose from"))
}

/// Tells a person why the prompt is this one where chance chose; a script knows what it asked for,
/// and finds the seed in the session.
pub(super) fn say_by_chance(context: &Context, prompt: &str, seed: u64) {
    if context.ui.may_ask {
        context.ui.say(&format!("Chosen by chance: {prompt}. `--seed {seed}` chooses it again."));
    }
}

/// A prompt that was chosen by what was practised.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chosen {
    /// Its id.
    pub(super) prompt: String,
    /// How often it was sat.
    practised: usize,
    /// The total of the last time, 0 to 100.
    last: Option<f64>,
}

impl Chosen {
    /// Why this one.
    pub(super) fn why(&self) -> String {
        let prompt = &self.prompt;
        match (self.practised, self.last) {
            (0, _) => format!("Chosen: {prompt}, which you have not sat yet."),
            (times, None) => format!("Chosen: {prompt}, sat {}.", count(times, "time", "times")),
            (times, Some(total)) => format!(
                "Chosen: {prompt}, sat {}, {} of 100 the last time.",
                count(times, "time", "times"),
                crate::report::whole(total)
            ),
        }
    }
}

/// The prompt that was sat least often; of several the one with the lowest last total; of those,
/// chance decides. Rehearsals and what was struck out do not count.
///
/// # Errors
/// When the store cannot be read, or there is no prompt.
pub(super) fn weakest(context: &Context, bank: &Bank, seed: u64) -> Result<Chosen, Failure> {
    let store = context.store_for_reading()?;
    let now = context.clock.now();
    let mut sat: BTreeMap<String, Vec<Option<f64>>> = BTreeMap::new();
    for summary in store.summaries(&Filter::default())? {
        let state = summary.state_at(&now);
        if state.is_over() && state != State::Abandoned {
            let total = summary.reviewed_total.or(summary.total);
            sat.entry(summary.prompt).or_default().push(total);
        }
    }
    weakest_of(&bank.ids(), &sat, seed)
        .ok_or_else(|| Failure::expected("there is no prompt to choose from"))
}

/// As [`weakest`], from the totals by prompt, newest first.
fn weakest_of(
    ids: &[String],
    sat: &BTreeMap<String, Vec<Option<f64>>>,
    seed: u64,
) -> Option<Chosen> {
    let known = |id: &String| {
        let totals = sat.get(id).map_or(&[][..], Vec::as_slice);
        let last = totals.iter().flatten().next().copied();
        Chosen { prompt: id.clone(), practised: totals.len(), last }
    };
    let worth = |one: &Chosen| (one.practised, one.last.unwrap_or(0.0));
    let all: Vec<Chosen> = ids.iter().map(known).collect();
    let least = all.iter().map(worth).min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)))?;
    let equal: Vec<Chosen> = all.into_iter().filter(|one| worth(one) == least).collect();
    equal.choose(&mut rand::rngs::ChaCha8Rng::seed_from_u64(seed)).cloned()
}

/// Lists the prompts and asks for one; where nobody can be asked, says what to type.
///
/// # Errors
/// When nobody can be asked, or nothing was chosen.
pub(super) fn by_hand(context: &Context, bank: &Bank, command: &str) -> Result<String, Failure> {
    let or_random = if command == "start" { " or `--random`" } else { "" };
    if !context.ui.may_ask {
        return Err(Failure::usage(format!("`onsite {command}` needs a prompt{or_random}"))
            .hint(format!("`onsite {command} url-shortener`; `onsite prompts` lists all")));
    }
    let ids = bank.ids();
    let width = ids.len().to_string().len();
    for (index, id) in ids.iter().enumerate() {
        let title = bank.prompt(id).map_or_else(|_| String::new(), |prompt| prompt.title);
        context.ui.line(&format!("  {:>width$}  {id:<22}{title}", index + 1))?;
    }
    loop {
        let Some(reply) = context.ui.ask("Which one? Its number or name, Enter leaves: ")? else {
            return Err(Failure::silent(super::error::Kind::Interrupted));
        };
        let reply = reply.trim().to_lowercase();
        if reply.is_empty() {
            return Err(Failure::silent(super::error::Kind::BrokenPipe));
        }
        if let Some(id) = reply.parse::<usize>().ok().and_then(|n| ids.get(n.checked_sub(1)?)) {
            return Ok(id.clone());
        }
        let mut fitting = ids.iter().filter(|id| id.starts_with(&reply));
        match (ids.contains(&reply), fitting.next(), fitting.next()) {
            (true, ..) => return Ok(reply),
            (false, Some(id), None) => return Ok(id.clone()),
            _ => context.ui.line(&format!("There is no single prompt `{reply}`."))?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(sat: &[(&str, &[f64])], seed: u64) -> Chosen {
        let ids = ["chat", "feed", "maps"].map(str::to_owned);
        let totals = |all: &[f64]| all.iter().copied().map(Some).collect();
        let sat = sat.iter().map(|(id, all)| ((*id).to_owned(), totals(all))).collect();
        weakest_of(&ids, &sat, seed).unwrap()
    }

    #[test]
    fn what_was_sat_least_comes_first_and_of_these_the_weakest() {
        let one = chosen(&[("chat", &[20.0]), ("feed", &[90.0])], 1);
        assert_eq!(one.why(), "Chosen: maps, which you have not sat yet.");
        let one = chosen(&[("chat", &[60.0]), ("feed", &[40.0]), ("maps", &[10.0, 20.0])], 1);
        assert_eq!(one.why(), "Chosen: feed, sat 1 time, 40 of 100 the last time.");
    }

    #[test]
    fn among_equals_chance_decides_the_same_way_for_the_same_seed() {
        let prompts: std::collections::BTreeSet<String> =
            (0..30).map(|seed| chosen(&[], seed).prompt).collect();
        assert_eq!(prompts.len(), 3);
        assert_eq!(chosen(&[], 5), chosen(&[], 5));
    }
}
