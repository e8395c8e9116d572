//! The skeleton of the command line, as `--help` shows it.

use std::fmt::Write as _;

use crate::home::Home;

/// All commands, as the help lists them: each before those below it.
fn commands(home: &Home) -> Vec<String> {
    let mut found = Vec::new();
    let mut left = vec![String::new()];
    while let Some(command) = left.pop() {
        let help = home.onsite(&format!("{command} --help")).succeeds();
        let listed = help.out().split_once("Commands:\n").map_or("", |(_, rest)| rest);
        let listed = listed.split("\n\n").next().unwrap_or_default();
        let names = listed.lines().filter_map(|line| line.strip_prefix("  "));
        let below = names.filter(|name| !name.starts_with(' ')).filter_map(|n| n.split(' ').next());
        let below: Vec<String> = below
            .filter(|word| *word != "help")
            .map(|word| format!("{command} {word}").trim().to_owned())
            .collect();
        left.extend(below.into_iter().rev());
        found.push(command);
    }
    found
}

#[test]
fn the_command_skeleton() {
    let home = Home::new();
    let mut skeleton = String::new();
    let commands = commands(&home);
    assert!(commands.len() > 20, "{commands:?}");
    for command in &commands {
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
    let tidy: Vec<&str> = skeleton.lines().map(str::trim_end).collect();
    insta::with_settings!({ snapshot_path => "../golden", prepend_module_to_snapshot => false,
                            omit_expression => true }, {
        insta::assert_snapshot!("command-line", tidy.join("\n"));
    });
}

#[test]
fn help_is_given_wherever_it_is_asked_for() {
    let home = Home::new();
    let start = home.onsite("start --help").succeeds().quietly();
    for line in ["help start", "start url-shortener --level senior --help", "--plain start --help"]
    {
        assert_eq!(home.onsite(line).succeeds().quietly().out(), start.out(), "{line}");
    }
    // What all commands take is taken on both sides of the command.
    let (before, after) = ("--plain --color never prompts", "prompts --plain --color never");
    let shown = |line: &str| home.onsite(line).succeeds().quietly().raw();
    assert_eq!(shown(before), shown(after));
}

#[test]
fn short_flags_have_long_ones() {
    let home = Home::new();
    for command in commands(&home) {
        let help = home.onsite(&format!("{command} --help")).succeeds();
        let options = help.out().lines().map(str::trim_start).filter(|line| line.starts_with('-'));
        for option in options.filter(|line| !line.starts_with("- ")) {
            assert!(option.starts_with("--") || option.contains(", --"), "{command}: {option}");
        }
    }
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
    // A release says its commit, too.
    let version =
        ran.out().trim().split_once(" (").map_or(ran.out().trim(), |(version, _)| version);
    assert_eq!(version, concat!("onsite ", env!("CARGO_PKG_VERSION")));
    let commit = ran.out().trim().split_once(" (").map(|(_, commit)| commit.trim_end_matches(')'));
    assert!(
        commit.is_none_or(|commit| commit.chars().all(|c| c.is_ascii_hexdigit())),
        "{commit:?}"
    );
}

#[test]
fn what_is_not_understood_is_usage() {
    let home = Home::new();
    for line in
        ["nonsense", "hist", "start --nonsense", "score --file", "-q -v history", "--color x"]
    {
        let _ran = home.onsite(line).fails(2).without_output();
    }
    let typo = home.onsite("histroy").fails(2).without_output();
    assert!(typo.error().contains("history"), "{}", typo.error());
}
