//! The command line: what can be typed.

mod config;
mod growth;
mod keeping;
mod map;
mod model;
mod packs;
mod plan;
mod refine;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::review::{Setting, read_setting};
use crate::bank::{Difficulty, Level, Step};

pub(crate) use config::{Config, ConfigCommand};
pub(crate) use growth::{Compare, Drill, Progress};
pub(crate) use keeping::{BackupArgs, Completions, Doctor, Forget, Manual, Restore};
pub(crate) use map::Map;
pub(crate) use model::{Judge, JudgeArgs, ModelArgs};
pub(crate) use packs::{Packs, PacksAdd, PacksCommand, PacksList};
pub(crate) use plan::{
    Plan, PlanBlock, PlanCommand, PlanDone, PlanExport, PlanFormat, Template, TemplateKind,
    TrackChoice,
};
pub(crate) use refine::Refine;

/// The version; of a release with its commit.
const VERSION: &str = env!("ONSITE_VERSION");

/// Practise the system-design interview in the terminal.
#[derive(Debug, Parser)]
#[command(
    name = "onsite",
    version = VERSION,
    about = "Sit a mock system-design interview in the terminal, and see the score argued for",
    long_about = None,
    after_help = "\
Examples:
  onsite start url-shortener          45 minutes, mid level
  onsite start --random --level senior --minutes 50
  onsite practice note-taking --step api --minutes 15
  onsite export                       the last interview as markdown
  onsite score --file notes.md --prompt url-shortener

Everything stays on this machine, unless a model is named and agreed to.
The whole manual: onsite man",
    max_term_width = 80,
    disable_help_subcommand = false
)]
pub(crate) struct Cli {
    /// What all commands take.
    #[command(flatten)]
    pub(crate) global: Global,
    /// The command; without one, what is unfinished.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// What all commands take.
#[derive(Clone, Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub(crate) struct Global {
    /// Where sessions lie
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "ONSITE_DATA_DIR",
        hide_env = true,
        help = "Where sessions lie [default: $XDG_DATA_HOME/onsite]"
    )]
    pub(crate) data_dir: Option<PathBuf>,
    /// When to use colour
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        help = "When to use colour [default: the setting `color`, else auto]"
    )]
    pub(crate) color: Option<ColorWhen>,
    /// No drawing and no live line; one fact a line
    #[arg(long, global = true)]
    pub(crate) plain: bool,
    /// Never ask anything
    #[arg(long, global = true)]
    pub(crate) no_input: bool,
    /// Show long output without a pager
    #[arg(long, global = true)]
    pub(crate) no_pager: bool,
    /// Say less
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say more
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorWhen {
    /// On a terminal, unless the environment says no.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Try everything out in three minutes; it counts nowhere
    Tour,
    /// Sit a mock interview: 45 to 50 minutes, really enforced
    Start(Start),
    /// Practise: single steps, any length, pausing; not a mock
    Practice(Practice),
    /// Tell a design aloud, with cue cards, and tick what you said
    SelfInterview(SelfInterview),
    /// Answer again what an interview missed: 15 to 20 minutes
    Refine(Refine),
    /// Take up an interview that was left
    Resume(One),
    /// Say where an interview stands
    Status(OneJson),
    /// Strike an interview out: it is kept and counts nowhere
    Discard(Discard),
    /// Delete an interview for good, also from the files
    Forget(Forget),
    /// Score an interview, a file, or lines of JSON
    Score(Score),
    /// Go through the verdicts: accept or override, with a reason
    Review(Review),
    /// Write an interview out, complete
    Export(Export),
    /// List the interviews, newest first
    History(History),
    /// Hold two attempts at a prompt beside each other
    Compare(Compare),
    /// Show how the interviews went: steps, pacing, weak spots
    Progress(Progress),
    /// Ask again what was missed, when it is due
    Drill(Drill),
    /// Read a Go project, draw it, and lay a design beside it
    Map(Map),
    /// Study for a week: what to do now, its timer, what was done
    Plan(Plan),
    /// Write a template to fill in: a design, API guidelines, a decomposition
    Template(Template),
    /// List, show or begin prompts
    Prompts(Prompts),
    /// List, add, remove or begin packs of prompts
    Packs(Packs),
    /// Check prompts and rubrics, built in or in PATH
    Check(Check),
    /// Compare the judge with verdicts that people gave
    Eval(Eval),
    /// Copy all interviews into one file
    Backup(BackupArgs),
    /// Put a backup back
    Restore(Restore),
    /// List, print or change the settings
    Config(Config),
    /// Say what is found on this machine, and whether all is whole
    Doctor(Doctor),
    /// Write a script that completes command lines in a shell
    Completions(Completions),
    /// Show the manual
    Man(Manual),
}

