//! From arguments to an exit code.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use super::args::{Cli, Command};
use super::context::Context;
use super::environment::Environment;
use super::error::{Failure, Kind};
use super::{
    check, discard, eval, export, greet, history, practice, prompts, resume, review, score,
    self_interview, start, status,
};

/// Runs `onsite` with these arguments, the program's name first, in this environment.
pub fn run(arguments: impl IntoIterator<Item = OsString>, environment: Environment) -> ExitCode {
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

fn dispatch(context: &Context, command: Option<Command>) -> Result<(), Failure> {
    match command {
        None => greet::run(context),
        Some(Command::Start(args)) => start::run(context, &args),
        Some(Command::Practice(args)) => practice::run(context, &args),
        Some(Command::SelfInterview(args)) => self_interview::run(context, &args),
        Some(Command::Resume(args)) => resume::run(context, &args),
        Some(Command::Status(args)) => status::run(context, &args),
        Some(Command::Discard(args)) => discard::run(context, &args),
        Some(Command::Score(args)) => score::run(context, &args),
        Some(Command::Review(args)) => review::run(context, &args),
        Some(Command::Export(args)) => export::run(context, &args),
        Some(Command::History(args)) => history::run(context, &args),
        Some(Command::Prompts(args)) => prompts::run(context, &args),
        Some(Command::Check(args)) => check::run(context, &args),
        Some(Command::Eval(args)) => eval::run(context, &args),
    }
}
