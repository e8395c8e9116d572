use std::path::Path;
use super::loader;
use crate::scoring::*;

pub(crate) fn root() -> &'static Path { Path::new("/tmp/content") }

#[test]
#[ignore]
fn totals() {
    for id in ["url-shortener", "note-taking"] {
        let t = std::time::Duration::ZERO; let _ = t;
        let compiled = loader::compiled(root(), id);
        let mut files: Vec<_> = std::fs::read_dir(format!("/tmp/answers/{id}")).unwrap().chain(std::fs::read_dir(format!("/tmp/answers/{id}/bands")).unwrap()).map(|e| e.unwrap().path()).filter(|p| p.is_file()).collect();
        let other = if id == "url-shortener" { "note-taking" } else { "url-shortener" };
        files.push(format!("/tmp/answers/{other}/bands/strong.md").into());
        files.push(format!("/tmp/answers/{other}/01-staff-prose.md").into());
        files.sort();
        for f in files {
            let name = f.file_name().unwrap().to_str().unwrap().to_owned();
            let n: u32 = name.get(..2).and_then(|s| s.parse().ok()).unwrap_or(0);
            if n >= 12 { continue }
            let text = std::fs::read_to_string(&f).unwrap();
            let doc = score(&compiled, &Submission { answers: loader::answers(&text), ..Submission::default() }).unwrap();
            let c = |v| doc.criteria.iter().filter(|c| c.verdict == v).count();
            let raw: f64 = { let (mut a, mut b) = (0.0, 0.0); for k in &doc.criteria { a += k.weight * k.verdict.credit(); if k.tier != crate::bank::Tier::Bonus { b += k.weight; } } 100.0*a/b };
            println!("{id:14} {:40} total {:5.1} raw {raw:5.1} met {:2} partly {:2} missed {:2} unsure {:2} capped {:?} flags {:?}", f.strip_prefix("/tmp/answers").unwrap().display(), doc.total, c(Verdict::Met), c(Verdict::Partly), c(Verdict::Missed), doc.criteria.iter().filter(|c| c.unsure).count(), doc.capped_by, doc.red_flags.iter().map(|f| &f.id).collect::<Vec<_>>());
        }
    }
}

#[test]
#[ignore]
fn show() {
    let spec = std::env::vars().find(|(k, _)| k == "SHOW").unwrap().1;
    let (id, file) = spec.split_once(':').unwrap();
    let compiled = loader::compiled(root(), id);
    let text = std::fs::read_to_string(format!("/tmp/answers/{file}.md")).unwrap();
    let doc = score(&compiled, &Submission { answers: loader::answers(&text), ..Submission::default() }).unwrap();
    for (k, c) in doc.criteria.iter().zip(compiled.rubric().criteria.iter()) {
        println!("{:7} {:.2}{} {} [{}] {}", k.verdict.id(), k.confidence, if k.unsure {"?"} else {" "}, k.id, k.reason, c.text);
        for e in &k.evidence { println!("          {} | {}", e.step, e.quote); }
    }
    println!("{} {:?}", doc.total, doc.capped_by);
}
