//! The numbers that the design promises, each beside its control in the same run.
//!
//! `cargo bench --bench figures` prints a table, `… -- history many` a part of it. It runs the release binary as people run it: in
//! a data directory of its own, the interview on a pseudo terminal. Times are milliseconds.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark reads the clock, prints, and stops at the first thing that goes wrong"
)]

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use onsite::bank::Bank;
use onsite::interview::{
    Budget, Conduct, Event, LineKind, Mode, Reading, Record, Session, Source, Started, VERSION,
};
use onsite::scoring::{Answers, Compiled, Submission, score};
use onsite::store::{Draft, DraftFate, Filter, Store, Summary};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const ONSITE: &str = env!("CARGO_BIN_EXE_onsite");

#[path = "many.rs"]
mod many;

/// Runs what is named on the command line, or everything.
fn main() {
    let named: Vec<String> =
        std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let all: [(&str, fn()); 12] = [
        ("bell", bell),
        ("echo", || echo(&controls())),
        ("draft", draft),
        ("start", || start(&controls())),
        ("score-file", || score_file(&controls())),
        ("in-process", in_process),
        ("growth", growth),
        ("lines", lines),
        ("history", history),
        ("many", || {
            many::progress();
            many::compare();
        }),
        ("memory", memory),
        ("size", size),
    ];
    println!("{:<46} {:>10} {:>10} {:>8}  bar", "what", "onsite", "control", "ratio");
    for (name, measure) in all {
        if named.is_empty() || named.iter().any(|wanted| wanted == name) {
            measure();
        }
    }
}

