//! `onsite config`: what the settings are, where each comes from, and changing them.

use std::path::Path;

use super::args::{Config, ConfigCommand};
use super::context::Context;
use super::error::{Failure, Kind};
use super::plan;
use super::settings::{
    ConfigFile, Fault, Key, Origin, Setting, SettingValue, UnknownKey, expanded,
};
use crate::report::json::{
    CONFIG, ConfigDocument, SETTING, SettingDocument, SettingEntry, SettingOrigin,
};
use crate::report::settings_page;
use crate::study::week::Track;

/// Lists, prints or changes settings.
///
/// # Errors
/// When there is no such setting, a value is not taken, or the file is wrong or cannot be written.
pub(super) fn run(context: &Context, args: &Config) -> Result<(), Failure> {
    match &args.command {
        None => list(context, args.json),
        Some(ConfigCommand::List { json }) => list(context, *json),
        Some(ConfigCommand::Get { key, json }) => get(context, key, *json),
        Some(ConfigCommand::Set { key, value }) => set(context, key, value),
        Some(ConfigCommand::Unset { key }) => unset(context, key),
    }
}

/// Shows all; what is wrong comes last and decides how it ends.
fn list(context: &Context, json: bool) -> Result<(), Failure> {
    let document = document(context);
    if json {
        context.json(&document)?;
    } else {
        context.styled_paged(&settings_page(&document, context.layout()))?;
    }
    Fault::failure(context.settings().faults()).map_or(Ok(()), Err)
}

/// All settings as a document.
pub(super) fn document(context: &Context) -> ConfigDocument {
    let settings = context.settings();
    ConfigDocument {
        schema: CONFIG.to_owned(),
        path: settings.path().map(|path| path.display().to_string()),
        settings: settings.all().iter().map(entry).collect(),
        faults: settings.faults().iter().map(ToString::to_string).collect(),
    }
}

fn entry(setting: &Setting) -> SettingEntry {
    let (origin, from, line) = match &setting.origin {
        Origin::Flag(flag) => (SettingOrigin::Flag, Some((*flag).to_owned()), None),
        Origin::Environment(name) => (SettingOrigin::Environment, Some((*name).to_owned()), None),
        Origin::File(line) => (SettingOrigin::File, None, Some(*line)),
        Origin::Default => (SettingOrigin::Default, None, None),
    };
    let value = setting.value.as_ref();
    SettingEntry {
        key: setting.key.name().to_owned(),
        value: value.and_then(|value| serde_json::to_value(value).ok()).unwrap_or_default(),
        origin,
        from,
        line,
        unset_means: setting.key.unset_means(),
    }
}

fn get(context: &Context, name: &str, json: bool) -> Result<(), Failure> {
    let key = named(name)?;
    let settings = context.settings().sound_for(&[key])?;
    let setting = settings.of(key);
    if json {
        let schema = SETTING.to_owned();
        return context.json(&SettingDocument { schema, setting: entry(setting) });
    }
    match &setting.value {
        Some(value) => context.ui.line(&value.text()),
        None => Err(Failure::expected(format!("`{key}` is not set"))
            .hint(format!("`onsite config set {key} VALUE`: it takes {}", key.takes()))),
    }
}

fn set(context: &Context, name: &str, text: &str) -> Result<(), Failure> {
    let key = named(name)?;
    let text = match key {
        Key::ExportDir | Key::LlmKeyFile => from_here(context, text),
        _ => text.to_owned(),
    };
    let value = SettingValue::read(key, &text)
        .map_err(|wrong| Failure::usage(wrong.to_string()).hint(wrong.hint()))?;
    if key == Key::LlmKeyFile {
        let home = context.environment.get("HOME").map(Path::new);
        // Its name is not shown: it may be the key itself, by mistake.
        if !expanded(&text, home).is_file() {
            return Err(Failure::expected("`llm_key_file` has to name a file that is there")
                .hint("write the key into a file that only you can read, and name that"));
        }
    }
    file(context)?.change(key.name(), Some(&value))?;
    say_what_hides_it(context, key);
    if key == Key::Track {
        follow(context, &value.text());
    }
    Ok(())
}

/// A week whose track was chosen goes on in the one that is set. Where it cannot, the setting stays set.
fn follow(context: &Context, track: &str) {
    if let Err(failure) = plan::follow_setting(context, track) {
        context.ui.warning(&format!(
            "the week keeps its track: {failure}; `onsite plan track {track}` changes it"
        ));
    }
}

fn unset(context: &Context, name: &str) -> Result<(), Failure> {
    let file = file(context)?;
    if !file.change(name, None)? {
        let key = named(name)?;
        context.ui.say(&format!("`{key}` is not in the file."));
    } else if name == Key::Track.name() {
        let track = context.settings().of(Key::Track);
        let set = match (&track.origin, &track.value) {
            (Origin::Environment(_), Some(value)) => value.text(),
            _ => Track::default().id().to_owned(),
        };
        follow(context, &set);
    }
    Ok(())
}

/// The key with this name.
fn named(name: &str) -> Result<Key, Failure> {
    Key::named(name).map_err(|unknown| {
        let kind = match unknown {
            UnknownKey::Secret { .. } => Kind::Usage,
            UnknownKey::Unknown { .. } => Kind::Expected,
        };
        Failure::new(kind, unknown.to_string()).hint(unknown.hint())
    })
}

/// A path that begins nowhere begins where the command was typed.
fn from_here(context: &Context, text: &str) -> String {
    let rooted = text.is_empty() || text.starts_with(['/', '~']);
    match context.environment.folder().filter(|_| !rooted) {
        Some(folder) => folder.join(text).display().to_string(),
        None => text.to_owned(),
    }
}

fn file(context: &Context) -> Result<&ConfigFile, Failure> {
    context.settings().file().ok_or_else(|| {
        Failure::expected("there is no home directory to keep settings in")
            .hint("$XDG_CONFIG_HOME or $HOME says where")
    })
}

/// A variable counts before the file: whoever sets something in vain is told.
fn say_what_hides_it(context: &Context, key: Key) {
    match context.settings().of(key).origin {
        Origin::Environment(name) if name == key.variable() => {
            context.ui.warning(&format!("${name} is set and counts before the file"));
        }
        _ => {}
    }
}
