//! Numbers as people write and say them: `40,000`, `3.5 × 10^9`, `62^7`, `40k`, `seven`.

/// A number and the bytes it takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) value: f64,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it was written with a word or letter of size: `40k`, `3 million`.
    pub(super) scaled: bool,
}

/// The number that begins at a byte, with its power and its word of size.
pub(super) fn number_at(text: &str, at: usize) -> Option<Number> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    let (mut value, mut length) = if first.is_ascii_digit() { digits(rest)? } else { spelt(rest)? };
    if first.is_ascii_digit()
        && let Some((power, more)) = power(&rest[length..], value)
    {
        value = power;
        length += more;
    }
    let mut scaled = false;
    while let Some((factor, more)) = size(&rest[length..]) {
        value *= factor;
        length += more;
        scaled = true;
    }
    value.is_finite().then_some(Number { value, start: at, end: at + length, scaled })
}

/// Digits with thousands separators, a decimal point and an exponent.
pub(super) fn digits(rest: &str) -> Option<(f64, usize)> {
    let bytes = rest.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut plain = String::new();
    let mut at = 0;
    let mut point = false;
    while let Some(&byte) = bytes.get(at) {
        let group = digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4);
        match byte {
            b'0'..=b'9' => plain.push(char::from(byte)),
            b',' | b'_' | b'\'' if group && !point => {}
            // "10 000": a group after a space, where no other number can be meant.
            b' ' if group && !point && at <= 3 && !bytes[..at].contains(&b' ') => {}
            b'.' if !point && digit(at + 1) => {
                point = true;
                plain.push('.');
            }
            _ => break,
        }
        at += 1;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let signed = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let exponent = bytes[at + 1 + signed..].iter().take_while(|b| b.is_ascii_digit()).count();
        if (1..=3).contains(&exponent) {
            plain.push_str(&rest[at..at + 1 + signed + exponent]);
            at += 1 + signed + exponent;
        }
    }
    Some((plain.parse().ok()?, at))
}

/// `^7`, `**7`, `⁷`, ` × 10^9`, ` x 10⁹` after a value.
fn power(rest: &str, value: f64) -> Option<(f64, usize)> {
    if let Some((exponent, length)) = exponent(rest) {
        return Some((raised(value, exponent), length));
    }
    let (ten, length) = times_ten(rest)?;
    Some((value * ten, length))
}

/// The power of ten in ` × 10^9`, ` x 10⁹` after a value.
pub(super) fn times_ten(rest: &str) -> Option<(f64, usize)> {
    let trimmed = rest.trim_start_matches(' ');
    let gap = rest.len() - trimmed.len();
    let sign = ['×', 'x', '*', '·'].into_iter().find(|&sign| trimmed.starts_with(sign))?;
    let after = &trimmed[sign.len_utf8()..];
    let ten = after.trim_start_matches(' ');
    let second = after.len() - ten.len();
    let (exponent, length) = exponent(ten.strip_prefix("10")?)?;
    Some((raised(10.0, exponent), gap + sign.len_utf8() + second + 2 + length))
}

pub(super) fn exponent(rest: &str) -> Option<(i32, usize)> {
    for mark in ["^", "**"] {
        if let Some(after) = rest.strip_prefix(mark) {
            let signed = usize::from(after.starts_with('-'));
            let count = after[signed..].bytes().take_while(u8::is_ascii_digit).count();
            let value = after.get(..signed + count)?.parse().ok()?;
            return (1..=3).contains(&count).then_some((value, mark.len() + signed + count));
        }
    }
    let superscript = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let mut value = 0;
    let mut length = 0;
    for character in rest.chars().take(3) {
        let Some((digit, _)) = (0..).zip(superscript).find(|&(_, one)| one == character) else {
            break;
        };
        value = value * 10 + digit;
        length += character.len_utf8();
    }
    (length > 0).then_some((value, length))
}

/// A power by multiplication alone, which is the same on every platform.
pub(super) fn raised(base: f64, exponent: i32) -> f64 {
    let power = (0..exponent.unsigned_abs()).fold(1.0, |power, _| power * base);
    if exponent < 0 { 1.0 / power } else { power }
}

/// A word or letter of size after a number: `k`, ` million`, `bn`.
pub(super) fn size(rest: &str) -> Option<(f64, usize)> {
    let trimmed = rest.trim_start_matches([' ', '\u{a0}', '-']);
    let gap = rest.len() - trimmed.len();
    let length = trimmed.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(trimmed.len());
    let word = &trimmed[..length];
    let next = trimmed[length..].chars().next();
    if next.is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    let letter = gap == 0;
    let factor = match word {
        "k" | "K" if letter => 1e3,
        "M" | "m" | "mn" if letter => 1e6,
        "B" | "bn" if letter => 1e9,
        "T" | "tn" if letter => 1e12,
        _ => match word.to_ascii_lowercase().as_str() {
            "hundred" | "hundreds" => 1e2,
            "thousand" | "thousands" => 1e3,
            "million" | "millions" | "mio" | "mln" => 1e6,
            "billion" | "billions" | "bln" => 1e9,
            "trillion" | "trillions" => 1e12,
            _ => return None,
        },
    };
    Some((factor, gap + length))
}

/// A number written as a word.
pub(super) fn spelt(rest: &str) -> Option<(f64, usize)> {
    // Every word of a text comes by here: the few that begin like a number and are as short as one
    // are looked at.
    if !rest.starts_with(|first: char| "zotfsenhmbZOTFSENHMB".contains(first)) {
        return None;
    }
    let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let mut lower = [0; "thousand".len()];
    let lower = lower.get_mut(..length)?;
    lower.copy_from_slice(rest.as_bytes().get(..length)?);
    lower.make_ascii_lowercase();
    let value = match &*lower {
        b"zero" => 0.0,
        b"one" => 1.0,
        b"two" => 2.0,
        b"three" => 3.0,
        b"four" => 4.0,
        b"five" => 5.0,
        b"six" => 6.0,
        b"seven" => 7.0,
        b"eight" => 8.0,
        b"nine" => 9.0,
        b"ten" => 10.0,
        b"eleven" => 11.0,
        b"twelve" => 12.0,
        b"fifteen" => 15.0,
        b"twenty" => 20.0,
        b"thirty" => 30.0,
        b"forty" => 40.0,
        b"fifty" => 50.0,
        b"sixty" => 60.0,
        b"eighty" => 80.0,
        b"ninety" => 90.0,
        b"hundred" => 100.0,
        b"thousand" => 1e3,
        b"million" => 1e6,
        b"billion" => 1e9,
        b"half" => 0.5,
        _ => return None,
    };
    Some((value, length))
}
