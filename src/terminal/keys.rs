//! Bytes of a terminal made into whole keys: valid UTF-8, complete escape sequences, whole pastes.

use std::time::Duration;

use super::stand_in;

const ESCAPE: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";
/// A sequence that no terminal sends and that rustyline takes for an unknown key: it ends whatever
/// rustyline was waiting for (a movement in vi mode, the second key of Ctrl-X) and does nothing.
const NOTHING: &[u8] = b"\x1b[9";
/// A lone escape in vi mode is a key when nothing follows for this long.
const ESCAPE_PATIENCE: Duration = Duration::from_millis(25);
/// A half escape sequence is given up when nothing follows for this long.
const SEQUENCE_PATIENCE: Duration = Duration::from_millis(100);
/// A paste whose end never comes is taken as it is after this long without a byte.
const PASTE_PATIENCE: Duration = Duration::from_secs(2);
const LONGEST_SEQUENCE: usize = 64;
const LONGEST_STRING: usize = 4096;

/// A whole key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// A character that is no control of C0.
    Character(char),
    /// Return or line feed.
    Enter,
    /// Any other C0 control, or delete.
    Control(u8),
    /// A complete escape sequence that rustyline knows, with its escape.
    Sequence(Vec<u8>),
    /// The escape key alone (vi mode only).
    Escape,
    /// A whole bracketed paste, with line feeds only.
    Paste(String),
}

impl Key {
    /// The bytes that make rustyline see this key.
    pub(super) fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Character(character) => {
                stand_in::encode(character.encode_utf8(&mut [0; 4])).into_owned().into_bytes()
            }
            Self::Enter => vec![b'\r'],
            Self::Control(byte) => vec![*byte],
            Self::Sequence(bytes) => bytes.clone(),
            Self::Escape => vec![ESCAPE],
            Self::Paste(text) => {
                let text = stand_in::encode(text);
                [NOTHING, b"\x1b[200~", text.as_bytes(), PASTE_END].concat()
            }
        }
    }

    /// The text of this key, for keys that came too late to be edited with.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Character(character) => character.to_string(),
            Self::Enter => "\n".to_owned(),
            Self::Control(b'\t') => "\t".to_owned(),
            Self::Paste(text) => text.clone(),
            Self::Control(_) | Self::Sequence(_) | Self::Escape => String::new(),
        }
    }
}

/// The keys that make rustyline give up the line at once, in whatever state it is.
pub(super) fn interrupt() -> Vec<u8> {
    [NOTHING, &[3]].concat()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Ground,
    Escape,
    /// `ESC [` and what follows.
    Control,
    /// `ESC O`.
    Single,
    /// A string meant for a program (OSC, DCS, …), up to BEL or `ESC \`.
    Text,
    Paste,
}

/// Makes keys of bytes.
#[derive(Debug)]
pub(super) struct KeyReader {
    vi: bool,
    state: State,
    /// The sequence so far, behind its escape.
    sequence: Vec<u8>,
    /// Two escapes began the sequence: Alt with a key, on some terminals.
    doubled: bool,
    utf8: Vec<u8>,
    paste: Vec<u8>,
}

impl KeyReader {
    pub(super) fn new(vi: bool) -> Self {
        Self {
            vi,
            state: State::Ground,
            sequence: Vec::new(),
            doubled: false,
            utf8: Vec::new(),
            paste: Vec::new(),
        }
    }

    /// Whether the beginning of a paste has come and its end has not.
    pub(super) fn in_paste(&self) -> bool {
        self.state == State::Paste
    }

    /// What has come of a paste so far. The rest will be a paste of its own.
    pub(super) fn take_half_paste(&mut self) -> Option<Key> {
        (self.in_paste() && !self.paste.is_empty()).then(|| self.paste())
    }

    /// Gives up whatever is half there; half a paste and half a character count as keys.
    pub(super) fn give_up(&mut self) -> Vec<Key> {
        let mut keys: Vec<Key> = self.take_half_paste().into_iter().collect();
        if !std::mem::take(&mut self.utf8).is_empty() {
            keys.push(Key::Character(char::REPLACEMENT_CHARACTER));
        }
        self.state = State::Ground;
        keys
    }

