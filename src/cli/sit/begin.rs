//! Beginning a sitting, and taking one up again.

use std::sync::Arc;

use rand::SeedableRng;

use crate::bank::{Bank, Level, Step, budgets};
use crate::cli::args::ModelArgs;
use crate::cli::context::{Context, chance_seed};
use crate::cli::endpoint::{self, Settings};
use crate::cli::error::{Failure, Kind};
use crate::cli::record::Recorder;
use crate::cli::sessions;
use crate::cli::stored::{self, Content};
use crate::interview::{
    Budget, Conduct, Event, Guide, Held, Input, Interviewer, Mode, Notice, Session, Source,
    Started, State, TOUR, entering, handle, plan_curveball, read,
};
use crate::store::{Draft, DraftFate, Journal, NewContent, Store, Summary};
use crate::study::SatOn;

use super::after;
use super::board::Board;
use super::countdown::Countdown;
use super::desk::{Desk, Offered};
use super::drafts::Drafts;
use super::live::LiveDesk;
use super::plain::PlainDesk;
use super::script::ScriptDesk;
use super::sitting::{End, Sitting};
use super::voice::Voice;

/// What is going to be sat.
#[derive(Debug)]
pub(in crate::cli) struct Plan {
    /// The prompt's id.
    pub(in crate::cli) prompt: String,
    /// What kind of sitting.
    pub(in crate::cli) mode: Mode,
    /// The level it is graded for.
    pub(in crate::cli) level: Level,
    /// The length of the box in seconds of box time; `None` when untimed.
    pub(in crate::cli) box_s: Option<u64>,
    /// The steps to sit, in order.
    pub(in crate::cli) steps: Vec<Step>,
    /// What chance starts from.
    pub(in crate::cli) seed: u64,
    /// How many milliseconds of box time pass in a real one.
    pub(in crate::cli) rate: u32,
    /// The session whose answers are gone on from.
    pub(in crate::cli) continues: Option<Session>,
    /// Whether the interviewer asks follow-up questions.
    pub(in crate::cli) follow_ups: bool,
    /// Whether a requirement changes in mid-interview.
    pub(in crate::cli) curveball: bool,
    /// Where the interviewer's words come from; without it from the bank.
    pub(in crate::cli) voice: Option<Settings>,
}

/// Shows the brief, starts the clock on Enter, sits, and shows the score.
///
/// # Errors
/// When the prompt is not there, the store fails, or the terminal or the process is ended.
pub(in crate::cli) fn begin(context: &Context, bank: &Bank, plan: &Plan) -> Result<(), Failure> {
    let (content, store, contents) = Content::with_store(bank, &plan.prompt, || context.store())?;
    sessions::refuse_to_spoil(context, &store, &plan.prompt, "another attempt")?;
    let _typed = introduced(context, &store, &content, plan, None)?;
    started(context, store, (content, &contents), plan)
}

/// As [`begin`], with words of the caller's below the brief. Whatever is typed before Enter comes
/// back to the caller, who says what is sat then; `None`: nothing.
///
/// # Errors
/// As [`begin`], and whatever the caller's.
pub(in crate::cli) fn begin_asking(
    context: &Context,
    bank: &Bank,
    plan: Plan,
    words: &str,
    reply: impl Fn(&str, Plan) -> Result<Reply, Failure>,
) -> Result<(), Failure> {
    let (content, store, contents) = Content::with_store(bank, &plan.prompt, || context.store())?;
    sessions::refuse_to_spoil(context, &store, &plan.prompt, "another attempt")?;
    let (mut plan, mut words) = (plan, words.to_owned());
    loop {
        let typed = introduced(context, &store, &content, &plan, Some(&words))?;
        match reply(&typed, plan)? {
            Reply::Sit(plan) => return started(context, store, (content, &contents), &plan),
            Reply::Again(other, about) => (plan, words) = (*other, about),
            Reply::Instead => return Ok(()),
        }
    }
}

