//! Runs a sitting: reads from the desk, asks the engine, keeps before it shows.

use std::cell::RefCell;

use crate::bank::Step;
use crate::cli::error::{Failure, Kind};
use crate::cli::record::{RecordError, Recorder};
use crate::interview::{
    Effect, Entry, Event, Guide, Held, Input, Interviewer, Notice, Question, State, clock, handle,
    read, read_ticks, to_tick,
};
use crate::store::DraftFate;

use super::board::Board;
use super::countdown::{Countdown, Saved};
use super::desk::{Came, Desk, Edited, Offered};
use super::drafts::Drafts;
use super::rescue;
use super::voice::Voice;

/// How a sitting ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The answers are sealed.
    Sealed,
    /// The candidate left; the session goes on.
    Left,
    /// The session was struck out.
    Abandoned,
}

/// A sitting under way.
pub(super) struct Sitting<'a> {
    /// The session, open for writing.
    pub(super) recorder: &'a mut Recorder,
    /// Where the candidate sits.
    pub(super) desk: &'a mut dyn Desk,
    /// The clock that they see.
    pub(super) countdown: &'a Countdown,
    /// What is being typed, on its way to the disk.
    pub(super) drafts: &'a Drafts,
    /// The whiteboard, while lines go there.
    pub(super) board: Board,
    /// Who sits on the other side.
    pub(super) interviewer: &'a Interviewer,
    /// Who leads through the tour, in a tour.
    pub(super) guide: Option<&'a mut Guide>,
    /// Where their words come from.
    pub(super) voice: Voice,
}

/// What comes after an input was dealt with.
enum Next {
    Read,
    Stop(End),
    Again(Came),
}

