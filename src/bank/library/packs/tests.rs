//! Packs beside a bank: whose prompts, whose shared criteria, whose terms.

use super::*;
use crate::bank::Origin;

const ACME: &str = "name = \"acme\"\nversion = \"1.0\"\ntitle = \"Acme\"\n";

fn prompt(id: &str, siblings: &str) -> String {
    format!(
        "id = \"{id}\"\ntitle = \"Own\"\ndifficulty = \"hard\"\ntags = [\"own\"]\nbrief = \"B\"\n\
         siblings = [{siblings}]\n"
    )
}

fn rubric(id: &str, uses: &str) -> String {
    format!("prompt = \"{id}\"\nversion = 1\n[[criterion]]\nuse = \"{uses}\"\n")
}

fn shared(id: &str) -> String {
    format!("version = 1\n[[criterion]]\nid = \"{id}\"\nstep = \"api\"\ntext = \"T\"\n")
}

fn files(more: &[(&str, String)]) -> BTreeMap<String, Vec<u8>> {
    let usual = [
        ("pack.toml", ACME.to_owned()),
        ("prompts/lift.toml", prompt("lift", "\"queue\", \"url-shortener\", \"other/x\"")),
        ("prompts/queue.toml", prompt("queue", "")),
        ("rubrics/lift.toml", rubric("lift", "of-acme")),
        ("rubrics/queue.toml", rubric("queue", "error-format")),
        ("rubrics/shared.toml", shared("of-acme")),
        (
            "rubrics/lexicon.toml",
            "version = 1\n[[term]]\nname = \"paternoster\"\nnames = [\"lift\"]\n".to_owned(),
        ),
    ];
    let all = usual.iter().chain(more);
    all.map(|(path, text)| ((*path).to_owned(), text.clone().into_bytes())).collect()
}

