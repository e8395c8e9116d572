//! The settings as they count: flag, then environment, then file, then what is usual.

use std::path::{Path, PathBuf};

use super::fault::{About, Fault, Place};
use super::file::{ConfigFile, config_path};
use super::key::Key;
use super::value::{SettingValue, expanded};
use crate::bank::Level;
use crate::cli::args::{ColorWhen, Global};
use crate::cli::environment::Environment;
use crate::cli::error::Failure;
use crate::terminal::EditMode;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A flag of this command line.
    Flag(&'static str),
    /// A variable of the environment.
    Environment(&'static str),
    /// A line of `config.toml`, from 1.
    File(usize),
    /// Nobody said anything.
    Default,
}

/// A setting as it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    /// The key.
    pub(crate) key: Key,
    /// The value; `None` when it is not set and nothing is usual.
    pub(crate) value: Option<SettingValue>,
    /// Where it comes from.
    pub(crate) origin: Origin,
}

/// A value of a type of its own, with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Given<T> {
    /// The value.
    pub(crate) value: T,
    /// Where it comes from.
    pub(crate) origin: Origin,
}

/// Where the key of an endpoint is to be had. The key itself is never a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum KeySource {
    /// A file that holds it.
    File(PathBuf),
    /// A command that prints it, to be split into words as a shell does.
    Command(String),
}

/// All settings. What is wrong with a source does not count, and is a fault beside them.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    all: Vec<Setting>,
    file: Option<ConfigFile>,
    path: Option<PathBuf>,
    home: Option<PathBuf>,
    faults: Vec<Fault>,
}

impl Settings {
    /// Gathers them.
    pub(crate) fn gather(global: &Global, environment: &Environment) -> Self {
        let path = config_path(environment);
        let file = path.as_deref().map(ConfigFile::read);
        let mut faults = file.as_ref().map(|file| file.faults.clone()).unwrap_or_default();
        let mut all = Vec::new();
        for key in Key::ALL {
            let said =
                from_flag(key, global).or_else(|| from_environment(key, environment, &mut faults));
            let said = said.or_else(|| {
                let written = file.as_ref()?.written.iter().find(|written| written.key == key)?;
                Some((written.value.clone(), Origin::File(written.line)))
            });
            let said = said.or_else(|| the_usual_pager(key, environment));
            let usual = || key.usual().and_then(|text| SettingValue::read(key, text).ok());
            let (value, origin) = match said {
                Some((value, origin)) => (Some(value), origin),
                None => (usual(), Origin::Default),
            };
            all.push(Setting { key, value, origin });
        }
        let home = environment.get("HOME").map(PathBuf::from);
        Self { all, file, path, home, faults }
    }

    /// Where `config.toml` lies; `None` without a home directory.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// `config.toml` as it is; `None` without a home directory.
    pub(crate) fn file(&self) -> Option<&ConfigFile> {
        self.file.as_ref()
    }

    /// What is wrong with the file and the environment.
    pub(crate) fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// All of them, in the order of [`Key::ALL`].
    pub(crate) fn all(&self) -> &[Setting] {
        &self.all
    }

    /// Refuses what is wrong: before something begins that could go on for an hour as nobody wanted. A
    /// name that no setting has is no reason to: nothing that counts is wrong.
    ///
    /// # Errors
    /// With everything that is wrong.
    pub(crate) fn sound(&self) -> Result<&Self, Failure> {
        if self.unknown().count() == self.faults.len() {
            return Ok(self);
        }
        Fault::failure(&self.faults).map_or(Ok(self), Err)
    }

    /// The names that no setting has.
    pub(crate) fn unknown(&self) -> impl Iterator<Item = &Fault> {
        self.faults.iter().filter(|fault| fault.about == About::Unknown)
    }

    /// Refuses what is wrong with some settings, or with the file as a whole.
    ///
    /// # Errors
    /// With what is wrong.
    pub(crate) fn sound_for(&self, keys: &[Key]) -> Result<&Self, Failure> {
        let concerns = |fault: &&Fault| match fault.about {
            About::Setting(key) => keys.contains(&key),
            About::File => true,
            About::Unknown => false,
        };
        Fault::failure(self.faults.iter().filter(concerns)).map_or(Ok(self), Err)
    }

    /// The setting of a key.
    pub(crate) fn of(&self, key: Key) -> &Setting {
        &self.all[key as usize]
    }

    fn text(&self, key: Key) -> Option<String> {
        self.of(key).value.as_ref().map(SettingValue::text)
    }

    fn given<T>(&self, key: Key, value: T) -> Given<T> {
        Given { value, origin: self.of(key).origin.clone() }
    }

