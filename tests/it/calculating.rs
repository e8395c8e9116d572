//! `:calc` and `:calc!` inside an interview.

use std::time::{Duration, Instant};

use onsite::quantity::calculate;

use crate::home::Home;

#[test]
fn hostile_towers_are_stopped_by_their_steps() {
    let deep = format!("{}1{}", "(".repeat(140), ")".repeat(140));
    let minus = "-".repeat(250) + "1";
    let towers = [
        "2^2^2^2^99999",
        "9!!!!!",
        "2^99999999",
        "7^999999",
        "(1/3)^50000",
        "1/(10^5000)+1/3^5000",
        "2^0.5^0.5^0.5",
        "sqrt(2)^sqrt(2)^sqrt(2)",
        "10^-300",
        "((10^999)^999)^999",
        "1.0000001^9999999",
        "(10^3000+1)/(10^2999+3)",
        "log2(10^4000)",
        "9^9^9",
        "1e300^20*1e300^20/7e299^19",
        &deep,
        &minus,
    ];
    for text in towers {
        let fastest = (0..3).map(|_| {
            let begun = Instant::now();
            drop(calculate(text, 4_000));
            begun.elapsed()
        });
        let fastest = fastest.min().unwrap();
        assert!(fastest < Duration::from_millis(50), "{text} took {fastest:?}");
    }
}

#[test]
fn a_script_calculates() {
    let home = Home::new();
    let script = "\
A line of text.
:calc 100 million a month to per second
:calc! 500 bytes × 6 billion to TB
:ca! 62^7
:calc 2^2^2^2^99999
:calc! 5 GB to furlongs
:calc
:in storage And a cache.
";
    let ran = home.onsite("start url-shortener --seed 7").typed(script).succeeds();
    ran.says("100 million a month to per second ≈ 38.6/s")
        .says("Added: 500 bytes × 6 billion to TB = 3 TB")
        .says("Added: 62^7 ≈ 3.52 trillion")
        .says("That is too large to work out here: try smaller powers.")
        .says("`furlongs` is no unit here")
        .says("Not taken: :calc! 5 GB to furlongs")
        .says("Type `:calc EXPR`.");
    let status = home.status("latest");
    assert_eq!(
        status.answer("requirements"),
        "A line of text.\n500 bytes × 6 billion to TB = 3 TB\n62^7 ≈ 3.52 trillion"
    );
}

#[test]
fn the_terminal_calculates() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    seat.line("Reads: 100 to 1.");
    seat.line(":calc 100M/month in /s");
    seat.wait_for("100M/month in /s ≈ 38.6/s");
    assert_eq!(seat.status().answer("requirements"), "Reads: 100 to 1.");
    // Tab knows it, and the result goes into the answer when it is asked to.
    seat.send(":calc!\t");
    seat.wait_for_line(":calc! ");
    seat.send("20k/s * 2 KB\r");
    seat.wait_for("Added: 20k/s * 2 KB = 40 MB/s");
    let status = seat.wait_for_status("the result", |status| {
        status.answer("requirements").ends_with("20k/s * 2 KB = 40 MB/s")
    });
    assert_eq!(status.answer("requirements"), "Reads: 100 to 1.\n20k/s * 2 KB = 40 MB/s");
    // What cannot be worked out comes back, and is corrected in place.
    seat.send(":calc! 9!!!!!\r");
    seat.wait_for("A sign is missing before `!`");
    seat.wait_for_line(":calc! 9!!!!!");
    seat.send("\x7f\x7f\x7f\x7f\x7f^3\r");
    seat.wait_for("Added: 9^3 = 729");
    seat.send(":undo\r");
    seat.wait_for("Taken back.");
    seat.leave();
}

#[test]
fn help_names_it() {
    let home = Home::new();
    let ran = home.onsite("start url-shortener").typed(":help\n").succeeds();
    ran.says(":calc EXPR ").says(":calc! EXPR ");
}
