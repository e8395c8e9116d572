//! A hash in an export over all the rest of it, so that an export that somebody has edited is told
//! from one that can be replaced. In markdown and HTML it stands in the last line, in JSON in the last
//! field.

use sha2::{Digest, Sha256};

use super::quotation::hexadecimal;

const BEGIN: &str = "<!-- onsite:end sha256=";
const END: &str = " -->";
const FIELD: &str = "\n  \"seal\": \"";
const FIELD_END: &str = "\"\n}\n";

/// Puts the last line behind a page of markdown or HTML.
pub(in crate::report) fn close(page: &mut String) {
    let hash = hash(&[page]);
    page.push_str(BEGIN);
    page.push_str(&hash);
    page.push_str(END);
    page.push('\n');
}

/// Whether a file is an export, as markdown, HTML or JSON, that nobody has changed since it was written.
/// Line ends that became CR LF are no change.
pub fn is_untouched(text: &str) -> bool {
    let text = if text.contains('\r') { text.replace("\r\n", "\n") } else { text.to_owned() };
    if text.starts_with("---") || text.starts_with("<!DOCTYPE html>") {
        let Some(start) = text.rfind(BEGIN) else { return false };
        let (page, line) = text.split_at(start);
        return line == format!("{BEGIN}{}{END}\n", hash(&[page]));
    }
    let Some((document, seal)) = text.rsplit_once(FIELD) else { return false };
    seal.strip_suffix(FIELD_END) == Some(hash(&[document, FIELD, FIELD_END]).as_str())
}

/// The SHA-256 of texts behind each other, in hexadecimal.
pub(in crate::report) fn hash(texts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update(text.as_bytes());
    }
    hexadecimal(&hasher.finalize())
}
