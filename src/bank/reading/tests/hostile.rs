//! Whatever the bytes: a value or drawn faults, never a panic, never an escape sequence.

use proptest::prelude::*;

use crate::bank::fixtures::{LEXICON, PROMPT, RUBRIC, SHARED};
use crate::bank::reading::*;
use crate::bank::{Context, Faults, Lexicon, MOST_FAULTS, Prompt, RubricFile, check};

fn well_formed(faults: &Faults) {
    assert!(faults.has_errors());
    for fault in faults {
        assert!(fault.line >= 1 && fault.column >= 1 && fault.span.start <= fault.span.end);
        assert!(!fault.message.is_empty());
    }
    let drawing = faults.to_string();
    assert!(!drawing.chars().any(|c| c.is_control() && c != '\n'), "{drawing:?}");
}

/// Whatever can be read can be checked.
fn check_all(prompt: Option<&Sourced<Prompt>>, rubric: Option<&Sourced<RubricFile>>) {
    let shared = read_shared("s", SHARED).unwrap();
    let lexicon = read_lexicon("l", LEXICON).unwrap();
    let whole = (read_prompt("p", PROMPT).unwrap(), read_rubric("r", RUBRIC).unwrap());
    let context = Context { shared: &shared, lexicon: &lexicon, prompts: &[] };
    let faults = check(prompt.or(Some(&whole.0)), rubric.or(Some(&whole.1)), &context).to_string();
    assert!(!faults.chars().any(|c| c.is_control() && c != '\n'), "{faults:?}");
}

/// Reads the bytes as every kind of file; what the walk accepts, serde accepts as the same value.
fn read_all(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap_or("\0");
    match read_prompt("p", bytes) {
        Ok(prompt) => {
            assert_eq!(toml::from_str::<Prompt>(text).unwrap(), *prompt);
            check_all(Some(&prompt), None);
        }
        Err(faults) => well_formed(&faults),
    }
    match read_rubric("r", bytes) {
        Ok(rubric) => {
            assert_eq!(toml::from_str::<RubricFile>(text).unwrap(), *rubric);
            check_all(None, Some(&rubric));
        }
        Err(faults) => well_formed(&faults),
    }
    match read_shared("s", bytes) {
        Ok(rubric) => assert_eq!(toml::from_str::<RubricFile>(text).unwrap(), *rubric),
        Err(faults) => well_formed(&faults),
    }
    match read_lexicon("l", bytes) {
        Ok(lexicon) => assert_eq!(toml::from_str::<Lexicon>(text).unwrap(), *lexicon),
        Err(faults) => well_formed(&faults),
    }
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "\"",
            "'",
            "\"\"\"",
            "'''",
            "[",
            "]",
            "[[",
            "]]",
            "{",
            "}",
            "=",
            ",",
            ".",
            "\n",
            "\r",
            "#",
            "\\",
            "\0",
            "\u{1b}",
            "\u{202e}",
            "ü",
            "-1",
            "1e999",
            "nan",
            "true",
            "0x10",
            "1979-05-27",
            "[[criterion]]\n",
            "[[fact]]\n",
            "[reference]\n",
            "exemplars.met",
            "id = \"a\"\n",
            "use = \"a\"\n",
            "[a]\n",
            "[[a]]\n",
            "a.b = 1\n",
            "a = {}\n",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,8}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_damaged_file_is_read_or_refused(
        file in prop::sample::select(vec![PROMPT, RUBRIC, SHARED, LEXICON]),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..40, piece()), 1..6),
    ) {
        let mut text = file.to_owned();
        for (at, length, piece) in cuts {
            let start = text.floor_char_boundary(at.index(text.len() + 1));
            let end = text.ceil_char_boundary((start + length).min(text.len()));
            text.replace_range(start..end, &piece);
        }
        read_all(text.as_bytes());
    }

    #[test]
    fn a_file_of_shuffled_lines_is_read_or_refused(
        file in prop::sample::select(vec![PROMPT, RUBRIC, SHARED, LEXICON]),
        order in prop::collection::vec(any::<prop::sample::Index>(), 1..60),
    ) {
        let lines: Vec<&str> = file.lines().collect();
        let text: Vec<&str> = order.iter().map(|at| lines[at.index(lines.len())]).collect();
        read_all(text.join("\n").as_bytes());
    }

    #[test]
    fn pieces_of_syntax_are_read_or_refused(pieces in prop::collection::vec(piece(), 0..40)) {
        read_all(pieces.concat().as_bytes());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_all(&bytes);
    }
}

