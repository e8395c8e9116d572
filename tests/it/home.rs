//! A home of its own for the program under test, and a small language to say what is typed in it
//! and what comes back.
//!
//! ```text
//! home.onsite("score --json --level senior").succeeds().json::<Score>();
//! home.onsite("start").fails(2).error()
//! ```

use std::ffi::OsString;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde::de::DeserializeOwned;

use crate::documents::Status;
use crate::redaction::redacted;

/// The program under test.
pub(crate) const ONSITE: &str = env!("CARGO_BIN_EXE_onsite");

/// A folder with a home directory, a data directory and a place to work in, all empty.
pub(crate) struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    /// A new one, which nothing else knows.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["home", "work", "config", "config/onsite"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        // Somebody has been here before: nothing is asked and explained first.
        fs::write(folder.path().join("config/onsite/config.toml"), "").unwrap();
        Self { folder }
    }

    /// A new one in which `onsite` has never run.
    pub(crate) fn untouched() -> Self {
        let home = Self::new();
        fs::remove_dir_all(home.folder().join("config")).unwrap();
        home
    }

    /// The folder around everything.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where commands are typed.
    pub(crate) fn work(&self) -> PathBuf {
        self.folder().join("work")
    }

    /// Where `onsite` keeps its things.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder().join("data/onsite")
    }

    /// The database.
    pub(crate) fn database(&self) -> PathBuf {
        self.data().join("onsite.db")
    }

    /// Writes a file into the place to work in.
    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.work().join(name), text).unwrap();
    }

    /// Reads a file of the place to work in.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.work().join(name)).unwrap()
    }

    /// The files in the place to work in, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.work()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The environment in which everything here runs. Nothing of the tester's own is in it but the
    /// search path.
    pub(crate) fn environment(&self) -> Vec<(OsString, OsString)> {
        let at = |name: &str| self.folder().join(name).into_os_string();
        let text = OsString::from;
        let mut variables = vec![
            (text("HOME"), at("home")),
            (text("XDG_DATA_HOME"), at("data")),
            (text("XDG_CONFIG_HOME"), at("config")),
            (text("XDG_CACHE_HOME"), at("cache")),
            (text("XDG_STATE_HOME"), at("state")),
            (text("LANG"), text("C.UTF-8")),
            (text("TMPDIR"), at("work")),
        ];
        variables.extend(std::env::var_os("PATH").map(|path| (text("PATH"), path)));
        // Where coverage is measured, the program writes what it saw.
        let profile = std::env::var_os("LLVM_PROFILE_FILE");
        variables.extend(profile.map(|path| (text("LLVM_PROFILE_FILE"), path)));
        variables
    }

    /// A command line, after `onsite`. Words are separated as in a shell.
    pub(crate) fn onsite(&self, line: &str) -> Run<'_> {
        Run {
            home: self,
            program: vec![ONSITE.into()],
            arguments: shell_words::split(line).unwrap().into_iter().map(Into::into).collect(),
            input: Input::Nothing,
            variables: vec![("COLUMNS".into(), "80".into()), ("NO_COLOR".into(), "1".into())],
        }
    }

    /// Sits an interview from a pipe, to its end, and gives the session's id.
    pub(crate) fn sit(&self, line: &str, script: &str) -> String {
        let _ran = self.onsite(line).typed(script).succeeds();
        self.latest()
    }

    /// The session that was started last.
    pub(crate) fn latest(&self) -> String {
        self.status("latest").id
    }

    /// Where a session stands.
    pub(crate) fn status(&self, session: &str) -> Status {
        self.onsite(&format!("status --json {session}")).succeeds().json()
    }

    /// The ids of all sessions in the order in which they were begun. They are read from the
    /// database, so that they can be redacted from whatever a command says.
    pub(crate) fn ids(&self) -> Vec<String> {
        use rusqlite::{Connection, OpenFlags};
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let Ok(database) = Connection::open_with_flags(self.database(), flags) else {
            return Vec::new();
        };
        let Ok(mut all) = database.prepare("SELECT id FROM session ORDER BY rowid") else {
            return Vec::new();
        };
        let rows = all.query_map([], |row| row.get(0));
        rows.map(|rows| rows.filter_map(Result::ok).collect()).unwrap_or_default()
    }
}

enum Input {
    Nothing,
    Bytes(Vec<u8>),
}

/// A command line that has not been run yet.
#[must_use = "say how it ends: `.succeeds()` or `.fails(code)`"]
pub(crate) struct Run<'a> {
    home: &'a Home,
    program: Vec<OsString>,
    arguments: Vec<OsString>,
    input: Input,
    variables: Vec<(OsString, OsString)>,
}

