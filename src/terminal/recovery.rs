//! Text that an editor had not saved when it was ended, from the files it leaves behind.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::external::read;
use super::flow::now;

/// vim reads a swap file in some ten milliseconds.
const LONGEST_RECOVERY: Duration = Duration::from_secs(2);
const OUTPUT: &str = "onsite-recovered.txt";

/// Whether this is vim, also under the name `vi`.
fn is_vim(program: &str) -> bool {
    let named = |path: &Path| {
        path.file_name().is_some_and(|name| name.to_string_lossy().to_lowercase().contains("vim"))
    };
    let path = Path::new(program);
    named(path)
        || (path.file_name().is_some_and(|name| name == "vi")
            && ["/usr/bin/vi", "/bin/vi", program]
                .iter()
                .any(|path| fs::canonicalize(path).is_ok_and(|path| named(&path))))
}

/// Arguments with which the editor keeps its recovery file where it will be looked for, whatever
/// its configuration says.
pub(super) fn extra_arguments(program: &str) -> &'static [&'static str] {
    if is_vim(program) {
        &["-c", "set updatecount=200 directory=. | setlocal noswapfile | setlocal swapfile"]
    } else {
        &[]
    }
}

/// What the editor had not saved; `None` when it left nothing behind.
pub(super) fn recover(command: &[String], file: &Path) -> Option<String> {
    let program = command.first()?;
    if is_vim(program) && swap_file(file).is_some() {
        return recover_vim(program, file);
    }
    // nano, emacs
    let name = file.file_name()?.to_string_lossy().into_owned();
    let left_behind = [format!("{name}.save"), format!("#{name}#")];
    let found = left_behind.iter().map(|name| file.with_file_name(name)).find(|p| p.is_file())?;
    Some(read(&found))
}

fn swap_file(file: &Path) -> Option<PathBuf> {
    let name = file.file_name()?.to_string_lossy().into_owned();
    ('a'..='p').rev().map(|c| file.with_file_name(format!(".{name}.sw{c}"))).find(|p| p.is_file())
}

/// Has vim write out what its swap file holds.
fn recover_vim(program: &str, file: &Path) -> Option<String> {
    let folder = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let output = folder.join(OUTPUT);
    drop(fs::remove_file(&output));
    let mut child = Command::new(program)
        .args(["-u", "NONE", "--cmd", "set directory=.", "-es", "-r"])
        .arg(file.file_name().map(OsString::from)?)
        .args(["-c", &format!("w! {OUTPUT}"), "-c", "q!"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let end = now() + LONGEST_RECOVERY;
    while let Ok(None) = child.try_wait() {
        if now() > end {
            drop(child.kill());
            drop(child.wait());
            break;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    let text = output.is_file().then(|| read(&output));
    drop(fs::remove_file(&output));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_left_behind_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("storage.md");
        let command = ["nano".to_owned()];
        assert_eq!(recover(&command, &file), None);
        fs::File::create(dir.path().join("#storage.md#")).unwrap();
        assert_eq!(recover(&command, &file), Some(String::new()));
        fs::copy(file!(), dir.path().join("storage.md.save")).unwrap();
        assert_eq!(recover(&command, &file).unwrap(), read(Path::new(file!())));
    }

    #[test]
    fn vim_by_any_name() {
        assert!(is_vim("vim") && is_vim("/usr/local/bin/nvim") && is_vim("gvim"));
        assert!(!is_vim("nano") && !is_vim("view-notes"));
    }
}
