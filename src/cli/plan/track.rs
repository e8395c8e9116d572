//! The track of the week and the setting `track`: chosen here or there, they say the same.

use super::opened::note;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::settings::{Key, Origin, SettingValue};
use crate::store::Journal;
use crate::study::week::{Entry, Track, What};

/// The track that the settings name.
pub(super) fn of_settings(context: &Context) -> Track {
    let six = context.settings().track_hours().value == 6;
    if six { Track::SixHours } else { Track::FourHours }
}

/// After `plan track`: the setting follows. Where it cannot, that is said; the week has its track.
pub(super) fn set_setting(context: &Context, track: Track) {
    let settings = context.settings();
    if of_settings(context) == track {
        return;
    }
    let value = SettingValue::Text(track.id().to_owned());
    let changed = settings.file().map(|file| file.change(Key::Track.name(), Some(&value)));
    if let Some(Err(failure)) = changed {
        context.ui.warning(&format!("the setting `track` stays as it was: {failure}"));
    }
    if let Origin::Environment(name) = settings.of(Key::Track).origin {
        let set = of_settings(context).id();
        context.ui.warning(&format!("${name} says {set}; the week goes by `plan track`"));
    }
}

/// Says when the setting is another track than the week's.
pub(super) fn say_other_setting(context: &Context, track: Track) {
    let set = of_settings(context);
    if set != track {
        let (set, track) = (set.id(), track.id());
        context.ui.say(&format!(
            "The setting `track` is {set}; the week goes by what `plan track` chose. `onsite plan \
             track {track}` makes both {track}, `onsite plan track {set}` both {set}."
        ));
    }
}

/// After `config set track` and `config unset track`: a week whose track was chosen follows.
///
/// # Errors
/// When the week cannot be read or written.
pub(in crate::cli) fn follow_setting(context: &Context, set: &str) -> Result<(), Failure> {
    let Some(track) = Track::ALL.into_iter().find(|track| track.id() == set) else {
        return Ok(());
    };
    let entries: Vec<Entry> = context.store_for_reading()?.notes(Journal::Plan)?;
    let chosen = entries.iter().rev().find_map(|entry| match entry.what {
        What::Track { track } => Some(track),
        _ => None,
    });
    if chosen.is_some_and(|chosen| chosen != track) {
        note(context, &context.store()?, What::Track { track })?;
        context.ui.say(&format!("The week goes on in the {} track.", track.adjective()));
    }
    Ok(())
}
