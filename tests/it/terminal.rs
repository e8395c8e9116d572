//! The line editor on a terminal.
//!
//! The program on the terminal is this test binary itself: it runs [`program`] when the
//! environment names a folder for it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use nix::sys::signal::Signal;
use onsite::terminal::{
    Ask, EditMode, Edited, ExternalEdit, LineEditor, Options, Outcome, PlainReader, Style,
};

use crate::screen::{Screen, command};

const FOLDER: &str = "ONSITE_TEST_FOLDER";
const PLAN: &str = "ONSITE_TEST_PLAN";
const PROMPT: &str = "› ";

/// The program under test: reads lines and notes how each ended, until it is told to stop.
#[test]
#[ignore = "the program that the other tests run on a terminal"]
fn program() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let plan = std::env::var(PLAN).unwrap_or_default();
    let code = run(&folder, &plan);
    #[expect(clippy::exit, reason = "the end of a program of its own; all guards have run")]
    std::process::exit(code);
}

fn run(folder: &Path, plan: &str) -> i32 {
    let has = |word: &str| plan.split_whitespace().any(|w| w == word);
    let bell = folder.join("bell");
    let deadline: onsite::terminal::Deadline =
        Arc::new(move || Some(Duration::from_secs(if bell.exists() { 0 } else { 2000 })));
    let start = std::time::Instant::now();
    let note = |line: String| {
        let path = folder.join("outcomes");
        let mut file = fs::File::options().append(true).create(true).open(path).unwrap();
        file.write_all((line + "\n").as_bytes()).unwrap();
    };
    if has("plain") {
        let mut reader = PlainReader::open().unwrap();
        reader.set_deadline(Some(deadline));
        return follow(folder, &mut Reading::Plain(&mut reader), note);
    }
    let draft = folder.join("draft");
    let options = Options {
        edit_mode: if has("vi") { EditMode::Vi } else { EditMode::Emacs },
        style: Style::new(true),
        status: Some(Box::new(move |columns| {
            format!("clock {:.1} on {columns}", start.elapsed().as_secs_f32())
        })),
        title: Some(Box::new(|| "the title".to_owned())),
        on_change: Some(Box::new(move |text| fs::write(&draft, text).unwrap())),
        complete: Some(Box::new(|line| {
            let all = [":next", ":back"];
            all.iter().filter(|c| c.starts_with(line)).map(|c| (*c).to_owned()).collect()
        })),
        on_interrupt: None,
    };
    print!("\x1b[2J\x1b[H");
    std::io::stdout().flush().unwrap();
    let mut editor = LineEditor::open(options).unwrap();
    editor.set_deadline(Some(deadline));
    let waker = editor.waker();
    let wake = folder.join("wake");
    std::thread::Builder::new()
        .spawn(move || {
            loop {
                if wake.exists() {
                    fs::remove_file(&wake).unwrap();
                    waker.wake();
                }
                std::thread::sleep(Duration::from_millis(5));
            }
        })
        .unwrap();
    follow(folder, &mut Reading::Edited(&mut editor), note)
}

enum Reading<'a> {
    Edited(&'a mut LineEditor),
    Plain(&'a mut PlainReader),
}

impl Reading<'_> {
    fn read(&mut self, ask: Ask<'_>) -> Outcome {
        match self {
            Self::Edited(editor) => editor.read(ask),
            Self::Plain(reader) => reader.read(ask),
        }
    }

    fn print(&self, text: &str) {
        match self {
            Self::Edited(editor) => editor.print(text),
            Self::Plain(reader) => reader.print(text),
        }
    }

    fn edit_file(&mut self, request: &ExternalEdit<'_>) -> Edited {
        match self {
            Self::Edited(editor) => editor.edit_file(request),
            Self::Plain(reader) => reader.edit_file(request),
        }
    }

    fn late(&mut self) -> String {
        match self {
            Self::Edited(editor) => editor.late(),
            Self::Plain(reader) => reader.late(),
        }
    }
}

