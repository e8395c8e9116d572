//! From arguments to an exit code.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use super::args::{Cli, Command};
use super::context::Context;
use super::environment::Environment;
use super::error::{Failure, Kind};
use super::ui::Ui;
use super::{
    backup, check, compare, completions, config, discard, doctor, drill, eval, export, forget,
    greet, history, man, map, packs, plan, practice, progress, prompts, refine, resume, review,
    score, self_interview, start, status, template, tour,
};

/// Runs `onsite` with these arguments, the program's name first, in this environment.
pub fn run(arguments: impl IntoIterator<Item = OsString>, environment: Environment) -> ExitCode {
    if let Some(shell) = completions::asking(&environment) {
        return complete(shell, arguments, &environment);
    }
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            // A closed pipe is no reason to fail.
            drop(error.print());
            return if asked { ExitCode::SUCCESS } else { Kind::Usage.into() };
        }
    };
    let context = Context::new(&cli.global, environment);
    match dispatch(&context, cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            context.ui.failure(&failure);
            failure.kind.into()
        }
    }
}

/// Answers a shell's script. What cannot be completed is answered with nothing: a message would
/// stand in the middle of the line that is being typed.
fn complete(
    shell: &str,
    arguments: impl IntoIterator<Item = OsString>,
    environment: &Environment,
) -> ExitCode {
    let answer = completions::answer(shell, arguments.into_iter().collect(), environment);
    let answered = answer.is_some_and(|answer| Ui::bytes(&answer).is_ok());
    if answered { ExitCode::SUCCESS } else { Kind::Expected.into() }
}

/// Does what a command line says.
///
/// # Errors
/// Those of the command.
pub(super) fn dispatch(context: &Context, command: Option<Command>) -> Result<(), Failure> {
    match command {
        None => greet::run(context),
        Some(Command::Tour) => tour::run(context),
        Some(Command::Start(args)) => start::run(context, &args),
        Some(Command::Practice(args)) => practice::run(context, &args),
        Some(Command::SelfInterview(args)) => self_interview::run(context, &args),
        Some(Command::Refine(args)) => refine::run(context, &args),
        Some(Command::Resume(args)) => resume::run(context, &args),
        Some(Command::Status(args)) => status::run(context, &args),
        Some(Command::Discard(args)) => discard::run(context, &args),
        Some(Command::Forget(args)) => forget::run(context, &args),
        Some(Command::Score(args)) => score::run(context, &args),
        Some(Command::Review(args)) => review::run(context, &args),
        Some(Command::Export(args)) => export::run(context, &args),
        Some(Command::History(args)) => history::run(context, &args),
        Some(Command::Compare(args)) => compare::run(context, &args),
        Some(Command::Progress(args)) => progress::run(context, &args),
        Some(Command::Drill(args)) => drill::run(context, &args),
        Some(Command::Map(args)) => map::run(context, &args),
        Some(Command::Plan(args)) => plan::run(context, &args),
        Some(Command::Template(args)) => template::run(context, &args),
        Some(Command::Prompts(args)) => prompts::run(context, &args),
        Some(Command::Packs(args)) => packs::run(context, &args),
        Some(Command::Check(args)) => check::run(context, &args),
        Some(Command::Eval(args)) => eval::run(context, &args),
        Some(Command::Backup(args)) => backup::run(context, &args),
        Some(Command::Restore(args)) => backup::restore(context, &args),
        Some(Command::Config(args)) => config::run(context, &args),
        Some(Command::Doctor(args)) => doctor::run(context, &args),
        Some(Command::Completions(args)) => completions::run(context, &args),
        Some(Command::Man(args)) => man::run(context, &args),
    }
}
