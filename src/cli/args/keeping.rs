//! What the commands take that look after what is kept, and after the program itself.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// `forget`.
#[derive(Debug, Args)]
#[command(after_help = "\
Its answers, draft, score and review and what external editors left are deleted
and overwritten, also in the copies that `onsite restore` made.
Backups and exports that you made stay where you put them.")]
pub(crate) struct Forget {
    /// An id, a unique beginning of one, or `latest`
    pub(crate) session: String,
    /// Do not ask
    #[arg(short, long)]
    pub(crate) yes: bool,
}

/// `backup`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onsite backup ~/interviews.db
  onsite restore ~/interviews.db      on this machine or another
  onsite backup - | ssh host onsite restore -

The copy is whole whatever goes on meanwhile, also while an interview runs. It
holds interviews, drills and the study week with all that they need; settings,
packs and prompts of your own are files that you can copy.")]
pub(crate) struct BackupArgs {
    /// The new file; `-` is standard output
    pub(crate) file: PathBuf,
}

/// `restore`.
#[derive(Debug, Args)]
#[command(after_help = "\
What is there before is copied to `backups` in the data directory first. Broken
off at any moment, everything old or everything new is there, nothing between.")]
pub(crate) struct Restore {
    /// What `onsite backup` wrote; `-` is standard input
    pub(crate) file: PathBuf,
    /// Also where there are interviews already, or what cannot be read
    #[arg(short, long)]
    pub(crate) force: bool,
}

/// `doctor`.
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// Make the summaries anew from the events, and overwrite what was deleted
    #[arg(long)]
    pub(crate) rebuild: bool,
    /// Ask the language model's endpoint whether it answers
    #[arg(long)]
    pub(crate) endpoint: bool,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `completions`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bash         echo 'source <(onsite completions bash)' >> ~/.bashrc
  zsh          echo 'source <(onsite completions zsh)' >> ~/.zshrc
  fish         onsite completions fish > ~/.config/fish/completions/onsite.fish
  powershell   onsite completions powershell >> $PROFILE
  elvish       onsite completions elvish >> ~/.config/elvish/rc.elv

Prompts and sessions are completed as they are at that moment.")]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: Shell,
}

/// The shells that completions are made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    /// Bash.
    Bash,
    /// Zsh.
    Zsh,
    /// Fish.
    Fish,
    /// PowerShell.
    Powershell,
    /// Elvish.
    Elvish,
}

impl Shell {
    /// Its name, as typed.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
            Self::Powershell => "powershell",
            Self::Elvish => "elvish",
        }
    }
}

/// `man`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onsite man                      on a terminal, shown by `man`
  onsite man start
  onsite man > onsite.1           into a pipe or a file, as roff
  onsite man --write ~/.local/share/man/man1")]
pub(crate) struct Manual {
    /// The page of this command
    #[arg(conflicts_with = "write")]
    pub(crate) command: Vec<String>,
    /// Write all pages into this directory
    #[arg(long, value_name = "DIR")]
    pub(crate) write: Option<PathBuf>,
}
