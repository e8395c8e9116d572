//! Going through the cards: a question, an answer, the judge's verdict, a grade.

use std::collections::BTreeSet;

use super::command::{due_words, long, tell};
use super::deck::{Deck, parameters};
use super::reader::{Came, Reader};
use crate::bank::Criterion;
use crate::cli::clock::boot_ms;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::judging::Judges;
use crate::cli::sessions;
use crate::cli::stored::Content;
use crate::interview::count;
use crate::report::{DrillCard, DrillResult, drill_card, drill_result};
use crate::scoring::{Compiled, CriterionVerdict, Place, Submission, Verdict, score};
use crate::store::Store;
use crate::study::drills::{
    Answered, Card, Entry, Event, Grade, MINUTES, NextStep, Parameters, Queue, Standing, deeper,
    due, propose, question, reference,
};

/// Asks the cards of a queue. What is answered is kept before the verdict is shown.
///
/// # Errors
/// When the store cannot be written, the terminal goes, or Ctrl-C is pressed.
pub(super) fn run(
    context: &Context,
    store: &Store,
    deck: &Deck,
    queue: &Queue<'_>,
    rate: u32,
) -> Result<(), Failure> {
    tell(context, &due_words(queue))?;
    if rate > 1 {
        context.ui.say("The clock is hurried: a rehearsal, of which nothing is kept.");
    }
    let writing = if rate > 1 { None } else { Some(context.store()?) };
    let reader = Reader::open(context, rate)?;
    let mut walk = Walk {
        context,
        writing,
        judges: Judges::new(store),
        reader,
        known: parameters(&deck.entries).is_some(),
        deck,
        answered: Vec::new(),
    };
    let ended = walk.cards(store, queue);
    let Walk { answered, reader, .. } = walk;
    // The terminal is as it was before anything more is said.
    drop(reader);
    if !answered.is_empty() {
        summary(context, deck, &answered)?;
    }
    ended
}

/// What was done, and when the next card comes.
fn summary(context: &Context, deck: &Deck, answered: &[Entry]) -> Result<(), Failure> {
    let entries: Vec<Entry> = deck.entries.iter().chain(answered).cloned().collect();
    let standings: Vec<_> = deck.cards.iter().map(|card| card.standing.clone()).collect();
    let cards = crate::study::drills::deck(&standings, &entries);
    let left = due(&cards, &entries, deck.today).count;
    let done = answered.iter().filter(|entry| matches!(entry.event, Event::Answered(_))).count();
    let next = cards.iter().map(Card::due).filter(|day| *day > deck.today).min();
    let next = match (left, next) {
        (0, Some(day)) => format!(" The next comes on {}.", long(day)),
        (0, None) => String::new(),
        (left, _) => format!(" {} more today, if you like.", count(left, "card", "cards")),
    };
    context.ui.line("")?;
    tell(context, &format!("{} answered.{next}", count(done, "card", "cards")))
}

/// The criterion of a card, and its question. `None` where the session's rubric does not have it.
pub(super) fn asked<'a>(content: &'a Content, card: &Card) -> Option<(&'a Criterion, String)> {
    let id = &card.standing.card.criterion;
    let criterion = content.rubric.criteria.iter().find(|one| one.id == *id)?;
    Some((criterion, question(content.prompt.as_ref(), criterion, card.verdict())))
}

/// How a card ended.
enum Ended {
    Answered,
    Skipped,
    Stopped,
}

/// What was typed for a card.
enum Typed {
    /// An answer, and how many seconds it took at a terminal.
    Answer(String, Option<u32>),
    /// The card is left out.
    Skip,
    /// No more; with what was typed so far, and the failure that ended it.
    Stop(String, Option<Failure>),
}

struct Walk<'a> {
    context: &'a Context,
    /// The store for writing; `None` in a rehearsal.
    writing: Option<Store>,
    judges: Judges<'a>,
    reader: Reader,
    /// Whether the journal names the parameters.
    known: bool,
    deck: &'a Deck,
    answered: Vec<Entry>,
}

