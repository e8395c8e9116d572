//! Refining from the first criterion to the last, the bell or `:quit`.

use super::bar::Bar;
use super::desk::Desk;
use super::refiner::{Begun, Refiner, put};
use crate::cli::context::Context;
use crate::cli::error::{Failure, Kind};
use crate::cli::improvements;
use crate::cli::sit::{Came, Drafts, Offered, Saved};
use crate::interview::{REFINING_COMMANDS, RefineLine, Refining, count, protect, read_refining};
use crate::report::{
    NextCommand, RefineCard, RefineOutcome, Tone, next_commands, one_line, refine_card,
    refine_summary, whole,
};
use crate::scoring::Verdict;
use crate::store::{Draft, DraftFate};
use crate::terminal::{visible_line, wrap};

const HOW: &str = "Answer it again, better; :next goes on, :skip leaves one, :help shows the rest. \
                   What you type is kept beside your first answer, which stays what is scored.";

/// How refining ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    AtItsEnd,
    Bell,
    Left,
}

/// What a criterion came to.
enum Went {
    On,
    Stop(Ended),
}

/// What a line came to.
enum Taken {
    Read(Offered),
    Went(Went),
}

/// Refines until the list or the box ends, and shows what came of it.
///
/// # Errors
/// When the store or the output fails, or the terminal or the process is ended. What was typed until
/// then is kept.
pub(super) fn run(
    context: &Context,
    mut refiner: Refiner,
    minutes: u32,
    rate: u32,
) -> Result<(), Failure> {
    let (queue, draft, again) = match refiner.begin(minutes, rate)? {
        Begun::New(queue) => (queue, None, false),
        Begun::Again(queue, draft) => (queue, draft, true),
        Begun::Nothing => return nothing(context, &refiner),
    };
    let Some(time) = refiner.refining().map(Refining::time).cloned() else { return Ok(()) };
    let bar = Bar::new(time, context.clock.clone());
    if let Some(first) = queue.first() {
        name(&bar, &refiner, first);
    }
    let drafts = Drafts::start(refiner.recorder(), &context.clock)?;
    let desk = Desk::open(context, &bar, &drafts)?;
    let mut walk = Walk { context, refiner, desk, drafts, bar };
    let ended = walk.opened(again, rate).and_then(|()| walk.everything(&queue, draft));
    let Walk { mut refiner, desk, drafts, bar, .. } = walk;
    let is_script = desk.is_script();
    // The terminal is as it was before anything more is said.
    desk.close();
    drop(drafts);
    let ended = ended?;
    summary(context, &refiner, ended, &bar)?;
    if is_script || ended == Ended::Left {
        return Ok(());
    }
    improvements::ask(context, refiner.recorder(), &mut |question| {
        match context.ui.ask(question) {
            // Whoever does not want to answer has refined all the same.
            Err(failure) if failure.kind == Kind::Interrupted => Ok(None),
            answer => answer,
        }
    })
}

/// Everything was met, or was refined until it would be.
fn nothing(context: &Context, refiner: &Refiner) -> Result<(), Failure> {
    let id = refiner.session().id();
    if refiner.session().refined().next().is_none() {
        return context.ui.line("Nothing was missed or half met: there is nothing to refine.");
    }
    context.ui.line("Nothing is left to refine: with your refined answers all would be met.")?;
    context.ui.line(&format!("`onsite export {id}` shows both answers side by side."))
}

struct Walk<'a> {
    context: &'a Context,
    refiner: Refiner,
    desk: Desk<'a>,
    drafts: Drafts,
    bar: Bar,
}

