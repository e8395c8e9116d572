//! `go.mod` and `go.work`: which modules a tree holds and what they need.

use super::place::folder;

/// A module, as its `go.mod` says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Module {
    /// Its path; empty when the file says none.
    pub path: String,
    /// The folder of its `go.mod`; `.` for the root.
    pub folder: String,
    /// The version of the language; empty when the file says none.
    pub go: String,
    /// How many modules it requires directly.
    pub requires: usize,
    /// The modules that it replaces, with what by.
    pub replaces: Vec<(String, String)>,
}

/// The modules that a `go.work` uses, as folders from the root of the tree.
pub(super) fn workspace(path: &str, text: &str) -> Vec<String> {
    let base = folder(path);
    let used = directives(text).into_iter().filter(|words| words[0] == "use");
    let mut folders: Vec<String> =
        used.filter_map(|words| Some(joined(base, words.get(1)?))).collect();
    folders.sort();
    folders.dedup();
    folders
}

/// A folder named from another one; `.` for the root.
fn joined(base: &str, folder: &str) -> String {
    let mut parts: Vec<&str> = base.split('/').filter(|part| *part != ".").collect();
    for part in folder.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

/// Reads a `go.mod`. What is no directive is passed over.
pub(super) fn module(path: &str, text: &str) -> Module {
    let mut module = Module { folder: folder(path).to_owned(), ..Module::default() };
    for words in directives(text) {
        match (words[0].as_str(), words.get(1)) {
            ("module", Some(path)) if module.path.is_empty() => module.path.clone_from(path),
            ("go", Some(version)) => module.go.clone_from(version),
            ("require", Some(_)) if words.last().is_none_or(|last| last != INDIRECT) => {
                module.requires += 1;
            }
            ("replace", Some(_)) => {
                let words = &words[1..];
                if let Some(arrow) = words.iter().position(|word| word == "=>") {
                    let by = words[arrow + 1..].join(" ");
                    module.replaces.push((words[..arrow].join(" "), by));
                }
            }
            _ => {}
        }
    }
    module.replaces.sort();
    module
}

/// Stands at the end of a requirement that somebody else has.
const INDIRECT: &str = "// indirect";

/// The directives with their words; those of a block each begin with the word before it. No
/// directive is empty.
fn directives(text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut block: Option<String> = None;
    for line in text.lines() {
        let (code, comment) = line.split_once("//").unwrap_or((line, ""));
        let mut words: Vec<String> =
            code.split_whitespace().map(|word| word.trim_matches(['"', '`']).to_owned()).collect();
        if words.is_empty() {
            continue;
        }
        if words[0] == ")" {
            block = None;
            continue;
        }
        if words.last().is_some_and(|last| last == "(") {
            block = words.first().cloned();
            continue;
        }
        if let Some(of) = &block {
            words.insert(0, of.clone());
        }
        if comment.trim().starts_with("indirect") {
            words.push(INDIRECT.to_owned());
        }
        found.push(words);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_file_is_read() {
        let text = "// a comment\nmodule \"example.org/shop\" // more\n\ngo 1.22\n\nrequire (\n\tgithub.com/lib/pq v1.10.9\n\tgolang.org/x/sys v0.1.0 // indirect\n)\nrequire github.com/go-chi/chi/v5 v5.0.0\nreplace example.org/a v1.0.0 => ../a\nreplace (\n\texample.org/b => example.org/c v1.2.3\n)\n";
        let module = module("services/shop/go.mod", text);
        assert_eq!(module.path, "example.org/shop");
        assert_eq!((module.folder.as_str(), module.go.as_str()), ("services/shop", "1.22"));
        assert_eq!(module.requires, 2);
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            module.replaces,
            [pair("example.org/a v1.0.0", "../a"), pair("example.org/b", "example.org/c v1.2.3")]
        );
    }

    #[test]
    fn a_workspace_names_folders() {
        assert_eq!(
            workspace("go.work", "go 1.22\nuse (\n\t.\n\t./api\n\t\"./lib/\"\n)\n"),
            [".", "api", "lib"]
        );
        assert_eq!(workspace("x/go.work", "use ../y\n"), ["y"]);
    }

    #[test]
    fn nonsense_is_passed_over() {
        for text in [
            "",
            "(",
            ")",
            "module",
            "module (\n)\n",
            "require (\n",
            "\u{0}\u{1}",
            "replace =>",
            "use",
        ] {
            drop(module("go.mod", text));
            drop(workspace("go.work", text));
        }
    }
}