    /// The level that interviews are graded for.
    pub(crate) fn level(&self) -> Given<Level> {
        let text = self.text(Key::Level);
        let level = Level::ALL.into_iter().find(|level| text.as_deref() == Some(level.id()));
        self.given(Key::Level, level.unwrap_or_default())
    }

    /// The length of a mock in minutes, 45 to 50.
    pub(crate) fn minutes(&self) -> Given<u32> {
        let minutes = self.text(Key::Minutes).and_then(|text| text.parse().ok());
        self.given(Key::Minutes, minutes.unwrap_or(45))
    }

    /// The keys a line is edited with.
    pub(crate) fn edit_mode(&self) -> Given<EditMode> {
        let vi = self.text(Key::EditMode).as_deref() == Some("vi");
        self.given(Key::EditMode, if vi { EditMode::Vi } else { EditMode::Emacs })
    }

    /// The folder of exports; `None`: the current one.
    pub(crate) fn export_dir(&self) -> Given<Option<PathBuf>> {
        let folder = self.text(Key::ExportDir).map(|text| expanded(&text, self.home.as_deref()));
        self.given(Key::ExportDir, folder)
    }

    /// The hours a day of the study week's track: 4 or 6.
    pub(crate) fn track_hours(&self) -> Given<u8> {
        let six = self.text(Key::Track).as_deref() == Some("6h");
        self.given(Key::Track, if six { 6 } else { 4 })
    }

    /// When to use colour.
    pub(crate) fn color(&self) -> Given<ColorWhen> {
        let when = match self.text(Key::Color).as_deref() {
            Some("always") => ColorWhen::Always,
            Some("never") => ColorWhen::Never,
            _ => ColorWhen::Auto,
        };
        self.given(Key::Color, when)
    }

    /// Whether nothing is drawn and every line says one fact.
    pub(crate) fn plain(&self) -> bool {
        self.of(Key::Plain).value == Some(SettingValue::Truth(true))
    }

    /// The command that long output goes through: set to nothing for none, `None` when nobody says.
    pub(crate) fn pager(&self) -> Given<Option<String>> {
        self.given(Key::Pager, self.text(Key::Pager))
    }

    /// Where an LLM answers; `None` when no endpoint is named.
    pub(crate) fn llm_url(&self) -> Given<Option<String>> {
        self.given(Key::LlmUrl, self.text(Key::LlmUrl))
    }

    /// The name of the model.
    pub(crate) fn llm_model(&self) -> Given<Option<String>> {
        self.given(Key::LlmModel, self.text(Key::LlmModel))
    }

    /// Where the endpoint's key is to be had; a command counts before a file.
    pub(crate) fn llm_key(&self) -> Option<KeySource> {
        let command = self.text(Key::LlmKeyCommand).map(KeySource::Command);
        command.or_else(|| {
            let path = self.text(Key::LlmKeyFile)?;
            Some(KeySource::File(expanded(&path, self.home.as_deref())))
        })
    }
}

type Said = Option<(SettingValue, Origin)>;

fn from_flag(key: Key, global: &Global) -> Said {
    let (value, flag) = match key {
        Key::Color => {
            let word = match global.color? {
                ColorWhen::Auto => "auto",
                ColorWhen::Always => "always",
                ColorWhen::Never => "never",
            };
            (SettingValue::Text(word.to_owned()), "--color")
        }
        Key::Plain if global.plain => (SettingValue::Truth(true), "--plain"),
        Key::Pager if global.no_pager => (SettingValue::Text(String::new()), "--no-pager"),
        _ => return None,
    };
    Some((value, Origin::Flag(flag)))
}

fn from_environment(key: Key, environment: &Environment, faults: &mut Vec<Fault>) -> Said {
    let variable = key.variable();
    // Nothing is a pager that is not wanted; elsewhere it is as good as not set.
    let text = match key {
        Key::Pager => environment.set(variable)?.to_owned(),
        _ => environment.get(variable)?.to_string_lossy().into_owned(),
    };
    match SettingValue::read(key, &text) {
        Ok(value) => Some((value, Origin::Environment(variable))),
        Err(wrong) => {
            let hint = match wrong.nearest() {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("`unset {variable}` takes it away"),
            };
            let place = Place::Variable(variable);
            let (about, message) = (About::Setting(key), wrong.to_string());
            faults.push(Fault { about, place, message, hint });
            None
        }
    }
}

/// `PAGER`, which every program of a terminal follows.
fn the_usual_pager(key: Key, environment: &Environment) -> Said {
    let pager = environment.set("PAGER").filter(|_| key == Key::Pager)?;
    Some((SettingValue::Text(pager.to_owned()), Origin::Environment("PAGER")))
}

#[cfg(test)]
#[path = "resolved/tests.rs"]
mod tests;
