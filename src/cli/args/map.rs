//! What `map` takes.

use std::path::PathBuf;

use clap::Args;

/// `map`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onsite map ~/src/shop                       what is there, drawn, and what is next
  onsite map . --design latest                beside what was designed in an interview
  onsite map . --write README.md              diagram and table between two markers

Nothing is built or run. Files are only read; links to folders are not followed.")]
pub(crate) struct Map {
    /// The folder of a Go module or workspace
    pub(crate) path: PathBuf,
    /// Lay the design of this interview beside it: an id, a beginning of one, or `latest`
    #[arg(long, value_name = "SESSION")]
    pub(crate) design: Option<String>,
    /// Put the diagram and the table into this file between two markers; nothing else changes
    #[arg(long, value_name = "FILE", conflicts_with_all = ["output", "json"])]
    pub(crate) write: Option<PathBuf>,
    /// The whole report as markdown into this file, or with --json as JSON; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}
