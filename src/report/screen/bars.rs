//! Bars: a score, and how much of a box is used.

use super::styled::Charset;

/// A score of 0 to 100 as a bar of `cells` cells: `████····`, or `####....` in ASCII.
pub fn bar(score: f64, cells: usize, charset: Charset) -> String {
    let full = filled(score / 100.0, cells);
    match charset {
        Charset::Unicode => format!("{}{}", "█".repeat(full), "·".repeat(cells - full)),
        Charset::Ascii => format!("{}{}", "#".repeat(full), ".".repeat(cells - full)),
    }
}

/// The used part of something, 0 to 1, as a bar of `cells` cells: `▰▰▱▱`, or `[##--]` in ASCII,
/// which is two cells wider.
pub fn progress(used: f64, cells: usize, charset: Charset) -> String {
    let full = filled(used, cells);
    match charset {
        Charset::Unicode => format!("{}{}", "▰".repeat(full), "▱".repeat(cells - full)),
        Charset::Ascii => format!("[{}{}]", "#".repeat(full), "-".repeat(cells - full)),
    }
}

/// How many cells are full, half up; out of range counts as the nearer end.
fn filled(share: f64, cells: usize) -> usize {
    let full = (share.clamp(0.0, 1.0) * cells as f64 + 0.5).floor() as usize;
    full.min(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_asked() {
        assert_eq!(bar(80.0, 10, Charset::Unicode), "████████··");
        assert_eq!(bar(66.0, 20, Charset::Ascii), "#############.......");
        assert_eq!(progress(0.25, 4, Charset::Unicode), "▰▱▱▱");
        assert_eq!(progress(2.0, 3, Charset::Ascii), "[###]");
        assert_eq!(bar(f64::NAN, 3, Charset::Ascii), "...");
        assert_eq!(bar(-5.0, 3, Charset::Ascii), "...");
    }
}