impl Walk<'_> {
    fn cards(&mut self, store: &Store, queue: &Queue<'_>) -> Result<(), Failure> {
        for (at, card) in queue.cards.iter().enumerate() {
            let ended = self.card(store, card, at + 1, queue.cards.len())?;
            if matches!(ended, Ended::Stopped) {
                break;
            }
        }
        Ok(())
    }

    fn card(
        &mut self,
        store: &Store,
        card: &Card,
        number: usize,
        of: usize,
    ) -> Result<Ended, Failure> {
        let session = sessions::open(store, &card.standing.session)?;
        let ready = self.judges.of(&session)?;
        let (content, compiled) = (&ready.0, &ready.1);
        let id = &card.standing.card.criterion;
        let Some((criterion, question)) = asked(content, card) else { return Ok(Ended::Skipped) };
        // Beside a question that presses on, what it presses on.
        let said = if card.verdict() == Verdict::Partly && card.last.is_none() {
            let document = score(compiled, &session.submission())?;
            let judged = document.criteria.into_iter().find(|judged| judged.id == *id);
            judged.map(|judged| judged.evidence).unwrap_or_default()
        } else {
            Vec::new()
        };
        let shown = DrillCard {
            number,
            count: of,
            title: content.prompt.as_ref().map_or(&content.rubric.prompt, |prompt| &prompt.title),
            step: criterion.step,
            question: &question,
            said: &said,
            minutes: MINUTES,
            live: self.reader.live,
        };
        self.context.styled(&drill_card(&shown, self.context.layout()))?;
        let (answer, seconds) = match self.typed(card)? {
            Typed::Answer(answer, seconds) => (answer, seconds),
            Typed::Skip => {
                self.nothing_typed(card)?;
                return Ok(Ended::Skipped);
            }
            Typed::Stop(text, failure) => {
                if text.trim().is_empty() {
                    self.nothing_typed(card)?;
                } else {
                    self.begun(card, text)?;
                }
                return failure.map_or(Ok(Ended::Stopped), Err);
            }
        };
        let judged = judge(compiled, criterion, &answer)?;
        let proposed = propose(&judged, seconds);
        let elapsed = card.elapsed(self.deck.today);
        let next = self.next_steps(card, elapsed)?;
        let step = next[proposed as usize];
        self.keep_parameters()?;
        self.note(Event::Answered(Answered {
            card: card.standing.card.clone(),
            session: card.standing.session.clone(),
            day: self.deck.today,
            question,
            answer,
            verdict: judged.verdict,
            seconds,
            grade: proposed,
            elapsed,
            memory: step.memory,
            days: step.days,
        }))?;
        let prompt = content.prompt.as_ref();
        let deeper = deeper(prompt, criterion).filter(|_| judged.verdict == Verdict::Met);
        let result = DrillResult {
            judged: &judged,
            criterion,
            reference: &reference(prompt, criterion, card.answers),
            deeper,
            days: next.map(|step| step.days),
            proposed,
            live: self.reader.live,
        };
        self.context.styled(&drill_result(&result, self.context.layout()))?;
        self.graded(card, proposed, next)
    }

    /// Keeps what was typed for a card until now.
    fn begun(&mut self, card: &Card, text: String) -> Result<(), Failure> {
        let Standing { card, session, .. } = card.standing.clone();
        self.note(Event::Begun { card, session, text })
    }

    /// What was being typed when the card was left out is wanted no more.
    fn nothing_typed(&self, card: &Card) -> Result<(), Failure> {
        match &self.writing {
            Some(store) => Ok(store.clear_typing(&card.standing.session, &card.standing.card)?),
            None => Ok(()),
        }
    }

    /// Lines until an empty one, a command, or the end of the card's time. At a terminal each line is
    /// kept as it comes, and each key soon after.
    fn typed(&mut self, card: &Card) -> Result<Typed, Failure> {
        let begun = card.begun.as_deref().unwrap_or_default();
        let mut lines: Vec<String> = Vec::new();
        if !begun.is_empty() {
            lines.extend(begun.lines().map(str::to_owned));
            for line in &lines {
                self.context.ui.line(&crate::terminal::visible_line(&format!("  {line}")))?;
            }
        }
        let began = boot_ms();
        self.reader.begin(u64::from(MINUTES) * 60_000);
        let mut offered = card.half.clone();
        if !self.reader.offers && !offered.is_empty() {
            let line = std::mem::take(&mut offered);
            self.context.ui.line(&crate::terminal::visible_line(&format!("  {line}")))?;
            lines.push(line);
        }
        if let Some(store) = self.writing.as_ref().filter(|_| self.reader.offers) {
            self.reader.typing.begin(store, card)?;
        }
        let mut kept = lines.len();
        let typed = loop {
            if self.reader.live && lines.len() > kept {
                self.begun(card, lines.join("\n"))?;
            }
            kept = lines.len();
            self.reader.typing.reading(&lines, &offered);
            let came = self.reader.ask("", &std::mem::take(&mut offered));
            self.reader.typing.discard();
            match came {
                Came::Line(line) if line.contains('\n') => lines.push(line),
                Came::Line(line) => match command(&line) {
                    None if line.trim().is_empty() => break self.answer(&lines, began),
                    None if line.starts_with("::") => lines.push(line[1..].to_owned()),
                    None => lines.push(line),
                    Some(Command::Done) => break self.answer(&lines, began),
                    Some(Command::Skip) => break Typed::Skip,
                    Some(Command::Quit) => break Typed::Stop(lines.join("\n"), None),
                    Some(Command::Help) => {
                        self.context.ui.line("  An empty line or :done ends the answer.")?;
                        self.context.ui.line("  :skip leaves the card out, :quit stops.")?;
                    }
                    Some(Command::Unknown) => {
                        let words =
                            "  There are :done, :skip, :quit, :help; `::` begins a line of text.";
                        self.context.ui.line(words)?;
                        offered = line;
                    }
                },
                Came::LiftLast => offered = lines.pop().unwrap_or_default(),
                Came::Bell(text) => {
                    if !text.trim().is_empty() {
                        lines.push(text);
                    }
                    self.context.ui.line("  Time. What you were typing counts.")?;
                    break self.answer(&lines, began);
                }
                // The end of a pipe ends the answer that was begun, and there is no other.
                Came::End if !self.reader.live && !lines.is_empty() => {
                    break self.answer(&lines, began);
                }
                Came::End => break Typed::Stop(lines.join("\n"), None),
                Came::Stopped(text, failure) => {
                    lines.extend((!text.is_empty()).then_some(text));
                    break Typed::Stop(lines.join("\n"), Some(failure));
                }
            }
        };
        self.reader.typing.end();
        self.reader.end();
        Ok(typed)
    }

    fn answer(&self, lines: &[String], began: u64) -> Typed {
        let seconds = u32::try_from(boot_ms().saturating_sub(began) / 1000).unwrap_or(u32::MAX);
        Typed::Answer(lines.join("\n"), self.reader.live.then_some(seconds))
    }

    /// Where each grade would lead.
    fn next_steps(&self, card: &Card, elapsed: u32) -> Result<[NextStep; 4], Failure> {
        let next = |grade| {
            let next = self.deck.schedule.next(card.memory(), elapsed, grade);
            next.map_err(|error| Failure::expected(error.to_string()))
        };
        let [again, hard, good, easy] = Grade::ALL.map(next);
        Ok([again?, hard?, good?, easy?])
    }

    /// Asks for the grade; the proposed one is kept already.
    fn graded(
        &mut self,
        card: &Card,
        proposed: Grade,
        next: [NextStep; 4],
    ) -> Result<Ended, Failure> {
        if !self.reader.live {
            return Ok(Ended::Answered);
        }
        loop {
            let line = match self.reader.ask("grade ", "") {
                Came::Line(line) => line,
                Came::LiftLast | Came::Bell(_) => continue,
                Came::End => return Ok(Ended::Stopped),
                Came::Stopped(_, failure) => return Err(failure),
            };
            let word = line.trim();
            let grade = match Grade::named(word) {
                _ if word.is_empty() => proposed,
                Some(grade) => grade,
                None if ":quit".starts_with(word) && word.len() > 1 => return Ok(Ended::Stopped),
                None => {
                    self.context.ui.line("  a again, h hard, g good, e easy; Enter accepts.")?;
                    continue;
                }
            };
            if grade != proposed {
                let step = next[grade as usize];
                self.note(Event::Graded {
                    card: card.standing.card.clone(),
                    session: card.standing.session.clone(),
                    grade,
                    memory: step.memory,
                    days: step.days,
                })?;
            }
            return Ok(Ended::Answered);
        }
    }

    /// Has the journal name the parameters, once, before the first answer that is scheduled by them.
    fn keep_parameters(&mut self) -> Result<(), Failure> {
        if !self.known {
            self.note(Event::Parameters(Parameters::default()))?;
            self.known = true;
        }
        Ok(())
    }

    fn note(&mut self, event: Event) -> Result<(), Failure> {
        let entry = Entry::new(event);
        if let Some(store) = &self.writing {
            store.note_drill(&entry)?;
        }
        self.answered.push(entry);
        Ok(())
    }
}

