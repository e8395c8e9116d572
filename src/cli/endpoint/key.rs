//! The key: from the environment, a file or a command, and never from an argument.

use std::io::Read;
use std::process::{Command, Stdio};

use super::settings::Configured;
use crate::cli::context::Context;
use crate::cli::error::{Failure, file_failure};
use crate::llm::Secret;

/// The longest key, in bytes.
const LONGEST: u64 = 16 << 10;

/// Where the key comes from, in words; nothing is read or run.
pub(super) fn source(context: &Context, configured: &Configured) -> Option<String> {
    let environment = &context.environment;
    let set = |name: &str| environment.get(name).is_some();
    if set("ONSITE_LLM_KEY") {
        Some("from $ONSITE_LLM_KEY".to_owned())
    } else if set("ONSITE_LLM_KEY_FILE") || configured.key_file.is_some() {
        Some("from a file".to_owned())
    } else if set("ONSITE_LLM_KEY_COMMAND") || configured.key_command.is_some() {
        Some("from a command".to_owned())
    } else {
        None
    }
}

/// The key; `None` where none is given, as for most servers on one's own machine.
///
/// # Errors
/// When a file or a command was named and gives none.
pub(super) fn find(context: &Context, configured: &Configured) -> Result<Option<Secret>, Failure> {
    let environment = &context.environment;
    if let Some(value) = environment.get("ONSITE_LLM_KEY") {
        let text = value.to_str().ok_or_else(|| Failure::usage("ONSITE_LLM_KEY is not UTF-8"))?;
        return Ok(Secret::new(text));
    }
    let file = environment.get("ONSITE_LLM_KEY_FILE").map(Into::into);
    if let Some(path) = file.or_else(|| configured.key_file.clone()) {
        let mut text = String::new();
        std::fs::File::open(&path)
            .and_then(|file| file.take(LONGEST).read_to_string(&mut text))
            .map_err(|error| file_failure("read", &path, &error))?;
        let key = Secret::new(&text).ok_or_else(|| {
            Failure::expected(format!("the key file `{}` is empty", path.display()))
        })?;
        return Ok(Some(key));
    }
    let command = environment.text("ONSITE_LLM_KEY_COMMAND").map(str::to_owned);
    match command.or_else(|| configured.key_command.clone()) {
        Some(command) => by_command(&command).map(Some),
        None => Ok(None),
    }
}

/// What a command prints. Its words are split as a shell does it, and no shell is run; what it says
/// on standard error goes to the terminal.
fn by_command(command: &str) -> Result<Secret, Failure> {
    let failed = |why: &str| {
        Failure::expected(format!("the key command {why}"))
            .hint("it is to print the key and nothing else, as `pass show llm` does")
    };
    let words = shell_words::split(command).map_err(|_| failed("has an open quotation mark"))?;
    let (program, arguments) = words.split_first().ok_or_else(|| failed("is empty"))?;
    let ran = Command::new(program)
        .args(arguments)
        .stdin(Stdio::inherit())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| failed(&format!("`{program}` cannot be run: {}", reason(&error))))?;
    if !ran.status.success() {
        return Err(failed(&format!("`{program}` failed")));
    }
    let text = String::from_utf8(ran.stdout).map_err(|_| failed("printed what is not UTF-8"))?;
    Secret::new(&text).ok_or_else(|| failed("printed nothing"))
}

fn reason(error: &std::io::Error) -> String {
    crate::cli::error::reason(error)
}
