//! `packs`.

use std::fs;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use insta::assert_snapshot;
use std::io::Write;
use tar::{Builder, EntryType, Header};

use crate::documents::{History, Packs, Prompts, Score, Session};
use crate::home::{Home, Ran};

const MANIFEST: &str = "name = \"acme\"\nversion = \"1.0\"\ntitle = \"Lifts and queues\"\n\
                        authors = [\"Ada\"]\nlicence = \"CC0-1.0\"\n";

pub(crate) fn prompt(id: &str) -> String {
    format!(
        "id = \"{id}\"\ntitle = \"Lift control\"\ndifficulty = \"hard\"\ntags = [\"lifts\"]\n\
         brief = \"Design what moves the lifts of a tower.\"\n"
    )
}

pub(crate) fn rubric(id: &str) -> String {
    format!(
        "prompt = \"{id}\"\nversion = 1\n[[criterion]]\nid = \"brakes\"\nstep = \"scale\"\n\
         text = \"Says what holds the car when the power fails\"\n\
         concepts = [[\"brake\"], [\"power\"]]\n"
    )
}

/// The files of a good pack.
pub(crate) fn files() -> Vec<(String, Vec<u8>)> {
    let text = |path: &str, text: String| (path.to_owned(), text.into_bytes());
    vec![
        text("pack.toml", MANIFEST.to_owned()),
        text("prompts/lift.toml", prompt("lift")),
        text("rubrics/lift.toml", rubric("lift")),
    ]
}

/// The same with a file replaced or added.
fn with(path: &str, text: impl AsRef<[u8]>) -> Vec<(String, Vec<u8>)> {
    let mut files = files();
    files.retain(|(known, _)| known != path);
    files.push((path.to_owned(), text.as_ref().to_vec()));
    files
}

/// A tar of files as a pack has them, and of one entry more.
fn tar(files: &[(String, Vec<u8>)], more: Option<(EntryType, &[u8])>) -> Vec<u8> {
    let mut tar = Builder::new(Vec::new());
    let mut add = |kind: EntryType, path: &[u8], bytes: &[u8]| {
        let mut header = Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.as_old_mut().name[..path.len()].copy_from_slice(path);
        if matches!(kind, EntryType::Symlink | EntryType::Link) {
            header.as_old_mut().linkname[..11].copy_from_slice(b"/etc/passwd");
        }
        header.set_cksum();
        tar.append(&header, bytes).unwrap();
    };
    for (path, bytes) in files {
        add(EntryType::Regular, path.as_bytes(), bytes);
    }
    if let Some((kind, path)) = more {
        add(kind, path, b"");
    }
    tar.into_inner().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

/// A good pack as an archive.
pub(crate) fn archive() -> Vec<u8> {
    gzip(&tar(&files(), None))
}

/// Everything under a folder with its bytes, links and folders too.
pub(crate) fn everything(folder: &Path) -> Vec<(PathBuf, Option<Vec<u8>>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.push((path.clone(), None));
                folders.push(path);
            } else {
                found.push((path.clone(), fs::read(&path).ok()));
            }
        }
    }
    found.sort();
    found
}

