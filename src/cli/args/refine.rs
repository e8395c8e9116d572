//! What `refine` takes.

use clap::Args;

/// `refine`.
#[derive(Debug, Args)]
#[command(after_help = "\
The heaviest comes first. Type an answer of several lines; :next goes on, :skip
leaves one for another time, :quit leaves. Only the first answers are scored:
the refined ones are kept beside them, and the judge says what they would be.
Left or cut off, `onsite refine` goes on with what is left of the box; after its
end a new one takes what is left of the list.
From a pipe: lines of text, and a blank line or :next between two criteria.")]
pub(crate) struct Refine {
    /// An id, a unique beginning of one, or `latest`
    #[arg(default_value = "latest")]
    pub(crate) session: String,
    /// The length of the box, 15 to 20
    #[arg(long, value_name = "N", default_value_t = 15)]
    pub(crate) minutes: u32,
}
