//! Makes the table of the content files that are built in: `prompts/*.toml` and `rubrics/*.toml`.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;
use std::{env, fs};

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
        let constant = name.to_uppercase();
        let entries = entries(&Path::new(&root).join(name), name)?;
        writeln!(table, "pub(super) static {constant}: Files = &[{entries}];")
            .map_err(io::Error::other)?;
    }
    fs::write(Path::new(&out).join("built_in.rs"), table)
}

/// The entries of the table for a folder, sorted by stem.
fn entries(folder: &Path, name: &str) -> io::Result<String> {
    let mut stems = Vec::new();
    for entry in fs::read_dir(folder)? {
        let file = entry?.file_name();
        let file = file.to_str().ok_or_else(|| io::Error::other("a file name is not UTF-8"))?;
        stems.extend(file.strip_suffix(".toml").map(str::to_owned));
    }
    stems.sort();
    let entry = |stem: &String| {
        let path = format!("/{name}/{stem}.toml");
        format!("({stem:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?})))")
    };
    Ok(stems.iter().map(entry).collect::<Vec<_>>().join(", "))
}
