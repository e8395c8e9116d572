//! `map`: a Go tree on the disk, as a page, as documents, in somebody's README.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use serde_json::Value;

use crate::home::Home;

const BEGIN: &str = "<!-- onsite map: begin -->";
const END: &str = "<!-- onsite map: end -->";

/// A home with a small shop in `shop`.
fn with_shop() -> Home {
    let home = Home::new();
    for folder in ["cmd/shop", "internal/api", "internal/orders", "vendor/x.org/y"] {
        fs::create_dir_all(home.work().join("shop").join(folder)).unwrap();
    }
    home.write("shop/go.mod", "module example.org/shop\n\ngo 1.22\n");
    home.write(
        "shop/cmd/shop/main.go",
        "package main\n\nimport (\n\t\"net/http\"\n\n\t\"example.org/shop/internal/api\"\n)\n\nfunc main() { http.ListenAndServe(\":80\", api.New()) }\n",
    );
    home.write(
        "shop/internal/api/api.go",
        "package api\n\nimport (\n\t\"net/http\"\n\n\t\"example.org/shop/internal/orders\"\n)\n\nfunc New() http.Handler { orders.Open(); return nil }\n\nfunc get(w http.ResponseWriter, r *http.Request) {}\n",
    );
    home.write(
        "shop/internal/orders/store.go",
        "package orders\n\nimport (\n\t\"database/sql\"\n\n\t_ \"github.com/lib/pq\"\n)\n\nfunc Open() *sql.DB { return nil }\n",
    );
    home.write("shop/vendor/x.org/y/y.go", "package y\n");
    home
}

fn role(document: &Value, folder: &str) -> String {
    let packages = document["packages"].as_array().unwrap();
    let found = packages.iter().find(|package| package["folder"] == folder);
    found.unwrap_or_else(|| panic!("no {folder}"))["role"].as_str().unwrap().to_owned()
}

#[test]
fn a_tree_is_shown_with_its_evidence() {
    let home = with_shop();
    let ran = home.onsite("map shop").succeeds().quietly();
    let ran = ran
        .says("example.org/shop")
        .says("not read: 1 vendored")
        .says("┌")
        .says("storage: PostgreSQL")
        .says("internal/orders/store.go:6")
        .says("Know who calls")
        .says("proof");
    assert!(ran.out().lines().all(|row| row.chars().count() <= 80), "{}", ran.out());
    let narrow = home.onsite("map shop").with("COLUMNS", "40").succeeds().quietly();
    assert!(narrow.out().lines().all(|row| row.chars().count() <= 40), "{}", narrow.out());
    let plain = home.onsite("map shop --plain").succeeds().quietly().lacks("┌");
    assert!(plain.out().is_ascii(), "{}", plain.out());
    let document = home.onsite("map shop --json").succeeds().quietly();
    let again = home.onsite("map ./shop/ --json").succeeds();
    assert_eq!(document.raw(), again.raw());
    let document: Value = document.json();
    assert_eq!(document["schema"], "onsite.map/1");
    assert_eq!(role(&document, "internal/api"), "handlers");
    assert_eq!(role(&document, "internal/orders"), "persistence");
    assert_eq!(role(&document, "cmd/shop"), "main");
    assert!(!home.database().exists(), "a tree is no business of the store's");
    let ran = home.onsite("map shop -o report.md").succeeds();
    assert_eq!(ran.out().trim(), "report.md");
    let report = home.read("report.md");
    assert!(report.contains("```mermaid\nflowchart LR") && report.contains("## Roadmap"));
    let _ran = home.onsite("map shop -o -").succeeds().says("## Packages");
}

#[test]
fn a_part_of_a_file_is_ours_and_the_rest_is_not() {
    let home = with_shop();
    let theirs = "# Shop\r\n\r\nWords.\r\n".to_owned();
    home.write("README.md", &theirs);
    let _ran = home.onsite("map shop --write README.md").succeeds().says("README.md");
    let once = home.read("README.md");
    assert!(once.starts_with(&format!("{theirs}\r\n{BEGIN}\r\n```mermaid\r\n")), "{once}");
    assert!(once.ends_with(&format!("{END}\r\n")) && !once.replace("\r\n", "").contains('\n'));
    let before = fs::metadata(home.work().join("README.md")).unwrap().modified().unwrap();
    let ran = home.onsite("map shop --write README.md").succeeds().without_output();
    assert!(ran.error().contains("as it should be"), "{}", ran.error());
    assert_eq!(home.read("README.md"), once);
    let after = fs::metadata(home.work().join("README.md")).unwrap().modified().unwrap();
    assert_eq!(before, after, "what is as it should be is not touched");
    home.write("README.md", format!("{once}\r\nMore.\u{0}\r\n"));
    home.write("shop/internal/orders/more.go", "package orders\n");
    let _ran = home.onsite("map shop --write README.md").succeeds();
    assert_eq!(home.read("README.md"), format!("{once}\r\nMore.\u{0}\r\n"));
    let _ran = home.onsite("map shop --write new.md").succeeds();
    assert!(home.read("new.md").starts_with(BEGIN));
    for (name, text, said) in [
        ("one", format!("a\n{BEGIN}\n"), "in line 2 has no other"),
        ("end", format!("{END}\n"), "in line 1 has no other"),
        ("reversed", format!("{END}\n{BEGIN}\n"), "line 1 before it begins in line 2"),
    ] {
        home.write(name, &text);
        let ran = home.onsite(&format!("map shop --write {name}")).fails(1).without_output();
        assert!(ran.error().contains(said), "{}", ran.error());
        assert_eq!(home.read(name), text);
    }
    let _ran = home.onsite("map shop --write a -o b").fails(2);
}

