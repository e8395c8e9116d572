//! `onsite completions`: what a shell needs to complete a command line, and the answers it gets.

mod criteria;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Arg, Command, CommandFactory};
use clap_complete::engine::{ArgValueCandidates, ArgValueCompleter, CompletionCandidate};
use clap_complete::env::Shells;

use super::args::{Cli, Completions};
use super::context::{Context, bank_in};
use super::environment::Environment;
use super::error::Failure;
use super::settings::Key;
use crate::bank::{InstalledPack, Step};
use crate::report::{timestamp, whole};
use crate::store::{Filter, Rehearsals, Store, Summary};

/// The variable by which a shell's script asks for completions; its value names the shell.
pub(super) const ASKS: &str = "ONSITE_COMPLETE";
/// The program that the scripts ask, by the search path.
const PROGRAM: &str = "onsite";
/// Sessions offered at most, newest first: nobody chooses among more.
const MOST: usize = 100;

/// Writes the script for a shell to standard output.
///
/// # Errors
/// When it cannot be written.
pub(super) fn run(context: &Context, args: &Completions) -> Result<(), Failure> {
    let name = args.shell.name();
    let failed = |error: &std::io::Error| Failure::expected(format!("cannot write it: {error}"));
    let mut script = Vec::new();
    if let Some(shell) = Shells::builtins().completer(name) {
        shell
            .write_registration(ASKS, PROGRAM, PROGRAM, PROGRAM, &mut script)
            .map_err(|error| failed(&error))?;
    }
    let script = String::from_utf8_lossy(&script);
    context.ui.out(&for_both_ways_of_loading(name, script.trim_start()))
}

/// Zsh reads its script by `source`, perhaps before its completion is set up, or from a folder of
/// `$fpath` at the first completion, which the function has to answer then.
fn for_both_ways_of_loading(shell: &str, script: &str) -> String {
    let script = script.trim_end();
    match script.split_once('\n').filter(|_| shell == "zsh") {
        Some((first, rest)) => format!(
            "{first}\n\
             (( $+functions[compdef] )) || {{ autoload -Uz compinit && compinit; }}\n\
             {rest}\n\
             if [[ \"$funcstack[1]\" = _{PROGRAM} ]]; then\n    \
             _clap_dynamic_completer_{PROGRAM} \"$@\"\nfi\n"
        ),
        None => format!("{script}\n"),
    }
}

/// The candidates for the command line that a shell's script hands over after `--`, in the form
/// that the shell reads. `None` when the shell is unknown or hands nothing over.
pub(super) fn answer(
    shell: &str,
    arguments: Vec<OsString>,
    environment: &Environment,
) -> Option<Vec<u8>> {
    let shells = Shells::builtins();
    let shell_name = shell;
    let shell = shells.completer(shell)?;
    let words: Vec<OsString> =
        arguments.into_iter().skip_while(|word| word != "--").skip(1).collect();
    if words.is_empty() {
        return None;
    }
    let directory = named_directory(&words)
        .or_else(|| environment.get("ONSITE_DATA_DIR").map(PathBuf::from))
        .or_else(|| {
            environment.xdg("XDG_DATA_HOME", ".local/share").map(|base| base.join("onsite"))
        });
    if let Some(answer) = criteria::cut_by_bash(shell_name, &words, environment) {
        return Some(answer);
    }
    let live = Live { directory, words: words.clone() };
    let mut command = with_live_values(Cli::command(), &Arc::new(live));
    let mut answer = Vec::new();
    shell.write_complete(&mut command, words, Some(Path::new(".")), &mut answer).ok()?;
    Some(answer)
}

/// The directory that `--data-dir` names on the line.
fn named_directory(words: &[OsString]) -> Option<PathBuf> {
    let flag = "--data-dir";
    let after = words.iter().skip_while(|word| *word != flag).nth(1);
    let joined = || words.iter().find_map(|word| word.to_str()?.strip_prefix("--data-dir="));
    after.map(PathBuf::from).or_else(|| joined().map(PathBuf::from))
}