/// What follows from words that were typed below the brief.
#[derive(Debug)]
pub(in crate::cli) enum Reply {
    /// The clock starts.
    Sit(Box<Plan>),
    /// The brief is shown again, for another plan, with these words below it.
    Again(Box<Plan>, String),
    /// Something else was done.
    Instead,
}

/// Begins the tour, whose content is no prompt of the bank.
///
/// # Errors
/// As [`begin`].
pub(in crate::cli) fn begin_tour(
    context: &Context,
    content: Content,
    plan: &Plan,
    words: &str,
) -> Result<(), Failure> {
    let (store, contents) = (context.store()?, content.to_keep()?);
    let _typed = introduced(context, &store, &content, plan, Some(words))?;
    started(context, store, (content, &contents), plan)
}

/// Shows the brief and waits for Enter; what was typed before it.
fn introduced(
    context: &Context,
    store: &Store,
    content: &Content,
    plan: &Plan,
    words: Option<&str>,
) -> Result<String, Failure> {
    let reader = super::brief::attend(context)?;
    super::brief::show(context, store, content, plan, &all_steps(plan), words)?;
    let Some(reader) = reader else { return Ok(String::new()) };
    super::brief::wait_to_start(reader)?.ok_or_else(|| Failure::silent(Kind::Interrupted))
}

/// Starts the clock, sits, and shows the score.
fn started(
    context: &Context,
    store: Store,
    (content, contents): (Content, &[NewContent; 3]),
    plan: &Plan,
) -> Result<(), Failure> {
    let steps = all_steps(plan);
    let [prompt, rubric, lexicon] = contents;
    let mut chance = rand::rngs::ChaCha8Rng::seed_from_u64(chance_seed());
    let id = store.new_id(&mut chance)?;
    let started = Started {
        session: id.clone(),
        prompt: plan.prompt.clone(),
        mode: plan.mode,
        level: plan.level,
        box_ms: plan.box_s.map(|seconds| seconds * 1000),
        steps,
        rate: plan.rate,
        rehearsal: plan.rate > 1 || plan.prompt == TOUR,
        input: context.input(),
        seed: plan.seed,
        prompt_sha256: prompt.sha256().to_owned(),
        rubric_sha256: rubric.sha256().to_owned(),
        lexicon_sha256: lexicon.sha256().to_owned(),
        continues: plan.continues.as_ref().map(|session| session.id().to_owned()),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        conduct: conduct(plan, &content),
    };
    let started = Event::Started(Box::new(started));
    let mut recorder = Recorder::begin(store, context.clock.clone(), &id, started, contents)?;
    note_moved_day(context, recorder.store(), &id)?;
    let carried = carried_over(plan, recorder.session());
    if !carried.is_empty() {
        let now = recorder.now();
        recorder.keep(carried, &now, DraftFate::Keep)?;
    }
    sit(context, recorder, Offered::default(), content, plan.voice.as_ref())
}

/// Where the calendar is moved, keeps the day that it shows: by tomorrow it may be moved otherwise. No
/// box depends on it, so that a day that is none is told by the plan and the drills.
fn note_moved_day(context: &Context, store: &Store, session: &str) -> Result<(), Failure> {
    match context.moved_today() {
        Some(on) => Ok(store.note(Journal::Calendar, Some(session), &SatOn::new(session, on))?),
        None => Ok(()),
    }
}

/// What the interviewer may do of their own accord.
fn conduct(plan: &Plan, content: &Content) -> Conduct {
    let curveballs = content.prompt.as_ref().map_or(&[][..], |prompt| &prompt.curveballs);
    let box_ms = plan.box_s.filter(|_| plan.curveball).map(|seconds| seconds * 1000);
    Conduct {
        follow_ups: plan.follow_ups,
        worded_by: plan.voice.as_ref().map(|_| "llm".to_owned()),
        curveball: box_ms.and_then(|box_ms| plan_curveball(curveballs, box_ms, plan.seed)),
    }
}