/// `start`.
#[derive(Debug, Args)]
pub(crate) struct Start {
    /// The prompt's id, see `onsite prompts`
    pub(crate) prompt: Option<String>,
    /// The length of the interview, 45 to 50 [default: the setting `minutes`, else 45]
    #[arg(long, value_name = "N", value_parser = whole_number)]
    pub(crate) minutes: Option<u32>,
    /// The level to be graded for [default: the setting `level`, else mid]
    #[arg(long, value_name = "LEVEL")]
    pub(crate) level: Option<Level>,
    /// Let chance choose the prompt
    #[arg(long, conflicts_with = "prompt")]
    pub(crate) random: bool,
    /// What chance starts from; the same number gives the same interview
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Have a requirement change in mid-interview [default: from senior level]
    #[arg(long, conflicts_with = "no_curveball")]
    pub(crate) curveball: bool,
    /// Have no requirement change
    #[arg(long)]
    pub(crate) no_curveball: bool,
    /// Who asks follow-ups [default: offline; nobody when lines come from a pipe]
    #[arg(long, value_name = "WHO")]
    pub(crate) interviewer: Option<Who>,
    /// The model.
    #[command(flatten)]
    pub(crate) model: ModelArgs,
}

/// Who sits on the other side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Who {
    /// The interviewer that is built in.
    Offline,
    /// A language model words what the built-in one decides.
    Llm,
}

/// `self-interview`.
#[derive(Debug, Args)]
pub(crate) struct SelfInterview {
    /// The prompt's id [default: the least practised and weakest]
    pub(crate) prompt: Option<String>,
    /// The length, 45 to 60 [default: the setting `minutes`, else 50]
    #[arg(long, value_name = "N", value_parser = whole_number)]
    pub(crate) minutes: Option<u32>,
    /// The level to be graded for [default: the setting `level`, else mid]
    #[arg(long, value_name = "LEVEL")]
    pub(crate) level: Option<Level>,
    /// Let chance choose the prompt
    #[arg(long, conflicts_with = "prompt")]
    pub(crate) random: bool,
    /// What chance starts from
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
}

/// `practice`.
#[derive(Debug, Args)]
pub(crate) struct Practice {
    /// The prompt's id, see `onsite prompts`
    #[arg(conflicts_with = "continue_session")]
    pub(crate) prompt: Option<String>,
    /// Practise this step only; may be given several times
    #[arg(long = "step", value_name = "STEP")]
    pub(crate) steps: Vec<Step>,
    /// The length, 1 to 600 minutes [default: the steps' share of a mock]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=600))]
    pub(crate) minutes: Option<u32>,
    /// No time box
    #[arg(long, conflicts_with = "minutes")]
    pub(crate) untimed: bool,
    /// Go on from the answers of another session
    #[arg(long = "continue", value_name = "SESSION")]
    pub(crate) continue_session: Option<String>,
    /// The level to be graded for [default: the continued session's, else the
    /// setting `level`, else mid]
    #[arg(long, value_name = "LEVEL")]
    pub(crate) level: Option<Level>,
    /// What chance starts from
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Who words follow-ups and answers [default: offline]
    #[arg(long, value_name = "WHO")]
    pub(crate) interviewer: Option<Who>,
    /// The model.
    #[command(flatten)]
    pub(crate) model: ModelArgs,
}

/// A session.
#[derive(Debug, Args)]
pub(crate) struct One {
    /// An id, a unique beginning of one, or `latest`
    #[arg(default_value = "latest")]
    pub(crate) session: String,
}

/// A session, and how to show it.
#[derive(Debug, Args)]
pub(crate) struct OneJson {
    /// An id, a unique beginning of one, or `latest`
    #[arg(default_value = "latest")]
    pub(crate) session: String,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `discard`.
#[derive(Debug, Args)]
pub(crate) struct Discard {
    /// An id, a unique beginning of one, or `latest`
    pub(crate) session: String,
}

/// `score`.
#[derive(Debug, Args)]
pub(crate) struct Score {
    /// An id, a unique beginning of one, or `latest` [default: latest]
    #[arg(conflicts_with_all = ["file", "jsonl"])]
    pub(crate) session: Option<String>,
    /// Score text written elsewhere; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "jsonl")]
    pub(crate) file: Option<PathBuf>,
    /// The prompt that the text answers
    #[arg(long, value_name = "PROMPT")]
    pub(crate) prompt: Option<String>,
    /// A filter: an answer as JSON a line in, a score document a line out
    #[arg(long)]
    pub(crate) jsonl: bool,
    /// The level whose weights count [default: the session's; of a file,
    /// the export's, else the setting `level`, else mid]
    #[arg(long, value_name = "LEVEL")]
    pub(crate) level: Option<Level>,
    /// Score against this rubric
    #[arg(long, value_name = "FILE")]
    pub(crate) rubric: Option<PathBuf>,
    /// Explain the verdict on one criterion
    #[arg(long, value_name = "CRITERION", conflicts_with_all = ["jsonl", "json"])]
    pub(crate) explain: Option<String>,
    /// Exit with 1 when the total is less than N
    #[arg(long, value_name = "N", value_parser = parse_percent, conflicts_with = "jsonl")]
    pub(crate) fail_under: Option<f64>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// The judge.
    #[command(flatten)]
    pub(crate) judge: JudgeArgs,
}

fn whole_number(text: &str) -> Result<u32, String> {
    text.trim().parse().map_err(|_| "a whole number of minutes is needed".to_owned())
}

fn parse_percent(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(number) if (0.0..=100.0).contains(&number) => Ok(number),
        _ => Err("a number from 0 to 100 is needed".to_owned()),
    }
}