#[expect(clippy::disallowed_methods, reason = "a test's files need not survive a crash")]
fn write(folder: &Path, files: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

fn installed() -> (tempfile::TempDir, Bank) {
    let home = tempfile::tempdir().unwrap();
    let packs = home.path().join("packs");
    write(&packs.join("acme"), &files(&[]));
    write(&packs.join(".adding-1"), &files(&[]));
    // A person's own shared criteria and terms are none of the pack's.
    let own = BTreeMap::from([("rubrics/shared.toml".to_owned(), shared("mine").into_bytes())]);
    write(&home.path().join("bank"), &own);
    let bank = Bank::open(Some(&home.path().join("bank"))).with_packs(Some(&packs));
    (home, bank)
}

#[test]
fn its_prompts_have_its_name_before_their_ids() {
    let (_home, bank) = installed();
    let packed: Vec<String> = bank.ids().into_iter().filter(|id| id.contains('/')).collect();
    assert_eq!(packed, ["acme/lift", "acme/queue"]);
    assert_eq!(bank.source("acme/lift"), Ok(Origin::Pack("acme".to_owned())));
    let prompt = bank.prompt("acme/lift").unwrap();
    assert_eq!(prompt.id, "acme/lift");
    assert_eq!(prompt.siblings, ["acme/queue", "url-shortener", "other/x"]);
    assert_eq!(bank.rubric("acme/lift").unwrap().prompt, "acme/lift");
    assert_eq!(bank.rubric_file("acme/queue").unwrap().prompt.as_deref(), Some("acme/queue"));
    let listing = bank.prompts();
    assert_eq!(listing.broken.len(), 0, "{}", listing.broken[0]);
    assert_eq!(listing.prompts.last().unwrap().source, Origin::Pack("acme".to_owned()));
    let packs = bank.packs();
    assert_eq!((packs.len(), packs[0].name.as_str()), (1, "acme"));
    assert_eq!(packs[0].manifest.as_ref().unwrap().title, "Acme");
}

#[test]
fn what_it_shares_is_its_own_and_the_built_in_beneath() {
    let (_home, bank) = installed();
    assert_eq!(bank.rubric("acme/lift").unwrap().criteria[0].id, "of-acme");
    assert_eq!(bank.rubric("acme/queue").unwrap().criteria[0].id, "error-format");
    let knows = |shared: &RubricFile, id: &str| {
        shared.criteria.iter().any(|criterion| criterion.id.as_deref() == Some(id))
    };
    let (ours, theirs) = (bank.shared().unwrap(), bank.shared_for("acme/lift").unwrap());
    assert!(knows(ours, "mine") && !knows(ours, "of-acme"));
    assert!(!knows(theirs, "mine") && knows(theirs, "of-acme"));
    let term = |lexicon: &Lexicon| lexicon.terms.iter().any(|term| term.name == "paternoster");
    assert!(term(bank.lexicon_for("acme/lift").unwrap()));
    assert!(!term(bank.lexicon_for("url-shortener").unwrap()));
}

#[test]
fn nothing_else_is_reached_through_it() {
    let (_home, bank) = installed();
    for id in [
        "acme/url-shortener",
        "acme/../acme/lift",
        "acme/",
        "/lift",
        "acme/shared",
        ".adding-1/lift",
        "acme/lift/",
        "none/lift",
    ] {
        assert!(matches!(bank.prompt(id), Err(BankError::NotFound(_))), "{id}");
        assert!(matches!(bank.rubric(id), Err(BankError::NotFound(_))), "{id}");
    }
    let error = bank.prompt("lift").unwrap_err();
    assert_eq!(error.hint().unwrap(), "did you mean `acme/lift`?");
}

#[test]
fn a_broken_pack_hides_no_other() {
    let (home, _) = installed();
    let packs = home.path().join("packs");
    let mut broken = files(&[("prompts/lift.toml", "id = 3".to_owned())]);
    write(&packs.join("other"), &broken);
    broken.remove("pack.toml");
    write(&packs.join("third"), &broken);
    let bank = Bank::open(None).with_packs(Some(&packs));
    assert_eq!(bank.prompts().broken.len(), 2);
    assert!(bank.prompt("acme/lift").is_ok() && bank.prompt("other/lift").is_err());
    let faults: Vec<bool> = bank.packs().iter().map(|pack| pack.manifest.is_err()).collect();
    assert_eq!(faults, [false, true, true]);
    let error = bank.packs()[1].manifest.as_ref().unwrap_err().to_string();
    assert!(error.contains("`name` is `acme`, and the folder `other`"), "{error}");
}

fn errors(more: &[(&str, String)], without: &str) -> Vec<String> {
    let mut files = files(more);
    files.remove(without);
    let inspections = Bank::of_pack(Path::new(""), files).inspect_pack().unwrap();
    let faults = inspections.iter().flat_map(|inspection| inspection.faults.iter());
    faults.filter(|fault| fault.severity == Severity::Error).map(ToString::to_string).collect()
}

#[test]
fn a_pack_is_checked_as_a_whole() {
    assert_eq!(errors(&[], ""), [""; 0]);
    assert_eq!(
        errors(&[], "rubrics/lift.toml"),
        ["prompts/lift.toml:1:1: error: the prompt has no rubric (write `rubrics/lift.toml`)"]
    );
    assert_eq!(
        errors(&[], "prompts/queue.toml"),
        ["rubrics/queue.toml:1:10: error: there is no prompt `queue` in this pack \
          (a rubric of a pack has its prompt beside it)"]
    );
    let found = errors(&[], "rubrics/shared.toml");
    let said = "rubrics/lift.toml:4:7: error: there is no shared criterion `of-acme`";
    assert!(found.len() == 1 && found[0].starts_with(said), "{found:?}");
    assert_eq!(
        errors(
            &[
                ("prompts/chat.toml", prompt("chat", "")),
                ("rubrics/chat.toml", rubric("chat", "of-acme")),
            ],
            ""
        ),
        ["prompts/chat.toml:1:6: error: `chat` is the id of a built-in prompt \
          (a pack adds prompts and replaces none: choose another id)"]
    );
    assert_eq!(
        errors(&[("prompts/My Lift.toml", prompt("lift", ""))], ""),
        ["prompts/My Lift.toml:1:1: error: the file's name is no id: a-z, 0-9 and -, then .toml \
          (call it `my-lift.toml`)"]
    );
    let only = BTreeMap::from([("pack.toml".to_owned(), ACME.as_bytes().to_vec())]);
    let found = Bank::of_pack(Path::new("x"), only).inspect_pack().unwrap();
    assert!(found[0].faults.to_string().contains("the pack has no prompts"));
}

#[test]
fn a_manifest_is_read_with_all_its_faults() {
    let text = "name = \"Acme Inc\"\nversion = \"v1\"\nlicense = \"MIT\"\nonsite = \"new\"\n";
    assert_eq!(
        errors(&[("pack.toml", text.to_owned())], ""),
        [
            "pack.toml:1:1: error: a pack needs `title`",
            "pack.toml:1:8: error: `name` `Acme Inc` is no id: a-z, 0-9 and -, at most 64 \
             characters (write `acme-inc`)",
            "pack.toml:2:11: error: `version` is no version: `v1` (begin with a figure: \"1.0\"; \
             letters, figures, . + and - may follow)",
            "pack.toml:3:1: error: `license` is no key of a pack (did you mean `licence`?)",
            "pack.toml:4:10: error: `onsite` is no version of this program: `new` (write \"0.1.0\" \
             or an older one)",
        ]
    );
    let evil = ACME.replace("Acme\"", "\\u001b[2J\"").replace("acme", "built-in");
    let found = errors(&[("pack.toml", evil)], "");
    assert!(found[0].contains("no pack can be called `built-in`"), "{found:?}");
    assert!(found[1].contains("holds the control character U+001B"), "{found:?}");
}

#[test]
fn installed_packs_are_checked_by_themselves() {
    let (_home, bank) = installed();
    assert!(bank.inspect().unwrap().iter().all(|one| !one.id.contains("lift")));
    let (name, pack) = bank.installed().next().unwrap();
    let inspections = pack.inspect_pack().unwrap();
    let ids: Vec<&str> = inspections.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(
        (name.as_str(), &ids[..]),
        ("acme", &["pack.toml", "shared", "lexicon", "lift", "queue"][..])
    );
    for inspection in &inspections {
        assert!(!inspection.faults.has_errors(), "{}", inspection.faults);
    }
    // Of three siblings only the one of a pack that nobody has is unknown.
    assert_eq!(inspections[3].faults.to_string().matches("there is no prompt").count(), 1);
    let beside = pack.prompts_beside();
    let counted = |id: &str| beside.iter().filter(|prompt| prompt.id == id).count();
    assert_eq!(["lift", "acme/lift", "url-shortener"].map(counted), [1, 0, 1]);
}