impl Walk<'_> {
    /// What is going to be refined.
    fn opened(&self, again: bool, rate: u32) -> Result<(), Failure> {
        if again {
            return self.say(&format!("Refining goes on: {}.", self.bar.left()));
        }
        let criteria = self.refiner.refining().map_or(0, |refining| refining.criteria().len());
        let title = self.refiner.content.prompt.as_ref().map(|prompt| one_line(&prompt.title));
        let title = title.unwrap_or_else(|| self.refiner.content.rubric.prompt.clone());
        let what = count(criteria, "criterion", "criteria");
        self.say(&format!("{title}: {what} to refine, {}.", self.bar.left()))?;
        if rate > 1 {
            self.say(&format!("The clock runs {rate} times as fast."))?;
        }
        self.say(HOW)
    }

    fn everything(&mut self, queue: &[String], draft: Option<Draft>) -> Result<Ended, Failure> {
        let mut draft = draft;
        for id in queue {
            if self.bar.left_ms() == 0 {
                self.say("Time.")?;
                return Ok(Ended::Bell);
            }
            if let Went::Stop(ended) = self.criterion(id, draft.take())? {
                return Ok(ended);
            }
        }
        Ok(Ended::AtItsEnd)
    }

    /// One criterion, until it is answered, skipped or broken off.
    fn criterion(&mut self, id: &str, draft: Option<Draft>) -> Result<Went, Failure> {
        let Some(step) = self.refiner.criterion(id).map(|criterion| criterion.step) else {
            return Ok(Went::On);
        };
        let fate = if draft.is_some() { DraftFate::Keep } else { DraftFate::Clear };
        self.refiner.turn(id, fate)?;
        self.show(id)?;
        let mut offered = draft.map_or_else(Offered::default, |draft| {
            let is_text = matches!(read_refining(&draft.text), RefineLine::Text(_));
            Offered { lifted: draft.editing, text: draft.text, begun: is_text }
        });
        loop {
            self.drafts.reading(step, offered.lifted);
            if !offered.text.is_empty() {
                self.drafts.changed(&offered.text);
            }
            let came = self.desk.read(&offered)?;
            match self.took(id, came, offered.lifted)? {
                Taken::Read(next) => offered = next,
                Taken::Went(went) => return Ok(went),
            }
        }
    }

    fn took(&mut self, id: &str, came: Came, lifted: Option<usize>) -> Result<Taken, Failure> {
        match came {
            Came::Line(text) => self.line(id, &text, lifted),
            Came::LiftLast => {
                let lines = self.refiner.lines(id);
                let last = lines.last().map(|line| protect(line));
                let lifted = last.as_ref().map(|_| lines.len());
                Ok(Taken::Read(Offered::to_change(lifted, last.unwrap_or_default())))
            }
            Came::Idle(text) => Ok(Taken::Read(Offered::begun(lifted, text))),
            Came::End => {
                self.drafts.discard();
                if self.desk.is_script() {
                    self.finished(id)?;
                }
                Ok(Taken::Went(Went::Stop(Ended::Left)))
            }
            Came::Bell(text) => {
                self.drafts.discard();
                let mut lines = self.refiner.lines(id);
                if !text.is_empty() {
                    put(&mut lines, lifted, &text);
                }
                let verdict = self.refiner.finish(id, &lines)?;
                self.refiner.clear_draft();
                let kept = if text.is_empty() { "" } else { " What you were typing is kept." };
                self.say(&format!("Time.{kept}"))?;
                if verdict.is_some() {
                    self.judged(id, verdict)?;
                }
                Ok(Taken::Went(Went::Stop(Ended::Bell)))
            }
            Came::HangUp(text) => Err(self.cut_off(&text, lifted, Kind::HangUp)),
            Came::Terminated(text) => Err(self.cut_off(&text, lifted, Kind::Terminated)),
            Came::Interrupted(text) => Err(self.cut_off(&text, lifted, Kind::Interrupted)),
            Came::Failed(text, why) => {
                let failure = self.cut_off(&text, lifted, Kind::Expected);
                Err(Failure { message: format!("cannot read from the terminal: {why}"), ..failure }
                    .hint("`onsite refine` goes on; what you typed is saved"))
            }
        }
    }

    fn line(&mut self, id: &str, line: &str, lifted: Option<usize>) -> Result<Taken, Failure> {
        self.drafts.discard();
        if !matches!(read_refining(line), RefineLine::Text(_)) {
            // A command is no draft.
            self.refiner.clear_draft();
        }
        let nothing = Ok(Taken::Read(Offered::default()));
        let is_blank = line.trim().is_empty() && lifted.is_none() && self.desk.is_script();
        match read_refining(line) {
            // In a script a blank line stands between two criteria.
            RefineLine::Text(_) if is_blank && self.is_blank(id) => nothing,
            RefineLine::Text(_) if is_blank => self.finished(id).map(Taken::Went),
            RefineLine::Text(_) => {
                let mut lines = self.refiner.lines(id);
                put(&mut lines, lifted, line);
                let Err(error) = self.refiner.keep(id, &lines) else {
                    self.bar.saved(Saved::Yes);
                    return nothing;
                };
                if self.desk.is_script() {
                    return Err(error.into());
                }
                self.bar.saved(Saved::Failing);
                self.say(&format!("Not saved: {error}."))?;
                self.say("Your line is kept here; Enter tries again.")?;
                Ok(Taken::Read(Offered::begun(lifted, line.to_owned())))
            }
            RefineLine::Next => self.finished(id).map(Taken::Went),
            RefineLine::Skip => Ok(Taken::Went(Went::On)),
            RefineLine::Quit => Ok(Taken::Went(Went::Stop(Ended::Left))),
            RefineLine::Show => self.show(id).and(nothing),
            RefineLine::Time => self.say(&format!("{}.", self.bar.left())).and(nothing),
            RefineLine::Saved => self.say("Everything is saved as you type.").and(nothing),
            RefineLine::Help => {
                for (command, what) in REFINING_COMMANDS {
                    self.hang(&format!("{command:<8}{what}"), 8)?;
                }
                self.say("Up on an empty line lifts the last line to be corrected.").and(nothing)
            }
            RefineLine::Refused(why) => {
                self.say(&format!("{why}."))?;
                Ok(Taken::Read(Offered::to_change(lifted, line.to_owned())))
            }
        }
    }

    fn is_blank(&self, id: &str) -> bool {
        self.refiner.lines(id).iter().all(|line| line.trim().is_empty())
    }

    /// The answer is finished as far as it is kept.
    fn finished(&mut self, id: &str) -> Result<Went, Failure> {
        let lines = self.refiner.lines(id);
        let verdict = self.refiner.finish(id, &lines)?;
        self.judged(id, verdict)?;
        Ok(Went::On)
    }

    /// Says what a refined answer would be.
    fn judged(&self, id: &str, verdict: Option<Verdict>) -> Result<(), Failure> {
        let Some(verdict) = verdict else {
            return self.say("Nothing written: it comes again another time.");
        };
        let before = self.refiner.standing(id).map_or(Verdict::Missed, |one| one.verdict);
        let kept = "Both answers are kept, and the total stays.";
        if verdict == Verdict::Met {
            return self.say(&format!("Would now be met; it was {}. {kept}", before.id()));
        }
        let still = if verdict == before { "still" } else { "now" };
        self.say(&format!("Would {still} be {}. {kept}", verdict.id()))?;
        let met = self.refiner.criterion(id).and_then(|one| one.exemplars.met.first());
        match met {
            Some(met) => self.say(&format!("It would be met by: \"{}\"", one_line(met))),
            None => Ok(()),
        }
    }

    fn show(&self, id: &str) -> Result<(), Failure> {
        let refiner = &self.refiner;
        let Some(standing) = refiner.standing(id) else { return Ok(()) };
        let (number, count) = name(&self.bar, refiner, id);
        let nearest = refiner.nearest(id)?;
        let card = RefineCard {
            number,
            count,
            standing,
            rubric: &refiner.content.rubric,
            answers: &refiner.document.answers,
            nearest: &nearest,
        };
        self.context.styled(&refine_card(&card, self.context.layout()))?;
        let lines = refiner.lines(id);
        if lines.is_empty() {
            return Ok(());
        }
        self.say("Your refined answer so far:")?;
        let width = lines.len().to_string().len();
        for (at, line) in lines.iter().enumerate() {
            self.hang(&format!("{:>width$}  {line}", at + 1), width + 2)?;
        }
        Ok(())
    }

    /// Saves what is being typed before anything else, and names why refining is cut off.
    fn cut_off(&mut self, text: &str, lifted: Option<usize>, kind: Kind) -> Failure {
        match self.drafts.save_now(self.refiner.recorder(), text, lifted) {
            Ok(()) => Failure::silent(kind),
            Err(error) => error.into(),
        }
    }

    fn say(&self, words: &str) -> Result<(), Failure> {
        self.hang(words, 0)
    }

    fn hang(&self, words: &str, indent: usize) -> Result<(), Failure> {
        let words = visible_line(words);
        let ui = &self.context.ui;
        if ui.plain {
            return ui.line(&words);
        }
        for row in wrap(&words, self.context.width() - 2, indent) {
            ui.line(&format!("  {}", ui.tone(Tone::Dim, &row)))?;
        }
        Ok(())
    }
}

