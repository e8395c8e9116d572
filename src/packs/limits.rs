//! How much of a stranger's archive is looked at. A pack of a hundred prompts with their rubrics
//! has 3 MB in 200 files.

/// The largest archive, in bytes: 20 MB.
pub const MOST_ARCHIVE_BYTES: usize = 20 << 20;
/// The most that an archive may be unpacked, in bytes: 50 MB.
pub const MOST_UNPACKED_BYTES: usize = 50 << 20;
/// The most files and folders of a pack, also of those that are not taken in.
pub const MOST_FILES: usize = 2000;
/// The most parts of a path in a pack: `prompts/ID.toml` has two, three within a folder.
pub const MOST_PARTS: usize = 8;
/// The longest path in a pack, in bytes.
pub const LONGEST_PATH: usize = 255;
