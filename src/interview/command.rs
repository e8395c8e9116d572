//! Telling text from commands, and reading a command.

use crate::bank::{Step, UnknownStep};
use crate::quantity::CalculationError;

/// What a submitted line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry<'a> {
    /// Answer text, with the `:` that protected a leading one taken off.
    Text(&'a str),
    /// A command.
    Command(Command<'a>),
    /// Looks like a command and is none.
    Refused(Refusal),
}

impl Entry<'_> {
    /// Whether words of the candidate's own stand in it: an answer, a question, a sum, an edge.
    pub fn has_text(&self) -> bool {
        match self {
            Self::Text(_) => true,
            Self::Command(Command::Draw(edge)) => edge.is_some(),
            Self::Command(command) => {
                matches!(command, Command::In(..) | Command::Ask(_) | Command::Calc { .. })
            }
            Self::Refused(_) => false,
        }
    }
}

/// A command inside an interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command<'a> {
    /// To the next step.
    Next,
    /// To the step before.
    Back,
    /// To a step.
    Goto(Step),
    /// Adds to another step without moving.
    In(Step, &'a str),
    /// Shows the answer so far.
    Show(Option<Step>),
    /// Draws an edge, or wipes it off; without one opens the board.
    Draw(Option<&'a str>),
    /// Lifts a line, by its number from 1.
    EditLine(usize),
    /// Opens the step in an editor.
    Edit,
    /// Takes the last change back.
    Undo,
    /// Makes it again.
    Redo,
    /// Works something out.
    Calc {
        /// What.
        expression: &'a str,
        /// Whether it goes into the answer with its result.
        keep: bool,
    },
    /// Puts a question to the interviewer.
    Ask(&'a str),
    /// Puts the interviewer's question off.
    Later,
    /// Asks for a hint; practice only.
    Hint,
    /// Says how much time is left.
    Time,
    /// Stops the clock, or lets it go on.
    Pause,
    /// Seals the answers.
    Finish,
    /// Leaves; the clock runs on.
    Quit,
    /// Strikes the session out.
    Abandon,
    /// Lists the commands.
    Help,
    /// Says that everything is saved.
    Write,
}

/// Why a line that looks like a command was refused; said to the candidate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such command.
    #[error("there is no command `:{word}`{} `::` begins a line of text with a colon", near(*.nearest))]
    Unknown {
        /// What was typed.
        word: String,
        /// The nearest command.
        nearest: Option<&'static str>,
    },
    /// Several commands begin so.
    #[error("`:{word}` may be {}", list(.candidates))]
    Ambiguous {
        /// What was typed.
        word: String,
        /// The commands that begin so.
        candidates: Vec<&'static str>,
    },
    /// The command needs something after it.
    #[error("type `{usage}`")]
    Incomplete {
        /// How it is typed.
        usage: &'static str,
    },
    /// The command takes nothing after it.
    #[error("`:{command}` takes nothing after it. `::{command}` begins a line of text")]
    Superfluous {
        /// The command.
        command: &'static str,
    },
    /// The step does not exist.
    #[error(transparent)]
    Step(#[from] UnknownStep),
    /// It cannot be worked out.
    #[error(transparent)]
    Calculation(#[from] CalculationError),
    /// Not a line number.
    #[error("`{0}` is not a line number: `:show` numbers the lines")]
    Number(String),
}

fn near(nearest: Option<&'static str>) -> String {
    nearest.map_or_else(|| ".".to_owned(), |word| format!("; did you mean `:{word}`?"))
}

fn list(candidates: &[&'static str]) -> String {
    let named: Vec<String> = candidates.iter().map(|word| format!("`:{word}`")).collect();
    named.join(" or ")
}

/// The commands with how they are typed and what they do, in the order of the help.
pub const COMMANDS: [(&str, &str, &str); 22] = [
    ("next", ":next", "go to the next step"),
    ("back", ":back", "go back a step"),
    ("goto", ":goto STEP", "go to a step (requirements, api, components, storage, scale)"),
    ("in", ":in STEP TEXT", "add TEXT to another step without moving"),
    ("show", ":show [STEP]", "the answer so far, lines numbered"),
    ("draw", ":draw [EDGE]", "draw `a -> b: label`; `- a -> b` wipes it off; alone: the board"),
    ("edit", ":edit [N]", "correct line N here; without N the step in your editor"),
    ("undo", ":undo", "take the last change to this step back"),
    ("redo", ":redo", "make it again"),
    ("ask", ":ask TEXT", "put a question to the interviewer; `? TEXT` does the same"),
    ("calc", ":calc EXPR", "work it out: 100M a month in /s, 500 bytes * 6 billion to TB"),
    ("calc!", ":calc! EXPR", "work it out and add it with its result to the answer"),
    ("later", ":later", "put the interviewer's follow-up off; it comes back"),
    ("hint", ":hint", "a hint, in three steps (practice only)"),
    ("time", ":time", "the time left, of the box and of the step"),
    ("pause", ":pause", "stop the clock (practice only)"),
    ("finish", ":finish", "end the interview and see the score"),
    ("quit", ":quit", "leave; the clock runs on, `onsite resume` comes back"),
    ("abandon", ":abandon", "strike this interview out: it counts nowhere"),
    ("help", ":help", "this list"),
    ("w", ":w", "nothing to do: everything is saved as you type"),
    ("wq", ":wq", "as :quit"),
];

/// Words completed after a `:`, with what may follow a command that takes a step.
pub fn completions(line: &str) -> Vec<String> {
    let Some(rest) = line.strip_prefix(':') else { return Vec::new() };
    match rest.split_once(' ') {
        None => COMMANDS
            .iter()
            .filter(|(word, ..)| word.starts_with(rest))
            .map(|(word, usage, _)| {
                format!(":{word}{}", if usage.contains(' ') { " " } else { "" })
            })
            .collect(),
        Some((word @ ("goto" | "in" | "show"), step)) => Step::ALL
            .iter()
            .filter(|candidate| candidate.id().starts_with(step))
            .map(|step| format!(":{word} {step}{}", if word == "in" { " " } else { "" }))
            .collect(),
        Some(_) => Vec::new(),
    }
}

/// Reads a submitted line: text, a command, or something that looks like a command and is none.
///
/// A submission with a line feed in it (a paste) is text whole.
pub fn read(line: &str) -> Entry<'_> {
    if line.contains('\n') {
        return Entry::Text(line);
    }
    if let Some(question) = question(line) {
        return Entry::Command(Command::Ask(question));
    }
    read_lifted(line)
}

/// Reads the correction of a line: as [`read`], but `? TEXT` stays text, for it was no question.
pub fn read_lifted(line: &str) -> Entry<'_> {
    if line.contains('\n') {
        return Entry::Text(line);
    }
    if line.starts_with("::") {
        return Entry::Text(&line[1..]);
    }
    match line.strip_prefix(':') {
        Some(rest) if rest.starts_with(|first: char| first.is_ascii_alphabetic()) => command(rest),
        _ => Entry::Text(line),
    }
}

/// The question of a line `? TEXT`.
fn question(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('?')?;
    let text = rest.trim();
    (rest.starts_with(char::is_whitespace) && !text.is_empty()).then_some(text)
}

/// Writes stored text so that [`read_lifted`] takes it as the same text again.
pub fn protect(text: &str) -> String {
    let looks_like_command =
        !text.contains('\n') && !matches!(read_lifted(text), Entry::Text(same) if same == text);
    if looks_like_command { format!(":{text}") } else { text.to_owned() }
}

fn command(rest: &str) -> Entry<'_> {
    let (word, argument) = match rest.split_once(char::is_whitespace) {
        Some((word, argument)) => (word, argument.trim()),
        None => (rest, ""),
    };
    match find(word).and_then(|name| with_argument(name, argument)) {
        Ok(command) => Entry::Command(command),
        Err(refusal) => Entry::Refused(refusal),
    }
}

fn find(word: &str) -> Result<&'static str, Refusal> {
    let lower = word.to_lowercase();
    if matches!(lower.as_str(), "x" | "wq") {
        return Ok("quit");
    }
    let names = COMMANDS.iter().map(|(name, ..)| *name);
    if let Some(exact) = names.clone().find(|name| *name == lower) {
        return Ok(exact);
    }
    // ":ca! 62^7" means `:calc!`; without the mark only `:calc` is meant.
    let (stem, mark) = lower.strip_suffix('!').map_or((lower.as_str(), ""), |stem| (stem, "!"));
    let candidates: Vec<&'static str> = names
        .clone()
        .filter(|name| name.starts_with(stem) && name.ends_with('!') == (mark == "!"))
        .collect();
    match candidates.as_slice() {
        [only] => Ok(only),
        [] => {
            let nearest = names
                .map(|name| (strsim::damerau_levenshtein(&lower, name), name))
                .filter(|(distance, name)| *distance <= name.len().div_ceil(3))
                .min_by_key(|(distance, _)| *distance)
                .map(|(_, name)| name);
            Err(Refusal::Unknown { word: word.to_owned(), nearest })
        }
        _ => Err(Refusal::Ambiguous { word: word.to_owned(), candidates }),
    }
}