/// Has every argument that is called a prompt, a session, a step, a criterion or a setting in the
/// help complete from what there is.
fn with_live_values(command: Command, live: &Arc<Live>) -> Command {
    let of = command.get_name().to_owned();
    command
        .mut_args(|argument| {
            let name = argument.get_value_names().and_then(|names| names.first());
            match name.map(clap::builder::Str::as_str) {
                // Its id is to be a new one.
                Some("PROMPT") if of != "new" => candidates(argument, live, Live::prompts),
                Some("NAME") if of == "remove" => candidates(argument, live, Live::packs),
                Some("SESSION") if of == "resume" => candidates(argument, live, Live::unfinished),
                Some("SESSION") => candidates(argument, live, Live::sessions),
                Some("STEP") => candidates(argument, live, |_| {
                    Step::ALL.iter().map(|step| CompletionCandidate::new(step.id())).collect()
                }),
                Some("CRITERION") => candidates(argument, live, Live::criteria),
                Some("ID=VERDICT") => {
                    let live = Arc::clone(live);
                    let complete = move |current: &OsStr| live.settings(current);
                    argument.add(ArgValueCompleter::new(complete))
                }
                Some("KEY") => candidates(argument, live, |_| {
                    Vec::from(Key::ALL.map(|key| CompletionCandidate::new(key.name())))
                }),
                Some("VALUE") if of == "set" => candidates(argument, live, Live::values),
                _ => argument,
            }
        })
        .mut_subcommands(|command| with_live_values(command, live))
}

fn candidates(
    argument: Arg,
    live: &Arc<Live>,
    of: impl Fn(&Live) -> Vec<CompletionCandidate> + Send + Sync + 'static,
) -> Arg {
    let live = Arc::clone(live);
    argument.add(ArgValueCandidates::new(move || of(&live)))
}

/// Where to look for what there is.
#[derive(Debug)]
struct Live {
    directory: Option<PathBuf>,
    /// The words of the line.
    words: Vec<OsString>,
}

impl Live {
    fn prompts(&self) -> Vec<CompletionCandidate> {
        let listed = bank_in(self.directory.as_deref()).prompts().prompts.into_iter();
        listed
            .map(|listed| {
                CompletionCandidate::new(listed.prompt.id).help(Some(listed.prompt.title.into()))
            })
            .collect()
    }

    fn packs(&self) -> Vec<CompletionCandidate> {
        let packs = bank_in(self.directory.as_deref()).packs();
        let candidate = |pack: InstalledPack| {
            let title = pack.manifest.ok().map(|manifest| manifest.title.into());
            CompletionCandidate::new(pack.name).help(title)
        };
        packs.into_iter().map(candidate).collect()
    }

    /// The words that the setting on the line takes.
    fn values(&self) -> Vec<CompletionCandidate> {
        let key = self.words.iter().find_map(|word| Key::named(word.to_str()?).ok());
        let words = key.map(Key::words).unwrap_or_default();
        words.iter().map(|word| CompletionCandidate::new(*word)).collect()
    }

    fn sessions(&self) -> Vec<CompletionCandidate> {
        let filter = Filter { prompt: None, rehearsals: Rehearsals::With, limit: Some(MOST) };
        let mut all = self.summaries(|store| store.summaries(&filter).unwrap_or_default());
        if !all.is_empty() {
            let latest = CompletionCandidate::new("latest");
            all.insert(0, latest.help(Some("the one started last".into())));
        }
        all
    }

    fn unfinished(&self) -> Vec<CompletionCandidate> {
        self.summaries(|store| store.unfinished().unwrap_or_default())
    }

    /// Where the store cannot be read there is nothing to offer; the command itself will say why.
    fn summaries(&self, read: impl Fn(&Store) -> Vec<Summary>) -> Vec<CompletionCandidate> {
        let store = self.directory.as_ref().and_then(|folder| Store::open_for_reading(folder).ok());
        let summaries = store.map(|store| read(&store)).unwrap_or_default();
        let candidate = |summary: Summary| {
            let help = described(&summary);
            CompletionCandidate::new(summary.id).help(Some(help.into()))
        };
        summaries.into_iter().map(candidate).collect()
    }
}

fn described(summary: &Summary) -> String {
    let day = timestamp(summary.started_ms);
    let day = day.get(..10).unwrap_or(&day);
    let total = summary.total.map(|total| format!(", {} of 100", whole(total)));
    format!("{}, {}, {day}{}", summary.prompt, summary.mode.id(), total.unwrap_or_default())
}

/// The shell that asks for completions, when one does.
pub(super) fn asking(environment: &Environment) -> Option<&str> {
    environment.get(ASKS).and_then(OsStr::to_str)
}
