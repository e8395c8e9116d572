//! Makes the table of the content files that are built in: `prompts/*.toml` and `rubrics/*.toml`; and,
//! for a release, finds out of which commit it is built.
//!
//! Each is built in twice: its values as JSON under LZ4, which takes a tenth of the time to read, and
//! its text deflated, for faults that show a line of it. A file that is no TOML has no JSON: the program then
//! reads the text, and `onsite check` says what is wrong with it.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use lz4_flex::block::compress_prepend_size;
use miniz_oxide::deflate::compress_to_vec;

/// As small as it gets: it is done once.
const LEVEL: u8 = 9;

#[expect(
    clippy::disallowed_methods,
    reason = "a build script is told its folders by the environment, and a half-written table is made anew"
)]
fn main() -> io::Result<()> {
    let folder = |name| env::var_os(name).ok_or_else(|| io::Error::other(name));
    let root = folder("CARGO_MANIFEST_DIR")?;
    let out = folder("OUT_DIR")?;
    let mut table = String::new();
    for name in ["prompts", "rubrics"] {
        writeln!(io::stdout(), "cargo::rerun-if-changed={name}")?;
        let (from, to) = (Path::new(&root).join(name), Path::new(&out).join(name));
        fs::create_dir_all(&to)?;
        let mut entries = Vec::new();
        for stem in stems(&from)? {
            let text = fs::read_to_string(from.join(format!("{stem}.toml")))?;
            fs::write(to.join(format!("{stem}.deflate")), compress_to_vec(text.as_bytes(), LEVEL))?;
            let json = toml::from_str::<serde_json::Value>(&text).map(|value| value.to_string());
            let json = compress_prepend_size(json.unwrap_or_default().as_bytes());
            fs::write(to.join(format!("{stem}.lz4")), json)?;
            let built = |ending| format!("concat!(env!(\"OUT_DIR\"), \"/{name}/{stem}.{ending}\")");
            entries.push(format!(
                "File::built({stem:?}, include_bytes!({}), include_bytes!({}))",
                built("deflate"),
                built("lz4")
            ));
        }
        let (constant, entries) = (name.to_uppercase(), entries.join(", "));
        writeln!(table, "pub(super) static {constant}: Files = &[{entries}];")
            .map_err(io::Error::other)?;
    }
    fs::write(Path::new(&out).join("built_in.rs"), table)?;
    // Not while it is worked on: each commit would have everything built anew.
    let release = env::var_os("PROFILE").is_some_and(|profile| profile == "release");
    let commit = if release { commit(Path::new(&root)) } else { None };
    let commit = commit.map_or_else(String::new, |commit| format!(" ({commit})"));
    let version = env!("CARGO_PKG_VERSION");
    writeln!(io::stdout(), "cargo::rustc-env=ONSITE_VERSION={version}{commit}")?;
    Ok(())
}

/// The commit of the checkout, shortened; `None` in an archive, or without git.
fn commit(root: &Path) -> Option<String> {
    let git = |arguments: &[&str]| {
        let ran = Command::new("git").arg("-C").arg(root).args(arguments).output().ok()?;
        let text = String::from_utf8(ran.stdout).ok()?.trim().to_owned();
        (ran.status.success() && !text.is_empty()).then_some(text)
    };
    let log = git(&["rev-parse", "--path-format=absolute", "--git-path", "logs/HEAD"])?;
    if Path::new(&log).exists() {
        writeln!(io::stdout(), "cargo::rerun-if-changed={log}").ok()?;
    }
    git(&["rev-parse", "--short=10", "HEAD"])
}

/// The stems of the files in a folder, sorted.
fn stems(folder: &Path) -> io::Result<Vec<String>> {
    let mut stems = Vec::new();
    for entry in fs::read_dir(folder)? {
        let file = entry?.file_name();
        let file = file.to_str().ok_or_else(|| io::Error::other("a file name is not UTF-8"))?;
        stems.extend(file.strip_suffix(".toml").map(str::to_owned));
    }
    stems.sort();
    Ok(stems)
}
