//! The study week as it stands: its layout, the journal, and what was sat since it began.

use std::ops::ControlFlow;
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::track;
use crate::bank::Step;
use crate::cli::context::Context;
use crate::cli::error::{Failure, file_failure};
use crate::cli::sessions;
use crate::interview::State;
use crate::store::{Filter, Journal, Store, Summary};
use crate::study::moved_days;
use crate::study::week::{
    Block, BlockView, Day, Entry, Progress, Sat, Track, Unnamed, Week, WeekView, What, block_named,
    day_named, view,
};

/// The study week, read.
#[derive(Debug)]
pub(in crate::cli) struct Opened {
    store: Store,
    week: Week,
    /// Where it stands.
    pub(in crate::cli) view: WeekView,
    /// Whether anything was ever written into its journal.
    pub(in crate::cli) is_begun: bool,
    track: Track,
}

impl Opened {
    /// Reads the week, in a store that is open for reading or for writing. The track of the settings
    /// counts until one is chosen with `plan track`.
    ///
    /// # Errors
    /// When the layout, the journal or the sessions cannot be read.
    pub(in crate::cli) fn read(context: &Context, store: Store) -> Result<Self, Failure> {
        let week = layout(context)?;
        let track = track::of_settings(context);
        let (view, is_begun) = stands(context, &store, &week, track)?;
        Ok(Self { store, week, view, is_begun, track })
    }

    /// The store.
    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// A day by the name that was typed.
    ///
    /// # Errors
    /// When none or several fit.
    pub(super) fn day(&self, name: &str) -> Result<(u8, &Day), Failure> {
        if name.eq_ignore_ascii_case("today") {
            let today = self.view.current().and_then(|day| self.week.day(day.number));
            let number = self.view.today.day.unwrap_or_default();
            let over = || Failure::expected("all days of the week are over").hint("`onsite plan`");
            return today.map(|day| (number, day)).ok_or_else(over);
        }
        day_named(&self.week, name).map_err(|error| unnamed(&error))
    }

    /// A block by the names that were typed.
    ///
    /// # Errors
    /// When none or several fit.
    pub(super) fn block(&self, day: &str, block: &str) -> Result<(u8, &Block), Failure> {
        let (number, day) = self.day(day)?;
        let block = block_named(number, day, block).map_err(|error| unnamed(&error))?;
        Ok((number, block))
    }

    /// A block as it stands. `None` when the track does not have it.
    pub(super) fn stands(&self, day: u8, id: &str) -> Option<&BlockView> {
        self.view.block(day, id)
    }

    /// Writes entries into the journal, each durable, and reads the week again.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(super) fn note(
        &mut self,
        context: &Context,
        entries: impl IntoIterator<Item = What>,
    ) -> Result<(), Failure> {
        for what in entries {
            note(context, &self.store, what)?;
        }
        self.reload(context)
    }

    /// Reads again where the week stands.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub(super) fn reload(&mut self, context: &Context) -> Result<(), Failure> {
        (self.view, self.is_begun) = stands(context, &self.store, &self.week, self.track)?;
        Ok(())
    }
}

fn unnamed(error: &Unnamed) -> Failure {
    Failure::expected(error.to_string()).hint(error.hint())
}

/// Writes an entry. One about a session names it, so that it is forgotten with it.
pub(super) fn note(context: &Context, store: &Store, what: What) -> Result<(), Failure> {
    let session = match &what {
        What::Sat { session, .. } => Some(session.clone()),
        _ => None,
    };
    let entry = Entry::new(context.today()?, context.clock.now().wall_ms, what);
    Ok(store.note(Journal::Plan, session.as_deref(), &entry)?)
}

/// Notes that something of ours was written to a file, once there is a week that it may belong to.
///
/// # Errors
/// When the journal cannot be read or written.
pub(in crate::cli) fn note_made(context: &Context, what: &str, path: &Path) -> Result<(), Failure> {
    let entries: Vec<Entry> = context.store_for_reading()?.notes(Journal::Plan)?;
    if entries.is_empty() {
        return Ok(());
    }
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let path = path.to_string_lossy().into_owned();
    note(context, &context.store()?, What::Made { what: what.to_owned(), path })
}

/// The layout: the person's own, or the one that is built in.
fn layout(context: &Context) -> Result<Week, Failure> {
    let path = context.data_dir()?.join("bank").join("plan.toml");
    let faulty = |name: &str, error: &dyn std::fmt::Display| {
        Failure::expected(format!("cannot read the week in `{name}`: {error}"))
    };
    match std::fs::read_to_string(&path) {
        Ok(text) => Week::read(&text).map_err(|fault| {
            faulty(&path.display().to_string(), &fault)
                .hint("put it right, or move it away: the week that is built in then counts")
        }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Week::built_in().map_err(|fault| faulty("week.toml", &fault))
        }
        Err(error) => Err(file_failure("read", &path, &error)),
    }
}

fn stands(
    context: &Context,
    store: &Store,
    week: &Week,
    track: Track,
) -> Result<(WeekView, bool), Failure> {
    let entries: Vec<Entry> = store.notes(Journal::Plan)?;
    let progress = Progress::fold(week, &entries, track);
    let today = context.today()?;
    let sat = sat(context, store, &progress, today)?;
    Ok((view(week, &progress, today, &sat), !entries.is_empty()))
}

/// What was sat to its end since the day on which the week began, newest first. Rehearsals and what
/// was struck out do not count.
fn sat(
    context: &Context,
    store: &Store,
    progress: &Progress,
    today: Date,
) -> Result<Vec<Sat>, Failure> {
    let now = context.clock.now();
    let zone = TimeZone::system();
    let date = |ms: i64| {
        Timestamp::from_millisecond(ms).map(|time| time.to_zoned(zone.clone()).date()).ok()
    };
    // Where the calendar was moved, a session was sat on the day that it showed then.
    let moved = moved_days(store.notes(Journal::Calendar)?);
    let real = date(now.wall_ms).unwrap_or(today);
    let first = progress.began_ms().and_then(date).map_or(real, |began| began.min(real));
    let mut found: Vec<(Summary, Date)> = Vec::new();
    store.visit_summaries(&Filter::default(), |summary| {
        let Some(on) = date(summary.started_ms) else { return ControlFlow::Continue(()) };
        if on < first {
            return ControlFlow::Break(());
        }
        let state = summary.state_at(&now);
        if state.is_over() && state != State::Abandoned {
            found.push((summary, on));
        }
        ControlFlow::Continue(())
    })?;
    found
        .into_iter()
        .map(|(summary, on)| {
            let shown = moved.get(&summary.id).copied().unwrap_or(on);
            Ok(Sat {
                steps: steps(store, &summary)?,
                on: progress.sat_on(&summary.id).unwrap_or(shown),
                spent_s: summary.spent_s(),
                total: summary.reviewed_total.or(summary.total),
                id: summary.id,
                prompt: summary.prompt,
                mode: summary.mode,
            })
        })
        .collect()
}

/// The steps that were sat and in which something was written: of a practice those with a budget,
/// unless it had no box.
fn steps(store: &Store, summary: &Summary) -> Result<Vec<Step>, Failure> {
    let session = sessions::open(store, &summary.id)?;
    let is_timed = summary.box_ms.is_some();
    let is_sat = |step: Step| session.answer(step).is_some_and(|answer| !answer.is_blank());
    let sat = session.steps().iter().filter(|budget| !is_timed || budget.seconds > 0);
    Ok(sat.map(|budget| budget.step).filter(|step| is_sat(*step)).collect())
}