/// Builds the control programs and says where they lie.
fn controls() -> PathBuf {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let built = Command::new(cargo)
        .args(["build", "--release", "--locked", "--quiet", "--examples"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .unwrap();
    assert!(built.success());
    Path::new(ONSITE).parent().unwrap().join("examples")
}

fn row(what: &str, ours: f64, control: Option<f64>, bar: &str) {
    let control_text = control.map_or_else(|| "–".to_owned(), |ms| format!("{ms:.2}"));
    let ratio = control.map_or_else(|| "–".to_owned(), |ms| format!("{:.2}", ours / ms));
    println!("{what:<46} {ours:>10.2} {control_text:>10} {ratio:>8}  {bar}");
}

fn percentile(times: &mut [f64], part: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    times[((times.len() - 1) as f64 * part).round() as usize]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// A program on a pseudo terminal.
struct Terminal {
    writer: Box<dyn Write + Send>,
    reader: Box<dyn Read + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    _master: Box<dyn portable_pty::MasterPty + Send>,
    seen: Vec<u8>,
}

impl Terminal {
    fn open(program: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pty = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        for (name, value) in variables {
            command.env(name, value);
        }
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        Self {
            writer: pty.master.take_writer().unwrap(),
            reader: pty.master.try_clone_reader().unwrap(),
            child,
            _master: pty.master,
            seen: Vec::new(),
        }
    }

    fn send(&mut self, text: &str) {
        self.writer.write_all(text.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Reads until the text was written; forgets what came before it.
    fn wait_for(&mut self, text: &str) {
        let mut chunk = [0; 4096];
        loop {
            let found = self.seen.windows(text.len()).position(|part| part == text.as_bytes());
            if let Some(at) = found {
                self.seen.drain(..at + text.len());
                return;
            }
            let read = self.reader.read(&mut chunk).unwrap();
            assert!(read > 0, "ended before {text:?}");
            self.seen.extend_from_slice(&chunk[..read]);
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn sitting(data: &Path, rate: &str) -> Terminal {
    let data = data.to_str().unwrap();
    let mut terminal = Terminal::open(
        Path::new(ONSITE),
        &["start", "url-shortener", "--data-dir", data],
        &[("ONSITE_CLOCK_RATE", rate)],
    );
    terminal.wait_for("Ctrl-C leaves");
    terminal.send("\r");
    terminal.wait_for("› ");
    terminal
}

/// From the deadline to the words that stand on the screen once the answers are durable, in the
/// middle of a line. The deadline is read from the stored start.
fn bell() {
    let folder = tempfile::tempdir().unwrap();
    let mut times = Vec::new();
    for run in 0..40 {
        let data = folder.path().join(run.to_string());
        let mut terminal = sitting(&data, "1800");
        terminal.send("the middle of a wo");
        terminal.wait_for("sealed");
        let seen = boot_ms();
        let store = Store::open_for_reading(&data).unwrap();
        let id = store.latest().unwrap().unwrap().id;
        let records = store.events(&id).unwrap();
        let deadline = records[0].at.boot_ms as f64 + 45.0 * 60_000.0 / 1800.0;
        times.push(seen - deadline);
    }
    let file = File::create(folder.path().join("control")).unwrap();
    let mut control = Vec::new();
    for _ in 0..40 {
        (&file).write_all(b"the middle of a wo").unwrap();
        let begin = Instant::now();
        file.sync_data().unwrap();
        control.push(ms(begin.elapsed()));
    }
    let p50 = percentile(&mut control, 0.5);
    row(
        "bell: deadline to durable and shown, p50",
        percentile(&mut times, 0.5),
        Some(p50),
        "≤ 5 ms",
    );
    let p99 = percentile(&mut control, 0.99);
    row("bell, p99", percentile(&mut times, 0.99), Some(p99), "≤ 50 ms");
}

fn boot_ms() -> f64 {
    use nix::time::{ClockId, clock_gettime};
    let now = clock_gettime(ClockId::CLOCK_BOOTTIME).unwrap();
    now.tv_sec() as f64 * 1000.0 + now.tv_nsec() as f64 / 1e6
}

/// From a key to its echo.
fn echo(controls: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let mut ours = sitting(folder.path(), "1");
    let mut bare = Terminal::open(&controls.join("bare_editor"), &[], &[]);
    bare.wait_for("› ");
    let measure = |terminal: &mut Terminal| {
        let mut times = Vec::new();
        for key in "abcdefghijklmnopqrstuvwxyz".chars().cycle().take(200) {
            // Nobody types faster than this, and nothing is left over from the key before.
            std::thread::sleep(Duration::from_millis(5));
            terminal.seen.clear();
            let begin = Instant::now();
            terminal.send(&key.to_string());
            terminal.wait_for(&key.to_string());
            times.push(ms(begin.elapsed()));
        }
        percentile(&mut times, 0.5)
    };
    let (ours, bare) = (measure(&mut ours), measure(&mut bare));
    row("key to echo, p50", ours, Some(bare), "≤ 1 ms more");
}

/// One durable save of a 2 KB draft.
fn draft() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let records = session("abcdefgh", 1);
    let summary = Summary::of(&Session::fold(&records).unwrap(), &records[0].at);
    store.append(&records, &summary, DraftFate::Clear).unwrap();
    let bare = rusqlite::Connection::open(folder.path().join("bare.db")).unwrap();
    bare.execute_batch(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE d (id INTEGER PRIMARY KEY, text TEXT);",
    )
    .unwrap();
    let (mut ours, mut control) = (Vec::new(), Vec::new());
    for run in 0..300 {
        let text = format!("{run:04}{}", "x".repeat(2044));
        let draft = Draft {
            step: onsite::bank::Step::Api,
            text: text.clone(),
            editing: None,
            at: reading(run),
        };
        let begin = Instant::now();
        store.save_draft("abcdefgh", &draft).unwrap();
        ours.push(ms(begin.elapsed()));
        let begin = Instant::now();
        bare.prepare_cached(
            "INSERT INTO d VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET text = excluded.text",
        )
        .unwrap()
        .execute([&text])
        .unwrap();
        control.push(ms(begin.elapsed()));
    }
    let control = percentile(&mut control, 0.5);
    row("durable save of a 2 KB draft, p50", percentile(&mut ours, 0.5), Some(control), "≤ 1.3 ×");
}

fn reading(ms: u64) -> Reading {
    Reading { boot: "bench".to_owned(), boot_ms: ms, wall_ms: 1_795_000_000_000 + ms.cast_signed() }
}

/// The records of a session that was sat and scored.
fn session(id: &str, number: u64) -> Vec<Record> {
    let step = onsite::bank::Step::Requirements;
    let started = Started {
        session: id.to_owned(),
        prompt: "url-shortener".to_owned(),
        mode: Mode::Mock,
        level: onsite::bank::Level::Mid,
        box_ms: Some(45 * 60_000),
        steps: vec![Budget { step, seconds: 45 * 60 }],
        rate: 1,
        rehearsal: false,
        input: Source::Terminal,
        seed: number,
        prompt_sha256: String::new(),
        rubric_sha256: String::new(),
        lexicon_sha256: String::new(),
        continues: None,
        program: "bench".to_owned(),
        conduct: Conduct::default(),
    };
    let events = [
        Event::Started(Box::new(started)),
        Event::Added { step, line: LineKind::Typed, text: "100M links a month".to_owned() },
        Event::Sealed { by: onsite::interview::Seal::Finish },
        Event::Scored { scorer: "1".to_owned(), total: (number % 100) as f64 },
    ];
    let numbered = events.into_iter().zip(1..);
    numbered
        .map(|(event, seq)| Record {
            version: VERSION,
            seq,
            at: reading(number * 10_000 + seq),
            elapsed_ms: seq,
            event,
        })
        .collect()
}

/// A data directory with 10,000 sessions, made once and kept beside the build.
fn ten_thousand() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ten-thousand-sessions-3");
    if !folder.join("complete").exists() {
        drop(std::fs::remove_dir_all(&folder));
        let store = Store::open(&folder).unwrap();
        for number in 0..10_000 {
            let id = format!("s{number:07}");
            let records = session(&id, number);
            let summary = Summary::of(&Session::fold(&records).unwrap(), &records[3].at);
            let findings = many::findings(number);
            store.append_judged(&records, &summary, DraftFate::Clear, &findings).unwrap();
        }
        File::create(folder.join("complete")).unwrap();
    }
    folder
}

/// From the start of the process to a prompt that takes keys, with 10,000 stored sessions.
fn start(controls: &Path) {
    let full = ten_thousand();
    let (mut ours, mut control) = (Vec::new(), Vec::new());
    for _ in 0..40 {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        std::fs::copy(full.join("onsite.db"), data.join("onsite.db")).unwrap();
        // Or the first sync of the start would write the copy out.
        File::open(data.join("onsite.db")).unwrap().sync_all().unwrap();
        let begin = Instant::now();
        let data = data.to_str().unwrap();
        let mut terminal = Terminal::open(
            Path::new(ONSITE),
            &["start", "url-shortener", "--no-input", "--data-dir", data],
            &[],
        );
        terminal.wait_for("› ");
        ours.push(ms(begin.elapsed()));
        let begin = Instant::now();
        let mut terminal = Terminal::open(&controls.join("bare_editor"), &[], &[]);
        terminal.wait_for("› ");
        control.push(ms(begin.elapsed()));
    }
    let control = percentile(&mut control, 0.5);
    row(
        "start to a ready prompt, 10,000 sessions, p50",
        percentile(&mut ours, 0.5),
        Some(control),
        "≤ 3 ×",
    );
}

fn strong() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers/url-shortener/strong.md");
    std::fs::read_to_string(path).unwrap()
}

/// A text of about so many words, from the strong answer.
fn words(count: usize) -> String {
    let text = strong();
    let mut long = String::new();
    while long.split_whitespace().count() < count {
        for line in text.lines() {
            long.push_str(line);
            long.push('\n');
            if long.split_whitespace().count() >= count {
                break;
            }
        }
    }
    long
}

fn run(program: &Path, arguments: &[&str]) -> f64 {
    let begin = Instant::now();
    let mut command = Command::new(program);
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    assert!(command.status().unwrap().success());
    ms(begin.elapsed())
}

/// `score --file` on 1,500 words, as a whole process.
fn score_file(controls: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("answer.md");
    std::fs::write(&file, words(1500)).unwrap();
    let file = file.to_str().unwrap();
    let (mut ours, mut control) = (Vec::new(), Vec::new());
    for _ in 0..60 {
        let arguments = ["score", "--file", file, "--prompt", "url-shortener"];
        ours.push(run(Path::new(ONSITE), &arguments));
        control.push(run(&controls.join("nothing"), &[]));
    }
    let control = percentile(&mut control, 0.5);
    row(
        "score --file, 1,500 words, whole process, p50",
        percentile(&mut ours, 0.5),
        Some(control),
        "≤ 15 ×",
    );
}

fn compiled() -> Compiled {
    let bank = Bank::open(None);
    let (prompt, rubric) =
        (bank.prompt("url-shortener").unwrap(), bank.rubric("url-shortener").unwrap());
    Compiled::new(&rubric, Some(&prompt.brief), &prompt.facts, bank.lexicon().unwrap())
}

fn time_to_score(compiled: &Compiled, count: usize) -> f64 {
    let answers = Answers::from([(onsite::scoring::Place::All, words(count))]);
    let submission = Submission { answers, ..Submission::default() };
    let mut times = Vec::new();
    for _ in 0..30 {
        let begin = Instant::now();
        score(compiled, &submission).unwrap();
        times.push(ms(begin.elapsed()));
    }
    percentile(&mut times, 0.5)
}

fn in_process() {
    let compiled = compiled();
    row("scoring 1,500 words in process, p50", time_to_score(&compiled, 1500), None, "≤ 2 ms");
}

/// How the time grows with the answer: twice as long should take twice as long.
fn growth() {
    let compiled = compiled();
    for count in [750, 1500, 3000, 6000, 12_000] {
        let (half, whole) = (time_to_score(&compiled, count / 2), time_to_score(&compiled, count));
        let what = format!("scoring {count} words against {}", count / 2);
        row(&what, whole, Some(half), "≈ 2 × (linear)");
    }
}

/// How many answers go through `score --jsonl`.
const COUNT: u32 = 4000;

/// Answers a second through `score --jsonl`, on all cores and on one.
fn lines() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("answers.jsonl");
    let text = words(300);
    let mut file = std::io::BufWriter::new(File::create(&input).unwrap());
    for id in 0..COUNT {
        let line = serde_json::json!({"id": id, "prompt": "url-shortener", "answers": text});
        writeln!(file, "{line}").unwrap();
    }
    drop(file);
    let measure = |cores: &str| {
        let begin = Instant::now();
        let status = Command::new("taskset")
            .args(["-c", cores, ONSITE, "score", "--jsonl"])
            .stdin(File::open(&input).unwrap())
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success());
        f64::from(COUNT) / begin.elapsed().as_secs_f64()
    };
    let (two, one) = (measure("0,1"), measure("0"));
    row(
        "score --jsonl, 300 words: answers a second",
        two,
        Some(one),
        "≥ 1,500/s; control: one core",
    );
}

/// `history` over 10,000 sessions beside the bare query, both in process.
fn history() {
    let full = ten_thousand();
    let store = Store::open_for_reading(&full).unwrap();
    let bare = rusqlite::Connection::open(full.join("onsite.db")).unwrap();
    let (mut ours, mut control) = (Vec::new(), Vec::new());
    for _ in 0..30 {
        let begin = Instant::now();
        assert_eq!(store.summaries(&Filter::default()).unwrap().len(), 10_000);
        ours.push(ms(begin.elapsed()));
        let begin = Instant::now();
        let mut query =
            bare.prepare_cached("SELECT * FROM session ORDER BY started_ms DESC").unwrap();
        let mut rows = query.query([]).unwrap();
        let mut seen = 0;
        while let Some(row) = rows.next().unwrap() {
            for column in 0..16 {
                std::hint::black_box(row.get_ref(column).unwrap());
            }
            seen += 1;
        }
        assert_eq!(seen, 10_000);
        control.push(ms(begin.elapsed()));
    }
    let control = percentile(&mut control, 0.5);
    row("10,000 summaries, p50", percentile(&mut ours, 0.5), Some(control), "≤ 3 ×");
    let mut whole: Vec<f64> = (0..20)
        .map(|_| run(Path::new(ONSITE), &["history", "--data-dir", full.to_str().unwrap()]))
        .collect();
    row(
        "history, 10,000 sessions, whole process, p50",
        percentile(&mut whole, 0.5),
        Some(control),
        "≤ 3 ×",
    );
}

/// Resident memory in an interview.
fn memory() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = sitting(folder.path(), "1");
    for line in strong().lines().filter(|line| !line.starts_with('#')) {
        terminal.send(&format!("{line}\r"));
    }
    terminal.send(":time\r");
    terminal.wait_for("left of the interview");
    let pid = terminal.child.process_id().unwrap();
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let resident = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    let kilobytes: f64 = resident.split_whitespace().nth(1).unwrap().parse().unwrap();
    row("resident memory in an interview, MB", kilobytes / 1024.0, None, "≤ 30 MB");
}

fn size() {
    let bytes = std::fs::metadata(ONSITE).unwrap().len();
    row("release binary, MB", bytes as f64 / 1e6, None, "≤ 15 MB");
}