impl Sitting<'_> {
    /// Sits until the answers are sealed or the candidate leaves. `offered` is a draft from before.
    ///
    /// # Errors
    /// When the terminal goes, a signal ends the process, or the store fails at the bell; whatever
    /// was typed is then saved or has been shown and offered as a file.
    pub(super) fn run(&mut self, offered: Offered) -> Result<End, Failure> {
        let mut offered = offered;
        loop {
            let (session, records) = (self.recorder.session(), self.recorder.records());
            if let Some(words) = self.guide.as_mut().and_then(|guide| guide.words(session, records))
            {
                words.lines().for_each(|line| self.desk.guide(line));
            }
            self.drafts.reading(self.recorder.session().current(), offered.lifted);
            if !offered.text.is_empty() {
                self.drafts.changed(&offered.text);
            }
            let came = self.desk.read(&offered);
            let taken = std::mem::take(&mut offered);
            let mut next = self.dealt_with(came, &taken, &mut offered)?;
            loop {
                match next {
                    Next::Read => break,
                    Next::Stop(end) => return Ok(end),
                    Next::Again(came) => {
                        next = self.dealt_with(came, &Offered::default(), &mut offered)?;
                    }
                }
            }
        }
    }

    fn dealt_with(
        &mut self,
        came: Came,
        taken: &Offered,
        offered: &mut Offered,
    ) -> Result<Next, Failure> {
        let held = taken.lifted.map_or(Held::New, Held::Line);
        match came {
            Came::Line(text) => {
                let board = self.board.clone();
                let input = board.input(&text, taken.lifted);
                let put_back = Offered::begun(taken.lifted, text.clone());
                self.act(&input, DraftFate::Clear, &put_back, offered)
            }
            Came::Idle(text) => {
                let here = Offered::begun(taken.lifted, text);
                *offered = here.clone();
                if self.speak(false) {
                    return Ok(Next::Read);
                }
                let input = if here.text.is_empty() { Input::Idle } else { Input::Hesitating };
                self.act(&input, DraftFate::Keep, &here, offered)
            }
            Came::LiftLast => self.simple(&Input::LiftLast, offered),
            Came::End if self.desk.is_live() => self.simple(&Input::Leave, offered),
            Came::End => self.simple(&Input::EndOfScript, offered),
            Came::Bell(text) => self.bell(&text, held),
            Came::HangUp(text) => Err(self.cut_off(&text, taken.lifted, Kind::HangUp)),
            Came::Terminated(text) => Err(self.cut_off(&text, taken.lifted, Kind::Terminated)),
            // Without the line editor, too: what is half typed is still there.
            Came::Interrupted(text) if self.desk.is_live() => {
                self.desk.say("Ctrl-C clears nothing and leaves nothing; :quit leaves.");
                *offered = Offered::begun(taken.lifted, text);
                Ok(Next::Read)
            }
            Came::Interrupted(text) => Err(self.cut_off(&text, taken.lifted, Kind::Interrupted)),
            Came::Failed(text, why) => {
                let failure = self.cut_off(&text, taken.lifted, Kind::Expected);
                Err(Failure { message: format!("cannot read from the terminal: {why}"), ..failure }
                    .hint("`onsite resume` goes on; what you typed is saved"))
            }
        }
    }

    fn simple(&mut self, input: &Input<'_>, offered: &mut Offered) -> Result<Next, Failure> {
        self.act(input, DraftFate::Clear, &Offered::default(), offered)
    }

    /// Asks the engine and carries out what it says. When keeping fails, `put_back` is offered
    /// again and nothing of the rest is shown.
    fn act(
        &mut self,
        input: &Input<'_>,
        draft: DraftFate,
        put_back: &Offered,
        offered: &mut Offered,
    ) -> Result<Next, Failure> {
        // Whoever gives a command hears first what was going to be said.
        let writes = match input {
            Input::Submitted { text, .. } => matches!(read(text), Entry::Text(_)),
            Input::Drawn { .. } | Input::LiftLast | Input::Idle | Input::Hesitating => true,
            _ => false,
        };
        if !writes {
            while self.voice.is_waiting() && self.speak(true) {}
        }
        let now = self.recorder.now();
        let effects = handle(self.recorder.session(), input, &now, self.interviewer);
        let effects = self.voice.hold(self.recorder.session(), input, effects);
        if effects.iter().any(|effect| matches!(effect, Effect::Keep(Event::Sealed { .. }))) {
            return self.seal(effects, put_back);
        }
        let board = self.board.after(input, &effects);
        if draft == DraftFate::Clear {
            self.drafts.discard();
        }
        let mut next = Next::Read;
        let mut cleared = draft == DraftFate::Keep;
        let mut effects = effects.into_iter().peekable();
        while let Some(effect) = effects.next() {
            match effect {
                Effect::Keep(event) => {
                    let mut events = vec![event];
                    while let Some(Effect::Keep(event)) =
                        effects.next_if(|effect| matches!(effect, Effect::Keep(_)))
                    {
                        events.push(event);
                    }
                    if let Err(error) = self.recorder.keep(events, &now, draft) {
                        if !self.desk.is_live() {
                            return Err(self.stopped(put_back, &error));
                        }
                        self.not_saved(&error.to_string());
                        *offered = put_back.clone();
                        return Ok(Next::Read);
                    }
                    cleared = true;
                    self.countdown.saved(Saved::Yes);
                    self.countdown.follow(self.recorder.session());
                }
                Effect::Tell(notice) => self.desk.tell(&notice),
                Effect::Lift { number, text } => *offered = Offered::to_change(number, text),
                Effect::Board { .. } => {}
                Effect::OpenEditor { step, text } => next = self.edit(step, &text, offered)?,
                Effect::Ask(question) => next = self.ask(question, offered)?,
                Effect::AskTicks(step) => next = self.ask_ticks(step, offered)?,
                Effect::WaitPaused => {
                    self.drafts.reading(self.recorder.session().current(), None);
                    next = match self.desk.wait() {
                        came @ (Came::HangUp(_)
                        | Came::Terminated(_)
                        | Came::Interrupted(_)
                        | Came::Failed(..)) => Next::Again(came),
                        // What is typed instead of a mere Enter goes on too, and is then a line.
                        Came::Line(text) if !text.is_empty() => {
                            match self.simple(&Input::GoOn, offered)? {
                                Next::Read => Next::Again(Came::Line(text)),
                                next => next,
                            }
                        }
                        _ => self.simple(&Input::GoOn, offered)?,
                    };
                }
                Effect::Leave => {
                    self.desk.close();
                    self.leave();
                    next = Next::Stop(End::Left);
                }
                Effect::Close => {
                    self.desk.close();
                    next = Next::Stop(self.ended());
                }
            }
        }
        if !cleared {
            // The line was a command: as a draft it is obsolete. One that stays costs no more than
            // a line that is offered again.
            drop(self.recorder.store().clear_draft(self.recorder.session().id()));
        }
        self.desk.at_board(board.is_open());
        self.board = board;
        self.listen();
        Ok(next)
    }

    /// Where a line can be broken off, the interviewer speaks when the words are there; elsewhere
    /// they are waited for now.
    fn listen(&mut self) {
        if !self.voice.is_waiting() {
            return;
        }
        if self.desk.can_be_woken() {
            if self.voice.takes_announcement() {
                self.desk.say("The interviewer has a question. Type on meanwhile.");
            }
            return;
        }
        while self.voice.is_waiting() {
            self.voice.wait(self.countdown.real_ms_to_bell());
            if !self.speak(true) {
                return;
            }
        }
    }

    /// Says what is due; with `at_once` what is not due yet too, in the bank's words. Says whether
    /// something was said.
    fn speak(&mut self, at_once: bool) -> bool {
        let now = self.recorder.now();
        if self.recorder.session().state(&now).is_over() {
            return false;
        }
        let remarked = if at_once { self.voice.at_once() } else { self.voice.due() };
        let Some(remarked) = remarked else { return false };
        let event = remarked.event.clone();
        if let Err(error) = self.recorder.keep(vec![event], &now, DraftFate::Keep) {
            self.not_saved(&error.to_string());
            self.voice.again(remarked);
            return false;
        }
        self.countdown.saved(Saved::Yes);
        self.countdown.follow(self.recorder.session());
        for notice in &remarked.notices {
            self.desk.tell(notice);
        }
        true
    }

    /// Has a step edited. Every save of the editor is kept at once.
    fn edit(&mut self, step: Step, text: &str, offered: &mut Offered) -> Result<Next, Failure> {
        self.drafts.pause();
        let recorder = RefCell::new(&mut *self.recorder);
        let on_save = |saved: &str| {
            // What cannot be kept now is kept when the editor closes, or said then.
            drop(keep_whole(&mut recorder.borrow_mut(), step, saved));
        };
        match self.desk.edit(step, text, &on_save) {
            Edited::Closed(saved) => {
                let now = self.recorder.now();
                let changed = saved.strip_suffix('\n').unwrap_or(&saved) != text;
                if !self.recorder.session().state(&now).is_over() {
                    if let Err(error) = keep_whole(self.recorder, step, &saved) {
                        self.not_saved(&error.to_string());
                        *offered = Offered::begun(None, saved);
                        return Ok(Next::Read);
                    }
                    self.countdown.follow(self.recorder.session());
                    let answer = self.recorder.session().answer(step);
                    let lines = answer.map_or(0, |answer| answer.lines().len());
                    self.desk.tell(&if changed {
                        Notice::EditorTaken { step, lines }
                    } else {
                        Notice::EditorUnchanged
                    });
                    return Ok(Next::Read);
                }
                self.bell(&saved, Held::Whole)
            }
            Edited::Bell(saved) => self.bell(&saved, Held::Whole),
            Edited::Failed(why) => {
                self.desk.say(&why);
                Ok(Next::Read)
            }
            Edited::HangUp(saved) => Err(self.whole(&saved, Kind::HangUp)),
            Edited::Terminated(saved) => Err(self.whole(&saved, Kind::Terminated)),
        }
    }

    fn ended(&self) -> End {
        if self.recorder.session().is_abandoned() { End::Abandoned } else { End::Sealed }
    }

    fn ask(&mut self, question: Question, offered: &mut Offered) -> Result<Next, Failure> {
        let words = match question {
            Question::Leave => "Leave? y leaves and the clock runs on, Enter stays: ",
            Question::Finish => "Finish all the same? y finishes, Enter stays: ",
            Question::Abandon => "Strike it out? It will count nowhere. y strikes, Enter stays: ",
        };
        let yes = |text: &str| matches!(text.trim().to_lowercase().as_str(), "y" | "yes");
        Ok(match self.desk.ask(words) {
            Came::Line(text) if yes(&text) => self.simple(&Input::Confirmed(question), offered)?,
            // Asking again for the same thing is a yes as well.
            Came::Line(text) if again(question, &text) => {
                self.simple(&Input::Confirmed(question), offered)?
            }
            Came::Line(_) | Came::LiftLast | Came::End | Came::Idle(_) => Next::Read,
            Came::Bell(_) => self.bell("", Held::New)?,
            came => Next::Again(came),
        })
    }

    /// Asks what of the list was said. A script answers with a line of numbers; any other line of it
    /// is what comes next, and nothing is ticked.
    fn ask_ticks(&mut self, step: Step, offered: &mut Offered) -> Result<Next, Failure> {
        let came = self.desk.ask_ticks();
        let ticks = |sitting: &Self, text: &str| {
            let items = to_tick(sitting.recorder.session(), sitting.interviewer, step);
            read_ticks(step, &items, text).is_ok()
        };
        Ok(match came {
            Came::Line(text) if self.desk.is_live() || ticks(self, &text) => {
                self.simple(&Input::Ticked { step, text: &text }, offered)?
            }
            Came::Line(text) => {
                self.simple(&Input::Ticked { step, text: "" }, offered)?;
                Next::Again(Came::Line(text))
            }
            Came::End if !self.desk.is_live() => {
                self.simple(&Input::Ticked { step, text: "" }, offered)?;
                Next::Again(Came::End)
            }
            Came::LiftLast | Came::End | Came::Idle(_) => Next::Read,
            Came::Bell(_) => self.bell("", Held::New)?,
            came => Next::Again(came),
        })
    }

    fn leave(&mut self) {
        let session = self.recorder.session();
        let now = self.recorder.now();
        let id = session.id();
        let words = match session.left_ms(&now) {
            _ if session.state(&now) == State::Paused => {
                format!("Paused and saved. `onsite resume {id}` goes on.")
            }
            Some(left) => format!(
                "Saved. The clock runs on, {} left. `onsite resume {id}` comes back.",
                clock(left)
            ),
            None => format!("Saved. `onsite resume {id}` comes back."),
        };
        self.desk.say(&words);
    }

    fn bell(&mut self, text: &str, held: Held) -> Result<Next, Failure> {
        let now = self.recorder.now();
        let input = Input::Bell { text, held };
        let effects = handle(self.recorder.session(), &input, &now, self.interviewer);
        let lifted = match held {
            Held::Line(number) => Some(number),
            _ => None,
        };
        self.seal(effects, &Offered::begun(lifted, text.to_owned()))
    }

    /// Makes the end durable, then shows it. When that fails the text is shown, written to a file
    /// where one can be written, and the failure returned.
    fn seal(&mut self, effects: Vec<Effect>, last: &Offered) -> Result<Next, Failure> {
        let now = self.recorder.now();
        let (kept, shown): (Vec<Effect>, Vec<Effect>) =
            effects.into_iter().partition(|effect| matches!(effect, Effect::Keep(_)));
        let events = kept.into_iter().filter_map(|effect| match effect {
            Effect::Keep(event) => Some(event),
            _ => None,
        });
        let events: Vec<Event> = self.voice.left_over().into_iter().chain(events).collect();
        self.drafts.pause();
        let mut kept = self.recorder.keep(events.clone(), &now, DraftFate::Clear);
        if kept.is_err() {
            kept = self.recorder.keep(events, &now, DraftFate::Clear);
        }
        if let Err(error) = kept {
            self.desk.close();
            return Err(rescue::failure(self.recorder.session(), &last.text, &error));
        }
        self.drafts.discard();
        self.countdown.follow(self.recorder.session());
        for effect in shown {
            if let Effect::Tell(notice) = effect {
                self.desk.tell(&notice);
            }
        }
        // Closing waits until nobody types any more, so that no late key answers a question.
        self.desk.close();
        Ok(Next::Stop(End::Sealed))
    }

    /// Nobody is there to try again: what was read goes to a file, and the rest stays unread.
    fn stopped(&mut self, last: &Offered, error: &RecordError) -> Failure {
        self.desk.close();
        rescue::failure(self.recorder.session(), &last.text, error)
            .hint("the lines after it were not read")
    }

    fn not_saved(&mut self, why: &str) {
        self.countdown.saved(Saved::Failing);
        self.desk.say(&format!("Not saved: {why}."));
        self.desk.say("Your line is kept here; Enter tries again.");
    }

    /// Saves what is being typed before anything else, and names why the sitting is cut off.
    fn cut_off(&mut self, text: &str, lifted: Option<usize>, kind: Kind) -> Failure {
        let saved = self.drafts.save_now(self.recorder, text, lifted);
        self.desk.close();
        match saved {
            Ok(()) => Failure::silent(kind),
            Err(error) => rescue::failure(self.recorder.session(), text, &error.into()),
        }
    }

    /// Keeps the text of an editor that was cut off.
    fn whole(&mut self, text: &str, kind: Kind) -> Failure {
        let step = self.recorder.session().current();
        let kept = keep_whole(self.recorder, step, text);
        self.desk.close();
        match kept {
            Ok(()) => Failure::silent(kind),
            Err(error) => rescue::failure(self.recorder.session(), text, &error),
        }
    }
}

/// Keeps the text of a whole step, if it is another.
fn keep_whole(recorder: &mut Recorder, step: Step, text: &str) -> Result<(), RecordError> {
    let now = recorder.now();
    let input = Input::EditorClosed { step, text };
    let effects = handle(recorder.session(), &input, &now, &Interviewer::absent()).into_iter();
    // Remarks wait until the editor is closed: what nobody sees is not said.
    let events: Vec<Event> = effects
        .filter_map(|effect| match effect {
            Effect::Keep(Event::Said { .. }) => None,
            Effect::Keep(event) => Some(event),
            _ => None,
        })
        .collect();
    if events.is_empty() { Ok(()) } else { recorder.keep(events, &now, DraftFate::Keep) }
}

/// Whether a reply to a question is the command that led to it, once more.
fn again(question: Question, reply: &str) -> bool {
    use crate::interview::{Command, Entry, read};
    matches!(
        (question, read(reply.trim())),
        (Question::Leave, Entry::Command(Command::Quit))
            | (Question::Finish, Entry::Command(Command::Finish))
            | (Question::Abandon, Entry::Command(Command::Abandon))
    )
}
