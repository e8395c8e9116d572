//! The skeleton of the command line, as `--help` shows it.

use std::fmt::Write as _;

use crate::home::Home;

const COMMANDS: [&str; 17] = [
    "",
    "start",
    "practice",
    "self-interview",
    "resume",
    "status",
    "discard",
    "score",
    "review",
    "export",
    "history",
    "prompts",
    "prompts list",
    "prompts show",
    "prompts new",
    "check",
    "eval",
];

#[test]
fn the_command_skeleton() {
    let home = Home::new();
    let mut skeleton = String::new();
    for command in COMMANDS {
        let ran = home.onsite(&format!("{command} --help")).succeeds().quietly();
        for line in ran.out().lines() {
            assert!(line.chars().count() <= 80, "`{command} --help`: {line}");
        }
        writeln!(skeleton, "$ onsite {command} --help\n{}", ran.out()).unwrap();
        if !command.is_empty() {
            let short = home.onsite(&format!("{command} -h")).succeeds().quietly();
            assert!(short.out().lines().all(|line| line.chars().count() <= 80), "{command}");
        }
    }
    // None is forgotten.
    let help = home.onsite("--help").succeeds();
    let commands = help.out().split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0;
    for command in commands.lines().filter_map(|line| line.split_whitespace().next()) {
        assert!(command == "help" || COMMANDS.contains(&command), "{command}");
    }
    let tidy: Vec<&str> = skeleton.lines().map(str::trim_end).collect();
    insta::with_settings!({ snapshot_path => "../golden", prepend_module_to_snapshot => false,
                            omit_expression => true }, {
        insta::assert_snapshot!("command-line", tidy.join("\n"));
    });
}

#[test]
fn narrow_and_wide_terminals() {
    let home = Home::new();
    for columns in ["40", "60", "200"] {
        let ran = home.onsite("prompts show url-shortener").with("COLUMNS", columns).succeeds();
        let most = columns.parse::<usize>().unwrap().min(80);
        assert!(ran.out().lines().all(|line| line.chars().count() <= most), "{}", ran.out());
    }
}

#[test]
fn the_version() {
    let ran = Home::new().onsite("--version").succeeds().quietly();
    assert_eq!(ran.out(), concat!("onsite ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn what_is_not_understood_is_usage() {
    let home = Home::new();
    for line in ["nonsense", "start --nonsense", "score --file", "-q -v history", "--color x"] {
        let _ran = home.onsite(line).fails(2).without_output();
    }
    let typo = home.onsite("histroy").fails(2).without_output();
    assert!(typo.error().contains("history"), "{}", typo.error());
}