/// The steps of the sitting with their budgets: those to sit, and those whose answers are carried
/// over, without a budget of their own.
fn all_steps(plan: &Plan) -> Vec<Budget> {
    let seconds = budgets(plan.box_s.unwrap_or(0), &plan.steps);
    let budget = |step: &Step| {
        let index = plan.steps.iter().position(|sat| sat == step);
        index.and_then(|index| seconds.get(index)).copied()
    };
    let carried = |step: &Step| {
        let before = plan.continues.as_ref().and_then(|session| session.answer(*step));
        before.is_some_and(|answer| !answer.is_blank())
    };
    Step::ALL
        .iter()
        .filter_map(|step| match budget(step) {
            Some(seconds) => Some(Budget { step: *step, seconds }),
            None => carried(step).then_some(Budget { step: *step, seconds: 0 }),
        })
        .collect()
}

/// The answers carried over, and the move to the first step to sit.
fn carried_over(plan: &Plan, session: &Session) -> Vec<Event> {
    let Some(before) = &plan.continues else { return Vec::new() };
    let answers = session.steps().iter().filter_map(|budget| {
        let text = before.answer(budget.step)?.text();
        (!text.is_empty()).then_some(Event::Replaced { step: budget.step, text })
    });
    let first = plan.steps.first().filter(|step| **step != session.current());
    answers.chain(first.map(|step| Event::Moved { to: *step })).collect()
}

/// Takes a session up again. When its box has ended meanwhile, it has ended at the bell with
/// everything saved until then.
///
/// # Errors
/// When it is over and was scored, is struck out, or is open elsewhere.
pub(in crate::cli) fn resume(
    context: &Context,
    store: Store,
    summary: &Summary,
) -> Result<(), Failure> {
    let id = summary.id.as_str();
    let mut recorder = Recorder::open(store, context.clock.clone(), id)?;
    let draft = recorder.store().draft(id)?;
    let now = recorder.now();
    match recorder.session().state(&now) {
        State::Abandoned => Err(Failure::expected(format!("session `{id}` is struck out"))
            .hint("it counts nowhere; `onsite start` begins another")),
        State::Finished | State::Expired if recorder.session().scored().is_some() => {
            Err(Failure::expected(format!("session `{id}` is over")).hint(format!(
                "`onsite score {id}` shows the score, `onsite export {id}` writes it out"
            )))
        }
        State::Finished | State::Expired => {
            let had_draft = draft.is_some();
            seal_if_open(&mut recorder, draft)?;
            let mut desk = PlainDesk::open(context, None)?;
            if recorder.session().sealed() == Some(crate::interview::Seal::Bell) {
                desk.tell(&Notice::Bell { kept: had_draft });
            }
            after::score(context, &mut recorder, &mut desk)?;
            after::close_tour(context, &recorder)
        }
        state => {
            let mut events = vec![Event::Resumed];
            if state == State::Paused {
                events.push(Event::Continued);
            }
            recorder.keep(events, &now, DraftFate::Keep)?;
            let (step, mut offered) = match draft {
                Some(draft) => (draft.step, drafted(draft)),
                None => (recorder.session().current(), Offered::default()),
            };
            if step != recorder.session().current() {
                offered.lifted = None;
            }
            let content = stored::content(recorder.store(), recorder.session())?;
            let voice = voice_again(context, recorder.session());
            sit(context, recorder, offered, content, voice.as_ref())
        }
    }
}

/// The line of a draft. A command without text of the answer is not carried out unseen.
fn drafted(draft: Draft) -> Offered {
    if draft.editing.is_some() || read(&draft.text).has_text() {
        Offered::begun(draft.editing, draft.text)
    } else {
        Offered::to_change(None, draft.text)
    }
}

