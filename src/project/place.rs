//! What the path of a file says: vendored, of tests, for one system only.

/// Systems and machines whose name at the end of a file name restricts it to them, as the `go`
/// command has it.
const SYSTEMS: [&str; 18] = [
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "windows",
    "zos",
    "unix",
];
/// See [`SYSTEMS`].
const MACHINES: [&str; 14] = [
    "386", "amd64", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle", "ppc64",
    "ppc64le", "riscv64", "s390x", "wasm",
];

/// Where a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Somebody else's code, copied here.
    Vendored,
    /// Data of tests: the `go` command passes it over.
    TestData,
    /// A folder that the `go` command passes over by its name.
    Hidden,
    /// The project's own.
    Own,
}

/// Where the file at a path stands; the path is relative, with `/` between its parts.
pub(super) fn place(path: &str) -> Place {
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    for folder in folders.split('/').filter(|folder| !folder.is_empty()) {
        match folder {
            "vendor" | "node_modules" => return Place::Vendored,
            "testdata" => return Place::TestData,
            folder if folder.starts_with(['.', '_']) => return Place::Hidden,
            _ => {}
        }
    }
    Place::Own
}

/// Whether a file is called as Go sources are.
pub fn is_source(path: &str) -> bool {
    last(path).rsplit_once('.').is_some_and(|(_, ending)| ending == "go")
}

/// The folder of a path; `.` for the root.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or(".", |(folder, _)| folder)
}

/// The last part of a path.
pub(super) fn last(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, last)| last)
}

/// Whether a file holds tests only.
pub(super) fn is_test(path: &str) -> bool {
    path.ends_with("_test.go")
}

/// The system or machine that the name of a file restricts it to.
pub(super) fn restricted_to(path: &str) -> Option<String> {
    let stem = last(path).strip_suffix(".go")?;
    let stem = stem.strip_suffix("_test").unwrap_or(stem);
    let mut words = stem.split('_').skip(1).collect::<Vec<_>>();
    let machine = words.pop_if(|word| MACHINES.contains(word));
    let system = words.pop_if(|word| SYSTEMS.contains(word));
    match (system, machine) {
        (None, None) => None,
        (system, machine) => {
            Some(system.into_iter().chain(machine).collect::<Vec<_>>().join(" && "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_whose_code_it_is() {
        for (path, expected) in [
            ("main.go", Place::Own),
            ("internal/orders/orders.go", Place::Own),
            ("vendor/github.com/x/y.go", Place::Vendored),
            ("web/node_modules/x/y.go", Place::Vendored),
            ("a/testdata/b/c.go", Place::TestData),
            ("_examples/x/main.go", Place::Hidden),
            (".git/x.go", Place::Hidden),
            ("vendors/x.go", Place::Own),
        ] {
            assert_eq!(place(path), expected, "{path}");
        }
    }

    #[test]
    fn a_name_restricts_a_file_as_the_go_command_has_it() {
        for (path, expected) in [
            ("x/file_linux.go", Some("linux")),
            ("file_linux_arm64.go", Some("linux && arm64")),
            ("file_windows_test.go", Some("windows")),
            ("linux.go", None),
            ("file_other.go", None),
            ("file_amd64.go", Some("amd64")),
        ] {
            assert_eq!(restricted_to(path).as_deref(), expected, "{path}");
        }
        assert!(is_test("a/b_test.go") && !is_test("a/test.go"));
    }
}
