//! What the commands take that look over many interviews.

use clap::Args;

/// `compare`.
#[derive(Debug, Args)]
#[command(after_help = "\
Both are scored with the rubric of the newer one, at its level.

Example:
  onsite compare mkd7 latest")]
pub(crate) struct Compare {
    /// The first attempt: an id, a unique beginning of one, or `latest`
    #[arg(value_name = "SESSION")]
    pub(crate) first: String,
    /// The second attempt at the same prompt
    #[arg(value_name = "SESSION")]
    pub(crate) second: String,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `progress`.
#[derive(Debug, Args)]
pub(crate) struct Progress {
    /// Only this prompt
    #[arg(long, value_name = "PROMPT")]
    pub(crate) prompt: Option<String>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `drill`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onsite drill
  onsite drill --minutes 9            a train ride: three cards

A card is what an interview missed or half met. It takes three minutes at the
most; ten come on a day, and what is left over is no debt.")]
pub(crate) struct Drill {
    /// At most N cards; ten are the most on a day
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) limit: Option<u32>,
    /// As many cards as N minutes hold, three minutes each
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) minutes: Option<u32>,
    /// Only list what would be asked, as JSON
    #[arg(long)]
    pub(crate) json: bool,
}
