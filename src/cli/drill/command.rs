//! What is due, listed or asked.

use super::deck::{Deck, siblings};
use super::walk;
use crate::cli::args::Drill;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::judging::{self, Judges};
use crate::cli::sessions;
use crate::interview::count;
use crate::report::{DrillDocument, DrillEntry, wrap};
use crate::store::Store;
use crate::study::drills::{self, MINUTES, MOST, Queue};

/// Asks what is due, the most valuable first.
///
/// # Errors
/// When the store cannot be read or written, the terminal goes, or Ctrl-C is pressed. What was
/// answered until then is kept.
pub(in crate::cli) fn run(context: &Context, args: &Drill) -> Result<(), Failure> {
    let rate = context.clock_rate()?;
    let store = context.store_for_reading()?;
    judging::bring_up_to_date(context, &store)?;
    let deck = Deck::of(context, &store)?;
    let limit = limit(args);
    let queue = drills::queue(&deck.cards, &deck.entries, deck.today, limit, &deck.schedule);
    if let Some(wanted) = args.limit.filter(|wanted| *wanted as usize > MOST) {
        context.ui.say(&format!("--limit {wanted}: {MOST} cards are the most on a day."));
    }
    if args.json {
        return list(context, &store, &deck, &queue);
    }
    if deck.hidden > 0 {
        context.ui.say(&format!(
            "{} left out: a mock is running that they would spoil.",
            count(deck.hidden, "card is", "cards are")
        ));
    }
    if queue.cards.is_empty() {
        nothing(context, &deck, &queue)?;
    } else if context.no_input() {
        tell(context, &due_words(&queue))?;
    } else {
        walk::run(context, &store, &deck, &queue, rate)?;
    }
    for (prompt, sibling) in siblings(context, &store, None)? {
        let words = format!("`{prompt}` went well twice; its sibling is next:");
        tell(context, &words)?;
        tell(context, &format!("onsite start {sibling}"))?;
    }
    Ok(())
}

/// How many cards are wanted.
fn limit(args: &Drill) -> usize {
    let by_minutes = args.minutes.map_or(u32::MAX, |minutes| (minutes / MINUTES).max(1));
    let limit = args.limit.unwrap_or(u32::MAX).min(by_minutes);
    usize::try_from(limit).unwrap_or(MOST).min(MOST)
}

/// How many cards are due, and how long they take.
pub(super) fn due_words(queue: &Queue<'_>) -> String {
    let cards = queue.cards.len();
    let words = if queue.ahead { "Nothing is due; from tomorrow:" } else { "Due today:" };
    format!(
        "{words} {}, about {} minutes.",
        count(cards, "card", "cards"),
        cards * MINUTES as usize
    )
}

/// Says why nothing is asked.
fn nothing(context: &Context, deck: &Deck, queue: &Queue<'_>) -> Result<(), Failure> {
    let words = match queue.next {
        _ if queue.answered >= MOST => {
            format!(
                "{MOST} cards today: enough. The rest is no debt; tomorrow holds as many again."
            )
        }
        _ if deck.cards.is_empty() && deck.hidden > 0 => return Ok(()),
        _ if deck.cards.is_empty() => {
            "No cards yet. What an interview misses or half meets becomes one: `onsite start`."
                .to_owned()
        }
        Some(day) => format!("Nothing is due today. The next card comes on {}.", long(day)),
        None => "Nothing is due today.".to_owned(),
    };
    tell(context, &words)
}

/// Writes a sentence, wrapped to the screen.
pub(super) fn tell(context: &Context, words: &str) -> Result<(), Failure> {
    if context.ui.plain {
        return context.ui.line(words);
    }
    wrap(words, context.width()).iter().try_for_each(|row| context.ui.line(row))
}

/// A day as people read it.
pub(super) fn long(day: jiff::civil::Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

fn list(context: &Context, store: &Store, deck: &Deck, queue: &Queue<'_>) -> Result<(), Failure> {
    let mut judges = Judges::new(store);
    let mut cards = Vec::with_capacity(queue.cards.len());
    for card in &queue.cards {
        let session = sessions::open(store, &card.standing.session)?;
        let ready = judges.of(&session)?;
        let asked = walk::asked(&ready.0, card);
        cards.push(DrillEntry::of(card, asked.map_or_else(String::new, |(_, question)| question)));
    }
    context.json(&DrillDocument::new(deck.today, queue, deck.hidden, cards))
}