fn follow(folder: &Path, reading: &mut Reading<'_>, note: impl Fn(String)) -> i32 {
    let mut initial: Option<String> = None;
    let mut count = 0;
    loop {
        let ask = Ask { prompt: PROMPT, initial: initial.as_deref() };
        let outcome = reading.read(ask);
        initial = None;
        count += 1;
        note(format!("{outcome:?}"));
        match outcome {
            Outcome::Line { text, .. } if text == "quit" => return 0,
            Outcome::Line { text, .. } if text == "busy" => {
                fs::write(folder.join("busy"), "").unwrap();
                while !folder.join("go on").exists() {
                    std::thread::sleep(Duration::from_millis(5));
                }
            }
            Outcome::Line { text, .. } if text == "panic" => panic!("as asked"),
            Outcome::Line { text, .. } if text.starts_with("edit ") => {
                let command: Vec<String> = text.split(' ').skip(1).map(str::to_owned).collect();
                let file = folder.join("the answer.md");
                fs::write(&file, "first\n").unwrap();
                let saves = |text: &str| note(format!("save {text:?}"));
                let request = ExternalEdit { command: &command, file: &file, on_change: &saves };
                let edited = reading.edit_file(&request);
                note(format!("{edited:?}"));
                if matches!(edited, Edited::Bell { .. }) {
                    note(format!("late {:?}", reading.late()));
                }
            }
            Outcome::Line { .. } | Outcome::LiftLast | Outcome::Eof => {}
            Outcome::Bell { .. } => {
                let late = reading.late();
                note(format!("late {late:?}"));
            }
            Outcome::Woken { text } | Outcome::Interrupted { text } => {
                reading.print("a remark\n");
                initial = Some(text);
            }
            Outcome::HangUp { .. } => return 129,
            Outcome::Terminated { .. } => return 143,
            Outcome::Failed { .. } => return 1,
        }
        reading.print(&format!("done {count}\n"));
    }
}

/// The program, the screen and the folder between them.
struct Stage {
    screen: Screen,
    folder: tempfile::TempDir,
}

impl Stage {
    fn open(plan: &str) -> Self {
        Self::of_size(plan, 80, 24)
    }