impl Home {
    fn folder_of(&self, name: &str, files: &[(String, Vec<u8>)]) {
        for (path, bytes) in files {
            let path = self.work().join(name).join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }

    /// A command that refuses a pack: nothing of it stays anywhere.
    #[track_caller]
    pub(crate) fn refuses(&self, line: &str, code: i32) -> Ran {
        let before = everything(&self.data());
        let ran = self.onsite(line).fails(code);
        assert!(everything(&self.data()) == before, "something is left of `{line}`");
        assert_eq!(ran.error().matches("error: ").count(), 1, "{}", ran.error());
        ran
    }

    /// An archive that is refused, with what is said then.
    #[track_caller]
    fn refuses_archive(&self, bytes: &[u8]) -> String {
        self.write("bad.tar.gz", bytes);
        self.refuses("packs add bad.tar.gz", 1).error().to_owned()
    }
}

/// A home with a pack in it, which everything below has to leave as it is.
fn home() -> Home {
    let home = Home::new();
    home.folder_of("acme", &files());
    let _ran = home.onsite("packs add acme").succeeds();
    home.onsite("start url-shortener").typed("302\n").succeeds();
    home
}

#[test]
fn from_a_new_one_to_an_old_interview_without_it() {
    let home = Home::new();
    let ran = home.onsite("packs").succeeds().without_output();
    assert!(ran.error().contains("No pack is installed."), "{}", ran.error());
    let ran = home.onsite("packs new acme").succeeds();
    assert_snapshot!(ran.out(), @r"
    acme/pack.toml
    acme/prompts/room-booking.toml
    acme/rubrics/room-booking.toml
    ");
    let _ran = home.onsite("check acme").succeeds().quietly().says(": 0 errors, ");
    let _ran = home.onsite("packs new acme").fails(1).without_output();
    // Two prompts, and one of them wrong.
    home.write("acme/prompts/lift.toml", prompt("lift"));
    home.write("acme/rubrics/lift.toml", rubric("lift").replace("scale", "roof"));
    let ran = home.onsite("check acme").fails(1).quietly();
    assert!(ran.out().contains("--> acme/rubrics/lift.toml:5:8"), "{}", ran.out());
    let ran = home.refuses("packs add acme", 1);
    assert_snapshot!(ran.error(), @"error: `acme` has 1 error; it was not taken in");
    assert!(ran.out().contains("--> acme/rubrics/lift.toml:5:8"), "{}", ran.out());
    home.write("acme/rubrics/lift.toml", rubric("lift"));
    let ran = home.onsite("packs add acme").succeeds();
    assert_snapshot!(ran.out(), @"Added acme 0.1.0, Prompts of our own: 2 prompts.");

    let ran = home.onsite("packs").succeeds().quietly();
    assert_snapshot!(ran.out(), @"acme  0.1.0  2 prompts  Prompts of our own");
    let packs = home.onsite("packs --json").succeeds().quietly().json::<Packs>();
    assert_eq!(packs.schema, "onsite.packs/1");
    assert_eq!(packs.packs[0].prompts, ["acme/lift", "acme/room-booking"]);
    let prompts = home.onsite("prompts --json").succeeds().quietly().json::<Prompts>();
    let lift = prompts.prompts.iter().find(|prompt| prompt.id == "acme/lift").unwrap();
    assert_eq!((lift.source.as_str(), lift.criteria), ("acme", 1));
    let ran = home.onsite("prompts show acme/lift").succeeds().quietly();
    assert!(ran.out().contains("what moves the lifts") && !ran.out().contains("brakes"));
    let _ran = home.onsite("check").succeeds().quietly();
    let ran = home.onsite("start lift").fails(1).without_output();
    assert!(ran.error().contains("did you mean `acme/lift`?"), "{}", ran.error());
    home.write("notes.md", "## Scale\n\nThe brake holds the car when the power fails.\n");
    let line = "score --json --file notes.md --prompt acme/lift";
    let score = home.onsite(line).succeeds().quietly().json::<Score>();
    assert_eq!((score.prompt.as_str(), score.criteria.len()), ("acme/lift", 1));

    let id = home.sit("start acme/lift", ":goto scale\nThe brake holds when the power fails\n");
    home.sit("practice acme/room-booking --step storage", "A constraint.\n");
    let before = home.onsite(&format!("score --json {id}")).succeeds().quietly();
    let ran = home.onsite("packs remove acme").succeeds();
    assert_snapshot!(ran.out(), @"Removed acme 0.1.0: 2 prompts.");
    assert_eq!(everything(&home.data().join("packs")), []);
    let _ran = home.onsite("start acme/lift").fails(1).without_output();

    let history = home.onsite("history --json").succeeds().quietly().json::<History>();
    assert_eq!(history.sessions[1].prompt, "acme/lift");
    let _ran = home.onsite("history --prompt acme/lift").succeeds().quietly().says("acme/lift");
    let after = home.onsite(&format!("score --json {id}")).succeeds().quietly();
    assert_eq!(before.raw(), after.raw());
    let ran = home.onsite(&format!("export {id}")).succeeds().quietly();
    assert_snapshot!(ran.out(), @"YYYY-MM-DD-acme-lift-session1.md");
    let line = format!("export -o - --format json {id}");
    let session = home.onsite(&line).succeeds().quietly().json::<Session>();
    assert_eq!(session.prompt, "acme/lift");
    let _ran = home.onsite(&format!("review {id}")).succeeds();
    let name = home.files().into_iter().find(|name| name.contains("acme-lift")).unwrap();
    let rubric = "score --json --rubric acme/rubrics/lift.toml --file";
    let again = home.onsite(rubric).and(name).succeeds().json::<Score>();
    assert_eq!(again.prompt, "acme/lift");
}

#[test]
fn another_version_takes_the_place_of_the_one_before() {
    let home = Home::new();
    home.write("acme.tar.gz", archive());
    let ran = home.onsite("packs add acme.tar.gz").succeeds();
    assert_snapshot!(ran.out(), @"Added acme 1.0, Lifts and queues: 1 prompt.");
    let mut next = with("pack.toml", MANIFEST.replace("1.0\"\ntitle", "2.0\"\ntitle"));
    next.retain(|(path, _)| !path.ends_with("lift.toml"));
    next.push(("prompts/stairs.toml".to_owned(), prompt("stairs").into_bytes()));
    next.push(("rubrics/stairs.toml".to_owned(), rubric("stairs").into_bytes()));
    // As programs pack a folder.
    let within = next.iter().map(|(path, bytes)| (format!("acme-2.0/{path}"), bytes.clone()));
    let within: Vec<_> = within.collect();
    home.write("acme.tar.gz", gzip(&tar(&within, Some((EntryType::Directory, b"acme-2.0/")))));
    let ran = home.onsite("packs add acme.tar.gz").succeeds();
    assert_snapshot!(ran.out(), @"Updated acme from 1.0 to 2.0: 1 prompt.");
    let ran = home.onsite("packs add acme.tar.gz").succeeds();
    assert_snapshot!(ran.out(), @"Replaced acme 2.0 by another 2.0: 1 prompt.");
    let lies = everything(&home.data().join("packs"));
    let names: Vec<_> =
        lies.iter().filter(|it| it.1.is_some()).map(|it| it.0.file_name()).collect();
    assert_eq!(names, ["pack.toml", "stairs.toml", "stairs.toml"].map(|name| Some(name.as_ref())));
    assert_snapshot!(home.onsite("--plain packs").succeeds().quietly().out(), @"pack: acme, version: 2.0, title: Lifts and queues, authors: Ada, licence: CC0-1.0, prompts: acme/stairs, path: [home]/data/onsite/packs/acme");
    let ran = home.onsite("packs remove acne").fails(1).without_output();
    assert_snapshot!(ran.error(), @r"
    error: there is no pack `acne`
    hint: did you mean `acme`?
    ");
    let _ran = home.onsite("packs remove ../packs/acme").fails(1).without_output();
}

#[test]
fn archives_that_break_out_are_refused() {
    let home = home();
    let bad = |more| home.refuses_archive(&gzip(&tar(&files(), Some(more))));
    assert_snapshot!(bad((EntryType::Regular, b"../evil.toml")), @"error: `bad.tar.gz` is not taken in: `../evil.toml` is no path in a pack: it leads out of the folder");
    let said = bad((EntryType::Regular, b"/tmp/evil.toml"));
    assert!(said.contains("`/tmp/evil.toml` is no path in a pack: it begins at a root"), "{said}");
    let said = bad((EntryType::Regular, b"C:\\evil.toml"));
    assert!(said.contains("it begins at a root"), "{said}");
    let said = bad((EntryType::Regular, b"prompts/\x1b[2J.toml"));
    assert!(said.contains("`prompts/␛[2J.toml` is no path in a pack"), "{said}");
    assert_snapshot!(bad((EntryType::Symlink, b"prompts/x.toml")), @r"
    error: `bad.tar.gz` is not taken in: `prompts/x.toml` is a symbolic link
    hint: a pack holds files and folders, and no links
    ");
    assert!(bad((EntryType::Link, b"prompts/x.toml")).contains("is a hard link"));
    assert!(bad((EntryType::Fifo, b"prompts/x.toml")).contains("is a pipe"));
    assert!(bad((EntryType::Char, b"prompts/x.toml")).contains("is a device"));
    let said = bad((EntryType::Regular, b"prompts/lift.toml"));
    assert!(said.contains("`prompts/lift.toml` is there twice"), "{said}");
    let said = bad((EntryType::Regular, b"prompts/Lift.toml"));
    assert!(said.contains("`prompts/lift.toml` and `prompts/Lift.toml` differ only in capitals"));
    assert!(!home.folder().join("evil.toml").exists() && !Path::new("/tmp/evil.toml").exists());
}

#[test]
fn archives_that_are_none_are_refused() {
    let home = home();
    let whole = archive();
    let half = home.refuses_archive(&whole[..whole.len() / 2]);
    assert_snapshot!(half, @r"
    error: `bad.tar.gz` is not taken in: the archive is broken: it breaks off
    hint: fetch it again; nothing was taken in
    ");
    let bomb = gzip(&vec![0; 51 << 20]);
    assert!(bomb.len() < 100_000);
    assert!(home.refuses_archive(&bomb).contains("unpacked it has more than 50 MB"));
    assert!(home.refuses_archive(b"PK").contains("it is no `.tar.gz`"));
    let without: Vec<_> = files().into_iter().skip(1).collect();
    assert!(home.refuses_archive(&gzip(&tar(&without, None))).contains("there is no `pack.toml`"));
    let _ran = home.refuses("packs add nowhere.tar.gz", 1);
    let _ran = home.refuses("packs add .", 1);

    home.write("good.tar.gz", &whole);
    let wrong = "0".repeat(64);
    let ran = home.refuses(&format!("packs add good.tar.gz --sha256 {wrong}"), 1);
    assert!(ran.error().contains(&format!("and not {wrong}")), "{}", ran.error());
    let _ran = home.refuses(&format!("packs add acme --sha256 {wrong}"), 2);
    let _ran = home.refuses("packs add good.tar.gz --sha256 00", 2);
    let right = onsite::packs::Checksum::of(&whole).to_string().to_uppercase();
    let _ran = home.onsite(&format!("packs add good.tar.gz --sha256 {right}")).succeeds();
}

#[test]
fn packs_with_faults_are_refused() {
    let home = home();
    let bad = |path: &str, text: &str, said: &str| {
        home.write("bad.tar.gz", gzip(&tar(&with(path, text), None)));
        let ran = home.refuses("packs add bad.tar.gz", 1);
        assert!(ran.out().contains(said), "no `{said}` in\n{}", ran.out());
        assert!(!ran.out().contains("warning"), "{}", ran.out());
        ran.error().to_owned()
    };
    let said = bad("rubrics/lift.toml", "version = 1\n[[criterion]]\nid = \"a\"\n", "");
    assert!(said.contains("`bad.tar.gz` has "), "{said}");
    bad("rubrics/lift.toml", "prompt = 3\n", "--> rubrics/lift.toml:1:10");
    bad("pack.toml", &MANIFEST.replace("acme", "../acme"), "--> pack.toml:1:8");
    bad("pack.toml", &MANIFEST.replace("acme", "built-in"), "no pack can be called `built-in`");
    bad("pack.toml", &MANIFEST.replace("Lifts", "\\u001b[2J"), "control character U+001B");
    bad("pack.toml", &format!("{MANIFEST}onsite = \"99.0\"\n"), "for onsite 99.0 and newer");
    bad("pack.toml", &format!("{MANIFEST}colour = 1\n"), "`colour` is no key of a pack");
    bad("prompts/stairs.toml", &prompt("lift"), "`id` is `lift`, and the file is called");
    bad("prompts/stairs.toml", &prompt("stairs"), "the prompt has no rubric");
    bad("rubrics/stairs.toml", &rubric("stairs"), "there is no prompt `stairs` in this pack");
    let mut replacing = with("prompts/chat.toml", prompt("chat"));
    replacing.push(("rubrics/chat.toml".to_owned(), rubric("chat").into_bytes()));
    home.write("bad.tar.gz", gzip(&tar(&replacing, None)));
    let ran = home.refuses("packs add bad.tar.gz", 1);
    assert_snapshot!(ran.out(), @r#"
    error: `chat` is the id of a built-in prompt
     --> prompts/chat.toml:1:6
      |
    1 | id = "chat"
      |      ^^^^^^
      |
      = help: a pack adds prompts and replaces none: choose another id
    "#);
    // A folder says the same, and its links are not followed.
    home.folder_of("linked", &files());
    std::os::unix::fs::symlink("/etc/passwd", home.work().join("linked/prompts/x.toml")).unwrap();
    let ran = home.refuses("packs add linked", 1);
    assert!(ran.error().contains("`prompts/x.toml` is a symbolic link"), "{}", ran.error());
    let _ran = home.onsite("packs new ../x").fails(2).without_output();
    let _ran = home.onsite("packs new Acme").fails(2).without_output();
    assert!(!home.work().join("Acme").exists());
}

#[cfg(not(feature = "llm"))]
#[test]
fn what_opens_no_connection_says_so() {
    let ran = Home::new().refuses("packs add https://example.com/acme.tar.gz", 4);
    assert_snapshot!(ran.error(), @r"
    error: this `onsite` was built so that it opens no connection
    hint: fetch the archive with another program, and add the file
    ");
}

#[test]
fn what_an_interrupted_command_left_is_put_right() {
    let home = home();
    let packs = home.data().join("packs");
    let before = everything(&packs);
    let left = packs.join(".adding-1/prompts");
    fs::create_dir_all(&left).unwrap();
    fs::rename(packs.join("acme"), packs.join(".old-acme")).unwrap();
    let _ran = home.onsite("packs").succeeds().quietly().says("acme  1.0");
    assert_eq!(everything(&packs), before);
}

#[test]
fn shells_complete_what_is_in_packs() {
    let home = home();
    let ask = |words: &[&str]| {
        let index = (words.len() - 1).to_string();
        let run = home.onsite("--").with("ONSITE_COMPLETE", "bash");
        let run = run.with("_CLAP_COMPLETE_INDEX", index).with("_CLAP_IFS", "\n");
        words.iter().fold(run, |run, word| run.and(*word)).succeeds().quietly().raw()
    };
    assert_eq!(ask(&["onsite", "start", "acme/"]), "acme/lift");
    assert_eq!(ask(&["onsite", "packs", "remove", ""]).lines().next(), Some("acme"));
}
