//! A small program with the line editor, on a terminal, and the folder in which it notes what
//! happens.
//!
//! The program is this test binary itself: it runs [`program`] when the environment names a
//! folder for it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use onsite::terminal::{
    Ask, EditMode, Edited, ExternalEdit, LineEditor, Options, Outcome, PlainReader, Style,
};

use crate::screen::{Patience, Screen, command};

pub(crate) const FOLDER: &str = "ONSITE_TEST_FOLDER";
pub(crate) const PLAN: &str = "ONSITE_TEST_PLAN";
pub(crate) const PROMPT: &str = "› ";

/// The program under test, and nothing where no folder is named: reads lines and notes how each
/// ended, until it is told to stop.
#[test]
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
    let start = Instant::now();
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
    // Kept in memory between two keys, and saved by a thread: a disk may take its time.
    let draft = Arc::new(Mutex::new(String::new()));
    let typed = Arc::clone(&draft);
    save_drafts(folder.join("draft"), draft);
    let options = Options {
        edit_mode: if has("vi") { EditMode::Vi } else { EditMode::Emacs },
        style: Style::new(true),
        status: Some(Box::new(move |columns| {
            format!("clock {:.1} on {columns}", start.elapsed().as_secs_f32())
        })),
        title: Some(Box::new(|| "the title".to_owned())),
        on_change: Some(Box::new(move |text| text.clone_into(&mut typed.lock().unwrap()))),
        complete: Some(Box::new(|line| {
            let all = [":next", ":back"];
            all.iter().filter(|c| c.starts_with(line)).map(|c| (*c).to_owned()).collect()
        })),
        on_interrupt: has("answer-interrupts")
            .then(|| -> onsite::terminal::OnInterrupt { Box::new(onsite::terminal::Waker::wake) }),
    };
    print!("\x1b[2J\x1b[H");
    std::io::stdout().flush().unwrap();
    let mut editor = LineEditor::open(options).unwrap();
    if has("timed") {
        return hear_bells(&mut editor, note);
    }
    editor.set_deadline(Some(deadline));
    let waker = editor.waker();
    let (wake, idle) = (folder.join("wake"), folder.join("wake when idle"));
    std::thread::Builder::new()
        .spawn(move || {
            loop {
                if wake.exists() {
                    fs::remove_file(&wake).unwrap();
                    waker.wake();
                }
                if idle.exists() {
                    fs::remove_file(&idle).unwrap();
                    waker.wake_when_idle(Duration::from_millis(1500));
                }
                std::thread::sleep(Duration::from_millis(5));
            }
        })
        .unwrap();
    follow(folder, &mut Reading::Edited(&mut editor), note)
}

fn save_drafts(path: PathBuf, draft: Arc<Mutex<String>>) {
    let mut saved = String::new();
    std::thread::Builder::new()
        .spawn(move || {
            loop {
                let text = draft.lock().unwrap().clone();
                if text != saved {
                    // In one step: nobody is to read half of it.
                    fs::write(path.with_extension("new"), &text).unwrap();
                    fs::rename(path.with_extension("new"), &path).unwrap();
                    saved = text;
                }
                std::thread::sleep(Duration::from_millis(2));
            }
        })
        .unwrap();
}

/// Notes how long after its deadline each bell is heard.
fn hear_bells(editor: &mut LineEditor, note: impl Fn(String)) -> i32 {
    let mut text = String::new();
    loop {
        let end = Instant::now() + Duration::from_millis(100);
        editor.set_deadline(Some(Arc::new(move || {
            Some(end.saturating_duration_since(Instant::now()))
        })));
        match editor.read(Ask::with(PROMPT, &text)) {
            Outcome::Bell { text: taken } => {
                note(format!("heard after {}", end.elapsed().as_micros()));
                text = taken + &editor.late();
            }
            other => {
                note(format!("{other:?}"));
                return 0;
            }
        }
    }
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
pub(crate) struct Stage {
    pub(crate) screen: Screen,
    pub(crate) folder: tempfile::TempDir,
}

impl Stage {
    pub(crate) fn open(plan: &str) -> Self {
        Self::of_size(plan, 80, 24)
    }

    pub(crate) fn of_size(plan: &str, columns: u16, rows: u16) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let arguments = ["stage::program", "--exact", "--nocapture", "--test-threads=1"];
        let mut command = command(&std::env::current_exe().unwrap(), &arguments);
        command.env(FOLDER, folder.path());
        command.env(PLAN, plan);
        let screen = Screen::spawn(command, columns, rows);
        screen.wait_for(PROMPT.trim());
        Self { screen, folder }
    }

    pub(crate) fn touch(&self, name: &str) {
        fs::write(self.folder.path().join(name), "").unwrap();
    }

    pub(crate) fn ring(&self) {
        self.touch("bell");
    }

    pub(crate) fn file(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap_or_default()
    }

    pub(crate) fn wait_for_file(&self, name: &str, wanted: impl Fn(&str) -> bool) -> String {
        let mut patience = Patience::new();
        loop {
            let text = self.file(name);
            if wanted(&text) {
                return text;
            }
            assert!(
                !patience.is_lost(),
                "waited for `{name}`: {text:?}\n{}\n{}",
                self.file("outcomes"),
                self.screen.contents()
            );
        }
    }

    /// Waits until so many outcomes are noted, and gives the last of these.
    pub(crate) fn outcome(&self, number: usize) -> String {
        let text = self.wait_for_file("outcomes", |text| text.lines().count() >= number);
        text.lines().nth(number - 1).unwrap().to_owned()
    }

    pub(crate) fn wait_for_draft(&self, draft: &str) {
        self.wait_for_file("draft", |text| text == draft);
    }

    pub(crate) fn quit(mut self) {
        self.screen.send("quit\r");
        assert_eq!(self.screen.wait_for_end().exit_code(), 0);
    }
}

pub(crate) fn line(text: &str) -> String {
    format!("Line {{ text: {text:?}, pasted: {} }}", text.contains('\n'))
}

pub(crate) fn bell(text: &str) -> String {
    format!("Bell {{ text: {text:?} }}")
}

/// Whether a program is installed; says so where a test is left out.
pub(crate) fn installed(program: &str) -> bool {
    let found = std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join(program).is_file()));
    let must = std::env::var_os("ONSITE_TESTS_MUST_RUN_ALL").is_some();
    assert!(found || !must, "`{program}` is not installed");
    if !found {
        println!("left out: `{program}` is not installed");
    }
    found
}
