//! How it behaves among other programs: pagers, the manual, pipes, near misses.

use crate::home::Home;
use crate::stage::installed;

#[test]
fn long_output_goes_through_the_pager_of_a_terminal() {
    let home = Home::new();
    // A pager that says how much it was given, and with which settings.
    home.write(
        "pager",
        "#!/bin/sh\nwc -l > paged; echo \"$LESS $LESSCHARSET\" >> paged; echo seen\n",
    );
    let pager = format!("sh {}", home.work().join("pager").display());
    let paged = |line: &str, pager: &str| {
        std::fs::remove_file(home.work().join("paged")).ok();
        let mut seat = home.on_a_terminal(line).with("PAGER", pager).open();
        assert_eq!(seat.end(), 0);
        std::fs::read_to_string(home.work().join("paged")).ok()
    };
    let long = "prompts show url-shortener --spoil";
    let seen = paged(long, &pager).unwrap();
    let (lines, settings) = seen.split_once('\n').unwrap();
    assert!(lines.trim().parse::<usize>().unwrap() > 24, "{seen}");
    assert_eq!(settings.trim(), "FRX utf-8");
    for (line, pager) in [
        // Shorter than the screen; not wanted; not to be found.
        ("status --help", pager.as_str()),
        ("prompts show url-shortener", &pager),
        (&format!("{long} --plain"), &pager),
        (&format!("{long} --no-input"), &pager),
        (&format!("{long} --no-pager"), &pager),
        (long, ""),
        (long, "cat"),
        (long, "no-such-pager"),
    ] {
        assert_eq!(paged(line, pager), None, "{line} {pager}");
    }
    let dumb = home.on_a_terminal(long).with("PAGER", &pager).with("TERM", "dumb").open().end();
    assert_eq!((dumb, home.files().contains(&"paged".to_owned())), (0, false));
    // Into a pipe it goes straight.
    let _ran = home.onsite(long).with("PAGER", pager).succeeds().says("URL shortener");
    assert!(!home.files().contains(&"paged".to_owned()));
}

#[test]
fn less_is_left_by_q() {
    if !installed("less") {
        return;
    }
    let home = Home::new();
    let mut seat = home.on_a_terminal("prompts show url-shortener --spoil").open();
    // Its prompt stands in the last row; Ctrl-C is its own, and ends neither.
    let prompt = |screen: &vt100::Screen| screen.contents().trim_end().ends_with("\n:");
    seat.screen.wait_until("the prompt of `less`", prompt);
    let prompts = |seat: &crate::seat::Seat<'_>| {
        seat.screen.bytes().windows(4).filter(|part| part == b":\x1b[K").count()
    };
    let before = prompts(&seat);
    seat.send("\x03");
    let mut patience = crate::screen::Patience::new();
    while prompts(&seat) == before {
        assert!(!patience.is_lost());
    }
    seat.send("q");
    assert_eq!(seat.end(), 0);
}

/// A page without the letters that are printed twice to look bold.
fn flat(page: &[u8]) -> String {
    let page = String::from_utf8_lossy(page);
    let mut flat = String::new();
    for letter in page.chars() {
        if letter == '\x08' {
            flat.pop();
        } else {
            flat.push(letter);
        }
    }
    flat
}

#[test]
fn the_manual_as_roff() {
    let home = Home::new();
    let page = home.onsite("man").succeeds().quietly().says(".SH EXAMPLES\n.nf\n");
    for heading in ["NAME", "SYNOPSIS", "SUBCOMMANDS", "OPTIONS", "EXIT STATUS", "ENVIRONMENT"] {
        assert!(
            page.out().contains(&format!("\n.SH \"{heading}\"\n"))
                || page.out().contains(&format!("\n.SH {heading}\n")),
            "{heading}\n{}",
            page.out()
        );
    }
    let _ran = home.onsite("man start").succeeds().says("onsite\\-start").says("\\-\\-curveball");
    let _ran = home.onsite("man prompts show").succeeds().says("\\-\\-spoil");
    let near = home.onsite("man forgt").fails(1).without_output();
    insta::assert_snapshot!(near.error(), @"
    error: there is no command `forgt`
    hint: did you mean `forget`?
    hint: `onsite --help` lists them
    ");
    let _ran = home.onsite("man --write pages").succeeds().quietly();
    let written = std::fs::read_dir(home.work().join("pages")).unwrap();
    let mut pages: Vec<String> =
        written.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    pages.sort();
    assert!(pages.len() > 20 && pages.contains(&"onsite-prompts-show.1".to_owned()), "{pages:?}");
    if !installed("man") {
        return;
    }
    // Read by the real one without a warning.
    for page in pages {
        let path = home.work().join("pages").join(&page);
        let ran = std::process::Command::new("man")
            .args(["--warnings=all", "-E", "UTF-8", "-l", "-Tutf8", "-P", "cat"])
            .arg(&path)
            .env("MANWIDTH", "80")
            .env("LC_ALL", "C.UTF-8")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success() && said.is_empty(), "{page}: {said}");
        assert!(flat(&ran.stdout).contains("NAME"), "{page}");
    }
}

