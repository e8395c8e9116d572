//! Killed at any moment, a sitting has lost nothing that it promised to keep: every line that was
//! acknowledged is there, and the draft is no older than a quarter of a second.
//!
//! The promise is one of the program, the machine has to do its part: a key has to reach the
//! program, its thread has to run, and the disk has to write. What the machine takes for that is
//! measured beside it by a [`Control`], which does nothing else. So the draft is held against
//!
//! > a quarter of a second before the kill, less what the slowest control took in the same second.
//!
//! On a quiet machine that is some milliseconds. A program that saved only every half second would
//! fail with any slack that is seen here.

use std::collections::VecDeque;
use std::fs::File;
use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::time::{Duration, Instant};

use nix::sys::signal::Signal;
use rand::{RngExt as _, SeedableRng, rngs::SmallRng};

use crate::home::Home;
use crate::seat::Seat;

/// So many kills in all, over so many sessions that are sat at the same time.
const KILLS: usize = 200;
const SESSIONS: usize = 5;

/// The promise.
const DRAFT: Duration = Duration::from_millis(250);

/// A line: its number, so that the screen says which was taken last, and some words.
fn line(number: usize, chance: &mut SmallRng) -> String {
    const WORDS: [&str; 8] = ["queue", "cache", "日本", "é", "GET /", "10k/s", "a", "shard"];
    let words: Vec<&str> =
        (0..chance.random_range(1..7)).map(|_| WORDS[chance.random_range(0..8)]).collect();
    format!("L{number} {}", words.join(" "))
}

/// What one session has typed so far, and what it may not lose.
struct Typist {
    chance: SmallRng,
    /// All that was typed, Enter as a line feed.
    typed: String,
    /// How long `typed` was, and when.
    times: Vec<(Instant, usize)>,
    lines: usize,
}

impl Typist {
    /// Types for a while, in bursts as people do, and kills the program without waiting.
    fn type_and_kill(&mut self, seat: &mut Seat<'_>) -> (Instant, usize) {
        let end = Instant::now() + Duration::from_millis(self.chance.random_range(20..700));
        let mut left: VecDeque<char> = VecDeque::new();
        while Instant::now() < end {
            let key = left.pop_front().unwrap_or_else(|| {
                // The line that was resumed ends first.
                let open = !self.typed.is_empty() && !self.typed.ends_with('\n');
                if !open {
                    self.lines += 1;
                    left = line(self.lines, &mut self.chance).chars().collect();
                }
                left.push_back('\n');
                left.pop_front().unwrap_or('\n')
            });
            let mut bytes = [0; 4];
            seat.send(if key == '\n' { "\r" } else { key.encode_utf8(&mut bytes) });
            self.typed.push(key);
            self.times.push((Instant::now(), self.typed.len()));
            std::thread::sleep(Duration::from_millis(match self.chance.random_range(0..20) {
                0 => 120,
                1..6 => 15,
                _ => 3,
            }));
        }
        // What is acknowledged is read first: the screen may go on until the kill.
        let acknowledged = acknowledged(seat);
        seat.screen.signal(Signal::SIGKILL);
        (Instant::now(), acknowledged)
    }

    /// What was typed at the latest at a moment.
    fn typed_by(&self, moment: Instant) -> usize {
        let before = self.times.iter().rev().find(|(at, _)| *at <= moment);
        before.map_or(0, |(_, length)| *length)
    }
}

/// The number of the last line whose successor is already asked for.
fn acknowledged(seat: &Seat<'_>) -> usize {
    let contents = seat.screen.contents();
    let rows: Vec<&str> = contents.lines().filter_map(|row| row.strip_prefix('›')).collect();
    let Some((_current, before)) = rows.split_last() else { return 0 };
    let number = |row: &&str| row.trim().strip_prefix('L')?.split(' ').next()?.parse().ok();
    before.iter().rev().find_map(number).unwrap_or(0)
}

/// A round of the control.
struct Round {
    began: Instant,
    took: Duration,
}

/// Does again and again what a draft has to go through on this machine, and nothing else: one
/// thread wakes another, which writes and syncs. Keeps when each round began and what it took.
struct Control {
    rounds: Mutex<VecDeque<Round>>,
    stop: AtomicBool,
}