    fn of_size(plan: &str, columns: u16, rows: u16) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let arguments =
            ["terminal::program", "--exact", "--ignored", "--nocapture", "--test-threads=1"];
        let mut command = command(&std::env::current_exe().unwrap(), &arguments);
        command.env(FOLDER, folder.path());
        command.env(PLAN, plan);
        let screen = Screen::spawn(command, columns, rows);
        screen.wait_for(PROMPT.trim());
        Self { screen, folder }
    }

    fn touch(&self, name: &str) {
        fs::write(self.folder.path().join(name), "").unwrap();
    }

    fn ring(&self) {
        self.touch("bell");
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap_or_default()
    }

    fn wait_for_file(&self, name: &str, wanted: impl Fn(&str) -> bool) -> String {
        let end = std::time::Instant::now() + crate::screen::PATIENCE;
        loop {
            let text = self.file(name);
            if wanted(&text) {
                return text;
            }
            assert!(
                std::time::Instant::now() < end,
                "waited for `{name}`: {text:?}\n{}\n{}",
                self.file("outcomes"),
                self.screen.contents()
            );
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits until so many outcomes are noted, and gives the last of these.
    fn outcome(&self, number: usize) -> String {
        let text = self.wait_for_file("outcomes", |text| text.lines().count() >= number);
        text.lines().nth(number - 1).unwrap().to_owned()
    }

    fn wait_for_draft(&self, draft: &str) {
        self.wait_for_file("draft", |text| text == draft);
    }

    fn quit(mut self) {
        self.screen.send("quit\r");
        assert_eq!(self.screen.wait_for_end().exit_code(), 0);
    }
}

fn line(text: &str) -> String {
    format!("Line {{ text: {text:?}, pasted: {} }}", text.contains('\n'))
}

fn bell(text: &str) -> String {
    format!("Bell {{ text: {text:?} }}")
}

#[test]
fn lines_are_read_and_the_terminal_is_given_back() {
    let mut stage = Stage::open("");
    let before = stage.screen.bytes();
    stage.screen.send("héllo 日本\r\r\tindented\r");
    assert_eq!(stage.outcome(1), line("héllo 日本"));
    assert_eq!(stage.outcome(2), line(""));
    assert_eq!(stage.outcome(3), line("\tindented"));
    assert_eq!(stage.screen.mode(), (false, false, false));
    stage.screen.send("quit\r");
    assert_eq!(stage.screen.wait_for_end().exit_code(), 0);
    assert_eq!(stage.screen.mode(), (true, true, true));
    let after = stage.screen.bytes();
    assert!(after.len() > before.len());
    let after = String::from_utf8_lossy(&after).into_owned();
    assert!(after.rfind("\x1b[?2004l") > after.rfind("\x1b[?2004h"), "{after:?}");
    assert!(after.rfind("\x1b[r") > after.rfind(";23r"), "{after:?}");
}

#[test]
fn the_clock_moves_while_typing_and_follows_the_size() {
    let mut stage = Stage::open("");
    let typed = "The client talks to a load balancer; the balancer fans out to stateless nodes. ";
    let all = typed.repeat(4);
    for piece in all.as_bytes().chunks(7) {
        stage.screen.send(piece);
        std::thread::sleep(Duration::from_millis(5));
    }
    stage.wait_for_draft(&all);
    stage.screen.wait_until("the clock", |s| {
        s.rows(0, 80).nth(23).is_some_and(|row| row.starts_with("clock") && row.ends_with("on 80"))
    });
    let first = stage.screen.row(23);
    stage.screen.wait_until("a second later", |s| s.rows(0, 80).nth(23) != Some(first.clone()));
    for (columns, rows) in [(60, 18), (40, 10), (80, 24)] {
        stage.screen.resize(columns, rows);
        stage.screen.wait_until("the clock in the new last row", |s| {
            s.rows(0, columns).nth(usize::from(rows) - 1).is_some_and(|row| {
                row.starts_with("clock") && row.ends_with(&format!("on {columns}"))
            })
        });
    }
    stage.screen.send("x\r");
    assert_eq!(stage.outcome(1), line(&(all + "x")));
    stage.quit();
}

#[test]
fn there_is_no_clock_where_there_is_no_room() {
    let mut stage = Stage::of_size("", 80, 5);
    stage.screen.send("text\r");
    assert_eq!(stage.outcome(1), line("text"));
    assert!(!stage.screen.contents().contains("clock"));
    stage.screen.resize(80, 24);
    stage.screen.wait_for("on 80");
    stage.quit();
}

fn long_paste() -> String {
    use std::fmt::Write as _;
    let mut text = String::new();
    for n in 0..200 {
        writeln!(
            text,
            "- line {n}\twith a tab, \u{1b}[31mred\u{1b}[0m, \u{3}\u{4}\u{9b} – 日本 {n}"
        )
        .unwrap();
    }
    text
}

#[test]
fn a_paste_comes_out_byte_for_byte() {
    let mut stage = Stage::open("");
    stage.screen.send("before ");
    stage.wait_for_draft("before ");
    stage.screen.paste(&long_paste());
    stage.screen.send("after\r");
    assert_eq!(stage.outcome(1), line(&format!("before {}after", long_paste())));
    assert_eq!(stage.file("draft"), format!("before {}after", long_paste()));
    // Nothing of it drove the terminal.
    assert!(!String::from_utf8_lossy(&stage.screen.bytes()).contains("\x1b[31mred"));
    stage.quit();
}

#[test]
fn invalid_bytes_lose_nothing_else() {
    let mut stage = Stage::open("");
    stage.screen.send(b"caf\xe9 and more\r");
    assert_eq!(stage.outcome(1), line("caf\u{fffd} and more"));
    stage.screen.send(b"\x1b[200~a\xff\xfeb\r\nc\x1b[201~\r");
    assert_eq!(stage.outcome(2), line("a\u{fffd}\u{fffd}b\nc"));
    stage.quit();
}

#[test]
fn the_bell_keeps_half_a_word() {
    let mut stage = Stage::open("");
    stage.screen.send("half a wor");
    stage.wait_for_draft("half a wor");
    stage.ring();
    assert_eq!(stage.outcome(1), bell("half a wor"));
    assert_eq!(stage.outcome(2), "late \"\"");
    stage.screen.wait_for("done 1");
    stage.quit();
}

#[test]
fn no_key_is_lost_at_the_bell_and_late_ones_answer_nothing() {
    let mut stage = Stage::open("");
    let mut sent = String::new();
    for n in 0..400 {
        if n == 100 {
            stage.ring();
        }
        if n > 100 && stage.file("outcomes").contains("late") {
            break;
        }
        let key = char::from(b'a' + u8::try_from(n % 26).unwrap());
        stage.screen.send([key as u8]);
        sent.push(key);
        std::thread::sleep(Duration::from_millis(3));
    }
    let text = stage.outcome(1);
    let late = stage.outcome(2);
    let inner = |s: &str| s.split('"').nth(1).unwrap().to_owned();
    let taken = inner(&text) + &inner(&late);
    assert_eq!(taken, sent, "{text} {late}");
    assert!(inner(&text).len() >= 100, "{text}");
    stage.quit();
}

#[test]
fn lines_typed_ahead_of_the_bell_come_before_it() {
    let mut stage = Stage::open("");
    stage.screen.send("busy\r");
    stage.wait_for_file("outcomes", |text| text.contains("busy"));
    stage.screen.send("one\rtwo\rthr");
    // The keys have arrived when the program could read them; nothing shows that on the screen.
    std::thread::sleep(Duration::from_millis(100));
    stage.ring();
    std::thread::sleep(Duration::from_millis(400));
    stage.screen.send("late");
    std::thread::sleep(Duration::from_millis(50));
    stage.touch("go on");
    assert_eq!(stage.outcome(2), line("one"));
    assert_eq!(stage.outcome(3), line("two"));
    assert_eq!(stage.outcome(4), bell("thr"));
    assert_eq!(stage.outcome(5), "late \"late\"");
    stage.quit();
}

#[test]
fn the_bell_keeps_half_a_paste() {
    let mut stage = Stage::open("");
    stage.screen.send("text ");
    stage.wait_for_draft("text ");
    stage.screen.send("\x1b[200~one\rtwo\rthr");
    std::thread::sleep(Duration::from_millis(50));
    stage.ring();
    assert_eq!(stage.outcome(1), bell("text one\ntwo\nthr"));
    stage.screen.send("ee\r\x1b[201~");
    assert_eq!(stage.outcome(2), "late \"ee\\n\"");
    stage.quit();
}

#[test]
fn the_bell_waits_a_moment_for_the_end_of_a_paste() {
    let mut stage = Stage::open("");
    stage.screen.send("\x1b[200~one\rtw");
    std::thread::sleep(Duration::from_millis(50));
    stage.ring();
    // The watchdog asks four times a second; the rest comes within the grace of the bell or
    // before it, as the paste itself is given up only after two seconds.
    for rest in ["o\rth", "ree", "\x1b[201~"] {
        std::thread::sleep(Duration::from_millis(15));
        stage.screen.send(rest);
    }
    assert_eq!(stage.outcome(1), bell("one\ntwo\nthree"));
    assert_eq!(stage.outcome(2), "late \"\"");
    stage.quit();
}

#[test]
fn the_bell_rings_in_every_odd_state() {
    for (plan, keys, text) in [
        ("", "word\x12", "word"),
        ("", "word\x1b", "word"),
        ("", "word\x1b[1;", "word"),
        ("", "word\x16", "word"),
        ("", "word\x1b5", "word"),
        ("", "word\x18", "word"),
        ("", "word\x1d", "word"),
        ("", ":ne\t", ":next"),
        ("vi", "word\x1b", "word"),
        ("vi", "word\x1bd", "word"),
        ("vi", "word\x1b3", "word"),
        ("vi", "word\x1bf", "word"),
        ("vi", "word\x1bd3f", "word"),
    ] {
        let mut stage = Stage::open(plan);
        stage.screen.send(keys);
        stage.wait_for_file("draft", |draft| draft == text);
        std::thread::sleep(Duration::from_millis(60));
        stage.ring();
        assert_eq!(stage.outcome(1), bell(text), "{plan} {keys:?}");
        stage.outcome(2);
        stage.quit();
    }
    let mut stage = Stage::open("");
    stage.screen.send(b"half a char \xe6\x97");
    stage.wait_for_draft("half a char ");
    stage.ring();
    assert_eq!(stage.outcome(1), bell("half a char "));
    stage.screen.send(b"\xa5");
    assert_eq!(stage.outcome(2), "late \"日\"");
    stage.quit();
}

#[test]
fn control_c_clears_nothing_and_control_d_ends_only_an_empty_line() {
    let mut stage = Stage::open("");
    stage.screen.send("some\x03 text\x03\x1c\x04\r");
    assert_eq!(stage.outcome(1), line("some text"));
    stage.screen.send("\x04");
    assert_eq!(stage.outcome(2), "Eof");
    stage.quit();
}

#[test]
fn a_signal_from_outside_clears_nothing() {
    let mut stage = Stage::open("");
    stage.screen.send("some");
    stage.wait_for_draft("some");
    stage.screen.signal(Signal::SIGINT);
    stage.screen.send(" text\r");
    assert_eq!(stage.outcome(1), line("some text"));
    stage.quit();
}

#[test]
fn up_on_an_empty_line_lifts_the_last() {
    for (plan, key) in [("", "\x1b[A"), ("", "\x1bOA"), ("", "\x10"), ("vi", "\x1b[A")] {
        let mut stage = Stage::open(plan);
        stage.screen.send(format!("text{key}\r"));
        assert_eq!(stage.outcome(1), line("text"));
        stage.screen.send(format!("{key}ahead\r"));
        assert_eq!(stage.outcome(2), "LiftLast");
        assert_eq!(stage.outcome(3), line("ahead"), "nothing typed ahead is lost");
        stage.quit();
    }
}

#[test]
fn tab_completes_a_command_and_indents_text() {
    let mut stage = Stage::open("");
    stage.screen.send(":b\t\r");
    assert_eq!(stage.outcome(1), line(":back"));
    stage.screen.send("a\tb\r");
    assert_eq!(stage.outcome(2), line("a\tb"));
    stage.quit();
}

#[test]
fn vi_keys() {
    let mut stage = Stage::open("vi");
    stage.screen.send("one two three");
    stage.wait_for_draft("one two three");
    stage.screen.send("\x1b");
    std::thread::sleep(Duration::from_millis(150));
    stage.screen.send("0dw");
    stage.wait_for_draft("two three");
    // A paste while a movement is awaited is text, and no command.
    stage.screen.send("d");
    stage.screen.paste("dd0x");
    stage.wait_for_file("draft", |draft| draft.contains("dd0x"));
    stage.screen.send("\r");
    assert_eq!(stage.outcome(1), line("dd0xtwo three"));
    stage.screen.send("quit\r");
    assert_eq!(stage.screen.wait_for_end().exit_code(), 0);
}

#[test]
fn a_remark_is_printed_above_the_line_and_the_line_goes_on() {
    let mut stage = Stage::open("");
    let typed =
        "a line that is longer than the screen is wide and so stands in two rows of it, or more";
    stage.screen.send(typed);
    stage.wait_for_draft(typed);
    stage.screen.send("\x1b[D\x1b[D\x1b[D\x1b[D");
    stage.touch("wake");
    assert_eq!(stage.outcome(1), format!("Woken {{ text: {typed:?} }}"));
    stage.screen.send("X\r");
    assert_eq!(stage.outcome(2), line(&(typed.to_owned() + "X")));
    stage.screen.wait_for("done 2");
    let contents = stage.screen.contents();
    assert_eq!(contents.matches("a line that").count(), 1, "{contents}");
    let (remark, text) = (contents.find("a remark"), contents.find("a line that"));
    assert!(remark < text, "{contents}");
    stage.quit();
}

#[test]
fn signals_hand_the_text_out_first() {
    let mut stage = Stage::open("");
    stage.screen.send("half a th");
    stage.wait_for_draft("half a th");
    stage.screen.signal(Signal::SIGTERM);
    assert_eq!(stage.outcome(1), "Terminated { text: \"half a th\" }");
    assert_eq!(stage.screen.wait_for_end().exit_code(), 143);
    assert_eq!(stage.screen.mode(), (true, true, true));
}

#[test]
fn a_closed_window_loses_nothing() {
    for plan in ["", "plain"] {
        let mut stage = Stage::open(plan);
        stage.screen.send("half a th");
        stage.screen.wait_for("half a th");
        stage.screen.close();
        let outcome = stage.outcome(1);
        if plan.is_empty() {
            assert_eq!(outcome, "HangUp { text: \"half a th\" }");
        } else {
            // The system may throw away what a terminal has not handed out when it is gone.
            assert!(outcome.starts_with("HangUp"), "{outcome}");
        }
        assert_eq!(stage.screen.wait_for_end().exit_code(), 129);
    }
}

#[test]
fn a_panic_gives_the_terminal_back() {
    let mut stage = Stage::open("");
    stage.screen.send("panic\r");
    stage.screen.wait_for_end();
    assert_eq!(stage.screen.mode(), (true, true, true));
    assert!(stage.screen.contents().contains("as asked"));
}

#[test]
fn the_clock_comes_back_after_the_screen_is_cleared() {
    let mut stage = Stage::open("");
    stage.screen.send("text");
    stage.wait_for_draft("text");
    stage.screen.send("\x0c");
    stage.screen.wait_until("the line on top and the clock below", |s| {
        let rows: Vec<String> = s.rows(0, 80).collect();
        rows[0] == "› text" && rows[23].starts_with("clock")
    });
    stage.screen.send("\r");
    stage.quit();
}

#[test]
fn plain_lines_from_a_terminal() {
    let mut stage = Stage::open("plain");
    stage.screen.send("one\r");
    assert_eq!(stage.outcome(1), line("one"));
    stage.screen.send("hal");
    stage.screen.wait_for("hal");
    stage.screen.send("\x03");
    assert!(stage.outcome(2).starts_with("Interrupted"));
    stage.screen.send("f");
    stage.screen.wait_for("f");
    std::thread::sleep(Duration::from_millis(50));
    stage.ring();
    assert_eq!(stage.outcome(3), bell("half"));
    stage.screen.send("late");
    assert_eq!(stage.outcome(4), "late \"late\"");
    stage.screen.wait_for("done 3");
    stage.quit();
}

/// Whether a program is installed; says so where a test is left out.
fn installed(program: &str) -> bool {
    let found = std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join(program).is_file()));
    if !found {
        println!("left out: `{program}` is not installed");
    }
    found
}

