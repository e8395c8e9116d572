use proptest::prelude::*;

use super::*;

fn keys(bytes: &[u8]) -> Vec<Key> {
    KeyReader::new(false).feed(bytes)
}

fn text(keys: &[Key]) -> String {
    keys.iter().map(Key::text).collect()
}

#[test]
fn invalid_bytes_become_replacement_characters() {
    assert_eq!(text(&keys(b"a\xffb\xe9 c\xc3\xa9\xf0\x9f\x98\x80")), "a\u{fffd}b\u{fffd} cé😀");
    assert_eq!(
        keys(b"\xe2\x82\x03"),
        [Key::Character(char::REPLACEMENT_CHARACTER), Key::Control(3)]
    );
}

#[test]
fn a_character_in_two_halves_is_one_key() {
    let mut reader = KeyReader::new(false);
    assert_eq!(reader.feed(b"\xc3"), []);
    assert_eq!(reader.feed(b"\xa9"), [Key::Character('é')]);
}

#[test]
fn line_ends() {
    assert_eq!(text(&keys(b"a\r\nb\nc\r\rd")), "a\nb\nc\n\nd");
    assert_eq!(keys(b"\x1b[200~a\r\nb\rc\nd\x1b[201~"), [Key::Paste("a\nb\nc\nd".to_owned())]);
}

#[test]
fn a_paste_keeps_every_other_byte() {
    let pasted = "\ttab \u{1b}[31m \u{3}\u{4}\u{1a}\u{0}\u{7f}\u{9b} 日本 \u{10f71b}";
    let bytes = [b"\x1b[200~", pasted.as_bytes(), b"\x1b[201~x"].concat();
    assert_eq!(keys(&bytes), [Key::Paste(pasted.to_owned()), Key::Character('x')]);
}

#[test]
fn half_a_paste_can_be_taken_and_the_rest_is_a_paste_again() {
    let mut reader = KeyReader::new(false);
    assert_eq!(reader.feed(b"\x1b[200~one\rtw"), []);
    assert!(reader.in_paste());
    assert_eq!(reader.take_half_paste(), Some(Key::Paste("one\ntw".to_owned())));
    assert_eq!(reader.feed(b"o\r\x1b[201~\r"), [Key::Paste("o\n".to_owned()), Key::Enter]);
}

#[test]
fn a_paste_without_an_end_is_taken_when_nothing_follows() {
    let mut reader = KeyReader::new(false);
    assert_eq!(reader.feed(b"\x1b[200~one"), []);
    assert_eq!(reader.patience(), Some(PASTE_PATIENCE));
    assert_eq!(reader.quiet(), Some(Key::Paste("one".to_owned())));
    assert_eq!(reader.feed(b"x\x1b[201~y"), [Key::Character('x'), Key::Character('y')]);
}

#[test]
fn sequences_come_whole_or_not_at_all() {
    assert_eq!(keys(b"\x1b[A"), [Key::Sequence(b"\x1b[A".to_vec())]);
    assert_eq!(keys(b"\x1b[1;5C"), [Key::Sequence(b"\x1b[1;5C".to_vec())]);
    assert_eq!(keys(b"\x1b\x1b[D"), [Key::Sequence(b"\x1b\x1b[D".to_vec())]);
    assert_eq!(keys(b"\x1bOA"), [Key::Sequence(b"\x1bOA".to_vec())]);
    assert_eq!(keys(b"\x1bb"), [Key::Sequence(b"\x1bb".to_vec())]);
    assert_eq!(keys(b"\x1b[[Ax"), [Key::Sequence(b"\x1b[[A".to_vec()), Key::Character('x')]);
    assert_eq!(keys(b"\x1b[3$x"), [Key::Sequence(b"\x1b[3$".to_vec()), Key::Character('x')]);
    let mut reader = KeyReader::new(false);
    assert_eq!(reader.feed(b"\x1b[1;"), []);
    assert_eq!(reader.feed(b"5D"), [Key::Sequence(b"\x1b[1;5D".to_vec())]);
}