/// `review`.
#[derive(Debug, Args)]
pub(crate) struct Review {
    /// An id, a unique beginning of one, or `latest`
    #[arg(default_value = "latest")]
    pub(crate) session: String,
    /// Override a verdict: met, partly or missed; given several times, all take
    /// the same reason
    #[arg(long, value_name = "ID=VERDICT", value_parser = read_setting)]
    pub(crate) set: Vec<Setting>,
    /// Why; every override takes one
    #[arg(long, value_name = "TEXT", requires = "set")]
    pub(crate) reason: Option<String>,
    /// The words of the answers that show it
    #[arg(long, value_name = "TEXT", requires = "set")]
    pub(crate) quote: Option<String>,
    /// The score after the review, as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `export`.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// An id, a unique beginning of one, or `latest`
    #[arg(default_value = "latest")]
    pub(crate) session: String,
    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "markdown")]
    pub(crate) format: Format,
    /// The file; `-` is standard output [default: DATE-PROMPT-ID.md
    /// in the folder of the setting `export_dir`, else here]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Leave the reference answer out
    #[arg(long)]
    pub(crate) no_reference: bool,
    /// Replace a file even if somebody changed it
    #[arg(short, long)]
    pub(crate) force: bool,
}

/// The format of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Markdown.
    Markdown,
    /// JSON.
    Json,
    /// One HTML page.
    Html,
}

/// `history`.
#[derive(Debug, Args)]
pub(crate) struct History {
    /// Only this prompt
    #[arg(long, value_name = "PROMPT")]
    pub(crate) prompt: Option<String>,
    /// At most N
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// The rehearsals, which count nowhere
    #[arg(long)]
    pub(crate) rehearsals: bool,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `prompts`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Prompts {
    /// What to do; without it, list them.
    #[command(subcommand)]
    pub(crate) command: Option<PromptsCommand>,
    /// How to list them.
    #[command(flatten)]
    pub(crate) list: PromptsList,
}

/// How to list prompts.
#[derive(Debug, Args)]
pub(crate) struct PromptsList {
    /// Only those with this tag; given twice, with both
    #[arg(long, value_name = "TAG")]
    pub(crate) tag: Vec<String>,
    /// Only those that are this hard
    #[arg(long)]
    pub(crate) difficulty: Option<Difficulty>,
    /// Only those that put a quarter of their weight or more on this step
    #[arg(long)]
    pub(crate) step: Option<Step>,
    /// Only those of this day of the study week, 1 to 7
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=7))]
    pub(crate) day: Option<u8>,
    /// Only those not practised yet
    #[arg(long)]
    pub(crate) new: bool,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// What to do with prompts.
#[derive(Debug, Subcommand)]
pub(crate) enum PromptsCommand {
    /// List them
    List(PromptsList),
    /// Show one: the brief, and the steps with their minutes
    Show {
        /// The prompt's id
        prompt: String,
        /// Show the criteria, facts, follow-ups and the reference too
        #[arg(long)]
        spoil: bool,
    },
    /// Begin a prompt of your own, with its rubric
    New {
        /// Its id: a-z, 0-9 and -
        prompt: String,
    },
}

/// `check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// A prompt, a rubric, or a folder of them [default: the built-in ones and yours]
    pub(crate) path: Option<PathBuf>,
}

/// `eval`.
#[derive(Debug, Args)]
pub(crate) struct Eval {
    /// Labels, one a line: {"prompt","file","criterion","verdict","labeller"?}
    #[arg(value_name = "LABELS")]
    pub(crate) labels: PathBuf,
    /// Judge by this rubric
    #[arg(long, value_name = "FILE")]
    pub(crate) rubric: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// The judge.
    #[command(flatten)]
    pub(crate) judge: JudgeArgs,
}
