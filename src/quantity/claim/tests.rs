//! Planted mistakes, and what must raise no alarm.

use proptest::prelude::*;

use super::*;

fn wrong(text: &str) -> Vec<(String, String)> {
    claims(text)
        .into_iter()
        .filter_map(|claim| Some((text[claim.span].to_owned(), claim.right?)))
        .collect()
}

/// Wrong products in the ways people write them, with the right figure.
const WRONG: [(&str, &str); 44] = [
    ("100M / 30 days = 400/s", "38.6/s"),
    ("500 bytes * 6 billion = 30 TB", "3 TB"),
    ("100M/month is about 400 writes/s", "38.6/s"),
    ("20k/s × 2KB = 400 MB/s", "40 MB/s"),
    ("- Storage: 500 B x 6B links = 300 GB.", "3 TB"),
    ("500B × 6B = 30 TB", "3 TB"),
    ("62^7 = 350 billion", "3.52 trillion"),
    ("62⁷ ≈ 3.5 billion codes, so seven characters", "3.52 trillion"),
    ("10M/day → 1150/s", "116/s"),
    ("10 million a day is 1,160 a second", "116/s"),
    ("1 billion / 86,400 s is 1,160/s", "11,600/s"),
    ("10^9 / 10^5 = 100k", "10,000"),
    ("100 million × 12 × 5 = 600 million links", "6 billion"),
    ("5 GB/day × 5 years = 90 TB", "9.12 TB"),
    ("1M users × 10 notes × 2 KB = 2 TB", "20 GB"),
    ("50M × 300 × 1.5 KB = 2.2 TB of text", "22.5 TB"),
    ("40/s × 100 = 40,000/s", "4,000/s"),
    ("20k rps * 10 KB = 20 MB/s", "200 MB/s"),
    ("20k rps * 10 KB = 160 Mbit/s", "200 MB/s"),
    ("200 MB/s = 160 Mbit/s", "200 MB/s"),
    ("15 % of 60,000/s = 900/s", "9,000/s"),
    ("60,000 / 5,000 = 120 nodes", "12"),
    ("1.1 TB / 50 GB = 220 nodes", "22"),
    ("625 GB / 100 MB/s = 625 s", "1.74 hours"),
    ("116/s times 250 ms is 290 cores", "29"),
    ("1.2 TB / 100 GB is 120", "12"),
    ("two million users times 15 is 3 million", "30 million"),
    ("3 × 10^9 × 40 B = 12 GB", "120 GB"),
    ("We store 6 billion rows at 500 bytes: 6 billion × 500 bytes => 300 GB", "3 TB"),
    ("Rows: 1e9 x 400 B ~= 4 TB", "400 GB"),
    ("100M links/month = 400 links/s", "38.6/s"),
    ("20k/s × 2 KB → 4 MB/s", "40 MB/s"),
    ("30M a day, that is 3,500/s", "347/s"),
    ("| Writes | 10M / 86400 s = 1,150/s |", "116/s"),
    ("8M devices polling every 5 s = 160k/s", "1.6 million/s"),
    ("(2 + 3) × 10 million = 500 million", "50 million"),
    ("10 KB × 4 million = 400 GB, then", "40 GB"),
    ("1.6 billion a day ≈ 185k/s", "18,500/s"),
    ("10B x 1KB = 1 TB data", "10 TB"),
    ("23/s * 5 = 11.5/s", "115/s"),
    ("3 MB * 20k/s gives 6 GB/s", "60 GB/s"),
    ("Bandwidth: 4k/s × 500 B = 20 MB/s.", "2 MB/s"),
    ("300M ÷ 2.6M s = 1,150/s avg", "115/s"),
    ("so 100M divided by 86,400 gives 11,574", "1,160"),
];

/// Wrong ones about which nothing is said, because more may be meant than is written.
const LET_PASS: [&str; 10] = [
    "300M/mo ÷ 2.6M s = 1,150/s avg",
    "20M saves per day / 86400 = 23/s",
    "100M * 12 * 5 years = 60 billion",
    "5 GB/day * 365 = 18 TB",
    "2 billion × 300 bytes = 60 GB a day",
    "600 GB a day; × 365 = 2.2 PB",
    "40/s = 2,000/s at peak",
    "6 billion × 500 bytes = 30 TB with three copies",
    "92k × 500 B = 460 MB/s",
    "10M users with 5 notes × 2 KB = 1 GB",
];

#[test]
fn wrong_products_are_found() {
    let mut missed = Vec::new();
    for (text, right) in WRONG {
        match wrong(text).as_slice() {
            [(quote, figure)] if figure == right && text.contains(quote) => {}
            found => missed.push(format!("{text}: {found:?} for {right}")),
        }
    }
    assert!(missed.is_empty(), "{} of {}\n{}", missed.len(), WRONG.len(), missed.join("\n"));
}

