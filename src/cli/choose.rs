//! Choosing a prompt.

use rand::SeedableRng;
use rand::seq::IndexedRandom;

use super::context::Context;
use super::error::Failure;
use crate::bank::Bank;

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
