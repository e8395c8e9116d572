//! Numbers and amounts as a person says them: three significant figures, words of size.

use super::measure::Powers;

/// An amount in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wording {
    pub(super) text: String,
    /// Whether nothing was rounded away.
    pub(super) exact: bool,
}

/// The lengths of time that a rate is told in, with their seconds, shortest first.
const PERIODS: [(&str, f64); 6] = [
    ("s", 1.0),
    ("min", 60.0),
    ("hour", 3600.0),
    ("day", 86_400.0),
    ("month", 2_592_000.0),
    ("year", 31_536_000.0),
];

/// An amount of base units (bytes, seconds) in the unit that is natural for it. A rate is told per
/// `period` seconds where that is a length of time with a name. Nothing for powers without a name.
pub(super) fn natural(amount: f64, powers: Powers, period: Option<f64>) -> Option<Wording> {
    let named = PERIODS.iter().find(|(_, seconds)| Some(*seconds) == period);
    Some(match powers {
        Powers::COUNT => number(amount),
        Powers::RATE => {
            let fits = |seconds: f64| amount.abs() * seconds >= 1.0;
            let last = PERIODS.last();
            let natural = PERIODS.iter().find(|(_, seconds)| fits(*seconds)).or(last);
            let (name, seconds) = *named.or(natural)?;
            number(amount * seconds).then(&format!("/{name}"))
        }
        Powers::DATA => bytes(amount),
        Powers::THROUGHPUT => {
            let (name, seconds) = *named.or(PERIODS.first())?;
            bytes(amount * seconds).then(&format!("/{name}"))
        }
        Powers::TIME => time(amount),
        _ => return None,
    })
}

impl Wording {
    pub(super) fn then(mut self, unit: &str) -> Self {
        self.text.push_str(unit);
        self
    }
}

fn bytes(amount: f64) -> Wording {
    let units = [("EB", 1e18), ("PB", 1e15), ("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("KB", 1e3)];
    if let Some((name, size)) = units.iter().find(|(_, size)| amount.abs() >= *size) {
        return number(amount / size).then(&format!(" {name}"));
    }
    let wording = number(amount);
    let unit = if wording.text == "1" { " byte" } else { " bytes" };
    wording.then(unit)
}

fn time(amount: f64) -> Wording {
    let units = [
        ("year", 31_536_000.0),
        ("day", 86_400.0),
        ("hour", 3600.0),
        ("minute", 60.0),
        (" s", 1.0),
        (" ms", 1e-3),
        (" µs", 1e-6),
    ];
    let fitting = units.iter().find(|(_, size)| amount.abs() >= *size);
    let (name, size) = *fitting.unwrap_or(if amount == 0.0 { &units[4] } else { &(" ns", 1e-9) });
    let wording = number(amount / size);
    if name.starts_with(' ') {
        return wording.then(name);
    }
    let plural = if wording.text == "1" { "" } else { "s" };
    wording.then(&format!(" {name}{plural}"))
}

/// A number in three significant figures, whole ones below 100,000 in all of theirs.
pub(super) fn number(value: f64) -> Wording {
    let near = |shown: f64| (shown - value).abs() <= value.abs() * 1e-12;
    let whole = value.round();
    if whole.abs() < 100_000.0 && near(whole) {
        return Wording { text: grouped(&format!("{}", whole.abs()), whole < 0.0), exact: true };
    }
    // `format!` rounds the exact binary value, on every platform alike.
    let scientific = format!("{:.2e}", value.abs());
    let exact = scientific.parse().is_ok_and(|shown: f64| near(shown.copysign(value)));
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let figures: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let (word, left) = match exponent {
        6..=8 => (" million", exponent - 6),
        9..=11 => (" billion", exponent - 9),
        12..=14 => (" trillion", exponent - 12),
        -4..=5 => ("", exponent),
        _ => {
            let mantissa = trimmed(mantissa);
            let sign = if value < 0.0 { "-" } else { "" };
            return Wording { text: format!("{sign}{mantissa} × 10^{exponent}"), exact };
        }
    };
    let text = grouped(&shifted(&figures, left), value < 0.0) + word;
    Wording { text, exact }
}

/// Three figures with the decimal point behind the first `exponent + 1` of them.
fn shifted(figures: &str, exponent: i32) -> String {
    let places = usize::try_from(exponent + 1).unwrap_or_default();
    if exponent < 0 {
        let zeros = "0".repeat(usize::try_from(-exponent - 1).unwrap_or_default());
        return trimmed(&format!("0.{zeros}{figures}")).to_owned();
    }
    if places >= figures.len() {
        return figures.to_owned() + &"0".repeat(places - figures.len());
    }
    trimmed(&format!("{}.{}", &figures[..places], &figures[places..])).to_owned()
}

/// Without zeros, or a point, at the end of a fraction.
fn trimmed(decimal: &str) -> &str {
    if decimal.contains('.') {
        decimal.trim_end_matches('0').trim_end_matches('.')
    } else {
        decimal
    }
}

/// Digits with commas between thousands, from four digits on.
fn grouped(decimal: &str, negative: bool) -> String {
    let (whole, part) = decimal.split_once('.').unwrap_or((decimal, ""));
    let mut text = if negative { "-".to_owned() } else { String::new() };
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !part.is_empty() {
        text.push('.');
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_figures_and_words_of_size() {
        let table = [
            (0.0, "0"),
            (7.0, "7"),
            (1024.0, "1,024"),
            (38.580_246, "38.6"),
            (11_574.07, "11,600"),
            (86_400.0, "86,400"),
            (3_521_614_606_208.0, "3.52 trillion"),
            (6e9, "6 billion"),
            (999_999.0, "1 million"),
            (123_456.0, "123,000"),
            (0.001_7, "0.0017"),
            (0.000_000_385, "3.85 × 10^-7"),
            (2.18e14, "218 trillion"),
            (1e18, "1 × 10^18"),
            (-2.5, "-2.5"),
            (99.95, "100"),
        ];
        for (value, text) in table {
            assert_eq!(number(value).text, text, "{value}");
        }
        assert!(number(86_400.0).exact && number(3e12).exact && !number(11_574.07).exact);
    }

    #[test]
    fn the_natural_unit() {
        let text = |amount, powers| natural(amount, powers, None).map(|wording| wording.text);
        assert_eq!(text(3e12, Powers::DATA).as_deref(), Some("3 TB"));
        assert_eq!(text(40e6, Powers::THROUGHPUT).as_deref(), Some("40 MB/s"));
        assert_eq!(text(0.25, Powers::RATE).as_deref(), Some("15/min"));
        assert_eq!(text(86_400.0, Powers::TIME).as_deref(), Some("1 day"));
        assert_eq!(text(0.05, Powers::TIME).as_deref(), Some("50 ms"));
        assert_eq!(text(1.0, Powers::new(2, 0)), None);
    }
}
