//! The completions in real shells, at a terminal.

use std::path::Path;

use crate::home::{Home, ONSITE};
use crate::seat::Seat;
use crate::stage::installed;

/// A shell without anybody's settings, in which `onsite` is found.
fn shell<'a>(home: &'a Home, words: &[&str]) -> Seat<'a> {
    let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
    let path = Path::new(ONSITE).parent().unwrap().display();
    let path = format!("{path}:{}", std::env::var("PATH").unwrap());
    home.program(&words).with("PATH", &path).with("PS1", "ready> ").open()
}

/// What stands in the row of the cursor.
fn typed(screen: &vt100::Screen) -> String {
    let (row, _) = screen.cursor_position();
    screen.rows(0, screen.size().1.into()).nth(row.into()).unwrap_or_default()
}

impl Seat<'_> {
    /// Types the beginning of a line and Tab, waits for what it becomes, and clears it.
    fn completes(&mut self, beginning: &str, to: &str) {
        self.send(beginning);
        self.screen.wait_until(beginning, |screen| typed(screen).contains(beginning.trim_end()));
        self.send("\t");
        self.screen.wait_until(to, |screen| typed(screen).contains(to));
        self.send("\x15");
        self.screen.wait_until("an empty line", |screen| !typed(screen).contains("onsite"));
    }

    /// Types a line and Enter, and waits for the next prompt.
    fn runs(&mut self, line: &str) {
        self.send(format!("{line}; echo do''ne\r"));
        self.wait_for("done");
        self.wait_for_prompt();
    }

    fn wait_for_prompt(&self) {
        self.screen
            .wait_until("the prompt", |screen| typed(screen).trim_end().ends_with(['>', '#']));
    }

    /// `ID=VERDICT`, in two parts. (Elvish puts the first in quotation marks.)
    fn completes_a_verdict(&mut self) {
        self.completes("onsite review --set redirect-st", "--set redirect-status=");
        self.completes("onsite review --set redirect-status=par", "redirect-status=partly");
    }

    fn completes_what_there_is(&mut self, id: &str) {
        self.completes("onsite hist", "onsite history");
        self.completes("onsite prompts show url-sh", "onsite prompts show url-shortener");
        self.completes(&format!("onsite export {}", &id[..5]), &format!("onsite export {id}"));
        self.completes("onsite start --lev", "onsite start --level");
        self.completes("onsite practice --step requ", "onsite practice --step requirements");
        self.completes("onsite config set edi", "onsite config set edit_mode");
        self.completes("onsite config set edit_mode v", "onsite config set edit_mode vi");
        self.completes("onsite score --explain redirect-st", "--explain redirect-status");
    }
}

fn home() -> (Home, String) {
    let home = Home::new();
    let id = home.sit("start url-shortener", "302\n");
    (home, id)
}

#[test]
fn bash_completes() {
    if !installed("bash") {
        return;
    }
    let (home, id) = home();
    let mut seat = shell(&home, &["bash", "--norc", "--noprofile", "-i"]);
    seat.wait_for("ready>");
    seat.runs("source <(onsite completions bash)");
    seat.completes_what_there_is(&id);
    seat.completes_a_verdict();
}

#[test]
fn zsh_completes() {
    if !installed("zsh") {
        return;
    }
    let (home, id) = home();
    let mut seat = shell(&home, &["zsh", "-f", "-i"]);
    seat.wait_for("ready>");
    seat.runs("source <(onsite completions zsh)");
    seat.completes_what_there_is(&id);
    seat.completes_a_verdict();
    drop(seat);
    // From a folder of functions, as packages install it.
    let mut seat = shell(&home, &["zsh", "-f", "-i"]);
    seat.wait_for("ready>");
    seat.runs("mkdir f; onsite completions zsh > f/_onsite; fpath=($PWD/f $fpath)");
    seat.runs("autoload -Uz compinit; compinit");
    seat.completes_what_there_is(&id);
    seat.completes_a_verdict();
}

