//! The settings end to end: where each comes from, what they change, what is wrong with them.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::documents::{Config, Doctor, Got, Score, SettingOf};
use crate::home::Home;

fn config(home: &Home) -> PathBuf {
    home.folder().join("config/onsite/config.toml")
}

fn write(home: &Home, text: &str) {
    fs::create_dir_all(config(home).parent().unwrap()).unwrap();
    fs::write(config(home), text).unwrap();
}

fn listed(home: &Home, flags: &str, variables: &[(&str, &str)]) -> Config {
    let mut run = home.onsite(&format!("config list --json {flags}"));
    for (name, value) in variables {
        run = run.with(name, *value);
    }
    run.succeeds().quietly().json()
}

fn of<'c>(config: &'c Config, key: &str) -> &'c SettingOf {
    config.settings.iter().find(|setting| setting.key == key).unwrap()
}

#[test]
fn every_setting_says_where_it_comes_from() {
    let home = Home::new();
    write(&home, "# mine\nlevel = \"senior\" # of course\nminutes = 50\ncolor = \"always\"\n");
    let all = listed(&home, "--color never", &[("ONSITE_MINUTES", "47")]);
    assert_eq!((all.schema.as_str(), all.faults.len()), ("onsite.config/1", 0));
    assert_eq!(all.path.as_deref(), config(&home).to_str());
    let says = |key: &str, value: Value, origin: &str, from: Option<&str>, line| {
        let setting = of(&all, key);
        assert_eq!((&setting.value, setting.origin.as_str()), (&value, origin), "{key}");
        assert_eq!((setting.from.as_deref(), setting.line), (from, line), "{key}");
    };
    says("color", json!("never"), "flag", Some("--color"), None);
    says("minutes", json!(47), "environment", Some("ONSITE_MINUTES"), None);
    says("level", json!("senior"), "file", None, Some(2));
    says("track", json!("4h"), "default", None, None);
    says("export_dir", Value::Null, "default", None, None);
    says("plain", json!(false), "default", None, None);

    let list = home.onsite("config --color auto").succeeds().quietly();
    assert!(list.out().lines().all(|line| line.chars().count() <= 80), "{}", list.out());
    insta::assert_snapshot!(list.out(), @"
    Settings  [home]/config/onsite/config.toml

      level            senior           file, line 2
      minutes          50               file, line 3
      edit_mode        emacs            default
      export_dir       the current folder (default)
      track            4h               default
      color            auto             flag --color
      plain            false            default
      pager            `less` where it is installed (default)
      llm_url          not set          default
      llm_model        not set          default
      llm_key_file     not set          default
      llm_key_command  not set          default
    ");
    let plain = home.onsite("config list --plain").succeeds();
    assert!(plain.out().lines().all(|line| line.contains(": ")), "{}", plain.out());
    let narrow = home.onsite("config --color auto").with("COLUMNS", "40").succeeds();
    assert!(narrow.out().lines().all(|line| line.chars().count() <= 40), "{}", narrow.out());
    let got = home.onsite("config get level --json").succeeds().json::<Got>();
    assert_eq!((got.schema.as_str(), got.line), ("onsite.setting/1", Some(2)));
    assert_eq!(home.onsite("config get minutes").succeeds().quietly().raw(), "50\n");
    // A data directory of its own does not move the settings.
    let elsewhere = listed(&home, "--data-dir elsewhere", &[]);
    assert_eq!(of(&elsewhere, "level").value, json!("senior"));
}

#[test]
fn setting_and_unsetting_leave_the_rest_of_the_file() {
    let home = Home::untouched();
    let _ran = home.onsite("config set level senior").succeeds().quietly().without_output();
    let mode = |path: PathBuf| {
        use std::os::unix::fs::PermissionsExt;
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    };
    assert_eq!(mode(config(&home)), 0o600);
    assert_eq!(mode(config(&home).parent().unwrap().to_owned()), 0o700);
    write(&home, "# mine\nlevel = \"senior\"  # of course\n\n[new]\nthing = 1\n");
    let _ran = home.onsite("config set minutes 48").succeeds();
    let _ran = home.onsite("config set level staff").succeeds();
    assert_eq!(
        fs::read_to_string(config(&home)).unwrap(),
        "# mine\nlevel = \"staff\"  # of course\nminutes = 48\n\n[new]\nthing = 1\n"
    );
    // What is none of ours can be taken out as well.
    let _ran = home.onsite("config unset new").succeeds().quietly();
    let _ran = home.onsite("config unset minutes").succeeds().quietly();
    assert_eq!(
        fs::read_to_string(config(&home)).unwrap(),
        "# mine\nlevel = \"staff\"  # of course\n"
    );
    let again = home.onsite("config unset minutes").succeeds();
    assert_eq!(again.error(), "`minutes` is not in the file.\n");
    // A folder that is named from here is kept whole, and what hides the file is said.
    let hidden = home.onsite("config set export_dir mocks").with("ONSITE_EXPORT_DIR", "/tmp");
    let hidden = hidden.succeeds();
    assert_eq!(hidden.error(), "warning: $ONSITE_EXPORT_DIR is set and counts before the file\n");
    let kept = home.onsite("config get export_dir").succeeds().raw();
    assert_eq!(kept.trim(), home.work().join("mocks").to_str().unwrap());
}

#[test]
fn relative_and_empty_base_directories_are_ignored() {
    let home = Home::new();
    for wrong in ["config", ""] {
        let run = home.onsite("config set level staff").with("XDG_CONFIG_HOME", wrong);
        let _ran = run.succeeds();
        let usual = home.folder().join("home/.config/onsite");
        assert!(usual.join("config.toml").exists(), "{wrong:?}");
        fs::remove_dir_all(usual).unwrap();
    }
    assert!(home.files().is_empty());
    let run = home.onsite("config set level mid").with("XDG_CONFIG_HOME", "").with("HOME", "");
    assert!(run.fails(1).error().contains("$XDG_CONFIG_HOME or $HOME"));
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_stops_only_what_it_would_change() {
    let home = Home::new();
    home.sit("start url-shortener", "302\n");
    write(&home, "level = \"midd\"\nexprot_dir = \"/tmp\"\n");
    let broken = home.onsite("start url-shortener").fails(1).without_output();
    insta::assert_snapshot!(broken.error(), @"
    error: the settings in `[home]/config/onsite/config.toml` have 2 faults:
      line 1, column 9: `level` is `midd`: junior, mid, senior or staff is needed
      line 2, column 1: there is no setting `exprot_dir`
    hint: did you mean `mid`? `onsite config set level mid`
    hint: did you mean `export_dir`?
    ");
    for line in [
        "practice url-shortener",
        "self-interview",
        "score --file - --prompt url-shortener",
        "config get level",
        "config",
        "doctor",
    ] {
        let _ran = home.onsite(line).typed("302\n").fails(1);
    }
    for line in [
        "--help",
        "start --help",
        "export -o -",
        "export",
        "history",
        "score",
        "score --file - --prompt url-shortener --level mid",
        "config get minutes",
        "prompts",
        "man",
    ] {
        let _ran = home.onsite(line).typed("302\n").succeeds().quietly();
    }
    let found = home.onsite("doctor --json").fails(1).json::<Doctor>();
    assert_eq!(found.settings_faults.len(), 2, "{:?}", found.settings_faults);
    assert_eq!(found.paths.config.as_deref(), config(&home).to_str());
    // It can be mended from here.
    let _ran = home.onsite("config set level mid").succeeds();
    let _ran = home.onsite("config unset exprot_dir").succeeds();
    let _ran = home.onsite("config").succeeds().quietly();

    write(&home, "level = mid\n");
    let broken = home.onsite("config set level mid").fails(1).without_output();
    assert!(broken.error().contains("config.toml`, line 1, column 9: this is no TOML"));
    let _ran = home.onsite("export -o -").succeeds().quietly();
    let _ran = home.onsite("export --force").fails(1);
    let wrong = home.onsite("start url-shortener").with("ONSITE_LEVEL", "god");
    write(&home, "");
    insta::assert_snapshot!(wrong.fails(2).error(), @"
    error: in $ONSITE_LEVEL, `level` is `god`: junior, mid, senior or staff is needed
    hint: `unset ONSITE_LEVEL` takes it away
    ");
}

#[test]
fn a_name_that_no_setting_has_is_told_and_stops_nothing() {
    let home = Home::new();
    write(&home, "minutes = 50\nlevle = \"staff\"\n");
    let warning = "warning: `[home]/config/onsite/config.toml`, line 2, column 1: there is no setting \
                   `levle` (did you mean `level`?)\n";
    let ran = home.onsite("start url-shortener").typed("302\n:quit\n").succeeds();
    assert_eq!(ran.error().matches(warning).count(), 1, "{}", ran.error());
    assert_eq!(ran.error().lines().filter(|line| line.starts_with("warning")).count(), 1);
    let ran = home.onsite("resume").typed("301\n").succeeds();
    assert!(ran.error().contains(warning), "{}", ran.error());
    let sessions: Value = home.onsite("history --json").succeeds().quietly().json();
    assert_eq!(
        (&sessions["sessions"][0]["minutes"], &sessions["sessions"][0]["level"]),
        (&json!(50), &json!("mid")),
        "what is right counts, and the rest is the usual"
    );
    for line in ["practice url-shortener --untimed", "self-interview note-taking"] {
        let ran = home.onsite(line).typed("302\n").succeeds();
        assert!(ran.error().contains(warning), "{line}: {}", ran.error());
    }
    // Looking at the settings themselves still ends with what is wrong with them.
    let _ran = home.onsite("config").fails(1);
}

#[test]
fn an_interview_that_runs_is_taken_up_whatever_the_settings_are() {
    let home = Home::new();
    let _ran = home.onsite("start url-shortener").typed("302\n:quit\n").succeeds();
    write(&home, "edit_mode = \"vim\"\n");
    let ran = home.onsite("resume").typed("301\n").succeeds();
    assert!(ran.error().contains("`edit_mode` is `vim`: emacs or vi is needed"), "{}", ran.error());
    assert_eq!(home.status("latest").answer("requirements"), "302\n301");
}

#[test]
fn a_key_itself_is_never_kept_or_shown() {
    let home = Home::new();
    let key = "sk-proj-0123456789abcdefghij";
    for name in ["llm_key", "api_key", "llm_key_file", "llm_key_command"] {
        let refused = home.onsite(&format!("config set {name} {key}"));
        let ran = refused.run_to_its_end();
        assert!(!ran.error().contains(key) && ran.error().contains("hint: "), "{}", ran.error());
    }
    for url in [format!("https://me:{key}@example.org/v1"), format!("https://x.org/?k={key}")] {
        let refused = home.onsite(&format!("config set llm_url {url}")).fails(2);
        assert!(!refused.error().contains(key), "{}", refused.error());
    }
    assert_eq!(fs::read_to_string(config(&home)).unwrap_or_default(), "");
    write(&home, &format!("llm_key = \"{key}\"\n"));
    let told = home.onsite("doctor --plain").fails(1).says("is never kept in the settings");
    assert!(!told.out().contains(key) && !told.error().contains(key));
}

#[test]
fn doctor_shows_of_an_endpoint_only_its_host() {
    let home = Home::new();
    let doctor = || home.onsite("doctor --json").succeeds().json::<Doctor>();
    assert_eq!(doctor().model.endpoint, None);
    home.write("key", "secret");
    let _ran = home.onsite("config set llm_url https://llm.example.org:8443/v1/secret").succeeds();
    let _ran = home.onsite("config set llm_model qwen3").succeeds();
    let _ran = home.onsite("config set llm_key_file key").succeeds();
    let found = doctor();
    assert_eq!(found.model.endpoint.as_deref(), Some("llm.example.org:8443"));
    assert_eq!(found.model.name.as_deref(), Some("qwen3"));
    assert_eq!(found.model.key.as_deref(), Some("from a file"));
    let page = home.onsite("doctor").succeeds().quietly();
    assert!(page.out().lines().all(|line| line.chars().count() <= 80), "{}", page.out());
}

#[test]
fn the_settings_count() {
    let home = Home::new();
    write(&home, "level = \"staff\"\nminutes = 50\nexport_dir = \"~/mocks/all\"\n");
    let first = |home: &Home| home.onsite("history --json").succeeds().raw();
    home.sit("start url-shortener", "302\n");
    assert!(
        first(&home).contains(r#""level": "staff""#) && first(&home).contains(r#""minutes": 50"#)
    );
    home.sit("start url-shortener --level junior --minutes 46", "302\n");
    assert!(
        first(&home).contains(r#""level": "junior""#) && first(&home).contains(r#""minutes": 46"#)
    );
    home.sit("self-interview url-shortener", "302\n");
    home.sit("practice url-shortener --step components", "302\n");
    let minutes = serde_json::from_str::<Value>(&first(&home)).unwrap();
    let minutes: Vec<&Value> = (0..2).map(|at| &minutes["sessions"][at]["minutes"]).collect();
    // Twelve and a half of fifty for a third of the parts, less what rounding takes.
    assert_eq!(minutes, [&json!(13), &json!(50)]);
    let path = home.onsite("export").succeeds().quietly().raw();
    let folder = home.folder().join("home/mocks/all");
    assert!(path.starts_with(folder.to_str().unwrap()), "{path}");
    assert!(PathBuf::from(path.trim()).exists() && home.files().is_empty());
    let of_file = home.onsite("score --file - --prompt url-shortener --json").typed("302\n");
    assert_eq!(of_file.succeeds().json::<Score>().level, "staff");
    let wrong = home.onsite("start url-shortener --minutes 60").fails(2);
    assert!(wrong.error().contains("not 60"), "{}", wrong.error());
    // Before the variables that say so for all programs.
    let coloured = |line: &str, variable: (&str, &str)| {
        let run = home.onsite(line).without("NO_COLOR").with(variable.0, variable.1);
        run.succeeds().raw().contains('\x1b')
    };
    assert!(
        !coloured("prompts", ("NO_COLOR", "1")) && coloured("prompts", ("CLICOLOR_FORCE", "1"))
    );
    let _ran = home.onsite("config set color always").succeeds();
    assert!(
        coloured("prompts", ("NO_COLOR", "1")) && !coloured("prompts --color never", ("A", "b"))
    );
    let _ran = home.onsite("config set color never").succeeds();
    assert!(!coloured("prompts", ("CLICOLOR_FORCE", "1")));
    assert!(coloured("prompts --color always", ("NO_COLOR", "1")));
    let _ran = home.onsite("config set plain true").succeeds();
    let _ran = home.onsite("doctor").succeeds().says("colour: no");
}

#[test]
fn near_misses_of_settings() {
    let home = Home::new();
    for (line, code, near) in [
        ("config get levl", 1, "`level`"),
        ("config set levl mid", 1, "`level`"),
        ("config set level senoir", 2, "did you mean `senior`? `onsite config set level senior`"),
        ("config set edit_mode vim", 2, "`vi`"),
        ("config set minutes 60", 2, "onsite practice --minutes N"),
        ("config lst", 2, "list"),
        ("config get llm_url", 1, "`onsite config set llm_url VALUE`"),
    ] {
        let ran = home.onsite(line).fails(code).without_output();
        assert!(ran.error().contains(near), "`{line}`: {}", ran.error());
    }
}

#[test]
fn lines_are_edited_with_the_keys_of_vi() {
    let home = Home::new();
    let _ran = home.onsite("config set edit_mode vi").succeeds();
    let mut seat = home.on_a_terminal("start url-shortener").begin();
    seat.type_and_leave_insert_mode("xshort links", "xshort links");
    seat.send("0xcw");
    seat.wait_for_line(" links");
    seat.send("long");
    seat.wait_for_line("long links");
    seat.send("\r");
    seat.wait_for_line("");
    // Up lifts the last line, and from command mode `k` does.
    seat.type_and_leave_insert_mode("y", "y");
    seat.send("x");
    seat.wait_for_line("");
    seat.send("k");
    seat.wait_for_line("long links");
    seat.send(" of old\r");
    seat.wait_for("Line 1 corrected.");
    assert_eq!(seat.status().answer("requirements"), "long links of old");
    seat.leave();
}