fn with_argument<'a>(name: &'static str, argument: &'a str) -> Result<Command<'a>, Refusal> {
    let usage = || {
        let usage = COMMANDS.iter().find(|(word, ..)| *word == name).map_or("", |entry| entry.1);
        Refusal::Incomplete { usage }
    };
    let plain = |command| {
        if argument.is_empty() { Ok(command) } else { Err(Refusal::Superfluous { command: name }) }
    };
    match name {
        "next" => plain(Command::Next),
        "back" => plain(Command::Back),
        "goto" | "ask" | "calc" | "calc!" if argument.is_empty() => Err(usage()),
        "goto" => Ok(Command::Goto(argument.parse()?)),
        "in" => {
            let (step, text) = argument.split_once(char::is_whitespace).ok_or_else(usage)?;
            Ok(Command::In(step.parse()?, text.trim_start()))
        }
        "show" if argument.is_empty() => Ok(Command::Show(None)),
        "show" => Ok(Command::Show(Some(argument.parse()?))),
        "draw" => Ok(Command::Draw(Some(argument).filter(|edge| !edge.is_empty()))),
        "edit" if argument.is_empty() => Ok(Command::Edit),
        "edit" => {
            let number = argument.parse().map_err(|_| Refusal::Number(argument.to_owned()))?;
            Ok(Command::EditLine(number))
        }
        "undo" => plain(Command::Undo),
        "redo" => plain(Command::Redo),
        "calc" | "calc!" => Ok(Command::Calc { expression: argument, keep: name.ends_with('!') }),
        "ask" => Ok(Command::Ask(argument)),
        "later" => plain(Command::Later),
        "hint" => plain(Command::Hint),
        "time" => plain(Command::Time),
        "pause" => plain(Command::Pause),
        "finish" => plain(Command::Finish),
        "quit" => plain(Command::Quit),
        "abandon" => plain(Command::Abandon),
        "help" => Ok(Command::Help),
        _ => plain(Command::Write),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_colon_and_a_letter_is_a_command() {
        assert_eq!(read(":next"), Entry::Command(Command::Next));
        assert_eq!(read(":n"), Entry::Command(Command::Next));
        assert_eq!(read(":8080 is the port"), Entry::Text(":8080 is the port"));
        assert_eq!(read("::next is text"), Entry::Text(":next is text"));
        assert_eq!(read(":next\nmore"), Entry::Text(":next\nmore"));
        assert_eq!(read(" :next"), Entry::Text(" :next"));
        assert_eq!(read(":x"), Entry::Command(Command::Quit));
    }

    #[test]
    fn a_typo_is_refused_with_the_nearest() {
        let Entry::Refused(refusal) = read(":netx") else { panic!("taken") };
        assert_eq!(
            refusal.to_string(),
            "there is no command `:netx`; did you mean `:next`? \
             `::` begins a line of text with a colon"
        );
    }

    #[test]
    fn an_argument_too_many_is_text_meant_wrongly() {
        let Entry::Refused(refusal) = read(":back to the API") else { panic!("taken") };
        assert!(refusal.to_string().contains("`::back`"));
    }

    #[test]
    fn adding_to_another_step() {
        assert_eq!(
            read(":in sto  use Redis"),
            Entry::Command(Command::In(Step::Storage, "use Redis"))
        );
        assert!(matches!(read(":in storage"), Entry::Refused(Refusal::Incomplete { .. })));
    }

    #[test]
    fn calculating() {
        let calc = |line, keep| match read(line) {
            Entry::Command(Command::Calc { expression, keep: kept }) => {
                assert_eq!(kept, keep, "{line}");
                expression
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(calc(":calc 62^7", false), "62^7");
        assert_eq!(calc(":c 62^7", false), "62^7");
        assert_eq!(calc(":calc! 62^7", true), "62^7");
        assert_eq!(calc(":ca! 62^7", true), "62^7");
        assert!(matches!(read(":calc!"), Entry::Refused(Refusal::Incomplete { .. })));
        assert!(matches!(read(":next!"), Entry::Refused(Refusal::Unknown { .. })));
        assert_eq!(completions(":ca"), [":calc ", ":calc! "]);
    }

    #[test]
    fn a_question_mark_and_a_space_ask() {
        assert_eq!(read("?  how many "), Entry::Command(Command::Ask("how many")));
        assert_eq!(read(":ask how many?"), Entry::Command(Command::Ask("how many?")));
        assert_eq!(read("?how many"), Entry::Text("?how many"));
        assert_eq!(read("? "), Entry::Text("? "));
        assert_eq!(read("? one\n? two"), Entry::Text("? one\n? two"));
        assert_eq!(read_lifted("? how many"), Entry::Text("? how many"));
        assert!(matches!(read(":ask"), Entry::Refused(Refusal::Incomplete { .. })));
    }

    #[test]
    fn completing() {
        assert_eq!(completions(":as"), [":ask "]);
        assert_eq!(completions(":h"), [":hint", ":help"]);
        assert_eq!(completions(":ne"), [":next"]);
        assert_eq!(completions(":goto sc"), [":goto scale"]);
        assert_eq!(completions(":in st"), [":in storage "]);
        assert!(completions("text").is_empty());
    }

    proptest! {
        #[test]
        fn protected_text_reads_as_itself(text in any::<String>()) {
            let protected = protect(&text);
            prop_assert_eq!(read_lifted(&protected), Entry::Text(&text));
        }
    }
}