/// A command typed in the place of an answer's line.
enum Command {
    Done,
    Skip,
    Quit,
    Help,
    Unknown,
}

/// A line whose first characters are `:` and a letter is a command; a unique beginning is enough.
fn command(line: &str) -> Option<Command> {
    let word = line.strip_prefix(':')?.trim();
    if !word.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let known = [
        ("done", Command::Done),
        ("next", Command::Done),
        ("skip", Command::Skip),
        ("later", Command::Skip),
        ("quit", Command::Quit),
        ("help", Command::Help),
    ];
    let named = known.into_iter().find(|(name, _)| name.starts_with(word));
    Some(named.map_or(Command::Unknown, |(_, command)| command))
}

/// The judge's verdict on an answer to a card, against its criterion alone.
fn judge(
    compiled: &Compiled,
    criterion: &Criterion,
    answer: &str,
) -> Result<CriterionVerdict, Failure> {
    let submission = Submission {
        answers: [(Place::Step(criterion.step), answer.to_owned())].into(),
        curveballs: criterion.curveball.iter().cloned().collect::<BTreeSet<String>>(),
        part: true,
        ..Submission::default()
    };
    let judged = score(compiled, &submission)?.criteria.into_iter();
    let judged = judged.into_iter().find(|judged| judged.id == criterion.id);
    judged.ok_or_else(|| Failure::expected(format!("`{}` cannot be judged alone", criterion.id)))
}
