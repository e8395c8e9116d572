//! `config --json`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The name of the format of [`ConfigDocument`].
pub const CONFIG: &str = "onsite.config/1";
/// The name of the format of [`SettingDocument`].
pub const SETTING: &str = "onsite.setting/1";

/// All settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfigDocument {
    /// [`CONFIG`].
    pub schema: String,
    /// Where `config.toml` lies, whether it is there or not; `null` without a home directory.
    pub path: Option<String>,
    /// The settings.
    pub settings: Vec<SettingEntry>,
    /// What is wrong with the file and the environment, in words.
    pub faults: Vec<String>,
}

/// One setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SettingDocument {
    /// [`SETTING`].
    pub schema: String,
    /// The setting.
    #[serde(flatten)]
    pub setting: SettingEntry,
}

/// A setting with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingEntry {
    /// Its key.
    pub key: String,
    /// Its value: a number, a truth value or text; `null` when it is not set.
    pub value: serde_json::Value,
    /// What says so.
    pub origin: SettingOrigin,
    /// The flag or the variable that says so.
    pub from: Option<String>,
    /// The line of the file that says so, from 1.
    pub line: Option<usize>,
    /// What counts when it is not set, for people.
    #[serde(skip)]
    pub unset_means: &'static str,
}

/// What says what a setting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SettingOrigin {
    /// A flag of this command line.
    Flag,
    /// A variable of the environment.
    Environment,
    /// `config.toml`.
    File,
    /// Nothing does.
    Default,
}