/// A shell script in the folder as an editor that is always there.
fn script(stage: &Stage, text: &str) -> String {
    let path = stage.folder.path().join("editor.sh");
    fs::write(&path, text).unwrap();
    format!("edit sh {}\r", path.display())
}

#[test]
fn an_external_editor_saves() {
    for plan in ["", "plain"] {
        let mut stage = Stage::open(plan);
        let edit = script(&stage, "echo ready; read word; echo \"$word\" >> \"$1\"");
        stage.screen.send(edit);
        stage.screen.wait_for("ready");
        assert_eq!(stage.screen.mode(), (true, true, true));
        stage.screen.send("typed there\r");
        stage.outcome(2);
        let outcomes = stage.file("outcomes");
        assert!(outcomes.contains("Saved { text: \"first\\ntyped there\\n\" }"), "{outcomes}");
        stage.screen.wait_for("done 1");
        stage.screen.send("and on\r");
        stage.wait_for_file("outcomes", |text| text.contains(&line("and on")));
        stage.quit();
    }
}

#[test]
fn an_external_editor_that_changes_nothing_or_fails() {
    let mut stage = Stage::open("");
    stage.screen.send("edit true\r");
    assert_eq!(stage.outcome(2), "Unchanged");
    stage.screen.send("edit false\r");
    let failed = stage.outcome(4);
    assert!(failed.starts_with("Failed { text: \"first\\n\""), "{failed}");
    stage.screen.send("edit /no/such/editor\r");
    let failed = stage.outcome(6);
    assert!(failed.contains("no/such/editor"), "{failed}");
    stage.screen.wait_for("done 3");
    stage.quit();
}