#[test]
fn what_may_be_meant_otherwise_is_let_pass() {
    for text in LET_PASS {
        assert_eq!(wrong(text), [], "{text}");
    }
}

/// What an answer says and what is right, or no arithmetic at all.
const RIGHT: [&str; 44] = [
    "100M / 30 days = 40/s",
    "10^9 / 86400 = 10k/s",
    "1 billion a day is about 10,000/s",
    "500 bytes * 6 billion = 3 TB",
    "500B × 6B = 3 TB",
    "36B × 250 = 9 TB raw, ×3 copies = 27 TB",
    "20k/s × 2KB = 40 MB/s = 320 Mbit/s",
    "100M new links/month → ~40/s, peak 200/s. Read:write 100:1 → 4k/s, peak 20k/s",
    "1M DAU × 20 saves = 230/s, peak 1.2k/s",
    "Sync requests ~15 per user per day → 170/s",
    "115 writes/s, reads about 5 times more, ≈ 600/s",
    "100/s*86400*365 = 3.1B",
    "23k × 86400 = 2.0e9. ×40 B = 80 GB/day raw",
    "~10 edits => 20M/day => ~250 wps avg, 5x peak = 1250",
    "10M DAU × 5% concurrent = 500k conns, 50k per node → 10 nodes + spare",
    "1000*86400*365*5 = 157 billoin rows, x 500b = ~80TB",
    "200.000 daily active, each 30 operations → 6 Mio. per day → 70/s in average",
    "200.000 × 30 = 6 Mio",
    "24/7 on call → 12 people",
    "80/20 rule so ~20% of daily reads",
    "POST /v1/links → 201, GET /{code} → 302",
    "N = 3, W = 2, R = 2, so R + W = 4 > N",
    "On 2025-03-01 = day 60",
    "max-age=60, TTL = 10 min ±20%",
    "4.5 TB × $0.25/GB = $1.1k/mo",
    "2 million / 22 = 91,000 operations per node a second",
    "100 TB + 50 million × 4 MB (one block of five) = 100 TB + 200 TB = 300 TB a day / 86,400 s",
    "20 million users × 15 opens × 2 devices = 600 million / 86,400 s; peak five times the mean",
    "8 writes/DAU/day = 80M/day",
    "100 GB → 4 GB of RAM",
    "10M users × 5 notes → 12 nodes",
    "40 MB/s, so 10 MB/s each",
    "20k/s × 2 KB × 86400 = 3.5 TB/day",
    "p99 of 50 ms is 2 s at worst",
    "Code space: 62^7 = 3.5e12, 6B is 0.17% of it. 7 chars.",
    "(1/195)^4 = 7e-10",
    "1,2 TB × 3 = 3,6 TB",
    "0.1% of 1 month = 43 min",
    "3 nines is 99.9 %",
    "1 node does 8k/s → 4 nodes",
    "2 Mrd messages/day, that are 23 000/s",
    "5 min × 60 = 300 s",
    "$12.5k/month → $6k",
    "10 KB/s × 8 = 80 kbit/s",
];

#[test]
fn what_is_right_or_no_arithmetic_raises_no_alarm() {
    for text in RIGHT {
        assert_eq!(wrong(text), [], "{text}");
    }
}

#[test]
fn a_factor_of_one_and_a_half_is_rounding() {
    assert_eq!(wrong("10M × 10 = 150M"), []);
    assert_eq!(wrong("10M × 15 = 100M"), []);
    assert_eq!(wrong("10M × 10 = 151M").len(), 1);
}

#[test]
fn code_is_no_arithmetic() {
    assert_eq!(
        wrong("```\nttl = 60 * 60 = 1\n```\n2 * 3 = 60"),
        [("2 * 3 = 60".into(), "6".into())]
    );
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,120}") {
        for claim in claims(&text) {
            prop_assert!(text.get(claim.span.clone()).is_some());
            prop_assert!(text.get(claim.stated.clone()).is_some());
        }
    }

    #[test]
    fn any_arithmetic_is_read(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "0", "1", "3.5", "10^9", "62⁷", "500B", "1e300", "-", "+", " × ", "/", "^", "(", ")",
                " ", "%", "x5", "5x", "k/s", " KB", " a day", " per user", " = ", " → ", ", so ",
                " is about ", "; ", ". ", "of", " million", "\n", "≈", " users", "1.234", "86400",
            ]),
            0..20,
        ),
    ) {
        let text: String = parts.concat();
        for claim in claims(&text) {
            prop_assert!(claim.span.start <= claim.stated.start && claim.stated.end <= claim.span.end);
            prop_assert!(text.get(claim.span).is_some() && text.get(claim.stated).is_some());
        }
    }
}
