//! `config.toml`: read with the place of everything, changed without touching the rest.

use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use toml_edit::{Document, DocumentMut, Item, Value, value};

use super::fault::{About, Fault, Place};
use super::key::{Key, UnknownKey};
use super::value::{SettingValue, WrongValue};
use crate::cli::environment::Environment;
use crate::cli::error::{Failure, file_failure, reason};
use crate::cli::files;

/// What a new file begins with.
const HEAD: &str = "# Settings of onsite: `onsite config --help` says what there is.\n";

/// Where `config.toml` lies; `None` without a home directory. `--data-dir` does not move it.
pub(crate) fn config_path(environment: &Environment) -> Option<PathBuf> {
    environment
        .xdg("XDG_CONFIG_HOME", ".config")
        .map(|base| base.join("onsite").join("config.toml"))
}

/// A value in the file, with its line, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// The key.
    pub(crate) key: Key,
    /// The value.
    pub(crate) value: SettingValue,
    /// The line of the key.
    pub(crate) line: usize,
}

/// The file as it is now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ConfigFile {
    path: PathBuf,
    /// `None` when there is none.
    text: Option<String>,
    /// The values that count.
    pub(crate) written: Vec<Written>,
    /// Everything that is wrong with it.
    pub(crate) faults: Vec<Fault>,
}

impl ConfigFile {
    /// Reads it. Whatever is wrong is a fault; the rest counts.
    pub(crate) fn read(path: &Path) -> Self {
        let file = Self { path: path.to_owned(), ..Self::default() };
        let unreadable = |why: String| Fault {
            about: About::File,
            place: Place::File { path: path.to_owned() },
            message: format!("it cannot be read: {why}"),
            hint: "mend it, or move it away; without it the usual settings count".to_owned(),
        };
        let text = match std::fs::read(path) {
            Ok(bytes) => String::from_utf8(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return file,
            Err(error) => return Self { faults: vec![unreadable(reason(&error))], ..file },
        };
        match text {
            Ok(text) => Self { text: Some(text), ..file }.understood(),
            Err(_) => Self { faults: vec![unreadable("it is no UTF-8".to_owned())], ..file },
        }
    }

    /// Whether there is a file.
    pub(crate) fn exists(&self) -> bool {
        self.text.is_some() || !self.faults.is_empty()
    }

    fn understood(mut self) -> Self {
        let text = self.text.as_deref().unwrap_or_default();
        let document = match Document::parse(text) {
            Ok(document) => document,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                let message = error.message().replace('\n', ", ");
                let fault = Fault {
                    about: About::File,
                    place: self.place(at),
                    message: format!("this is no TOML: {message}"),
                    hint: "a setting is `level = \"senior\"` or `minutes = 50`, one a line"
                        .to_owned(),
                };
                self.faults = vec![fault];
                return self;
            }
        };
        let (mut written, mut faults) = (Vec::new(), Vec::new());
        for (name, item) in document.iter() {
            let at = document.as_table().key(name).and_then(toml_edit::Key::span);
            let at = at.or_else(|| item.span()).map_or(0, |span| span.start);
            let key = match Key::named(name) {
                Ok(key) => key,
                Err(unknown) => {
                    let hint = match &unknown {
                        UnknownKey::Unknown { nearest: None, .. } => {
                            format!("`onsite config unset {name}` takes it away")
                        }
                        unknown => unknown.hint(),
                    };
                    let message = unknown.to_string();
                    let place = self.place(at);
                    faults.push(Fault { about: About::Unknown, place, message, hint });
                    continue;
                }
            };
            match read_item(key, item) {
                Ok(value) => {
                    let line = match self.place(at) {
                        Place::Line { line, .. } => line,
                        _ => 1,
                    };
                    written.push(Written { key, value, line });
                }
                Err(wrong) => {
                    let at = item.span().map_or(at, |span| span.start);
                    let (message, hint) = (wrong.to_string(), wrong.hint());
                    let (about, place) = (About::Setting(key), self.place(at));
                    faults.push(Fault { about, place, message, hint });
                }
            }
        }
        Self { written, faults, ..self }
    }

