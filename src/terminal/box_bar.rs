//! The box as a bar, drawn once where no line is being edited.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Draws how much of a box is used on standard output: `▰▰▱▱▱▱▱▱▱▱  12:40 of 45:00`. Nothing is
/// drawn where standard output is no terminal. Times are milliseconds; `words` stand behind the
/// bar.
pub fn draw_box(used_ms: u64, length_ms: u64, words: &str) {
    let bar = ProgressBar::with_draw_target(Some(length_ms), ProgressDrawTarget::stdout());
    if let Ok(style) = ProgressStyle::with_template("  {bar:10}  {msg}") {
        bar.set_style(style.progress_chars("▰▱"));
    }
    bar.set_position(used_ms.min(length_ms));
    bar.abandon_with_message(words.to_owned());
}