#[test]
fn saves_of_an_external_editor_are_told_and_the_bell_ends_it() {
    let mut stage = Stage::open("");
    // It does not end when asked to.
    let edit = script(&stage, "trap '' TERM; echo ready; echo more >> \"$1\"; read w; read w");
    stage.screen.send(edit);
    stage.screen.wait_for("ready");
    stage.wait_for_file("outcomes", |text| text.contains("save \"first\\nmore\\n\""));
    assert!(stage.screen.bytes().windows(9).any(|w| w == b"the title"));
    stage.ring();
    let end = stage.wait_for_file("outcomes", |text| text.contains("late"));
    assert!(end.contains("Bell { text: \"first\\nmore\\n\", recovered: false }"), "{end}");
    stage.screen.wait_for("done 1");
    stage.screen.send("and on\r");
    let after = stage.wait_for_file("outcomes", |text| text.contains("and on"));
    assert_eq!(after.lines().last().unwrap(), line("and on"));
    stage.quit();
}

#[test]
fn the_bell_recovers_what_vim_had_not_saved() {
    if !installed("vim") {
        return;
    }
    let mut stage = Stage::open("");
    stage.screen.send("edit vim -u NONE -n\r");
    stage.screen.wait_for("first");
    stage.screen.wait_for("1 line");
    stage.screen.send("ounsaved");
    stage.screen.wait_for("unsaved");
    stage.ring();
    let end = stage.wait_for_file("outcomes", |text| text.contains("late"));
    assert!(end.contains("Bell { text: \"first\\nunsaved\\n\", recovered: true }"), "{end}");
    stage.screen.wait_for("done 1");
    stage.quit();
}

