//! The environment as a value: read once, passed on.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// What the process was given: variables, and which of its streams are terminals.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    variables: BTreeMap<OsString, OsString>,
    folder: Option<PathBuf>,
    /// Whether standard input is a terminal.
    pub stdin_terminal: bool,
    /// Whether standard output is a terminal.
    pub stdout_terminal: bool,
    /// Whether standard error is a terminal.
    pub stderr_terminal: bool,
}

impl Environment {
    /// Reads the environment of the process.
    pub fn of_process() -> Self {
        Self {
            variables: std::env::vars_os().collect(),
            folder: std::env::current_dir().ok(),
            stdin_terminal: std::io::stdin().is_terminal(),
            stdout_terminal: std::io::stdout().is_terminal(),
            stderr_terminal: std::io::stderr().is_terminal(),
        }
    }

    /// The folder in which the command was typed; `None` when it is gone.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The value of a variable, when it is set and not empty.
    pub fn get(&self, name: &str) -> Option<&OsStr> {
        self.variables.get(OsStr::new(name)).map(OsString::as_os_str).filter(|v| !v.is_empty())
    }

    /// The value as text, when it is set, not empty and UTF-8.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(OsStr::to_str)
    }

    /// The value as text, when it is set and UTF-8, also when it is set to nothing.
    pub fn set(&self, name: &str) -> Option<&str> {
        self.variables.get(OsStr::new(name)).and_then(|value| value.to_str())
    }

    /// A base directory of the XDG specification: the variable when it is an absolute path (others
    /// are ignored, as the specification says), else `fallback` under the home directory. `None`
    /// without a home.
    pub fn xdg(&self, variable: &str, fallback: &str) -> Option<PathBuf> {
        let set = self.get(variable).map(PathBuf::from).filter(|path| path.is_absolute());
        set.or_else(|| {
            let home = self.get("HOME").map(PathBuf::from).filter(|path| path.is_absolute());
            home.map(|home| home.join(fallback))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Environment {
        /// An environment of these variables, without a terminal.
        pub(crate) fn of(variables: &[(&str, &str)]) -> Self {
            Self {
                variables: variables.iter().map(|(k, v)| (k.into(), v.into())).collect(),
                ..Self::default()
            }
        }
    }

    #[test]
    fn relative_and_empty_base_directories_are_ignored() {
        let xdg = |value| {
            Environment::of(&[("XDG_DATA_HOME", value), ("HOME", "/home/x")])
                .xdg("XDG_DATA_HOME", ".local/share")
        };
        assert_eq!(xdg("/data"), Some("/data".into()));
        assert_eq!(xdg("data"), Some("/home/x/.local/share".into()));
        assert_eq!(xdg(""), Some("/home/x/.local/share".into()));
        assert_eq!(Environment::of(&[]).xdg("XDG_DATA_HOME", ".local/share"), None);
    }
}
