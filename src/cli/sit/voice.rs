//! The interviewer's words from a model: what the engine decides to say is held back for a few
//! seconds at the most, while typing, the clock and the bell go on.
//!
//! The engine knows nothing of it: what was said in the end is an event with its text, whoever found
//! the words.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use super::countdown::Countdown;
use super::wording::{Asked, compose};
use crate::cli::clock::Clock;
use crate::cli::endpoint::Settings;
use crate::interview::{Effect, Event, Input, Interviewer, Notice, Remark, Session};
use crate::llm::{CallFailure, Client, Limits, Stop};

/// The longest wait for words, in real time; then the bank's own are said.
const LONGEST: Duration = Duration::from_secs(4);

/// Something the interviewer is going to say.
#[derive(Debug)]
pub(super) struct Remarked {
    /// The event, with its words.
    pub(super) event: Event,
    /// What is told with it.
    pub(super) notices: Vec<Notice>,
}

/// Where words come from.
pub(super) struct Voice {
    model: Option<Model>,
    waiting: VecDeque<Waiting>,
    announced: bool,
}

struct Model {
    client: Arc<Client>,
    interviewer: Arc<Interviewer>,
    countdown: Countdown,
    clock: Clock,
    limit: Duration,
    seed: u64,
}

struct Waiting {
    bank: Event,
    then: Vec<Notice>,
    until_ms: u64,
    words: Receiver<Option<Event>>,
    found: Found,
}

/// What came of looking for words.
#[derive(Debug)]
enum Found {
    /// Nothing yet.
    Looking,
    /// Words that may be said.
    Words(Event),
    /// None: the bank's are said.
    None,
}

impl From<Option<Event>> for Found {
    fn from(words: Option<Event>) -> Self {
        words.map_or(Self::None, Self::Words)
    }
}

impl Voice {
    /// The bank's words alone.
    pub(super) fn of_the_bank() -> Self {
        Self { model: None, waiting: VecDeque::new(), announced: true }
    }

    /// A model's words.
    ///
    /// # Errors
    /// When no client can be made.
    pub(super) fn of_a_model(
        settings: &Settings,
        interviewer: &Arc<Interviewer>,
        countdown: &Countdown,
        clock: &Clock,
        seed: u64,
    ) -> Result<Self, CallFailure> {
        let limit = settings.limits.whole.min(LONGEST);
        let limits = Limits::within(limit);
        let client = Client::new(settings.endpoint.clone(), limits, Stop::default())?;
        let model = Model {
            client: Arc::new(client),
            interviewer: Arc::clone(interviewer),
            countdown: countdown.clone(),
            clock: clock.clone(),
            limit,
            seed,
        };
        Ok(Self { model: Some(model), waiting: VecDeque::new(), announced: true })
    }

    /// Takes what is to be worded out of the effects, and begins to look for words.
    pub(super) fn hold(
        &mut self,
        session: &Session,
        input: &Input<'_>,
        effects: Vec<Effect>,
    ) -> Vec<Effect> {
        let Some(model) = &mut self.model else { return effects };
        let mut rest = Vec::new();
        let mut effects = effects.into_iter().peekable();
        while let Some(effect) = effects.next() {
            let asked = match &effect {
                Effect::Keep(event) => Asked::about(session, input, event, &model.interviewer),
                _ => None,
            };
            let (Some(asked), Effect::Keep(bank)) = (asked, &effect) else {
                rest.push(effect);
                continue;
            };
            // The words themselves are told anew; what belongs to them comes after them.
            drop(effects.next_if(|effect| matches!(effect, Effect::Tell(Notice::Interviewer(_)))));
            let mut then = Vec::new();
            while let Some(Effect::Tell(notice)) =
                effects.next_if(|effect| matches!(effect, Effect::Tell(Notice::HowToReply)))
            {
                then.push(notice);
            }
            self.announced &= !matches!(asked, Asked::FollowUp { .. });
            self.waiting.push_back(model.look_for(asked, bank.clone(), then));
        }
        rest
    }

