//! A review on a terminal: verdict by verdict, each decision kept before the next is shown.

use super::reader::Reader;
use super::reviewing::Reviewing;
use crate::bank::Step;
use crate::cli::context::Context;
use crate::cli::error::{Failure, Kind};
use crate::interview::{Asking, Disputed, REVIEW_KEYS, REVIEW_RULE, Took};
use crate::report::{ReviewCard, Styled, Tone, review_card, whole};
use crate::scoring::{
    Compiled, CriterionVerdict, Place, Review, Submission, Turn, explain, is_decided, to_review,
    turn,
};
use crate::terminal::{visible_line, wrap};

const KEYS: &str = "Enter accepts, m p x override, e lines, r reason, b back, q stops, ? help";
const FEW_KEYS: &str = "Enter accepts, m p x e r b q, ? help";

/// Goes through the verdicts, and shows both totals at the end.
///
/// # Errors
/// When the terminal goes, Ctrl-C is pressed, or the store cannot keep a decision. What was decided
/// until then is kept.
pub(super) fn run(context: &Context, reviewing: Reviewing) -> Result<(), Failure> {
    let (compiled, submission) = (reviewing.content.compile(), reviewing.session().submission());
    let id = reviewing.session().id().to_owned();
    let reader = Reader::open(context)?;
    let mut walk = Walk { context, reviewing, reader, compiled, submission };
    let ended = walk.everything();
    let Walk { reviewing, reader, .. } = walk;
    // The terminal is as it was before anything more is said.
    drop(reader);
    match ended {
        Ok(()) => reviewing.show_totals(context),
        Err(failure) => {
            if failure.kind == Kind::Interrupted {
                context.ui.say(&format!("Your decisions are kept; `onsite review {id}` goes on."));
            }
            Err(failure)
        }
    }
}

/// How going through a list ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    AtItsEnd,
    Stopped,
}

/// What a verdict came to.
enum Came {
    Settled,
    Back,
    Stop,
}

struct Walk<'a> {
    context: &'a Context,
    reviewing: Reviewing,
    reader: Reader,
    compiled: Compiled,
    submission: Submission,
}

