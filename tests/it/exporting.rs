//! `export`.

use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;

use crate::documents::{Score, Session};
use crate::home::Home;
use crate::scoring::ANSWER;

#[test]
fn the_file_has_a_name_of_its_own() {
    let home = Home::new();
    let id = home.sit("start url-shortener", ANSWER);
    let ran = home.onsite("export").succeeds().quietly();
    assert_snapshot!(ran.out(), @"YYYY-MM-DD-url-shortener-session1.md");
    let day = home.onsite("history --json").succeeds().json::<crate::documents::History>();
    let day = &day.sessions[0].started_at[..10];
    assert_eq!(home.files(), [format!("{day}-url-shortener-{id}.md")]);
    let mode = home.work().join(&home.files()[0]).metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let _ran = home.onsite("export --format json").succeeds().quietly();
    let _ran = home.onsite("export --format html").succeeds().quietly();
    let names = ["html", "json", "md"].map(|end| format!("{day}-url-shortener-{id}.{end}"));
    assert_eq!(home.files(), names);
}

#[test]
fn standard_output_and_a_file_hold_the_same() {
    let home = Home::new();
    home.sit("start url-shortener", ANSWER);
    for format in ["markdown", "json", "html"] {
        let piped = home.onsite(&format!("export -o - --format {format}")).succeeds().quietly();
        let ran = home.onsite(&format!("export -o here.{format} --format {format}")).succeeds();
        assert_eq!(ran.out(), format!("here.{format}\n"));
        assert_eq!(home.read(&format!("here.{format}")), piped.raw());
    }
    let _ran = home.onsite("export --format pdf").fails(2).without_output();
    let ran = home.onsite("export -o no/such/folder/it.md").fails(1).without_output();
    assert_snapshot!(ran.error(), @"error: cannot write `no/such/folder/it.md`: no such file or directory");
}

#[test]
fn the_markdown_holds_everything() {
    let home = Home::new();
    home.sit("start url-shortener", ANSWER);
    let ran = home.onsite("export -o -").succeeds().quietly();
    let text = ran.raw();
    for line in ANSWER.lines().filter(|line| !line.starts_with(':')) {
        assert!(text.contains(&format!("> {line}\n")), "{line}");
    }
    for mark in ["- [x] ", "- [ ] ", "\n## ", "Three", "Reference"] {
        let found = text.contains(mark) || text.to_lowercase().contains(&mark.to_lowercase());
        assert!(found, "no `{mark}` in\n{text}");
    }
    let score = home.onsite("score --json").succeeds().json::<Score>();
    assert!(text.contains(&format!("\ntotal: {:.1}\n", score.total)), "{text}");
    let session = home.onsite("export -o - --format json").succeeds().json::<Session>();
    assert_eq!(session.score, Some(score));
    assert_eq!((session.reference.len(), session.schema.as_str()), (5, "onsite.session/1"));
    let first = session.reference["scale"].lines().next().unwrap().to_owned();
    assert!(text.contains(&first));
    // Without the reference there is nothing of it.
    let without = home.onsite("export -o - --no-reference").succeeds().quietly();
    assert!(!without.raw().contains(&first) && without.raw().contains("- [ ] "));
    let line = "export -o - --no-reference --format json";
    let without = home.onsite(line).succeeds().quietly().json::<Session>();
    assert!(without.reference.is_empty() && without.score.is_some());
}

#[test]
fn an_untouched_export_is_replaced_and_a_changed_one_is_not() {
    let home = Home::new();
    home.sit("start url-shortener", ANSWER);
    for format in ["markdown", "json", "html"] {
        let name = format!("it.{format}");
        let line = format!("export -o {name} --format {format}");
        let _ran = home.onsite(&line).succeeds();
        let first = home.read(&name);
        let _ran = home.onsite(&line).succeeds();
        assert_eq!(home.read(&name), first);
        home.write(&name, first.replace("302 and not 301", "301 and not 302"));
        let changed = home.read(&name);
        assert_ne!(changed, first);
        let ran = home.onsite(&line).fails(1).without_output();
        assert!(ran.error().contains("--force"), "{}", ran.error());
        assert_eq!(home.read(&name), changed, "it is as it was");
        let _ran = home.onsite(&format!("{line} --force")).succeeds().quietly();
        assert_eq!(home.read(&name), first);
    }
    home.write("mine.md", "my own notes\n");
    let ran = home.onsite("export -o mine.md").fails(1).without_output();
    assert_snapshot!(ran.error(), @"
    error: `mine.md` is there and holds something else
    hint: `--force` replaces it, `-o FILE` writes elsewhere
    ");
    home.write("empty.md", "");
    let _ran = home.onsite("export -o empty.md").fails(1).without_output();
}

#[test]
fn an_unfinished_interview_is_exported_without_a_spoiler() {
    let home = Home::new();
    home.sit("start url-shortener", "How many links?\n:quit\n");
    let ran = home.onsite("export -o -").succeeds().quietly();
    let ran = ran.says("> How many links?\n").says("\nfinished: false\n").lacks("- [");
    let session = home.onsite("export -o - --format json").succeeds().json::<Session>();
    assert_eq!((&session.score, session.reference.len()), (&None, 0));
    assert!(session.improvements.is_empty());
    // Not a word of what is asked for: neither criteria nor the reference.
    let elsewhere = Home::new();
    elsewhere.sit("start url-shortener", "x\n");
    let whole = elsewhere.onsite("export -o - --format json").succeeds().json::<Session>();
    let page = home.onsite("export -o - --format html").succeeds().quietly();
    let page = page.says("It is unfinished.").says("How many links?").lacks("<mark").raw();
    let text = ran.raw() + &page + &home.onsite("export -o - --format json").succeeds().raw();
    for one in &whole.score.unwrap().criteria {
        assert!(!text.contains(&one.id), "{}", one.id);
    }
    for part in whole.reference.values().flat_map(|part| part.lines()).filter(|l| l.len() > 20) {
        assert!(!text.contains(part), "{part}");
    }
}