    /// How long to wait for more bytes before [`Self::quiet`] is due.
    pub(super) fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            State::Escape => self.vi.then_some(ESCAPE_PATIENCE),
            State::Control | State::Single | State::Text => Some(SEQUENCE_PATIENCE),
            State::Paste => Some(PASTE_PATIENCE),
        }
    }

    /// Nothing came for as long as [`Self::patience`] says.
    pub(super) fn quiet(&mut self) -> Option<Key> {
        let key = match self.state {
            State::Escape if self.vi => Some(Key::Escape),
            State::Ground | State::Escape => return None,
            State::Control | State::Single | State::Text => None,
            State::Paste => self.take_half_paste(),
        };
        self.state = State::Ground;
        key
    }

    /// The keys that `bytes` complete.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Vec<Key> {
        let mut keys = Vec::new();
        let mut after_return = false;
        let mut rest = bytes.iter().copied().peekable();
        while let Some(byte) = rest.next() {
            match self.state {
                State::Ground => {
                    // CR LF is one line end, in a paste without marks too.
                    if !(after_return && byte == b'\n') {
                        self.ground(byte, &mut keys);
                    }
                    after_return = byte == b'\r';
                }
                State::Escape => self.escape(byte, rest.peek().is_some(), &mut keys),
                State::Control => self.control(byte, &mut keys),
                State::Single => {
                    self.state = State::Ground;
                    if byte.is_ascii_graphic() {
                        keys.push(Key::Sequence(vec![ESCAPE, b'O', byte]));
                    } else {
                        self.ground(byte, &mut keys);
                    }
                }
                State::Text => {
                    let ends =
                        byte == 7 || (byte == b'\\' && self.sequence.last() == Some(&ESCAPE));
                    self.sequence.push(byte);
                    if ends || self.sequence.len() > LONGEST_STRING {
                        self.state = State::Ground;
                    }
                }
                State::Paste => {
                    self.paste.push(byte);
                    if byte == b'~' && self.paste.ends_with(PASTE_END) {
                        self.paste.truncate(self.paste.len() - PASTE_END.len());
                        self.state = State::Ground;
                        if !self.paste.is_empty() {
                            keys.push(self.paste());
                        }
                    }
                }
            }
        }
        keys
    }

    fn paste(&mut self) -> Key {
        let bytes = std::mem::take(&mut self.paste);
        let text = String::from_utf8_lossy(&bytes);
        Key::Paste(text.replace("\r\n", "\n").replace('\r', "\n"))
    }

    fn ground(&mut self, byte: u8, keys: &mut Vec<Key>) {
        if byte >= 0x80 || !self.utf8.is_empty() {
            self.utf8.push(byte);
            self.characters(keys);
            return;
        }
        match byte {
            b'\r' | b'\n' => keys.push(Key::Enter),
            ESCAPE => {
                self.state = State::Escape;
                self.doubled = false;
            }
            0..0x20 | 0x7f => keys.push(Key::Control(byte)),
            _ => keys.push(Key::Character(char::from(byte))),
        }
    }

    /// Takes whole characters off the pending bytes; each invalid sequence is one `U+FFFD`.
    fn characters(&mut self, keys: &mut Vec<Key>) {
        let pending = std::mem::take(&mut self.utf8);
        match std::str::from_utf8(&pending) {
            Ok(text) => keys.extend(text.chars().map(Key::Character)),
            Err(error) => match error.error_len() {
                None => self.utf8 = pending,
                Some(length) => {
                    keys.push(Key::Character(char::REPLACEMENT_CHARACTER));
                    for &byte in &pending[length..] {
                        self.ground(byte, keys);
                    }
                }
            },
        }
    }

    fn escape(&mut self, byte: u8, more_follows: bool, keys: &mut Vec<Key>) {
        self.sequence.clear();
        self.state = State::Ground;
        match byte {
            ESCAPE => {
                self.state = State::Escape;
                self.doubled = true;
            }
            b'[' => self.state = State::Control,
            b'O' => self.state = State::Single,
            // The answer of a terminal to some other program; by hand it is a key with Alt.
            b']' | b'P' | b'X' | b'^' | b'_' if more_follows => self.state = State::Text,
            // Alt with a digit asks rustyline for a repeat count.
            b'0'..=b'9' | b'-' if !self.vi => {}
            0x08 | 0x20..=0x7f => keys.push(Key::Sequence(vec![ESCAPE, byte])),
            _ => self.ground(byte, keys),
        }
    }

    fn control(&mut self, byte: u8, keys: &mut Vec<Key>) {
        // The Linux console sends `ESC [ [ A` for F1.
        let console = self.sequence.is_empty() && byte == b'[';
        // rxvt ends some keys with `$`, elsewhere it comes before the end.
        let rxvt = byte == b'$'
            && !self.sequence.is_empty()
            && self.sequence.iter().all(u8::is_ascii_digit);
        match byte {
            ESCAPE => {
                self.state = State::Escape;
                self.doubled = false;
            }
            0..0x20 | 0x7f.. => {
                self.state = State::Ground;
                self.ground(byte, keys);
            }
            _ => self.sequence.push(byte),
        }
        if self.sequence.len() > LONGEST_SEQUENCE {
            self.state = State::Ground;
        }
        if self.state != State::Control || console || !(rxvt || (0x40..0x7f).contains(&byte)) {
            return;
        }
        self.state = State::Ground;
        if self.sequence == b"200~" {
            self.state = State::Paste;
        } else if is_known(&self.sequence) {
            let escape: &[u8] = if self.doubled { &[ESCAPE, ESCAPE, b'['] } else { b"\x1b[" };
            keys.push(Key::Sequence([escape, &self.sequence].concat()));
        }
    }
}

/// Whether rustyline reads exactly this sequence (behind `ESC [`) as one key. It would take the
/// end of any other for text.
fn is_known(sequence: &[u8]) -> bool {
    matches!(
        sequence,
        [b'A'..=b'D' | b'F' | b'H' | b'Z' | b'a'..=b'd']
            | [b'[', b'A'..=b'E']
            | [b'1'..=b'8', b'~' | b'$' | b'^' | b'@']
            | [b'1'..=b'2', b'0'..=b'9', b'~']
            | [b'1'..=b'8', b';', b'1'..=b'9', b'A'..=b'Z' | b'a'..=b'z' | b'~']
            | [b'1'..=b'2', b'0'..=b'9', b';', b'1'..=b'9', b'~']
    )
}

#[cfg(test)]
#[path = "keys/tests.rs"]
mod tests;
