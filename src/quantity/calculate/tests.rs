//! What `:calc` answers, and what it refuses.

use proptest::prelude::*;

use super::*;

/// The steps that an interview allows.
const STEPS: u64 = 4_000;

fn result(text: &str) -> String {
    match calculate(text, STEPS) {
        Ok(done) if done.exact => done.result,
        Ok(done) => format!("≈ {}", done.result),
        Err(error) => format!("{error:?}"),
    }
}

#[test]
fn what_designers_type() {
    let table = [
        ("100 million a month to per second", "≈ 38.6/s"),
        ("100M/month in /s", "≈ 38.6/s"),
        ("500 bytes × 6 billion to TB", "3 TB"),
        ("20k/s * 2 KB to Gbit/s", "0.32 Gbit/s"),
        ("20k/s * 2 KB to Mbit/s", "320 Mbit/s"),
        ("20k/s * 2 KB", "40 MB/s"),
        ("62^7", "≈ 3.52 trillion"),
        ("62⁷", "≈ 3.52 trillion"),
        ("62**7 =", "≈ 3.52 trillion"),
        ("10^9 / 86400", "≈ 11,600"),
        ("10^9 / 86400 in /s", "≈ 11,600/s"),
        ("10^9 / day", "≈ 11,600/s"),
        ("5 GB/day * 5 years", "≈ 9.12 TB"),
        ("40/s x5 peak", "200/s"),
        ("40/s, x5 peak", "200/s"),
        ("40/s × 5x peak", "200/s"),
        ("40/s 5x peak", "200/s"),
        ("40k rps", "40,000/s"),
        ("3.5 × 10^9", "3.5 billion"),
        ("3.5e9", "3.5 billion"),
        ("1 / 2 × 10^3", "0.0005"),
        ("5 years in days", "1,825 days"),
        ("90 minutes to hours", "1.5 hours"),
        ("40k QPS to per day", "≈ 3.46 billion/day"),
        ("1200 req/s to req/day", "≈ 104 million req/day"),
        ("600 rpm", "10/s"),
        ("10 KB to bytes", "10,000 bytes"),
        ("10 KiB to bytes", "10,240 bytes"),
        ("1 GiB to MB", "≈ 1,070 MB"),
        ("1,000,000 * 2 KB", "2 GB"),
        ("10 000 * 3", "30,000"),
        ("1_000 * 1_000", "1 million"),
        ("500k * 2M", "1 trillion"),
        ("2B * 3", "6 billion"),
        ("2T / 4", "500 billion"),
        ("500B * 6B to TB", "3 TB"),
        ("500 B * 6 billion", "3 TB"),
        ("20 notes per user × 5M users", "100 million"),
        ("20 notes per user a day × 5M users", "≈ 1,160/s"),
        ("20/user/day × 5M", "≈ 1,160/s"),
        ("2 KB per note × 400 notes × 10M users to TB", "8 TB"),
        ("100M new links a month × 5 years", "≈ 6.08 billion"),
        ("100M daily in /s", "≈ 1,160/s"),
        ("2M daily users * 10", "20 million"),
        ("15 % of 60,000/s", "9,000/s"),
        ("1/4 of 20M", "5 million"),
        ("6 billion / 62^7 to %", "≈ 0.17 %"),
        ("60,000/s / 5,000/s", "12"),
        ("1.1 TB / 50 GB", "22"),
        ("625 GB / 100 MB/s", "≈ 1.74 hours"),
        ("625 GB / (100 MB/s) in s", "6,250 s"),
        ("20k/s * 250 ms", "5,000"),
        ("(2 + 3) * 4 KB", "20 KB"),
        ("-3 + 5", "2"),
        ("10 TB × 3 copies / 2 TB", "15"),
        ("$0.25 per GB * 4.5 TB", "1,125"),
        ("ten million × 300 bytes", "3 GB"),
        ("half of 10 GB", "5 GB"),
        ("a hundred million / month to /s", "≈ 38.6/s"),
        ("about 3 billion × 0.5 KB", "1.5 TB"),
        ("log2(1 million)", "≈ 19.9"),
        ("ceil(60k / 5k * 1.1)", "14"),
        ("sqrt 16", "4"),
        ("2^-3", "0.125"),
        ("10 Gbps to MB/s", "1,250 MB/s"),
        ("10 Gb/s to MB/s", "1,250 MB/s"),
        ("100 MBps * 1 day", "8.64 TB"),
        ("8M devices every 5 s", "1.6 million/s"),
        ("100 M / 30 days", "≈ 38.6/s"),
        ("20 million divided by 86,400 s", "≈ 231/s"),
        ("3 times 4 plus 5", "17"),
        ("99.9 % of 30 days", "≈ 30 days"),
        ("0.1 % of a year", "NoNumber(Before(\"year\"))"),
        ("0.1 % of 1 year", "8.76 hours"),
        ("2/day", "2/day"),
        ("2^64", "≈ 1.84 × 10^19"),
    ];
    let wrong: Vec<String> = table
        .into_iter()
        .filter(|(text, expected)| result(text) != *expected)
        .map(|(text, expected)| format!("{text}: {} for {expected}", result(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(table.len() >= 60);
}

#[test]
fn what_cannot_be_worked_out_says_what_to_type() {
    let table = [
        ("", "nothing to work out: type, for example, `:calc 100M a month in /s`"),
        ("2 *", "a number is missing at the end: type it like `20k/s * 2 KB to MB/s`"),
        ("* 2", "a number is missing before `*`: type it like `20k/s * 2 KB to MB/s`"),
        ("2 3", "a sign is missing before `3`: put `*`, `/`, `+` or `-` between two numbers"),
        (
            "5kg * 2",
            "`kg` is no unit here: KB, GiB, Gbit, ms, days, rps, /s, /month and the like are",
        ),
        (
            "5 GB to furlongs",
            "`furlongs` is no unit here: KB, GiB, Gbit, ms, days, rps, /s, /month and the like are",
        ),
        ("(2 + 3", "the brackets do not match: type as many `)` as `(`"),
        ("2 + 3)", "the brackets do not match: type as many `)` as `(`"),
        (
            "2 KB + 3 s",
            "an amount of data and a length of time cannot be added: give both the same kind of unit",
        ),
        ("2^(3 KB)", "a power, a root or a logarithm takes plain numbers: leave the units outside"),
        (
            "2 KB * 3 KB",
            "the units do not come to anything known: is a `/` or a `*` the wrong way round?",
        ),
        (
            "20k/s to TB",
            "the result is a rate, which `TB` does not measure; without `to TB` it is told as it is",
        ),
        ("1 / 0", "that divides by zero"),
        ("sqrt(-1)", "that is no real number"),
        ("2^2^2^2^99999", "that is too large to work out here: try smaller powers"),
        ("10^100000", "that is too large to work out here: try smaller powers"),
        ("9!!!!!", "a sign is missing before `!`: put `*`, `/`, `+` or `-` between two numbers"),
    ];
    for (text, expected) in table {
        let error = calculate(text, STEPS).expect_err(text);
        assert_eq!(error.to_string(), expected, "{text}");
    }
}

#[test]
fn what_fend_knows_beyond_arithmetic_is_out_of_reach() {
    for text in
        ["roll d6", "5 USD to EUR", "today", "@2025-01-01", "x = 5", "cis 2", "random", "pi"]
    {
        assert!(calculate(text, STEPS).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_answered(text in "\\PC{0,80}") {
        drop(calculate(&text, STEPS));
    }

    #[test]
    fn any_arithmetic_is_answered(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "0", "1", "2", "3.5", "10^9", "62^7", "500B", "1e300", "1e-9", "-", "+", "*", "/", "^",
                "(", ")", " ", "%", "x5", "k/s", " KB", " a day", " per user", "sqrt", "log2", "ln(",
                "ceil ", " to ", "/s", "TB", ",", "=", "→", "²", "99999", "0.1", "of", " million",
            ]),
            0..14,
        ),
    ) {
        let text: String = parts.concat();
        if let Ok(done) = calculate(&text, STEPS) {
            prop_assert!(!done.result.is_empty() && !done.result.contains("NaN"), "{done}");
        }
    }
}