impl Control {
    fn run(&self, mut file: File) {
        let (ask, asked) = mpsc::channel::<Instant>();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                for began in asked {
                    file.write_all(&[b'x'; 4096]).unwrap();
                    file.sync_data().unwrap();
                    let mut rounds = self.rounds.lock().unwrap();
                    rounds.push_back(Round { began, took: began.elapsed() });
                }
            });
            while !self.stop.load(Ordering::Relaxed) {
                // The key is typed here, and read by a thread that has to wake up for it.
                let began = Instant::now();
                std::thread::sleep(Duration::from_millis(5));
                ask.send(began + Duration::from_millis(5)).unwrap();
                std::thread::sleep(Duration::from_millis(15));
            }
            drop(ask);
        });
    }

    /// The slowest round that was under way in the second before a moment.
    fn slowest(&self, moment: Instant) -> Duration {
        // The round that was under way then has to have ended.
        while self.rounds.lock().unwrap().back().is_none_or(|round| round.began < moment) {
            std::thread::sleep(Duration::from_millis(5));
        }
        let rounds = self.rounds.lock().unwrap();
        let lately = rounds.iter().filter(|round| {
            round.began <= moment && round.began + round.took + Duration::from_secs(1) >= moment
        });
        lately.map(|round| round.took).max().unwrap_or_default()
    }
}

#[test]
fn two_hundred_kills_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let control = Control { rounds: Mutex::new(VecDeque::new()), stop: AtomicBool::new(false) };
    let slack = Mutex::new(Vec::new());
    let kills = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let (control, slack, kills) = (&control, &slack, &kills);
        let file = File::create(folder.path().join("control")).unwrap();
        scope.spawn(move || control.run(file));
        let sittings: Vec<_> = (0..SESSIONS)
            .map(|session| scope.spawn(move || sit(session as u64, control, slack, kills)))
            .collect();
        let ended: Vec<_> = sittings.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
        control.stop.store(true, Ordering::Relaxed);
        for sitting in ended {
            if let Err(panic) = sitting {
                std::panic::resume_unwind(panic);
            }
        }
    });
    assert!(kills.load(Ordering::Relaxed) >= KILLS);
    let mut slack = slack.into_inner().unwrap();
    slack.sort_unstable();
    let (median, most) = (slack[slack.len() / 2], slack[slack.len() - 1]);
    println!("{} kills; the machine took {median:?}, at most {most:?}", slack.len());
}

fn sit(session: u64, control: &Control, slack: &Mutex<Vec<Duration>>, kills: &AtomicUsize) {
    let home = Home::new();
    let chance = SmallRng::seed_from_u64(session);
    let mut typist = Typist { chance, typed: String::new(), times: Vec::new(), lines: 0 };
    let mut begun = false;
    while kills.fetch_add(1, Ordering::Relaxed) < KILLS {
        let mut seat = if begun {
            let seat = home.on_a_terminal("resume").open();
            // What is there is offered; typing goes on behind it.
            let offered = typist.typed.rsplit('\n').next().unwrap_or_default();
            seat.wait_for_line(offered);
            seat
        } else {
            home.on_a_terminal("start url-shortener").begin()
        };
        begun = true;
        let (killed, acknowledged) = typist.type_and_kill(&mut seat);
        seat.screen.wait_for_end();
        let took = control.slowest(killed);
        slack.lock().unwrap().push(took);
        let status = home.status("latest");
        let kept = match status.answer("requirements") {
            "" => status.draft.clone(),
            lines => format!("{lines}\n{}", status.draft),
        };
        // All of it, in its order, and nothing else.
        assert!(
            typist.typed.starts_with(&kept),
            "kept {:?}\ntyped {:?}",
            ending(&kept),
            ending(&typist.typed)
        );
        let lines = status.answer("requirements").lines().count();
        assert!(lines >= acknowledged, "{lines} lines are kept, and {acknowledged} were promised");
        let due = typist.typed_by(killed.checked_sub(DRAFT + took).unwrap());
        assert!(
            kept.len() >= due,
            "kept {:?}\ndue  {:?}\ntyped {:?}\nthe machine took {took:?}",
            ending(&kept),
            ending(&typist.typed[..due]),
            ending(&typist.typed)
        );
        typist.typed = kept;
        typist.times.clear();
        typist.times.push((Instant::now(), typist.typed.len()));
        typist.lines = lines + usize::from(!status.draft.is_empty());
    }
}

fn ending(text: &str) -> &str {
    let at = text.char_indices().rev().nth(60).map_or(0, |(at, _)| at);
    &text[at..]
}
