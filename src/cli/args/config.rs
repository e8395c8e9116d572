//! What `config` takes.

use clap::{Args, Subcommand};

/// `config`.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Settings, each with its variable and its usual value:
  level            ONSITE_LEVEL: junior, mid, senior, staff [mid]
  minutes          ONSITE_MINUTES: the length of a mock, 45 to 50 [45]
  edit_mode        ONSITE_EDIT_MODE: emacs, vi [emacs]
  export_dir       ONSITE_EXPORT_DIR: where exports go [the current folder]
  track            ONSITE_TRACK: of the study week, 4h, 6h [4h]
  color            ONSITE_COLOR: auto, always, never [auto]
  plain            ONSITE_PLAIN: as `--plain`: true, false [false]
  pager            ONSITE_PAGER, PAGER: empty for none [less]
  llm_url          ONSITE_LLM_URL: an endpoint; without one nothing is sent
  llm_model        ONSITE_LLM_MODEL: its model
  llm_key_file     ONSITE_LLM_KEY_FILE: a file that holds its key
  llm_key_command  ONSITE_LLM_KEY_COMMAND: a command that prints its key

Examples:
  onsite config set level senior
  onsite config get minutes
  onsite config unset pager

A flag counts before the environment, that before the file. The file is
$XDG_CONFIG_HOME/onsite/config.toml, else ~/.config/onsite/config.toml.
What stands in it beside a setting stays as it is."
)]
pub(crate) struct Config {
    /// What to do; without it, list them.
    #[command(subcommand)]
    pub(crate) command: Option<ConfigCommand>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// What to do with settings.
#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// List all with where each value comes from
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Print one value
    Get {
        /// The setting
        #[arg(value_name = "KEY")]
        key: String,
        /// As JSON, with where it comes from
        #[arg(long)]
        json: bool,
    },
    /// Keep a value in the file
    Set {
        /// The setting
        #[arg(value_name = "KEY")]
        key: String,
        /// Its value
        #[arg(value_name = "VALUE", allow_hyphen_values = true)]
        value: String,
    },
    /// Take a value out of the file, so that the usual one counts
    Unset {
        /// The setting
        #[arg(value_name = "KEY")]
        key: String,
    },
}
