//! What the commands take that can ask a language model.

use clap::{Args, ValueEnum};

/// Which model, and where. The key is no argument: arguments are seen by everybody on the machine.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct ModelArgs {
    /// The model's endpoint
    #[arg(
        long,
        value_name = "URL",
        help = "The model's endpoint, OpenAI-compatible [default: $ONSITE_LLM_URL]"
    )]
    pub(crate) llm_url: Option<String>,
    /// The model's name there
    #[arg(long, value_name = "NAME", help = "The model's name there [default: $ONSITE_LLM_MODEL]")]
    pub(crate) llm_model: Option<String>,
}

/// Who gives verdicts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Judge {
    /// The judge that is built in.
    #[default]
    Offline,
    /// A language model, as a second opinion.
    Llm,
}

/// Who judges, and how.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct JudgeArgs {
    /// Who judges; `llm` is a second opinion beside the offline one
    #[arg(long, value_name = "WHO", default_value = "offline")]
    pub(crate) judge: Judge,
    /// The model.
    #[command(flatten)]
    pub(crate) model: ModelArgs,
    /// Ask the model so often where the two judges differ: 1, 3 or 5
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = parse_votes)]
    pub(crate) votes: u32,
    /// Show what would be sent to the model, and send nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

fn parse_votes(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(number @ (1 | 3 | 5)) => Ok(number),
        _ => Err("1, 3 or 5 is needed".to_owned()),
    }
}