    /// Where a byte of the text stands.
    fn place(&self, at: usize) -> Place {
        let text = self.text.as_deref().unwrap_or_default();
        let before = text.get(..at).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        Place::Line {
            path: self.path.clone(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    /// The file's text with a setting changed, or taken away; everything else in it stays as it is,
    /// comments and unknown names too. `None` when there was nothing to take away.
    ///
    /// # Errors
    /// When it is no TOML: it would be guesswork to change it.
    fn changed(&self, name: &str, to: Option<&SettingValue>) -> Result<Option<String>, Failure> {
        let whole = self.faults.iter().filter(|fault| fault.about == About::File);
        if let Some(failure) = Fault::failure(whole) {
            return Err(failure);
        }
        let text = self.text.as_deref().unwrap_or(HEAD);
        let mut document: DocumentMut = text.parse().unwrap_or_default();
        let Some(to) = to else {
            let taken = document.as_table_mut().remove(name).is_some();
            return Ok(taken.then(|| document.to_string()));
        };
        let mut new = match to {
            SettingValue::Number(number) => Value::from(*number),
            SettingValue::Truth(truth) => Value::from(*truth),
            SettingValue::Text(text) => Value::from(text.as_str()),
        };
        let alone = document.as_table().is_empty();
        match document.get_mut(name) {
            Some(Item::Value(old)) => {
                // A comment behind the value stays.
                *new.decor_mut() = old.decor().clone();
                *old = new;
            }
            _ if alone => {
                // Comments alone stay in front of what comes.
                let before = document.trailing().as_str().unwrap_or_default().to_owned();
                document.set_trailing("");
                document.insert(name, value(new));
                if let Some(mut key) = document.as_table_mut().key_mut(name) {
                    key.leaf_decor_mut().set_prefix(before);
                }
            }
            _ => drop(document.insert(name, value(new))),
        }
        Ok(Some(document.to_string()))
    }

    /// Sets or takes away a setting, the whole file replaced by renaming. Whether anything changed.
    ///
    /// # Errors
    /// When the file is no TOML or cannot be written.
    pub(crate) fn change(&self, name: &str, to: Option<&SettingValue>) -> Result<bool, Failure> {
        let Some(text) = self.changed(name, to)? else { return Ok(false) };
        // A link, as to a folder of dotfiles, stays one.
        let path = std::fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone());
        if let Some(folder) = path.parent() {
            let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
            made.map_err(|error| file_failure("make", folder, &error))?;
        }
        files::replace(&path, text.as_bytes())
            .map_err(|error| file_failure("write", &path, &error))?;
        Ok(true)
    }
}

fn read_item(key: Key, item: &Item) -> Result<SettingValue, WrongValue> {
    let text = match item {
        Item::Value(Value::String(text)) => text.value().clone(),
        Item::Value(Value::Integer(number)) => number.value().to_string(),
        Item::Value(Value::Boolean(truth)) => truth.value().to_string(),
        Item::Value(Value::Float(number)) => number.value().to_string(),
        Item::Value(Value::Array(_)) | Item::ArrayOfTables(_) => {
            return Err(WrongValue::of_kind(key, "a list"));
        }
        Item::Value(Value::Datetime(date)) => date.value().to_string(),
        Item::Value(Value::InlineTable(_)) | Item::Table(_) | Item::None => {
            return Err(WrongValue::of_kind(key, "a table"));
        }
    };
    SettingValue::read(key, &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> ConfigFile {
        let path = PathBuf::from("/c.toml");
        ConfigFile { path, text: Some(text.to_owned()), ..ConfigFile::default() }.understood()
    }

    fn text(value: &str) -> SettingValue {
        SettingValue::Text(value.to_owned())
    }

    #[test]
    fn every_fault_is_told_with_its_place_and_the_rest_counts() {
        let file = file("# mine\nlevel = \"midd\"\nlevvel = 1\n  minutes = 50\ncolor = [\"x\"]\n");
        let faults: Vec<String> = file.faults.iter().map(ToString::to_string).collect();
        assert_eq!(
            faults,
            [
                "`/c.toml`, line 2, column 9: `level` is `midd`: junior, mid, senior or staff is \
                 needed",
                "`/c.toml`, line 3, column 1: there is no setting `levvel`",
                "`/c.toml`, line 5, column 9: `color` is `a list`: auto, always or never is needed",
            ]
        );
        assert_eq!(file.faults[1].hint, "did you mean `level`?");
        let minutes = Written { key: Key::Minutes, value: SettingValue::Number(50), line: 4 };
        assert_eq!(file.written, [minutes]);
    }

    #[test]
    fn what_is_no_toml_is_told_and_not_changed() {
        let file = file("level = \"mid\"\nminutes 45\n");
        assert!(file.faults[0].to_string().starts_with("`/c.toml`, line 2, column 9: this is no"));
        assert!(file.changed("level", Some(&text("mid"))).is_err());
    }

    #[test]
    fn a_change_leaves_everything_else_as_it_was() {
        let before = "# mine\r\n\n[future]\nx = 1 # y\n";
        let after = file(before).changed("level", Some(&text("staff"))).unwrap().unwrap();
        assert!(after.contains("level = \"staff\"\n") && after.contains("x = 1 # y\n"), "{after}");
        assert!(after.find("level") < after.find("[future]"), "{after}");
        let before = "# mine\nlevel  =  'mid'   # for now\nunknown = 1\n";
        let after = file(before).changed("level", Some(&text("staff"))).unwrap().unwrap();
        assert_eq!(after, "# mine\nlevel  =  \"staff\"   # for now\nunknown = 1\n");
        let after = file(&after).changed("unknown", None).unwrap().unwrap();
        assert_eq!(after, "# mine\nlevel  =  \"staff\"   # for now\n");
        assert_eq!(file(&after).changed("unknown", None).unwrap(), None);
    }

    #[test]
    fn a_file_of_comments_keeps_them_in_front() {
        let after = file("# mine\n").changed("minutes", Some(&SettingValue::Number(50)));
        assert_eq!(after.unwrap().unwrap(), "# mine\nminutes = 50\n");
    }

    #[test]
    fn a_new_file_and_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/config.toml");
        let none = ConfigFile::read(&path);
        assert!(!none.exists());
        assert!(none.change("level", Some(&text("senior"))).unwrap());
        let link = folder.path().join("link.toml");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        assert!(ConfigFile::read(&link).change("track", Some(&text("6h"))).unwrap());
        assert!(link.is_symlink());
        let written = std::fs::read_to_string(&path).unwrap();
        assert_eq!(written, format!("{HEAD}level = \"senior\"\ntrack = \"6h\"\n"));
        assert!(ConfigFile::read(folder.path()).exists(), "a folder in its place is a fault");
    }
}
