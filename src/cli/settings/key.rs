//! The keys of the settings.

use std::fmt;

use crate::bank::nearest;

/// A setting, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    /// The level that interviews are graded for.
    Level,
    /// The length of a mock, in minutes.
    Minutes,
    /// The keys a line is edited with.
    EditMode,
    /// The folder of exports.
    ExportDir,
    /// The track of the study week.
    Track,
    /// When to use colour.
    Color,
    /// Whether everything is plain.
    Plain,
    /// What long output goes through.
    Pager,
    /// Where an LLM answers.
    LlmUrl,
    /// Which one.
    LlmModel,
    /// The file that holds its key.
    LlmKeyFile,
    /// The program that prints its key.
    LlmKeyCommand,
}

impl Key {
    /// All keys, in the order in which they are listed.
    pub(crate) const ALL: [Self; 12] = [
        Self::Level,
        Self::Minutes,
        Self::EditMode,
        Self::ExportDir,
        Self::Track,
        Self::Color,
        Self::Plain,
        Self::Pager,
        Self::LlmUrl,
        Self::LlmModel,
        Self::LlmKeyFile,
        Self::LlmKeyCommand,
    ];

    /// Its name, as typed and as in the file.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Minutes => "minutes",
            Self::EditMode => "edit_mode",
            Self::ExportDir => "export_dir",
            Self::Track => "track",
            Self::Color => "color",
            Self::Plain => "plain",
            Self::Pager => "pager",
            Self::LlmUrl => "llm_url",
            Self::LlmModel => "llm_model",
            Self::LlmKeyFile => "llm_key_file",
            Self::LlmKeyCommand => "llm_key_command",
        }
    }

    /// The variable of the environment that counts before the file.
    pub(crate) fn variable(self) -> &'static str {
        match self {
            Self::Level => "ONSITE_LEVEL",
            Self::Minutes => "ONSITE_MINUTES",
            Self::EditMode => "ONSITE_EDIT_MODE",
            Self::ExportDir => "ONSITE_EXPORT_DIR",
            Self::Track => "ONSITE_TRACK",
            Self::Color => "ONSITE_COLOR",
            Self::Plain => "ONSITE_PLAIN",
            Self::Pager => "ONSITE_PAGER",
            Self::LlmUrl => "ONSITE_LLM_URL",
            Self::LlmModel => "ONSITE_LLM_MODEL",
            Self::LlmKeyFile => "ONSITE_LLM_KEY_FILE",
            Self::LlmKeyCommand => "ONSITE_LLM_KEY_COMMAND",
        }
    }

    /// What it takes, completing "… is needed".
    pub(crate) fn takes(self) -> &'static str {
        match self {
            Self::Level => "junior, mid, senior or staff",
            Self::Minutes => "a whole number from 45 to 50",
            Self::EditMode => "emacs or vi",
            Self::ExportDir => "a folder that begins with `/` or `~/`",
            Self::Track => "4h or 6h",
            Self::Color => "auto, always or never",
            Self::Plain => "true or false",
            Self::Pager => "a command such as `less -R`, or nothing for none",
            Self::LlmUrl => "an address such as `http://127.0.0.1:11434/v1`",
            Self::LlmModel => "the name of a model",
            Self::LlmKeyFile => "a file that begins with `/` or `~/`",
            Self::LlmKeyCommand => "a command such as `pass show llm`",
        }
    }

    /// The words that it takes, where there are few.
    pub(crate) fn words(self) -> &'static [&'static str] {
        match self {
            Self::Level => &["junior", "mid", "senior", "staff"],
            Self::Minutes => &["45", "46", "47", "48", "49", "50"],
            Self::EditMode => &["emacs", "vi"],
            Self::Track => &["4h", "6h"],
            Self::Color => &["auto", "always", "never"],
            Self::Plain => &["true", "false"],
            _ => &[],
        }
    }

    /// What counts where nobody says anything, as [`Self::read`](super::SettingValue::read) reads it.
    pub(crate) fn usual(self) -> Option<&'static str> {
        match self {
            Self::Level => Some("mid"),
            Self::Minutes => Some("45"),
            Self::EditMode => Some("emacs"),
            Self::Track => Some("4h"),
            Self::Color => Some("auto"),
            Self::Plain => Some("false"),
            _ => None,
        }
    }

    /// What it means that a setting without a usual value is not set.
    pub(crate) fn unset_means(self) -> &'static str {
        match self {
            Self::ExportDir => "the current folder",
            Self::Pager => "`less` where it is installed",
            _ => "not set",
        }
    }

    /// The key with this name.
    ///
    /// # Errors
    /// [`UnknownKey`], with the nearest one.
    pub(crate) fn named(name: &str) -> Result<Self, UnknownKey> {
        let found = Self::ALL.into_iter().find(|key| key.name() == name);
        found.ok_or_else(|| UnknownKey::of(name))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that no setting has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UnknownKey {
    /// Somebody meant to keep a key of an LLM in the settings.
    #[error("`{name}` is no setting: a key itself is never kept in the settings")]
    Secret {
        /// The name.
        name: String,
    },
    /// Any other.
    #[error("there is no setting `{name}`")]
    Unknown {
        /// The name.
        name: String,
        /// The nearest one.
        nearest: Option<&'static str>,
    },
}

impl UnknownKey {
    fn of(name: &str) -> Self {
        let lower = name.to_lowercase();
        let secret = ["key", "token", "secret", "password"];
        let secret = secret.iter().any(|word| {
            lower.split(|c: char| !c.is_alphanumeric()).any(|part| part == *word)
                || lower.ends_with(&format!("api{word}"))
        });
        let name = name.to_owned();
        if secret && !lower.starts_with("llm_key_") {
            return Self::Secret { name };
        }
        let nearest = nearest(&lower.replace('-', "_"), Key::ALL.map(Key::name));
        let nearest = Key::ALL.map(Key::name).into_iter().find(|key| Some(*key) == nearest);
        Self::Unknown { name, nearest }
    }

    /// What to type instead.
    pub(crate) fn hint(&self) -> String {
        match self {
            Self::Secret { .. } => "`onsite config set llm_key_file FILE` names a file that holds \
                                    it, `llm_key_command` a command that prints it"
                .to_owned(),
            Self::Unknown { nearest: Some(near), .. } => format!("did you mean `{near}`?"),
            Self::Unknown { nearest: None, .. } => {
                "`onsite config list` shows all settings".to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_by_its_name_and_has_a_variable_of_its_own() {
        for key in Key::ALL {
            assert_eq!(Key::named(key.name()), Ok(key));
            let upper = key.name().to_uppercase();
            assert_eq!(key.variable(), format!("ONSITE_{upper}"));
        }
    }

    #[test]
    fn near_misses_and_keys_that_must_not_be_kept() {
        let hint = |name: &str| Key::named(name).unwrap_err().hint();
        assert_eq!(hint("levl"), "did you mean `level`?");
        assert_eq!(hint("edit-mode"), "did you mean `edit_mode`?");
        assert_eq!(hint("Export_Dir"), "did you mean `export_dir`?");
        assert_eq!(hint("llm_key_fle"), "did you mean `llm_key_file`?");
        assert_eq!(hint("zzz"), "`onsite config list` shows all settings");
        for secret in ["llm_key", "api_key", "apikey", "openai_api_key", "llm-token", "KEY"] {
            assert!(hint(secret).contains("llm_key_file FILE"), "{secret}");
        }
    }
}
