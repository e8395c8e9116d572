//! Tests of the table and its reader.

use super::*;

fn near(a: &str, b: &str) -> f32 {
    let words = Words::builtin();
    let vector = |word| words.vector(word).unwrap_or_else(|| panic!("no vector for {word:?}"));
    cosine(&vector(a), &vector(b))
}

fn leak(bytes: Vec<u8>) -> &'static [u8] {
    Vec::leak(bytes)
}

#[test]
fn the_table_in_the_program_is_a_table() {
    let words = Words::from_bytes(BUILTIN).expect("a good table");
    assert!(words.len() > 25_000, "{words:?}");
    assert!(!words.is_empty());
    assert_eq!(words.max_phrase_words(), 5);
    assert!(BUILTIN.len() < 2_400_000);
}

#[test]
fn every_row_is_found_by_its_own_key() {
    let words = Words::builtin();
    let mut before = "";
    let mut count = 0;
    for (row, key) in words.iter() {
        assert_eq!(words.find(iter::once(key.as_bytes())), Some(row), "{key}");
        assert_eq!(words.row(key), (!key.starts_with("##")).then_some(row), "{key}");
        assert!(words.row_vector(row).is_some(), "{key}");
        assert!(before < key, "{before} {key}");
        assert!(key.split(' ').count() <= words.max_phrase_words());
        before = key;
        count += 1;
    }
    assert_eq!(count, words.len());
}

#[test]
fn words_that_mean_alike_are_near() {
    for (word, alike, other) in [
        ("crash", "failure", "banana"),
        ("cache", "caching", "river"),
        ("duplicate", "collision", "weather"),
        ("delete", "remove", "create"),
        ("slow", "latency", "colour"),
        ("customer", "user", "protocol"),
        ("dlq", "dead letter queue", "load balancer"),
        ("shards", "partitions", "payment"),
        ("cdn", "edge cache", "ledger"),
        ("wal", "durability", "geohash"),
        ("thundering herd", "cache stampede", "soft delete"),
        ("websocket", "long polling", "erasure coding"),
        ("idempotency key", "deduplicate", "websocket"),
        ("throttling", "rate limiter", "replica"),
    ] {
        let (yes, no) = (near(word, alike), near(word, other));
        assert!(yes > no + 0.1, "{word}: {alike} {yes}, {other} {no}");
    }
}

#[test]
fn other_names_of_one_thing_are_one_vector() {
    assert!(near("wal", "write ahead log") > 0.999);
    assert!(near("k8s", "kubernetes") > 0.999);
    assert!(near("lru", "least recently used") > 0.999);
}

#[test]
fn case_plurals_and_hyphens() {
    let words = Words::builtin();
    assert_eq!(words.row("Kafka"), words.row("kafka"));
    assert!(words.row("kafka").is_some());
    assert_eq!(words.phrase(&["Leaky", "Buckets"]), words.row("leaky bucket"));
    assert!(words.row("leaky bucket").is_some());
    assert_eq!(words.phrase(&["retry", "policies"]), words.row("retry policy"));
    assert_eq!(words.phrase(&["no", "such", "phrase"]), None);
    assert_eq!(words.phrase(&[]), None);
    assert_eq!(words.row("leaky buckets"), None);
    assert_eq!(words.phrase(&["leaky", "buckets"]), words.row("leaky bucket"));
    assert!(near("back-pressured", "pressure") > 0.3);
}

#[test]
fn words_without_a_vector() {
    let words = Words::builtin();
    for word in ["", " ", "42", "1984", "99.9", "--", "##", "##s", "\u{e9}", "\u{4f60}\u{597d}"] {
        assert_eq!(words.row(word), None, "{word}");
        assert_eq!(words.vector(word), None, "{word}");
    }
    assert!(words.vector(&"a".repeat(1 << 20)).is_none());
    assert!(words.vector("zzqxvj").is_some());
}

#[test]
fn rare_words_weigh_more() {
    let words = Words::builtin();
    let weights = ["the", "people", "server", "idempotency key"].map(|word| words.weight(word));
    assert!(weights.is_sorted(), "{weights:?}");
    assert!(weights[0] < 0.01 && weights[3] > 0.99, "{weights:?}");
    assert!((words.weight("qqqq zzzz") - UNKNOWN_WEIGHT).abs() < 1e-6);
    assert!((0.0..0.1).contains(&words.weight("a")));
    assert!(words.iter().all(|(row, _)| (0.0..=1.0).contains(&words.row_weight(row))));
}

#[test]
fn a_cosine_is_symmetric_and_bounded() {
    let words = Words::builtin();
    let some: Vec<_> =
        words.iter().step_by(97).filter_map(|(row, _)| words.row_vector(row)).collect();
    for a in &some {
        assert!((a.cosine(a) - 1.0).abs() < 1e-6);
        for b in &some {
            assert_eq!(a.cosine(b).to_bits(), b.cosine(a).to_bits());
            assert!((-1.0..=1.0).contains(&a.cosine(b)));
        }
    }
}

#[test]
fn bytes_that_are_not_a_table() {
    let with = |at: usize, value: &[u8]| {
        let mut bytes = BUILTIN.to_vec();
        bytes[at..at + value.len()].copy_from_slice(value);
        Words::from_bytes(leak(bytes)).map(|words| words.len())
    };
    for length in 0..HEADER {
        assert_eq!(
            Words::from_bytes(&BUILTIN[..length]).map(|words| words.len()),
            Err(WordsError::NotATable)
        );
    }
    assert_eq!(with(0, b"X"), Err(WordsError::NotATable));
    assert_eq!(with(8, &[2, 0, 0, 0]), Err(WordsError::Version(2)));
    assert_eq!(with(12, &[255, 255, 255, 255]), Err(WordsError::Header));
    assert_eq!(with(16, &[128, 0, 0, 0]), Err(WordsError::Header));
    assert_eq!(with(20, &[1, 0, 1, 0]), Err(WordsError::Header));
    assert_eq!(with(28, &[0, 0]), Err(WordsError::Header));
    assert!(matches!(with(12, &[1, 0, 0, 0]), Err(WordsError::Length { .. })));
    assert!(matches!(with(24, &[255, 255, 255, 255]), Err(WordsError::Length { .. })));
    let cut = &BUILTIN[..BUILTIN.len() - 1];
    let error = Words::from_bytes(cut).map(|words| words.len()).expect_err("too short");
    assert!(error.to_string().contains("its header says"), "{error}");
}

#[test]
fn damage_inside_gives_no_panic() {
    for (seed, span) in [(1_u32, 200_000_usize), (7, 400_000), (9, 600_000)] {
        let mut bytes = BUILTIN.to_vec();
        let mut state = seed;
        for byte in bytes.iter_mut().skip(HEADER).take(span) {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *byte = state.to_be_bytes()[0];
        }
        let words = Words::from_bytes(leak(bytes)).expect("the header is whole");
        for word in ["the", "cache stampede", "antidisestablishmentarianism", "x"] {
            let _unused = (words.vector(word), words.weight(word), words.row(word));
        }
        assert!(words.iter().count() <= words.len());
    }
    let mut full = BUILTIN.to_vec();
    full[HEADER..HEADER + (2 << 16)].fill(1);
    let words = Words::from_bytes(leak(full)).expect("the header is whole");
    assert_eq!(words.row("cache"), None);
}

#[test]
fn no_rows_at_all() {
    assert!(Words::EMPTY.is_empty());
    assert_eq!(Words::EMPTY.row("cache"), None);
    assert_eq!(Words::EMPTY.vector("cache"), None);
    assert_eq!(Words::EMPTY.iter().count(), 0);
}
