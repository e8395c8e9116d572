//! Numbers with units, found in text.

use super::number::{Number, number_at, raised};
use super::unit::{Dimension, Unit};

/// A figure in a text: one number or a range, in the base unit of its dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// The smaller end; the number itself where there is no range.
    pub low: f64,
    /// The larger end.
    pub high: f64,
    /// What it measures.
    pub dimension: Dimension,
    /// Byte offset of its beginning.
    pub start: usize,
    /// Byte offset after its unit.
    pub end: usize,
}

/// Limits between which a figure counts, in the base unit of their dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The smallest that counts.
    pub min: f64,
    /// The largest that counts.
    pub max: f64,
    /// What is measured.
    pub dimension: Dimension,
}

impl Bounds {
    /// Limits in a named unit; nothing for a unit that is not known.
    pub fn new(min: f64, max: f64, unit: &str) -> Option<Self> {
        let unit = Unit::named(unit)?;
        Some(Self { min: min * unit.factor, max: max * unit.factor, dimension: unit.dimension })
    }

    /// Whether a figure lies between them; of a range, whether either end does. A bare number
    /// counts only where a bare number is wanted.
    pub fn hold(&self, quantity: &Quantity) -> bool {
        let slack = 1.0 + 1e-9;
        let within = |value: f64| value >= self.min / slack && value <= self.max * slack;
        quantity.dimension == self.dimension && (within(quantity.low) || within(quantity.high))
    }
}

/// The figures of a text, in order.
pub fn read(text: &str) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut word = false;
    while let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let starts = character.is_ascii_digit() || (character.is_alphabetic() && !word);
        if starts
            && !(word && character.is_alphabetic())
            && let Some(quantity) = quantity_at(text, at)
        {
            at = quantity.end.max(at + 1);
            found.push(quantity);
            word = false;
            continue;
        }
        word = character.is_alphanumeric() || character == '_';
        at += character.len_utf8();
        // Digits inside a word ("base62", "p99") are no figure.
        if character.is_alphabetic() {
            let rest = &text[at..];
            at += rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        }
    }
    found
}

fn quantity_at(text: &str, at: usize) -> Option<Quantity> {
    let first = number_at(text, at)?;
    let spelt = text[at..].starts_with(char::is_alphabetic);
    if spelt && text[first.end..].starts_with(char::is_alphanumeric) {
        return None;
    }
    let mut last = first;
    if let Some(second) = range_end(text, first.end) {
        last = second;
    }
    // "40-60k": the size belongs to both ends.
    let mut low = first.value;
    if last.scaled && !first.scaled && low < last.value {
        let factor = last.value / scale_base(text, &last);
        low = if low * factor <= last.value { low * factor } else { low };
    }
    let (unit, end) = unit_after(text, last.end);
    if unit.factor <= 0.0 {
        // "three nines" are 99.9 %.
        let count = last.value.clamp(0.0, 12.0) as i32;
        let share = 100.0 * (1.0 - raised(10.0, -count));
        return Some(Quantity {
            low: share,
            high: share,
            dimension: Dimension::Share,
            start: at,
            end,
        });
    }
    let (low, high) = (low.min(last.value) * unit.factor, low.max(last.value) * unit.factor);
    Some(Quantity { low, high, dimension: unit.dimension, start: at, end })
}

/// The value of a number before its word of size.
fn scale_base(text: &str, number: &Number) -> f64 {
    let plain: String = text[number.start..number.end]
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .filter(|&c| c != ',')
        .collect();
    plain.parse().ok().filter(|&value: &f64| value > 0.0).unwrap_or(number.value.max(1.0))
}

/// The second end of a range: "40-60", "40 – 60", "40 to 60".
fn range_end(text: &str, end: usize) -> Option<Number> {
    let rest = &text[end..];
    let trimmed = rest.trim_start_matches(' ');
    let mark = ["–", "-", "..", "to "].into_iter().find(|mark| trimmed.starts_with(mark))?;
    let after = trimmed[mark.len()..].trim_start_matches(' ');
    if !after.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    number_at(text, text.len() - after.len())
}

/// The unit after a number, and where it ends.
fn unit_after(text: &str, end: usize) -> (Unit, usize) {
    let (mut unit, mut at) = match next_word(text, end) {
        Some((word, after)) => match Unit::word(word) {
            Some(unit) => (unit, after),
            None => (Unit::COUNT, end),
        },
        None => (Unit::COUNT, end),
    };
    // "per day", "a month", "/s", up to three words on: "40 new links per second".
    if matches!(unit.dimension, Dimension::Count | Dimension::Data) {
        let mut look = at;
        for _ in 0..4 {
            if let Some((time, after)) = per_time(text, look)
                && let Some(rate) = unit.per(time)
            {
                unit = rate;
                at = after;
                break;
            }
            let Some((word, after)) = next_word(text, look) else { break };
            let joined = text[look..after - word.len()].contains(|c: char| {
                matches!(c, '.' | ',' | ';' | '(' | ')' | '\n' | '→' | '=' | '>' | '+')
            });
            if joined || word.starts_with(|c: char| c.is_ascii_digit()) {
                break;
            }
            look = after;
        }
    }
    (unit, at)
}