#[test]
fn invalid_utf8_is_one_fault_with_its_place() {
    let faults = read_prompt("p", b"id = \"a\"\ntitle = \"\xfcber\"\n").unwrap_err();
    let messages: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
        ["p:2:10: error: byte 18 (`0xfc`) is not valid UTF-8 (save the file as UTF-8)"]
    );
    well_formed(&faults);
}

#[test]
fn a_file_that_is_too_large_is_refused_unread() {
    let faults = read_prompt("p", vec![b'#'; MAX_BYTES + 1]).unwrap_err();
    assert_eq!(
        faults.to_string(),
        "error: the file has 1048577 bytes, and at most 1048576 are read\n--> p"
    );
    assert!(read_lexicon("p", [b"version = 1\n".to_vec(), vec![b'#'; 1000]].concat()).is_ok());
}

#[test]
fn nesting_is_bounded() {
    for (open, close) in [("[", "]"), ("{ a = ", "}"), ("[{ a.b.c.d.e.f.g.h = ", "}]")] {
        let deep = 20_000;
        read_all(format!("a = {}{}", open.repeat(deep), close.repeat(deep)).as_bytes());
    }
    for deep in ["a.".repeat(100_000) + "a = 1", format!("[{}a]", "a.".repeat(100_000))] {
        let faults = read_prompt("p", &deep).unwrap_err();
        assert!(faults.to_string().contains("a key has more than 16 parts"));
    }
}

#[test]
fn faults_without_end_are_counted_and_not_kept() {
    let text: String = (0..50_000).fold(String::new(), |text, key| text + &format!("k{key} = 1\n"));
    let faults = read_prompt("p", &text).unwrap_err();
    assert_eq!(faults.len(), MOST_FAULTS);
    assert!(faults.left_out() > 49_000);
    assert!(faults.to_string().ends_with(" more"));
}

/// Very many faults or entries, on one line or on as many lines: a careless loop over lines,
/// columns or ids makes this test conspicuously slow.
#[test]
fn very_many_of_anything_are_read_or_refused() {
    const BYTES: usize = 1 << 16;
    type Piece = fn(usize) -> String;
    let cases: [(&str, Piece, &str); 13] = [
        ("", |_| "=\n".to_owned(), ""),
        ("", |_| "= ".to_owned(), ""),
        ("", |_| "ü = \n".to_owned(), ""),
        ("", |number| format!("{number:x}=1\n"), ""),
        ("", |_| "[[criterion]]\n".to_owned(), ""),
        ("criterion=[", |_| "{},".to_owned(), "]"),
        ("fact=[", |_| "{id='ü'},".to_owned(), "]"),
        ("tags=[", |number| format!("'{number:x}',"), "]"),
        ("x=[", |_| "[[".to_owned(), ""),
        ("", |_| "a='''".to_owned(), ""),
        ("version=1\n", |number| format!("[[term]]\nname='{number:x}'\n"), ""),
        ("", |_| "a.b.c.d=1\n".to_owned(), ""),
        ("", |_| "[a.b.c]\n".to_owned(), ""),
    ];
    for (start, piece, end) in cases {
        let mut text = start.to_owned();
        for number in 0.. {
            let piece = piece(number);
            if text.len() + piece.len() + end.len() > BYTES {
                break;
            }
            text += &piece;
        }
        read_all((text + end).as_bytes());
    }
}
