//! Writes the licences of everything that is built into the program, from the sources that cargo
//! has already: no network. Used by `tools/release.sh`.
//!
//! ```text
//! cargo metadata --locked --offline --format-version 1 --filter-platform TARGET \
//!     | cargo run --example licences > THIRD-PARTY-LICENCES.md
//! ```
//!
//! It fails when a package has no licence, or one that nobody has looked at yet.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::Value;

/// The licences that were looked at: each allows what we do, when its text goes along.
const KNOWN: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    // Of files, not of the whole: where the source is to be had has to be said, see `page`.
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// How the files with licences begin, in capitals.
const FILES: [&str; 6] = ["LICENSE", "LICENCE", "COPYING", "MPL", "NOTICE", "UNLICENSE"];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            drop(writeln!(io::stderr(), "error: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// A package that is built in.
struct Package {
    name: String,
    version: String,
    licence: String,
    folder: PathBuf,
}

fn run() -> Result<(), String> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).map_err(|error| error.to_string())?;
    let metadata: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let built_in = built_in(&metadata)?;
    let mut packages = Vec::new();
    for package in list(&metadata["packages"]) {
        // Our own licences lie beside this file in the archive.
        if built_in.contains(word(&package["id"])) && !package["source"].is_null() {
            packages.push(read(package)?);
        }
    }
    packages.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    let page = page(&packages)?;
    io::stdout().write_all(page.as_bytes()).map_err(|error| error.to_string())
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The ids of all packages that the program is built of: neither those for tests nor those that
/// only run while it is built.
fn built_in(metadata: &Value) -> Result<BTreeSet<String>, String> {
    let nodes: BTreeMap<&str, &Value> =
        list(&metadata["resolve"]["nodes"]).map(|node| (word(&node["id"]), node)).collect();
    let root = word(&metadata["resolve"]["root"]);
    let mut left = vec![root];
    let mut found = BTreeSet::new();
    while let Some(id) = left.pop() {
        if !found.insert(id.to_owned()) {
            continue;
        }
        let node = nodes.get(id).ok_or_else(|| format!("`{id}` is not in the graph"))?;
        for dependency in list(&node["deps"]) {
            if list(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null()) {
                left.push(word(&dependency["pkg"]));
            }
        }
    }
    Ok(found)
}

fn read(package: &Value) -> Result<Package, String> {
    let name = word(&package["name"]).to_owned();
    let licence = word(&package["license"]).to_owned();
    if licence.is_empty() {
        return Err(format!("`{name}` does not say what its licence is"));
    }
    // Any of them will do, so one that is known is enough; of those joined by AND all count.
    let alternatives = licence.replace('/', " OR ").replace(['(', ')'], "");
    let known = |term: &str| term.split(" AND ").all(|one| KNOWN.contains(&one.trim()));
    let all_known = alternatives.contains(" AND ")
        && alternatives.split(" AND ").all(|part| part.split(" OR ").any(known));
    if !all_known && !alternatives.split(" OR ").any(known) {
        return Err(format!("`{name}` has the licence `{licence}`, which nobody has looked at"));
    }
    let manifest = Path::new(word(&package["manifest_path"]));
    let folder = manifest.parent().ok_or_else(|| format!("`{name}` lies nowhere"))?.to_owned();
    Ok(Package { version: word(&package["version"]).to_owned(), name, licence, folder })
}

/// The files with the licences of a package, sorted by name.
fn texts(package: &Package) -> Result<Vec<(String, String)>, String> {
    let unreadable = |error: io::Error| format!("`{}`: {error}", package.folder.display());
    let mut texts = Vec::new();
    for entry in fs::read_dir(&package.folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let upper = name.to_uppercase();
        if path.is_file() && FILES.iter().any(|begin| upper.starts_with(begin)) {
            let bytes = fs::read(&path).map_err(unreadable)?;
            texts.push((name, String::from_utf8_lossy(&bytes).replace("\r\n", "\n")));
        }
    }
    texts.sort();
    Ok(texts)
}

fn never(error: std::fmt::Error) -> String {
    error.to_string()
}

/// The list, and every text once, under the packages that have it.
fn page(packages: &[Package]) -> Result<String, String> {
    let mut page = format!(
        "# Licences of what `onsite` is built of\n\n\
         {} packages, and SQLite (public domain), which `libsqlite3-sys` brings.\n\n",
        packages.len()
    );
    let mut by_text: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages {
        let named = format!("{} {}", package.name, package.version);
        let texts = texts(package)?;
        let note = match (texts.is_empty(), package.licence.contains("Apache-2.0")) {
            (false, _) => "",
            (true, true) => ", the text in `LICENSE-APACHE`",
            (true, false) => return Err(format!("`{named}` has no text of its licence")),
        };
        let source = if package.licence.contains("MPL-2.0") {
            format!(", unchanged; its source is at https://crates.io/crates/{}", package.name)
        } else {
            String::new()
        };
        writeln!(page, "- {named}: {}{note}{source}", package.licence).map_err(never)?;
        for (file, text) in texts {
            by_text.entry(text.trim().to_owned()).or_default().push(format!("{named}, `{file}`"));
        }
    }
    let mut texts: Vec<(String, Vec<String>)> = by_text.into_iter().collect();
    texts.sort_by(|a, b| a.1.cmp(&b.1));
    for (text, of) in texts {
        write!(page, "\n## {}\n\n", of.join("; ")).map_err(never)?;
        for line in text.lines() {
            writeln!(page, "    {line}").map_err(never)?;
        }
    }
    Ok(page)
}
