//! `plan` and `template`: the study week and what it is begun from.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::study::week;

/// `plan`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(after_help = "\
Examples:
  onsite plan                         the week on one screen
  onsite plan today                   what to do now, and the command that does it
  onsite plan start 4 design          a block of day 4, with its timer
  onsite plan done 1 dsa --problems 3 --note \"two graphs, one heap\"
  onsite plan done 3 diagramming --file gateway.md

DAY is a number or the beginning of its name (`url`), BLOCK the beginning of its
title or its number in the day. A day of the week begins with the first thing
done on a new date: days away are no debt, and a missed block is carried over.

`bank/plan.toml` in the data directory replaces the week; `onsite plan export
--format toml` writes one to start from.")]
pub(crate) struct Plan {
    /// What to do; without it, show the week.
    #[command(subcommand)]
    pub(crate) command: Option<PlanCommand>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// What to do with the week.
#[derive(Debug, Subcommand)]
pub(crate) enum PlanCommand {
    /// Say what to do now, and the command that does it
    Today {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Show a day
    Day {
        /// Its number, or the beginning of its name [default: today's]
        #[arg(value_name = "DAY")]
        day: Option<String>,
    },
    /// Begin a block: its timer, and the command that does it
    Start(PlanBlock),
    /// Say that a block is done
    Done(PlanDone),
    /// Leave a block out
    Skip {
        /// The block.
        #[command(flatten)]
        block: PlanBlock,
        /// Take it back: the block is open again
        #[arg(long)]
        undo: bool,
    },
    /// Choose four or six hours a day
    Track {
        /// 4h or 6h; without it, say which
        #[arg(value_name = "TRACK")]
        track: Option<TrackChoice>,
    },
    /// Write the week out: what was done, and what shows it
    Export(PlanExport),
    /// Begin the week anew; what was done is kept in the store
    Reset {
        /// Do not ask
        #[arg(short, long)]
        force: bool,
    },
}

/// A block of a day.
#[derive(Debug, Args)]
pub(crate) struct PlanBlock {
    /// The day: its number, or the beginning of its name
    #[arg(value_name = "DAY")]
    pub(crate) day: String,
    /// The block: the beginning of its title, or its number in the day
    #[arg(value_name = "BLOCK")]
    pub(crate) block: String,
}

/// `plan done`.
#[derive(Debug, Args)]
pub(crate) struct PlanDone {
    /// The block.
    #[command(flatten)]
    pub(crate) block: PlanBlock,
    /// A note for the week's export
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// A file that shows it: its path and SHA-256 are kept
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// How many problems were solved, all together
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=99))]
    pub(crate) problems: Option<u32>,
    /// Take it back: the block is open again
    #[arg(long, conflicts_with_all = ["note", "file", "problems"])]
    pub(crate) undo: bool,
}

/// `plan export`.
#[derive(Debug, Args)]
pub(crate) struct PlanExport {
    /// The file; `-` is standard output [default: DATE-week.md here]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The week as it went, or as it is laid out (toml)
    #[arg(long, value_name = "FORMAT", default_value = "markdown")]
    pub(crate) format: PlanFormat,
    /// Replace a file even if somebody changed it
    #[arg(short, long)]
    pub(crate) force: bool,
}

/// The format of a week's export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PlanFormat {
    /// What was done, as a page.
    Markdown,
    /// What was done, as one HTML page.
    Html,
    /// The week as it is laid out, to be changed.
    Toml,
}

/// The tracks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TrackChoice {
    /// Four hours a day.
    #[value(name = "4h", alias = "4")]
    FourHours,
    /// Six hours a day.
    #[value(name = "6h", alias = "6")]
    SixHours,
}

impl From<TrackChoice> for week::Track {
    fn from(choice: TrackChoice) -> Self {
        match choice {
            TrackChoice::FourHours => Self::FourHours,
            TrackChoice::SixHours => Self::SixHours,
        }
    }
}

/// `template`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onsite template -o design.md
  onsite score --file design.md --prompt url-shortener
  onsite template --kind api-guidelines -o api-guidelines.md
  onsite score --file api-guidelines.md --prompt api-guidelines

What guides you stands in comments; `onsite score --file` counts what you wrote
between them and nothing else.")]
pub(crate) struct Template {
    /// What it is for
    #[arg(long, value_name = "KIND", default_value = "design")]
    pub(crate) kind: TemplateKind,
    /// The file [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(short, long)]
    pub(crate) force: bool,
}

/// The templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TemplateKind {
    /// A design interview in five steps.
    Design,
    /// API guidelines (day 2).
    ApiGuidelines,
    /// A service decomposition (day 3).
    Decomposition,
}