#[test]
fn a_design_is_laid_beside_it() {
    let home = with_shop();
    home.sit(
        "practice url-shortener --untimed",
        "Rate limit every API key.\n:draw browser -> shop api -> orders db\n:draw shop api -> Kafka -> click worker\n",
    );
    let ran = home.onsite("map shop --design latest").succeeds().quietly();
    let ran = ran.says("Beside the design of url-shortener").says("missing  Kafka");
    let ran = ran.says("built    orders db").says("Build Kafka").says("Add rate limiting");
    assert!(ran.out().contains("Not looked for in Go code: browser."), "{}", ran.out());
    let document: Value = home.onsite("map shop --design latest --json").succeeds().json();
    let missing = document["beside"]["missing"].as_array().unwrap();
    assert_eq!(missing[0]["design"], "Kafka");
    let _ran = home.onsite("map shop --design nobody").fails(1);
}

#[test]
fn strange_trees_give_what_can_be_read() {
    let home = with_shop();
    let at = |name: &str| home.work().join("shop").join(name);
    fs::create_dir(at("odd")).unwrap();
    home.write("shop/odd/broken.go", "package odd\n\nfunc f( {\n");
    home.write("shop/odd/latin.go", b"package odd\n\n// \xe9t\xe9\n");
    let mut large = "package odd\n\nimport \"net/smtp\"\n".to_owned();
    large.push_str(&"var x = 1 // and so on\n".repeat(5 << 16));
    home.write("shop/odd/large.go", large);
    symlink("..", at("odd/loop")).unwrap();
    symlink("nowhere", at("odd/gone.go")).unwrap();
    fs::create_dir(at("e\u{1b}[31mvil")).unwrap();
    home.write("shop/e\u{1b}[31mvil/a.go", "package evil\n");
    fs::create_dir(at("closed")).unwrap();
    fs::set_permissions(at("closed"), fs::Permissions::from_mode(0o000)).unwrap();
    fs::remove_file(at("go.mod")).unwrap();
    let ran = home.onsite("map shop").succeeds().quietly();
    let ran = ran
        .says("There is no go.mod; most imports begin with example.org/shop")
        .says("odd/broken.go: line 3 is no Go")
        .says("odd/latin.go: is not UTF-8")
        .says("odd/large.go: is larger than 2 MiB")
        .says("odd/gone.go: is a symbolic link to nothing")
        .says("1 symbolic link to folders not followed")
        .says("Make the tree readable");
    assert!(!ran.raw().contains('\u{1b}'), "{}", ran.raw());
    fs::set_permissions(at("closed"), fs::Permissions::from_mode(0o755)).unwrap();
    let whole = home.onsite("map shop/internal --json").succeeds().json::<Value>();
    assert_eq!(whole["counts"]["own"], 2);
    fs::create_dir(home.work().join("empty")).unwrap();
    let ran = home.onsite("map empty").fails(1).without_output();
    assert!(ran.error().contains("there is no Go source in `empty`"), "{}", ran.error());
    let ran = home.onsite("map nowhere").fails(1);
    assert!(ran.error().contains("cannot read `nowhere`"), "{}", ran.error());
    home.write("file", "x");
    let ran = home.onsite("map file").fails(1);
    assert!(ran.error().contains("is not a folder"), "{}", ran.error());
}

#[test]
fn on_a_terminal_it_fits_the_screen() {
    let home = with_shop();
    for (columns, rows) in [(80, 24), (40, 24)] {
        let width = columns.to_string();
        let piped = home.onsite("map shop").with("COLUMNS", width).succeeds();
        let expected: Vec<&str> = piped.out().lines().collect();
        let end = &expected[expected.len() - usize::from(rows) + 1..];
        let sitting = home.on_a_terminal("map shop").with("PAGER", "cat").size(columns, rows);
        let mut seat = sitting.open();
        assert_eq!(seat.end(), 0);
        let shown = seat.screen.contents();
        let shown: Vec<&str> = shown.lines().map(str::trim_end).collect();
        assert_eq!(shown, end, "no row is broken by the terminal");
    }
}