/// Names a criterion in the last row; gives which one it is, from 1, of how many.
fn name(bar: &Bar, refiner: &Refiner, id: &str) -> (usize, usize) {
    let criteria = refiner.refining().map_or(&[][..], Refining::criteria);
    let number = criteria.iter().position(|one| one == id).map_or(1, |at| at + 1);
    bar.turn(&format!("{number} of {}", criteria.len()), &id.replace('-', " "));
    (number, criteria.len())
}

/// What came of the box, and what can be typed next.
fn summary(context: &Context, refiner: &Refiner, ended: Ended, bar: &Bar) -> Result<(), Failure> {
    let session = refiner.session();
    let criteria = session.refining().map_or(&[][..], Refining::criteria);
    let outcomes: Vec<RefineOutcome> = criteria
        .iter()
        .filter_map(|id| {
            Some(RefineOutcome {
                criterion: id.clone(),
                standing: refiner.standing(id)?.verdict,
                refined: session.refinement(id).and_then(|one| one.verdict),
            })
        })
        .collect();
    let total = whole(refiner.document.total);
    let mut page = refine_summary(&outcomes, total, context.layout());
    let left = outcomes.iter().filter(|one| one.refined.is_none()).count();
    let id = session.id();
    let [export, refine] = ["export", "refine"].map(|command| format!("onsite {command} {id}"));
    let goes_on = match (ended, left) {
        (_, 0) => String::new(),
        (Ended::Left, _) if bar.left_ms() > 0 => format!("goes on; the clock runs, {}", bar.left()),
        (_, 1) => "the one that is left".to_owned(),
        (_, left) => format!("the {left} that are left"),
    };
    let mut next = Vec::new();
    if !goes_on.is_empty() {
        next.push(NextCommand { command: &refine, what: &goes_on });
    }
    next.push(NextCommand { command: &export, what: "both answers side by side" });
    page.extend(next_commands(&next, context.layout()));
    context.styled(&page)
}
