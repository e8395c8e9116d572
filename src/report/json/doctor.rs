//! `doctor --json`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::settings::SettingEntry;

/// The name of the format of [`DoctorDocument`].
pub const DOCTOR: &str = "onsite.doctor/1";

/// What the program finds on a machine, and whether what it keeps is whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DoctorDocument {
    /// [`DOCTOR`].
    pub schema: String,
    /// The version of the program.
    pub version: String,
    /// Where the program lies; `null` when the system does not say.
    pub program: Option<String>,
    /// Where things lie.
    pub paths: Paths,
    /// What the terminal can do.
    pub terminal: TerminalFacts,
    /// Other programs that are made use of.
    pub programs: Programs,
    /// The settings, each with where it comes from.
    pub settings: Vec<SettingEntry>,
    /// What is wrong with the settings, in words.
    pub settings_faults: Vec<String>,
    /// What is kept.
    pub store: StoreFacts,
    /// The language model that may be asked.
    #[serde(default)]
    pub model: ModelFacts,
}

/// The language model that may be asked. A key is in none of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelFacts {
    /// Whether this program can open a connection at all.
    pub can_connect: bool,
    /// Host and port of the endpoint; `null` when none is named.
    pub endpoint: Option<String>,
    /// The model's name there.
    pub name: Option<String>,
    /// Where the key comes from, in words; `null` when there is none.
    pub key: Option<String>,
    /// What is wrong with the endpoint as it is named.
    pub fault: Option<String>,
    /// What came of asking it; `null` when it was not asked.
    pub answer: Option<String>,
    /// The endpoints that the user has agreed to: scheme, host and port.
    pub agreed: Vec<String>,
}

/// Where things lie; `null` without a home directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paths {
    /// The file of the settings, whether it is there or not.
    pub config: Option<String>,
    /// The data directory.
    pub data: Option<String>,
    /// The database in it.
    pub database: Option<String>,
    /// The prompts and rubrics of the user's own.
    pub bank: Option<String>,
}

/// What the terminal can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct TerminalFacts {
    /// Whether standard input is a terminal.
    pub input: bool,
    /// Whether standard output is a terminal.
    pub output: bool,
    /// Its type, from `TERM`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Its columns, or those of the environment.
    pub columns: u16,
    /// Its rows.
    pub rows: u16,
    /// Whether standard output gets colour.
    pub colour: bool,
    /// Whether an interview has the line editor and the live clock; else it reads plain lines.
    pub line_editor: bool,
    /// The locale as the environment names it.
    pub locale: Option<String>,
    /// `unicode` or `ascii`: the letters that pages are drawn with.
    pub charset: String,
}

/// Other programs that are made use of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Programs {
    /// What `:edit` opens, with its arguments; `null` when there is none.
    pub editor: Option<Vec<String>>,
    /// What is wrong with it.
    pub editor_fault: Option<String>,
    /// What long output goes through on a terminal; `null` when it goes straight out.
    pub pager: Option<Vec<String>>,
    /// Whether there is a `man`.
    pub man: bool,
}

/// What is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoreFacts {
    /// How it stands.
    pub state: StoreState,
    /// The version of its form that the program writes.
    pub version: i64,
    /// Its size in bytes; `null` when there is none.
    pub bytes: Option<u64>,
    /// The sessions in it, rehearsals among them.
    pub sessions: usize,
    /// Those that are not over.
    pub unfinished: usize,
    /// The copies that `restore` made of what was there before.
    pub copies: usize,
    /// What is not whole, in words.
    pub faults: Vec<String>,
    /// Sessions whose summary is not what their events say.
    pub stale: Vec<String>,
    /// Sessions whose summary was made anew just now.
    pub rebuilt: Vec<String>,
}

/// How the store stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum StoreState {
    /// There is none yet.
    #[default]
    None,
    /// Everything is whole.
    Whole,
    /// Something is not whole.
    Faulty,
    /// It cannot be read at all.
    Unusable,
}