#[test]
fn the_bell_recovers_what_nano_had_not_saved() {
    if !installed("nano") {
        return;
    }
    let mut stage = Stage::open("");
    stage.screen.send("edit nano\r");
    stage.screen.wait_for("first");
    stage.screen.send("unsaved ");
    stage.screen.wait_for("unsaved");
    stage.ring();
    let end = stage.wait_for_file("outcomes", |text| text.contains("late"));
    assert!(end.contains("Bell { text: \"unsaved first\\n\", recovered: true }"), "{end}");
    stage.screen.wait_for("done 1");
    stage.quit();
}

#[test]
fn sigterm_while_an_external_editor_is_open() {
    let mut stage = Stage::open("");
    let edit = script(&stage, "echo more >> \"$1\"; echo ready; read w");
    stage.screen.send(edit);
    stage.screen.wait_for("ready");
    stage.screen.signal(Signal::SIGTERM);
    let end = stage.wait_for_file("outcomes", |text| text.contains("Terminated"));
    assert!(end.contains("Terminated { text: \"first\\nmore\\n\" }"), "{end}");
    assert_eq!(stage.screen.wait_for_end().exit_code(), 143);
    assert_eq!(stage.screen.mode(), (true, true, true));
}

#[test]
fn a_stop_and_going_on() {
    if !installed("bash") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let program = std::env::current_exe().unwrap();
    let mut shell = command(Path::new("bash"), &["--norc", "--noediting", "-i"]);
    shell.env(FOLDER, folder.path());
    shell.env("PS1", "shell> ");
    shell.env("PROGRAM", &program);
    let mut stage = Stage { screen: Screen::spawn(shell, 80, 24), folder };
    stage.screen.wait_for("shell> ");
    let arguments = "--exact --ignored --nocapture --test-threads=1";
    stage.screen.send(format!("\"$PROGRAM\" terminal::program {arguments}\r"));
    stage.screen.wait_for("clock");
    stage.screen.send("some text");
    stage.wait_for_draft("some text");
    stage.screen.send("\x1b[D\x1b[D\x1b[D\x1b[D\x1a");
    stage.screen.wait_for("Stopped");
    stage.screen.wait_until("the shell without a clock", |s| {
        let text = s.contents();
        text.trim_end().ends_with("shell>") && !text.contains("clock")
    });
    // The whole screen scrolls in the shell.
    stage.screen.send("stty -a | grep -o -e ' icanon' -e ' isig'; seq 30\r");
    stage.screen.wait_until("the shell's lines down to the last row", |s| {
        let rows: Vec<String> = s.rows(0, 80).collect();
        rows[22] == "30" && rows[23] == "shell> "
    });
    stage.screen.send("fg\r");
    stage.screen.wait_until("the text and the clock", |s| {
        s.contents().contains("› some text") && s.contents().contains("clock")
    });
    stage.screen.send("good \r");
    assert_eq!(stage.outcome(1), line("some good text"));
    // Stopped in a line over the bell: it rings at once.
    stage.screen.send("half\x0c");
    stage.wait_for_draft("half");
    stage.screen.wait_until("a clear screen", |s| s.contents().starts_with("› half\n"));
    stage.screen.send("\x1a");
    stage.screen.wait_for("Stopped");
    stage.ring();
    stage.screen.send("fg\r");
    assert_eq!(stage.outcome(2), bell("half"));
    stage.outcome(3);
    stage.screen.send("quit\r");
    stage.screen.wait_for("shell> ");
    stage.screen.wait_until("the end", |s| s.contents().trim_end().ends_with("shell>"));
    stage.screen.send("exit\r");
    stage.screen.wait_for_end();
}