#[test]
fn the_manual_on_a_terminal() {
    if !installed("man") {
        return;
    }
    let home = Home::new();
    let mut seat = home.on_a_terminal("man forget").with("MANPAGER", "cat").open();
    assert_eq!(seat.end(), 0);
    let shown = flat(&seat.screen.bytes());
    assert!(shown.contains("SYNOPSIS") && !shown.contains(".SH"), "{shown}");
    // Without a `man` there is the help.
    let mut seat = home.on_a_terminal("man forget").with("PATH", "/nowhere").open();
    assert_eq!(seat.end(), 0);
    let shown = String::from_utf8_lossy(&seat.screen.bytes()).into_owned();
    assert!(shown.contains("Usage: onsite forget"), "{shown}");
}

#[test]
fn a_reader_that_leaves_is_no_failure_for_any_listing() {
    let home = Home::new();
    home.sit("start url-shortener", "302\n");
    for line in [
        "history",
        "history --json",
        "doctor",
        "doctor --json",
        "man",
        "completions bash",
        "prompts",
        "score --explain redirect-status",
    ] {
        let script = format!("onsite {line} | head -n 1; echo ${{PIPESTATUS[*]}} >&2");
        let path = std::path::Path::new(crate::home::ONSITE).parent().unwrap().display();
        let path = format!("{path}:{}", std::env::var("PATH").unwrap());
        let ran = std::process::Command::new("bash")
            .args(["-c", &script])
            .env_clear()
            .envs(home.environment())
            .env("PATH", path)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(said, "0 0\n", "{line}");
        assert_eq!(String::from_utf8_lossy(&ran.stdout).lines().count(), 1, "{line}");
    }
}

#[test]
fn near_misses_are_named() {
    let home = Home::new();
    let id = home.sit("start url-shortener", "302\n");
    let slip = format!("{}{}", &id[..7], if id.ends_with('9') { '8' } else { '9' });
    for (line, code, near) in [
        ("histroy", 2, "history"),
        ("prompts shwo url-shortener", 2, "show"),
        ("start url-shortner", 1, "url-shortener"),
        ("prompts show note-takng", 1, "note-taking"),
        ("history --prompt url-shortner", 1, "url-shortener"),
        ("score --explain redirect-statis", 1, "redirect-status"),
        ("score --prompt url-shortner --file -", 1, "url-shortener"),
        (&format!("export {slip}"), 1, "session1"),
        (&format!("forget {slip} --yes"), 1, "session1"),
        ("completions zhs", 2, "zsh"),
        ("start url-shortener --level senor", 2, "senior"),
        ("practice url-shortener --step storge", 2, "storage"),
        ("history --rehersals", 2, "--rehearsals"),
        ("prompts --tag read-hevy", 1, "read-heavy"),
        ("prompts --difficulty mediun", 2, "medium"),
        ("prompts --step storge", 2, "storage"),
        ("export --format markdwn", 2, "markdown"),
        ("history --color nevr", 2, "never"),
        ("review --set redirect-status=partli", 2, "partly"),
        ("man prompts shwo", 1, "show"),
        ("config lst", 2, "list"),
    ] {
        let ran = home.onsite(line).fails(code).without_output();
        assert!(ran.error().contains(near), "`{line}` does not name `{near}`:\n{}", ran.error());
    }
}
