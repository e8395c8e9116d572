//! `onsite man`: the manual.

use std::io::Write as _;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::args::{Cli, Manual};
use super::context::Context;
use super::error::{Failure, file_failure};
use super::files;
use crate::terminal::page;

/// Shows a page of the manual: on a terminal through `man`, else as roff. Where there is no `man`,
/// a terminal gets the help.
///
/// # Errors
/// When there is no such command, or it cannot be written.
pub(super) fn run(context: &Context, args: &Manual) -> Result<(), Failure> {
    if let Some(folder) = &args.write {
        return write_all(context, folder);
    }
    let mut command = built();
    for word in &args.command {
        let found = command.find_subcommand(word).cloned();
        command = found.ok_or_else(|| unknown(&command, word))?;
    }
    let roff = rendered(&command)?;
    if !context.environment.stdout_terminal || context.ui.plain {
        return context.ui.out(&roff);
    }
    match shown_by_man(&roff) {
        Some(()) => Ok(()),
        None => context.paged(&command.render_long_help().to_string()),
    }
}

/// The commands with everything that clap adds to them, but for `help`, which `man` replaces.
fn built() -> Command {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    command
}

fn unknown(command: &Command, word: &str) -> Failure {
    let names = command.get_subcommands().map(Command::get_name);
    let near = crate::bank::nearest(word, names).map(|name| format!("did you mean `{name}`?"));
    Failure::expected(format!("there is no command `{word}`"))
        .maybe_hint(near)
        .hint("`onsite --help` lists them")
}

/// `man` reads a file under any system, standard input only under some.
fn shown_by_man(roff: &str) -> Option<()> {
    let folder = tempfile::Builder::new().prefix("onsite-man-").tempdir().ok()?;
    let path = folder.path().join("onsite.1");
    std::fs::File::create(&path).and_then(|mut file| file.write_all(roff.as_bytes())).ok()?;
    page(&["man".to_owned(), path.to_str()?.to_owned()], "", &[]).ok()
}

/// All pages, each under the name by which `man` finds it.
fn write_all(context: &Context, folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| file_failure("make", folder, &error))?;
    let mut written = 0;
    let mut left = vec![built()];
    while let Some(command) = left.pop() {
        let path = folder.join(Man::new(command.clone()).get_filename());
        files::replace(&path, rendered(&command)?.as_bytes())
            .and_then(|()| public(&path))
            .map_err(|error| file_failure("write", &path, &error))?;
        written += 1;
        left.extend(command.get_subcommands().cloned());
    }
    let pages = crate::interview::count(written, "page", "pages");
    context.ui.line(&format!("{pages} in `{}`.", folder.display()))
}

/// A manual is for everybody on the machine.
fn public(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644))
}

/// How an apostrophe is written, for the dialects of roff.
const APOSTROPHES: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

/// A page as roff.
fn rendered(command: &Command) -> Result<String, Failure> {
    let man = Man::new(command.clone())
        .manual("onsite")
        .source(format!("onsite {}", env!("CARGO_PKG_VERSION")));
    let mut page = Vec::new();
    let failed = |error: std::io::Error| Failure::expected(format!("cannot write it: {error}"));
    sections(&man, command, &mut page).map_err(failed)?;
    // Every part brings its own.
    let page = String::from_utf8_lossy(&page).replace(APOSTROPHES, "");
    Ok(format!("{APOSTROPHES}{page}"))
}

fn sections(man: &Man, command: &Command, page: &mut Vec<u8>) -> std::io::Result<()> {
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(page)?;
    }
    man.render_options_section(page)?;
    let mut more = Roff::new();
    if let Some(help) = command.get_after_help() {
        notes(&mut more, &help.to_string());
    }
    if command.get_name() == "onsite" {
        lists(&mut more);
    }
    more.to_writer(page)
}

/// What stands under the help: examples, kept as they are typed, and remarks.
fn notes(roff: &mut Roff, help: &str) {
    for part in help.split("\n\n") {
        let (heading, text) = match part.strip_prefix("Examples:\n") {
            Some(examples) => ("EXAMPLES", examples),
            None => ("NOTES", part),
        };
        roff.control("SH", [heading]);
        if heading == "EXAMPLES" {
            roff.control("nf", []);
        }
        for line in text.lines() {
            roff.text([roman(line)]);
        }
        if heading == "EXAMPLES" {
            roff.control("fi", []);
        }
    }
}

/// What holds for all commands.
fn lists(roff: &mut Roff) {
    for (heading, entries) in LISTS {
        roff.control("SH", [*heading]);
        for (name, text) in *entries {
            roff.control("TP", []);
            roff.text([bold(*name)]);
            roff.text([roman(*text)]);
        }
    }
}

type List = &'static [(&'static str, &'static str)];

const LISTS: &[(&str, List)] = &[
    (
        "IN AN INTERVIEW",
        &[
            (":next, :back, :goto STEP", "Go to another step."),
            (":show [STEP], :edit [N], :undo", "See the answer so far; correct it."),
            (":ask TEXT, ? TEXT", "Put a question to the interviewer."),
            (":time, :finish, :quit, :abandon", "The time left; seal the answers; leave; give up."),
            (":help", "All of them. A line that begins with a colon and a letter is a command."),
        ],
    ),
    (
        "EXIT STATUS",
        &[
            ("0", "Done. Leaving an interview unfinished on purpose is 0 too."),
            ("1", "An expected failure: not found, faults found, a total under --fail-under."),
            ("2", "A command line that cannot be meant."),
            ("3", "The store is unreadable, of a newer version, or in use."),
            ("4", "The network or a language model failed."),
            ("129, 130, 143", "Hung up, interrupted, terminated."),
        ],
    ),
    (
        "ENVIRONMENT",
        &[
            ("ONSITE_DATA_DIR", "The data directory, as --data-dir."),
            (
                "ONSITE_LEVEL, ONSITE_MINUTES, …",
                "Settings; see onsite-config(1). They count before config.toml.",
            ),
            ("XDG_DATA_HOME, XDG_CONFIG_HOME", "The folders in which onsite keeps one of its own."),
            ("VISUAL, EDITOR", "The editor that :edit opens."),
            ("PAGER", "Shows long output on a terminal; empty or cat for none."),
            (
                "NO_COLOR, CLICOLOR_FORCE",
                "Whether there is colour, where neither --color nor the setting says.",
            ),
            ("COLUMNS", "The width, where standard output is no terminal."),
            ("ONSITE_LLM_URL", "The endpoint of a language model, as --llm-url."),
            ("ONSITE_LLM_MODEL", "Its model, as --llm-model."),
            ("ONSITE_LLM_KEY", "Its key; or ONSITE_LLM_KEY_FILE, or ONSITE_LLM_KEY_COMMAND."),
            ("ONSITE_LLM_CONSENT", "Agrees to this endpoint for one run."),
            ("ONSITE_LLM_TIMEOUT", "How many seconds a call may take; 60."),
            ("ONSITE_LLM_CALLS", "How many calls are made at the same time; 4."),
            ("ONSITE_CLOCK_RATE", "Runs a box so many times as fast, as a rehearsal."),
        ],
    ),
    (
        "FILES",
        &[
            ("~/.config/onsite/config.toml", "The settings; see onsite-config(1)."),
            ("~/.local/share/onsite/onsite.db", "All interviews, in one SQLite database."),
            ("~/.local/share/onsite/bank", "Prompts and rubrics of your own."),
            ("~/.local/share/onsite/backups", "What was there before an onsite restore."),
        ],
    ),
];