    /// Whether something waits for its words.
    pub(super) fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Whether it is to be told that a question of the interviewer's is coming. It is told once.
    pub(super) fn takes_announcement(&mut self) -> bool {
        !std::mem::replace(&mut self.announced, true)
    }

    /// What is to be said now: its words are found, or waited for long enough.
    pub(super) fn due(&mut self) -> Option<Remarked> {
        let now = self.model.as_ref()?.clock.now().boot_ms;
        let first = self.waiting.front_mut()?;
        first.look();
        let due = !first.is_looking() || now >= first.until_ms;
        if due { self.pop() } else { None }
    }

    /// What is to be said, at once: in the words that are there.
    pub(super) fn at_once(&mut self) -> Option<Remarked> {
        self.waiting.front_mut()?.look();
        self.pop()
    }

    /// Waits for words, no longer than the bell allows, where nothing can be typed meanwhile.
    pub(super) fn wait(&mut self, ms_to_bell: Option<u64>) {
        let (Some(model), Some(first)) = (&self.model, self.waiting.front_mut()) else { return };
        let now = model.clock.now().boot_ms;
        let left = first.until_ms.saturating_sub(now).min(ms_to_bell.unwrap_or(u64::MAX));
        if first.is_looking() {
            let words = first.words.recv_timeout(Duration::from_millis(left));
            first.found = words.unwrap_or_default().into();
        }
    }

    /// Puts something back that could not be kept; it is said the next time.
    pub(super) fn again(&mut self, remarked: Remarked) {
        let (_, words) = channel();
        let Remarked { event, notices } = remarked;
        let found = Found::None;
        let then = notices.into_iter().skip(1).collect();
        self.waiting.push_front(Waiting { bank: event, then, until_ms: 0, words, found });
        self.tell_the_clock();
    }

    /// The facts that were asked for and not told yet, in the bank's words: who asked before the end
    /// has asked.
    pub(super) fn left_over(&mut self) -> Vec<Event> {
        let all = self.waiting.drain(..).map(|one| one.bank);
        all.filter(|event| matches!(event, Event::Said { remark: Remark::Fact, .. })).collect()
    }

    fn pop(&mut self) -> Option<Remarked> {
        let one = self.waiting.pop_front()?;
        self.tell_the_clock();
        let event = match one.found {
            Found::Words(event) => event,
            Found::Looking | Found::None => one.bank,
        };
        let Event::Said { text, .. } = &event else { return None };
        let mut notices = vec![Notice::Interviewer(text.clone())];
        notices.extend(one.then);
        Some(Remarked { event, notices })
    }

    /// When the line is to be broken off next.
    fn tell_the_clock(&self) {
        if let Some(model) = &self.model {
            model.countdown.voice_due(self.waiting.front().map(|one| one.until_ms));
        }
    }
}

impl Model {
    fn look_for(&mut self, asked: Asked, bank: Event, then: Vec<Notice>) -> Waiting {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let (send, words) = channel();
        let (client, interviewer) = (Arc::clone(&self.client), Arc::clone(&self.interviewer));
        let (countdown, seed) = (self.countdown.clone(), self.seed);
        let limit_ms = u64::try_from(self.limit.as_millis()).unwrap_or(u64::MAX);
        let until_ms = self.clock.now().boot_ms.saturating_add(limit_ms);
        self.countdown.voice_due(Some(until_ms));
        let look = move || {
            let found = compose(&client, &interviewer, &asked, seed);
            // Where the sitting is over nobody listens.
            if send.send(found).is_ok() {
                countdown.voice_due(Some(0));
            }
        };
        // Without a thread the receiver is closed, and the bank's words are said.
        drop(std::thread::Builder::new().name("voice".to_owned()).spawn(look));
        Waiting { bank, then, until_ms, words, found: Found::Looking }
    }
}

impl Waiting {
    fn is_looking(&self) -> bool {
        matches!(self.found, Found::Looking)
    }

    fn look(&mut self) {
        if self.is_looking() {
            self.found = match self.words.try_recv() {
                Ok(words) => words.into(),
                Err(TryRecvError::Disconnected) => Found::None,
                Err(TryRecvError::Empty) => Found::Looking,
            };
        }
    }
}