impl Run<'_> {
    /// What comes in through the pipe; without this nothing does.
    pub(crate) fn typed(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = Input::Bytes(input.into());
        self
    }

    /// Sets a variable.
    pub(crate) fn with(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// Takes a variable away that is set otherwise.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.variables.retain(|(set, _)| set != name);
        self
    }

    /// Adds an argument that is no text of a shell, such as a path.
    pub(crate) fn and(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// Runs it by another program, which gets `onsite` and its arguments after its own.
    pub(crate) fn by(mut self, words: &[&str]) -> Self {
        let words = words.iter().map(OsString::from);
        self.program = words.chain(std::mem::take(&mut self.program)).collect();
        self
    }

    /// Runs it; it ends with 0.
    #[track_caller]
    pub(crate) fn succeeds(self) -> Ran {
        self.ends(0)
    }

    /// Runs it; it ends with this code, which is not 0, and says why.
    #[track_caller]
    pub(crate) fn fails(self, code: i32) -> Ran {
        assert_ne!(code, 0);
        self.ends(code)
    }

    /// Runs it, however it ends.
    pub(crate) fn run_to_its_end(self) -> Ran {
        self.run()
    }

    /// Starts it and leaves it running.
    pub(crate) fn spawn(&self) -> Child {
        let mut command = Command::new(&self.program[0]);
        command.args(&self.program[1..]).args(&self.arguments).env_clear();
        command.envs(self.home.environment()).envs(self.variables.clone());
        command.current_dir(self.home.work());
        command.stdin(match self.input {
            Input::Nothing => Stdio::null(),
            Input::Bytes(_) => Stdio::piped(),
        });
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    #[track_caller]
    fn ends(self, code: i32) -> Ran {
        let ran = self.run();
        assert_eq!(
            ran.code,
            Some(code),
            "`onsite {}`\n--- stdout\n{}\n--- stderr\n{}",
            self.words(),
            ran.out,
            ran.error
        );
        ran
    }

    fn words(&self) -> String {
        let words: Vec<_> = self.arguments.iter().map(|word| word.to_string_lossy()).collect();
        words.join(" ")
    }

    fn run(&self) -> Ran {
        let mut child = self.spawn();
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (stdout, stderr) = std::thread::scope(|scope| {
            if let (Some(mut stdin), Input::Bytes(bytes)) = (pipes.0, &self.input) {
                // It may have ended without reading everything.
                scope.spawn(move || drop(stdin.write_all(bytes)));
            }
            let out = scope.spawn(|| read(pipes.1.unwrap()));
            let error = scope.spawn(|| read(pipes.2.unwrap()));
            (out.join().unwrap(), error.join().unwrap())
        });
        // Its pipes are closed: it has nothing left to say.
        let status = child.wait().unwrap();
        let ids = self.home.ids();
        let tidy = |bytes: &[u8]| {
            let text = std::str::from_utf8(bytes).unwrap();
            redacted(text, self.home.folder(), &ids)
        };
        Ran { code: status.code(), out: tidy(&stdout), error: tidy(&stderr), raw: stdout }
    }
}

fn read(mut pipe: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    pipe.read_to_end(&mut bytes).unwrap();
    bytes
}

/// What came of a command.
#[derive(Debug)]
pub(crate) struct Ran {
    code: Option<i32>,
    out: String,
    error: String,
    raw: Vec<u8>,
}

impl Ran {
    /// Standard output, without what differs from run to run.
    pub(crate) fn out(&self) -> &str {
        &self.out
    }

    /// Standard error, without what differs from run to run.
    pub(crate) fn error(&self) -> &str {
        &self.error
    }

    /// Standard output as it came.
    pub(crate) fn raw(&self) -> String {
        String::from_utf8(self.raw.clone()).unwrap()
    }

    /// Standard output as a document.
    #[track_caller]
    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        let text = self.raw();
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
    }

    /// Standard output as documents, one a line.
    #[track_caller]
    pub(crate) fn json_lines(&self) -> Vec<serde_json::Value> {
        self.raw().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Nothing went to standard error.
    #[track_caller]
    pub(crate) fn quietly(self) -> Self {
        assert_eq!(self.error, "");
        self
    }

    /// Nothing went to standard output.
    #[track_caller]
    pub(crate) fn without_output(self) -> Self {
        assert_eq!(self.out, "");
        self
    }

    /// Standard output holds a text.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.out.contains(text), "no `{text}` in:\n{}", self.out);
        self
    }

    /// Standard output does not hold a text.
    #[track_caller]
    pub(crate) fn lacks(self, text: &str) -> Self {
        assert!(!self.out.contains(text), "`{text}` in:\n{}", self.out);
        self
    }
}