#[test]
fn fish_completes() {
    if !installed("fish") {
        return;
    }
    let (home, id) = home();
    let mut seat = shell(&home, &["fish", "--no-config", "-i"]);
    seat.wait_for_prompt();
    seat.runs("onsite completions fish | source");
    seat.completes_what_there_is(&id);
    seat.completes_a_verdict();
}

#[test]
fn elvish_completes() {
    if !installed("elvish") {
        return;
    }
    let (home, id) = home();
    let mut seat = shell(&home, &["elvish", "-norc"]);
    seat.wait_for("work");
    seat.send("set edit:rprompt = { put '' }\r");
    seat.wait_for_prompt();
    seat.runs("eval (onsite completions elvish | slurp)");
    seat.completes_what_there_is(&id);
}

#[test]
fn what_shells_ask() {
    let (home, id) = home();
    let ask = |shell: &str, words: &[&str]| {
        let index = words.len() - 1;
        let mut run = home.onsite("--").with("ONSITE_COMPLETE", shell);
        run = run.with("_CLAP_COMPLETE_INDEX", index.to_string()).with("_CLAP_IFS", "\n");
        for word in words {
            run = run.and(*word);
        }
        run.succeeds().quietly().raw()
    };
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(ask(shell, &["onsite", "forget", ""]).contains(&id), "{shell}");
        let script = home.onsite(&format!("completions {shell}")).succeeds().quietly();
        assert!(script.out().contains("ONSITE_COMPLETE"), "{}", script.out());
    }
    let lines =
        |words: &[&str]| -> Vec<String> { ask("bash", words).lines().map(str::to_owned).collect() };
    assert_eq!(lines(&["onsite", "start", "url-"]), ["url-shortener"]);
    assert_eq!(lines(&["onsite", "start", "--level", "s"]), ["senior", "staff"]);
    // A new prompt's id is its author's, and what is over cannot be resumed.
    assert!(!lines(&["onsite", "prompts", "new", ""]).contains(&"url-shortener".to_owned()));
    assert!(!lines(&["onsite", "resume", ""]).contains(&id));
    // Criteria only of what was sat to its end, and is not being sat.
    let criteria = |words: &[&str]| lines(words).contains(&"code-generation".to_owned());
    assert!(criteria(&["onsite", "score", "--explain", ""]));
    assert!(criteria(&["onsite", "score", &id, "--explain", "code"]));
    assert!(criteria(&["onsite", "score", "--prompt", "url-shortener", "--explain", ""]));
    assert!(!criteria(&["onsite", "score", "--prompt", "chat", "--explain", ""]));
    assert!(
        lines(&["onsite", "review", "--set", "code-g"]).contains(&"code-generation=".to_owned())
    );
    assert_eq!(lines(&["onsite", "review", "--set", "a", "=", "m"]), ["met", "missed"]);
    let elsewhere = ask("fish", &["onsite", "review", "--set", "code-generation=p"]);
    assert_eq!(elsewhere.trim(), "code-generation=partly");
    let _ran = home.onsite("start url-shortener").typed("x\n:quit\n").succeeds();
    assert!(!criteria(&["onsite", "score", &id, "--explain", ""]));
    let _ran = home.onsite("discard latest").succeeds();
    // The sessions of the directory that is named.
    let there = lines(&["onsite", "--data-dir", "there", "export", ""]);
    assert!(!there.contains(&id) && !there.contains(&"latest".to_owned()), "{there:?}");
    assert!(!home.work().join("there").exists());
    // What makes no sense is answered with nothing.
    for (shell, line) in [("nonsense", "-- onsite "), ("bash", "--"), ("fish", "")] {
        let ran = home.onsite(line).with("ONSITE_COMPLETE", shell).fails(1);
        assert_eq!(ran.quietly().out(), "");
    }
    let _ran = home.onsite("completions tcsh").fails(2).without_output();
}
