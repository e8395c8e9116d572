//! Makes the table of the content files that are built in: `prompts/*.toml` and `rubrics/*.toml`; and,
//! for a release, finds out of which commit it is built.
//!
//! Each is built in twice: its values as JSON, which takes a tenth of the time to read, and its text,
//! for faults that show a line of it. Both are compressed, the text against the JSON, which has most
//! of it already. A file that is no TOML has no JSON: the program then reads the text, and
//! `onsite check` says what is wrong with it.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use zstd::bulk::Compressor;

/// As small as it gets without more memory to unpack it: it is done once.
const LEVEL: i32 = 19;

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
            let mut json = Vec::new();
            if let Ok(value) = toml::from_str::<serde_json::Value>(&text) {
                value.serialize(&mut Serializer::with_formatter(&mut json, Spaced))?;
            }
            let values = Compressor::new(LEVEL)?.compress(&json)?;
            fs::write(to.join(format!("{stem}.json.zst")), values)?;
            let mut beside = Compressor::with_dictionary(LEVEL, &json)?;
            fs::write(to.join(format!("{stem}.toml.zst")), beside.compress(text.as_bytes())?)?;
            let built = |ending| {
                format!(
                    "include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}/{stem}.{ending}.zst\"))"
                )
            };
            let (text, json) = (built("toml"), built("json"));
            entries.push(format!(
                "File {{ stem: {stem:?}, text: Text::Beside({text}), json: {json} }}"
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

/// JSON with as much between two values as the files have: the texts are then told from it in half
/// the bytes.
struct Spaced;

impl Formatter for Spaced {
    fn begin_array_value<W>(&mut self, writer: &mut W, first: bool) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }
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