impl Walk<'_> {
    fn everything(&mut self) -> Result<(), Failure> {
        let document = self.reviewing.document.clone();
        let all = to_review(&document);
        let open =
            |walk: &Self, judged: &&CriterionVerdict| !is_decided(judged, walk.reviewing.reviews());
        if all.is_empty() {
            return self.say("There is nothing to review: the score has no criteria.");
        }
        if !all.iter().any(|judged| open(self, judged)) {
            if self.agrees("Everything was reviewed. Go through all of it again?")? {
                self.list(&all, true)?;
            }
            return Ok(());
        }
        let is_rest = |judged: &&&CriterionVerdict| turn(judged) == Turn::Rest;
        let rest: Vec<&CriterionVerdict> = all.iter().filter(is_rest).copied().collect();
        let asked = &all[..all.len() - rest.len()];
        if asked.iter().any(|judged| open(self, judged))
            && self.list(asked, false)? == Ended::Stopped
        {
            return Ok(());
        }
        let left = rest.iter().filter(|judged| open(self, judged)).count();
        if left > 0 && self.agrees(&format!("{left} more are met. Review these too?"))? {
            self.list(&rest, false)?;
        }
        Ok(())
    }

    fn agrees(&mut self, question: &str) -> Result<bool, Failure> {
        self.context.ui.line("")?;
        self.say(question)?;
        let line = self.reader.ask("y, or Enter for no ", "")?;
        Ok(line.is_some_and(|line| matches!(line.trim(), "y" | "Y" | "yes")))
    }

    /// Goes through a list from the first that is open; all of it when it is gone through again.
    fn list(&mut self, list: &[&CriterionVerdict], again: bool) -> Result<Ended, Failure> {
        let next = |walk: &Self, from: usize| {
            let open = |at: &usize| again || !is_decided(list[*at], walk.reviewing.reviews());
            (from..list.len()).find(open)
        };
        let mut turn = next(self, 0);
        while let Some(at) = turn {
            match self.verdict(list[at], at + 1, list.len())? {
                Came::Settled => turn = next(self, at + 1),
                Came::Back if at == 0 => self.say("This is the first one.")?,
                Came::Back => turn = Some(at - 1),
                Came::Stop => return Ok(Ended::Stopped),
            }
        }
        Ok(Ended::AtItsEnd)
    }

    /// One verdict, until it is settled.
    fn verdict(
        &mut self,
        judged: &CriterionVerdict,
        number: usize,
        count: usize,
    ) -> Result<Came, Failure> {
        let (document, reviews) =
            (self.reviewing.document.clone(), self.reviewing.reviews().clone());
        self.show(judged, number, count, reviews.get(&judged.id))?;
        let mut disputed = Disputed::new(&document, judged, &reviews);
        let mut offered = String::new();
        loop {
            let what = match disputed.asking() {
                Asking::Key => "",
                Asking::Lines => "lines ",
                Asking::Why => "why ",
            };
            let Some(line) = self.reader.ask(what, &offered)? else { return Ok(Came::Stop) };
            offered.clear();
            match disputed.take(&line) {
                Took::Decided(review) => {
                    self.keep(judged, review)?;
                    return Ok(Came::Settled);
                }
                Took::Stays => return Ok(Came::Settled),
                Took::Back => return Ok(Came::Back),
                Took::Stop => return Ok(Came::Stop),
                Took::Asks => self.ask(disputed.asking(), judged.step)?,
                Took::Noted(words) | Took::Dropped(words) => self.say(&words)?,
                Took::Refused(why) => {
                    self.say(&capitalised(&why))?;
                    offered = line;
                }
                Took::Help => {
                    for (key, what) in REVIEW_KEYS {
                        self.hang(&format!("{key:<12}{what}"), 12)?;
                    }
                    self.say(REVIEW_RULE)?;
                }
            }
        }
    }

    fn keep(&mut self, judged: &CriterionVerdict, review: Review) -> Result<(), Failure> {
        let (verdict, accepted) = (review.verdict, review.is_acceptance());
        self.reviewing.keep(vec![(judged.id.clone(), review)])?;
        if accepted {
            return Ok(());
        }
        let instead = if verdict == judged.verdict {
            "with your reason".to_owned()
        } else {
            format!("instead of {}", judged.verdict.id())
        };
        let totals = [&self.reviewing.reviewed(), &self.reviewing.document];
        let [now, before] = totals.map(|document| whole(document.total));
        self.say(&format!(
            "Kept: {} {instead}. {now} of 100 now; the judge said {before}.",
            verdict.id()
        ))
    }

    fn show(
        &self,
        judged: &CriterionVerdict,
        number: usize,
        count: usize,
        review: Option<&Review>,
    ) -> Result<(), Failure> {
        let explained = if judged.evidence.is_empty() {
            explain(&self.compiled, &self.submission, &judged.id)?
        } else {
            None
        };
        let nearest = explained.map_or_else(Vec::new, |explained| explained.window);
        let card = ReviewCard {
            number,
            count,
            judged,
            review: review.filter(|review| review.stands_for(judged)),
            rubric: &self.reviewing.content.rubric,
            answers: &self.reviewing.document.answers,
            nearest: &nearest,
        };
        self.context.styled(&review_card(&card, self.context.layout()))?;
        self.keys()
    }

    /// What is asked, with the lines to choose from.
    fn ask(&self, asking: Asking, step: Step) -> Result<(), Failure> {
        if asking == Asking::Why {
            return self.say("Why?");
        }
        let answers = &self.reviewing.document.answers;
        let text = answers.get(&Place::Step(step)).map_or("", String::as_str);
        let width = text.split('\n').count().to_string().len();
        for (at, line) in text.split('\n').enumerate().filter(|_| !text.is_empty()) {
            self.hang(&format!("{:>width$}  {line}", at + 1), width + 2)?;
        }
        let here = if text.is_empty() { format!("`{step}` is empty. ") } else { String::new() };
        self.say(&format!(
            "{here}Which lines show it? Such as 3 or 4-6, or `{} 2` in another step. Enter: none \
             (with m: said aloud).",
            if step == Step::Storage { "scale" } else { "storage" }
        ))
    }

    fn keys(&self) -> Result<(), Failure> {
        let layout = self.context.layout();
        let words = match layout {
            _ if layout.plain => KEYS.to_owned(),
            _ if layout.width() < KEYS.len() + 4 => format!("  {FEW_KEYS}"),
            _ => format!("  {KEYS}"),
        };
        self.context.styled(&[Styled::of(Tone::Dim, words)])
    }

    fn say(&self, words: &str) -> Result<(), Failure> {
        self.hang(words, 0)
    }

    /// A line of words, wrapped and indented on a screen that is drawn on.
    fn hang(&self, words: &str, indent: usize) -> Result<(), Failure> {
        let words = visible_line(words);
        if self.context.ui.plain {
            return self.context.ui.line(&words);
        }
        for row in wrap(&words, self.context.width() - 2, indent) {
            self.context.ui.line(&format!("  {row}"))?;
        }
        Ok(())
    }
}

/// A clause as a sentence.
fn capitalised(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map_or_else(String::new, |first| first.to_uppercase().to_string());
    format!("{first}{}.", letters.as_str())
}