/// The word after a gap of blanks, and where it ends.
fn next_word(text: &str, from: usize) -> Option<(&str, usize)> {
    let rest = text.get(from..)?;
    let start = rest.find(|c: char| !matches!(c, ' ' | '\u{a0}' | '-'))?;
    let word = &rest[start..];
    if word.starts_with('%') {
        return Some(("%", from + start + 1));
    }
    let length = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
    (length > 0).then(|| (&word[..length], from + start + length))
}

/// "/s", "per second", "a day", "every month" right here.
fn per_time(text: &str, from: usize) -> Option<(Unit, usize)> {
    let rest = text.get(from..)?;
    let trimmed = rest.trim_start_matches([' ', '\u{a0}']);
    let mark = ["/", "per ", "a ", "an ", "each ", "every "]
        .into_iter()
        .find(|mark| trimmed.starts_with(mark));
    let after = mark.map_or(trimmed, |mark| &trimmed[mark.len()..]).trim_start_matches(' ');
    let (word, end) = next_word(text, text.len() - after.len())?;
    let daily = word.ends_with("ly");
    let time = Unit::word(word).filter(|unit| unit.dimension == Dimension::Time)?;
    (mark.is_some() || daily).then_some((time, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> (f64, Dimension) {
        let found = read(text);
        let first = found.first().unwrap_or_else(|| panic!("nothing in {text:?}"));
        (first.high, first.dimension)
    }

    fn near(text: &str, value: f64, dimension: Dimension) {
        let (found, of) = one(text);
        assert!((found - value).abs() <= value.abs() * 1e-6, "{text:?}: {found} for {value}");
        assert_eq!(of, dimension, "{text:?}");
    }

    #[test]
    fn the_usual_spellings() {
        near("40k/s", 40e3, Dimension::Rate);
        near("40,000 rps", 40e3, Dimension::Rate);
        near("3.5 × 10^9", 3.5e9, Dimension::Count);
        near("3.5e9 rows", 3.5e9, Dimension::Count);
        near("62^7", 62_f64.powi(7), Dimension::Count);
        near("62⁷", 62_f64.powi(7), Dimension::Count);
        near("5 million per day", 5e6 / 86_400.0, Dimension::Rate);
        near("100M/month", 100e6 / (30.0 * 86_400.0), Dimension::Rate);
        near("100M new links a month", 100e6 / (30.0 * 86_400.0), Dimension::Rate);
        near("2 KB", 2e3, Dimension::Data);
        near("99.95 %", 99.95, Dimension::Share);
        near("three nines", 99.9, Dimension::Share);
        near("50ms", 0.05, Dimension::Time);
        near("p99 50 ms", 0.05, Dimension::Time);
        near("seven characters", 7.0, Dimension::Count);
        near("10 000 numbers", 10e3, Dimension::Count);
        near("a hundred million divided", 100e6, Dimension::Count);
        near("3 TB of rows", 3e12, Dimension::Data);
        near("200 MB/s", 200e6, Dimension::Throughput);
        near("10 Gbps", 1.25e9, Dimension::Throughput);
    }

    #[test]
    fn ranges() {
        let found = read("40-60 requests per second, then 40 to 60k users");
        assert!((found[0].low - 40.0).abs() < 1e-9 && (found[0].high - 60.0).abs() < 1e-9);
        assert_eq!(found[0].dimension, Dimension::Rate);
        assert!((found[1].low - 40e3).abs() < 1e-6 && (found[1].high - 60e3).abs() < 1e-6);
    }

    #[test]
    fn what_is_no_figure() {
        assert!(read("base62 and p99, md5, s3, k8s, EC2").is_empty(), "{:?}", read("base62 p99"));
        assert!(read("nobody attends").is_empty());
    }

    #[test]
    fn bounds_compare_in_their_own_dimension() {
        let bounds = Bounds::new(20.0, 100.0, "per second").unwrap();
        assert!(bounds.hold(&read("about 40 writes/s")[0]));
        assert!(bounds.hold(&read("100 million a month")[0]));
        assert!(!bounds.hold(&read("40 users")[0]));
        assert!(!bounds.hold(&read("4k/s")[0]));
        assert!(Bounds::new(5.0, 500.0, "ms").unwrap().hold(&read("under 0.1 s")[0]));
        assert!(Bounds::new(99.0, 100.0, "%").unwrap().hold(&read("four nines")[0]));
        assert!(Bounds::new(1.0, 2.0, "furlongs").is_none());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,60}") {
            let mut last = 0;
            for quantity in read(&text) {
                assert!(quantity.start >= last && quantity.end > quantity.start);
                assert!(text.get(quantity.start..quantity.end).is_some());
                assert!(quantity.low <= quantity.high);
                last = quantity.end;
            }
        }

        #[test]
        fn a_written_number_is_read_back(value in 0_u32..2_000_000_000) {
            let found = read(&format!("about {value} of them"));
            proptest::prop_assert!((found[0].high - f64::from(value)).abs() < 0.5);
        }
    }
}
