//! The bell in the middle of everything.

use std::time::Duration;

use crate::stage::{Stage, bell, line};

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
    let (text, late) = (stage.outcome(1), stage.outcome(2));
    // What was typed when it had been quiet for long, if the machine was slow.
    stage.screen.send("\r");
    let next = stage.outcome(3);
    let inner = |note: &str| note.split('"').nth(1).unwrap().to_owned();
    let taken = [&text, &late, &next].map(|note| inner(note)).concat();
    assert_eq!(taken, sent, "{text} {late} {next}");
    assert!(inner(&text).len() >= 90, "{text}");
    assert!(!inner(&late).is_empty(), "{late}");
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
fn the_bell_rings_in_every_odd_state() {
    let states = [
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
    ];
    // All at once: each waits most of its time.
    std::thread::scope(|scope| {
        for (plan, keys, text) in states {
            scope.spawn(move || {
                let mut stage = Stage::open(plan);
                stage.screen.send(keys);
                stage.wait_for_file("draft", |draft| draft == text);
                std::thread::sleep(Duration::from_millis(60));
                stage.ring();
                assert_eq!(stage.outcome(1), bell(text), "{plan} {keys:?}");
                stage.outcome(2);
                stage.quit();
            });
        }
    });
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
fn the_bell_is_heard_at_once() {
    let mut stage = Stage::open("timed");
    for _ in 0..20 {
        stage.screen.send("some words ");
        std::thread::sleep(Duration::from_millis(40));
    }
    let notes = stage.wait_for_file("outcomes", |text| text.matches("heard after").count() >= 3);
    let mut delays: Vec<u32> =
        notes.lines().filter_map(|note| note.strip_prefix("heard after ")?.parse().ok()).collect();
    delays.sort_unstable();
    println!("microseconds from the deadline: {delays:?}");
    // The machine may be busy with other tests; alone it is about one millisecond.
    assert!(delays[0] < 240_000, "{delays:?}");
}