/// Records that a box has ended, with the draft that was being typed.
///
/// # Errors
/// When the store fails.
pub(in crate::cli) fn seal_if_open(
    recorder: &mut Recorder,
    draft: Option<Draft>,
) -> Result<(), Failure> {
    if recorder.session().sealed().is_some() {
        return Ok(());
    }
    let now = recorder.now();
    let (text, held) = match draft {
        Some(draft) => (draft.text, draft.editing.map_or(Held::New, Held::Line)),
        None => (String::new(), Held::New),
    };
    let effects = handle(
        recorder.session(),
        &Input::Bell { text: &text, held },
        &now,
        &Interviewer::absent(),
    );
    let events = effects.into_iter().filter_map(|effect| match effect {
        crate::interview::Effect::Keep(event) => Some(event),
        _ => None,
    });
    Ok(recorder.keep(events.collect(), &now, DraftFate::Clear)?)
}

/// Has the interviewer prepare while the candidate begins to type, so that the first question need
/// not wait. Where no thread can be had, it waits.
fn prepare(interviewer: &Arc<Interviewer>) {
    let interviewer = Arc::clone(interviewer);
    let preparing = std::thread::Builder::new().name("interviewer".to_owned());
    drop(preparing.spawn(move || interviewer.prepare()));
}

/// The model of an interview that is taken up again, where it can still be asked; the bank's words
/// are said otherwise.
fn voice_again(context: &Context, session: &Session) -> Option<Settings> {
    session.started().conduct.worded_by.as_ref()?;
    let settings = endpoint::settings(context, &ModelArgs::default());
    let agreed = settings.and_then(|settings| {
        let agreed = endpoint::agreed(context, &settings.endpoint)?;
        Ok(Some(settings).filter(|_| agreed))
    });
    match agreed {
        Ok(Some(settings)) => Some(settings),
        Ok(None) => {
            context.ui.say("Nobody has agreed to that endpoint: the interviewer does without it.");
            None
        }
        Err(why) => {
            context.ui.say(&format!("The interviewer does without a model: {}.", why.message));
            None
        }
    }
}

fn sit(
    context: &Context,
    mut recorder: Recorder,
    offered: Offered,
    content: Content,
    voice: Option<&Settings>,
) -> Result<(), Failure> {
    let interviewer = Arc::new(Interviewer::new(content.prompt, content.rubric, content.lexicon));
    let countdown = Countdown::new(recorder.session(), &context.clock);
    let drafts = Drafts::start(&recorder, &context.clock)?;
    let mut desk: Box<dyn Desk> = match context.input() {
        Source::Script => Box::new(ScriptDesk::open(context, &countdown)?),
        Source::Terminal if context.has_editor() => {
            Box::new(LiveDesk::open(context, &countdown, &drafts)?)
        }
        Source::Terminal => Box::new(PlainDesk::open(context, Some(&countdown))?),
    };
    let here = recorder.session().current();
    for notice in entering(recorder.session(), here) {
        desk.tell(&notice);
    }
    let before = recorder.session().answer(here).filter(|answer| !answer.is_blank());
    if let Some(answer) = before {
        let lines = answer.lines().iter().map(|line| line.text.clone()).collect();
        desk.tell(&Notice::Shown { step: here, lines });
    }
    if let Some(open) = recorder.session().dialogue().open() {
        desk.tell(&Notice::Interviewer(open.text.clone()));
    }
    if context.input() == Source::Terminal {
        prepare(&interviewer);
    }
    let mut guide = Guide::of(recorder.session(), context.has_editor());
    let voice = match voice {
        None => Voice::of_the_bank(),
        Some(settings) => {
            let seed = chance_seed();
            Voice::of_a_model(settings, &interviewer, &countdown, &context.clock, seed)
                .map_err(|why| Failure::new(Kind::Network, why.to_string()))?
        }
    };
    let end = Sitting {
        recorder: &mut recorder,
        desk: &mut *desk,
        countdown: &countdown,
        drafts: &drafts,
        board: Board::default(),
        interviewer: &interviewer,
        guide: guide.as_mut(),
        voice,
    }
    .run(offered);
    drop(drafts);
    match end? {
        End::Sealed => {
            after::tick(&mut recorder, &mut *desk, &interviewer)?;
            after::score(context, &mut recorder, &mut *desk)?;
            after::close_tour(context, &recorder)
        }
        End::Left | End::Abandoned => Ok(()),
    }
}
