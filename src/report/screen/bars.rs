//! A score as a bar.

use super::styled::Charset;

/// A score of 0 to 100 as a bar of `cells` cells: `████····`, or `####....` in ASCII.
pub fn bar(score: f64, cells: usize, charset: Charset) -> String {
    let full = filled(score / 100.0, cells);
    match charset {
        Charset::Unicode => format!("{}{}", "█".repeat(full), "·".repeat(cells - full)),
        Charset::Ascii => format!("{}{}", "#".repeat(full), ".".repeat(cells - full)),
    }
}

/// Scores of 0 to 100 as one cell each: `▁▃▅█`, or the tens of each, `0479`, in ASCII.
pub fn sparkline(scores: &[f64], charset: Charset) -> String {
    const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let level = |score: f64, levels: usize| {
        // Not a number counts as nothing.
        ((score.clamp(0.0, 100.0) / 100.0 * levels as f64) as usize).min(levels - 1)
    };
    let cells = scores.iter().map(|score| match charset {
        Charset::Unicode => LEVELS[level(*score, LEVELS.len())],
        Charset::Ascii => char::from(b'0' + level(*score, 10) as u8),
    });
    cells.collect()
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
    fn a_sparkline_has_a_cell_a_score() {
        let scores = [0.0, 12.6, 50.0, 99.0, 100.0, 200.0, f64::NAN];
        assert_eq!(sparkline(&scores, Charset::Unicode), "▁▂▅███▁");
        assert_eq!(sparkline(&scores, Charset::Ascii), "0159990");
        assert_eq!(sparkline(&[], Charset::Unicode), "");
    }

    #[test]
    fn bars_are_as_long_as_asked() {
        assert_eq!(bar(80.0, 10, Charset::Unicode), "████████··");
        assert_eq!(bar(66.0, 20, Charset::Ascii), "#############.......");
        assert_eq!(bar(200.0, 3, Charset::Ascii), "###");
        assert_eq!(bar(f64::NAN, 3, Charset::Ascii), "...");
        assert_eq!(bar(-5.0, 3, Charset::Ascii), "...");
    }
}
