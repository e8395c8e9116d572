//! The first time: the level is asked once and kept, and the tour is offered.

use super::context::Context;
use super::error::{Failure, Kind};
use super::settings::{Key, Origin, SettingValue};
use super::sit::{Plan, Reply};
use super::tour;
use crate::bank::{Level, nearest};

/// Below the brief of a first interview.
pub(super) const BELOW_THE_BRIEF: &str = "Your first interview: it is graded for mid level. Type \
     junior, senior or staff to be graded for that from now on, or tour for three minutes of trying \
     out first.";

/// Whether nothing is known of the person, and they can be asked: there is no file of settings, no
/// session was ever begun, and no machine plays them.
pub(super) fn is_due(context: &Context) -> bool {
    let settings = context.settings();
    context.ui.may_ask
        && context.environment.get("CI").is_none()
        && settings.file().is_some_and(|file| !file.exists())
        && settings.of(Key::Level).origin == Origin::Default
        && context.store_for_reading().is_ok_and(|store| matches!(store.latest(), Ok(None)))
}

/// What became of a greeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Greeted {
    /// Nothing was asked: it is not the first time, or nobody answers.
    Unasked,
    /// The level was asked.
    Level(Level),
    /// The tour was taken as well: then all was said.
    Toured,
}

/// Asks for the level, keeps it, and offers the tour, the first time.
///
/// # Errors
/// When the terminal goes or the person leaves, and as the tour.
pub(super) fn greeted(context: &Context) -> Result<Greeted, Failure> {
    if !is_due(context) {
        return Ok(Greeted::Unasked);
    }
    let ui = &context.ui;
    ui.line("Mock system-design interviews, on this machine alone.")?;
    ui.line("")?;
    ui.line("Which level are you to be graded for?")?;
    ui.line("  1 junior   2 mid   3 senior   4 staff")?;
    let mut question = "Level (Enter: mid): ".to_owned();
    let level = loop {
        let Some(reply) = ui.ask(&question)? else { return Ok(Greeted::Unasked) };
        match level_named(&reply) {
            Ok(level) => break level,
            Err(why) => question = format!("{why} Level (Enter: mid): "),
        }
    };
    keep(context, level);
    ui.line("")?;
    let reply = ui.ask("Try everything out in three minutes? Enter: yes, n: not now: ")?;
    let no = |reply: &String| {
        let reply = reply.trim().to_lowercase();
        "not now".starts_with(&reply) && !reply.is_empty() || reply == "later"
    };
    match reply {
        Some(reply) if !no(&reply) => tour::run(context).map(|()| Greeted::Toured),
        _ => {
            ui.line("`onsite tour` does, whenever you like.")?;
            ui.line("")?;
            Ok(Greeted::Level(level))
        }
    }
}

/// What follows from what was typed below the brief of a first interview. `plan` makes the plan for
/// a level.
///
/// # Errors
/// As the tour.
pub(super) fn replied(
    context: &Context,
    typed: &str,
    plan: Plan,
    of_level: impl Fn(Level) -> Plan,
) -> Result<Reply, Failure> {
    let typed = typed.trim();
    if typed.is_empty() {
        keep(context, plan.level);
        return Ok(Reply::Sit(Box::new(plan)));
    }
    if typed.eq_ignore_ascii_case("tour") {
        return tour::run(context).map(|()| Reply::Instead);
    }
    Ok(match level_named(typed) {
        Ok(level) => {
            Reply::Again(Box::new(of_level(level)), format!("It is graded for {level} level."))
        }
        Err(why) => Reply::Again(Box::new(plan), format!("{why} {BELOW_THE_BRIEF}")),
    })
}

/// The level that a reply names: by its word, a beginning of it, or its number; Enter is mid.
fn level_named(reply: &str) -> Result<Level, String> {
    let reply = reply.trim().to_lowercase();
    if reply.is_empty() {
        return Ok(Level::Mid);
    }
    let by_number = reply.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let mut fitting = Level::ALL.into_iter().filter(|level| level.id().starts_with(&reply));
    match (by_number.and_then(|at| Level::ALL.get(at)), fitting.next(), fitting.next()) {
        (Some(level), ..) => Ok(*level),
        (None, Some(level), None) => Ok(level),
        _ => Err(match nearest(&reply, Level::ALL.map(Level::id)) {
            Some(near) => format!("There is no level `{reply}`; did you mean `{near}`?"),
            None => format!("There is no level `{reply}`: it is junior, mid, senior or staff."),
        }),
    }
}

/// Keeps the level. Where that fails, it is asked again the next time, and nothing is lost.
fn keep(context: &Context, level: Level) {
    let Some(file) = context.settings().file() else { return };
    let value = SettingValue::Text(level.id().to_owned());
    match file.change(Key::Level.name(), Some(&value)) {
        Ok(_) => context
            .ui
            .say(&format!("Kept: {level} level. `onsite config set level LEVEL` changes it.")),
        Err(failure) if failure.kind == Kind::BrokenPipe => {}
        Err(failure) => context.ui.warning(&failure.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_named_by_word_beginning_or_number() {
        for (reply, level) in [
            ("", Level::Mid),
            (" Senior ", Level::Senior),
            ("j", Level::Junior),
            ("st", Level::Staff),
            ("4", Level::Staff),
        ] {
            assert_eq!(level_named(reply), Ok(level), "{reply}");
        }
        for (reply, words) in [("s", "junior, mid"), ("senoir", "`senior`?"), ("5", "`5`")] {
            assert!(level_named(reply).unwrap_err().contains(words), "{reply}");
        }
    }
}
