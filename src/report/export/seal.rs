//! The last line of an export: a hash of everything before it, so that an export that somebody has
//! edited is told from one that can be replaced.

use sha2::{Digest, Sha256};

use super::quotation::hexadecimal;

const BEGIN: &str = "<!-- onsite:end sha256=";
const END: &str = " -->";

/// Puts the last line behind a page.
pub(super) fn close(page: &mut String) {
    let hash = hash(page);
    page.push_str(BEGIN);
    page.push_str(&hash);
    page.push_str(END);
    page.push('\n');
}

/// Whether a file is an export that nobody has changed since it was written. Line ends that became
/// CR LF are no change.
pub fn is_untouched(text: &str) -> bool {
    let text = if text.contains('\r') { text.replace("\r\n", "\n") } else { text.to_owned() };
    let Some(start) = text.rfind(BEGIN) else { return false };
    let (page, line) = text.split_at(start);
    line == format!("{BEGIN}{}{END}\n", hash(page))
}

fn hash(page: &str) -> String {
    hexadecimal(&Sha256::digest(page.as_bytes()))
}
