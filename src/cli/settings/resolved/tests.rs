//! Where settings come from, and what is refused.

use std::os::unix::fs::DirBuilderExt;

use clap::Parser;

use super::*;
use crate::cli::args::Cli;

/// The settings of a command line in an environment, with a file.
fn settings(line: &str, variables: &[(&str, &str)], file: &str) -> Settings {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("onsite");
    std::fs::DirBuilder::new().mode(0o700).create(&place).unwrap();
    crate::cli::files::replace(&place.join("config.toml"), file.as_bytes()).unwrap();
    let config = folder.path().to_str().unwrap();
    let mut all = vec![("XDG_CONFIG_HOME", config), ("HOME", "/home/x")];
    all.extend(variables);
    let words = std::iter::once("onsite").chain(line.split_whitespace());
    let cli = Cli::try_parse_from(words).unwrap();
    Settings::gather(&cli.global, &Environment::of(&all))
}

#[test]
fn the_keys_stand_in_their_order() {
    for (at, key) in Key::ALL.into_iter().enumerate() {
        assert_eq!(key as usize, at);
    }
}

#[test]
fn flag_then_environment_then_file_then_what_is_usual() {
    let file = "color = \"always\"\nlevel = \"staff\"\n";
    let all = settings("--color never", &[("ONSITE_COLOR", "auto")], file);
    assert_eq!(all.of(Key::Color).origin, Origin::Flag("--color"));
    assert_eq!(all.color().value, ColorWhen::Never);
    assert_eq!(all.level(), Given { value: Level::Staff, origin: Origin::File(2) });
    assert_eq!(all.minutes(), Given { value: 45, origin: Origin::Default });
    let all = settings("", &[("ONSITE_COLOR", "auto"), ("ONSITE_LEVEL", "")], file);
    assert_eq!(all.of(Key::Color).origin, Origin::Environment("ONSITE_COLOR"));
    assert_eq!(all.level().value, Level::Staff, "an empty variable is as good as not set");
    assert_eq!(settings("", &[], file).color().value, ColorWhen::Always);
}

#[test]
fn the_pager() {
    let pager = |line, variables: &[(&str, &str)], file| settings(line, variables, file).pager();
    let file = "pager = \"more\"\n";
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(pager("--no-pager", &[], file).value, text(""));
    assert_eq!(pager("", &[("ONSITE_PAGER", ""), ("PAGER", "less")], file).value, text(""));
    assert_eq!(pager("", &[("PAGER", "less -R")], file).value, text("more"));
    let usual = pager("", &[("PAGER", "less -R")], "");
    assert_eq!(usual, Given { value: text("less -R"), origin: Origin::Environment("PAGER") });
    assert_eq!(pager("", &[], "").value, None);
}

#[test]
fn what_is_wrong_does_not_count_and_is_refused_where_it_matters() {
    let file = "level = 7\nmodel = \"x\"\nminutes = 50\n";
    let all = settings("", &[("ONSITE_TRACK", "5h")], file);
    assert_eq!((all.level().value, all.minutes().value), (Level::Mid, 50));
    let failure = all.sound().unwrap_err();
    assert_eq!(failure.kind, crate::cli::error::Kind::Expected);
    assert_eq!(failure.message.lines().count(), 4, "{failure}");
    assert!(all.sound_for(&[Key::Minutes]).is_ok());
    assert!(all.sound_for(&[Key::Level]).is_err());
    // A name that no setting has stops nothing.
    let unknown = settings("", &[], "levle = \"staff\"\n");
    assert_eq!(unknown.sound().unwrap().unknown().count(), 1);
    // A file of which nothing counts concerns every setting.
    assert!(settings("", &[], "level").sound_for(&[Key::Minutes]).is_err());
    let failure = settings("", &[("ONSITE_TRACK", "5h")], "").sound().unwrap_err();
    assert_eq!(failure.kind, crate::cli::error::Kind::Usage);
    assert_eq!(failure.message, "in $ONSITE_TRACK, `track` is `5h`: 4h or 6h is needed");
}

#[test]
fn typed_values() {
    let file = "edit_mode = \"vi\"\nexport_dir = \"~/mocks\"\ntrack = \"6h\"\nplain = true\n\
                llm_url = \"https://llm.example.org/v1\"\nllm_key_file = \"~/key\"\n";
    let all = settings("", &[("ONSITE_LLM_KEY_COMMAND", "pass show llm")], file);
    assert_eq!(all.edit_mode().value, EditMode::Vi);
    assert_eq!(all.export_dir().value, Some(PathBuf::from("/home/x/mocks")));
    assert_eq!(all.track_hours().value, 6);
    assert!(all.plain());
    assert_eq!(all.llm_url().value.as_deref(), Some("https://llm.example.org/v1"));
    assert_eq!(all.llm_key(), Some(KeySource::Command("pass show llm".to_owned())));
    let all = settings("", &[], file);
    assert_eq!(all.llm_key(), Some(KeySource::File(PathBuf::from("/home/x/key"))));
}