#[test]
fn answers_of_a_terminal_are_no_text() {
    for answer in [
        &b"\x1b[?62;1;6c"[..],
        b"\x1b[24;80R",
        b"\x1b[I",
        b"\x1b[O",
        b"\x1b[97;5u",
        b"\x1b[?2026;2$y",
        b"\x1b]11;rgb:0000/0000/0000\x07",
        b"\x1b]11;rgb:0000/0000/0000\x1b\\",
        b"\x1bP>|XTerm(370)\x1b\\",
        b"\x1b[<0;10;10M",
    ] {
        assert_eq!(keys(&[answer, b"x"].concat()), [Key::Character('x')], "{answer:?}");
    }
}

#[test]
fn a_repeat_count_is_not_asked_for_in_emacs_mode() {
    assert_eq!(keys(b"\x1b5x"), [Key::Character('x')]);
    assert_eq!(keys(b"\x1b-x"), [Key::Character('x')]);
}

#[test]
fn a_lone_escape_is_a_key_in_vi_mode_only() {
    let mut vi = KeyReader::new(true);
    assert_eq!(vi.feed(b"\x1b"), []);
    assert_eq!(vi.patience(), Some(ESCAPE_PATIENCE));
    assert_eq!(vi.quiet(), Some(Key::Escape));
    let mut emacs = KeyReader::new(false);
    assert_eq!(emacs.feed(b"\x1b"), []);
    assert_eq!((emacs.patience(), emacs.quiet()), (None, None));
    assert_eq!(emacs.feed(b"b"), [Key::Sequence(b"\x1bb".to_vec())]);
}

#[test]
fn a_half_sequence_is_given_up() {
    let mut reader = KeyReader::new(false);
    assert_eq!(reader.feed(b"\x1b["), []);
    assert_eq!(reader.quiet(), None);
    assert_eq!(reader.feed(b"x"), [Key::Character('x')]);
}

proptest! {
    /// However the bytes are cut into reads, the keys are the same.
    #[test]
    fn the_cuts_do_not_matter(
        pieces in prop::collection::vec(prop_oneof![
            Just(b"\x1b[200~".to_vec()), Just(b"\x1b[201~".to_vec()), Just(b"\x1b[A".to_vec()),
            Just(b"\x1b".to_vec()), Just("é日😀".as_bytes().to_vec()), Just(b"\x1b[1;5C".to_vec()),
            prop::collection::vec(any::<u8>().prop_filter("one line end", |b| *b != b'\n'), 0..6),
        ], 0..12),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
    ) {
        // A key with Alt and the beginning of a string differ by whether more follows at once.
        let bytes: Vec<u8> = pieces.concat().into_iter().filter(|b| !b"]PX^_".contains(b)).collect();
        let whole = KeyReader::new(false).feed(&bytes);
        let mut ends: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        ends.sort_unstable();
        let mut reader = KeyReader::new(false);
        let (mut parts, mut start) = (Vec::new(), 0);
        for end in ends.into_iter().chain([bytes.len()]) {
            parts.extend(reader.feed(&bytes[start..end]));
            start = end;
        }
        prop_assert_eq!(parts, whole);
    }

    /// Whatever comes, rustyline gets valid UTF-8.
    #[test]
    fn what_goes_on_is_valid_utf8(bytes in prop::collection::vec(any::<u8>(), 0..200), vi: bool) {
        let mut reader = KeyReader::new(vi);
        let mut out: Vec<u8> = reader.feed(&bytes).iter().flat_map(Key::bytes).collect();
        out.extend(reader.take_half_paste().iter().flat_map(Key::bytes));
        prop_assert!(String::from_utf8(out).is_ok());
    }

    /// Plain text and pastes come out as they went in.
    #[test]
    fn text_is_kept(typed in "[^\\p{Cc}]{0,40}", pasted in "[^\\r\u{1b}]{0,200}") {
        let bytes = format!("{typed}\u{1b}[200~{pasted}\u{1b}[201~{typed}");
        prop_assert_eq!(text(&keys(bytes.as_bytes())), format!("{typed}{pasted}{typed}"));
    }
}
