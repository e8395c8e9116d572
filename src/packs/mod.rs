//! Taking in and giving out packs of prompts; bytes are passed in.

mod archive;
mod checksum;
mod contents;
mod examined;
mod limits;
mod path;
mod refusal;
mod template;

pub use archive::unpack;
pub use checksum::{Checksum, NoChecksum};
pub use contents::{Contents, Placed, place};
pub use examined::{Examined, examine};
pub use limits::{LONGEST_PATH, MOST_ARCHIVE_BYTES, MOST_FILES, MOST_PARTS, MOST_UNPACKED_BYTES};
pub use path::{BadPath, checked};
pub use refusal::Refusal;
pub use template::{TEMPLATE_PROMPT, template};
