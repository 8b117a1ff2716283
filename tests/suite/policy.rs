//! Policies: what documents mean, and the figures they become.

use meritbook::content;
use meritbook::diagnostic::{Diagnostic, Language, Severity, render};
use meritbook::policy::{self, Policy};

use crate::common::temporary;

/// Understands one policy document, in a site of its own.
fn understood(document: &str) -> (Vec<Policy>, Vec<Diagnostic>) {
    let site = temporary();
    let folder = site.path().join("content/policies/trial");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("2026-01.yml"), document).expect("a file");
    policy::understand(&content::read(site.path()))
}

/// Understands a document that has no mistakes.
fn sound(document: &str) -> Policy {
    let (mut policies, diagnostics) = understood(document);
    let errors: Vec<String> = diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| render(d, Language::English, false))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    policies.pop().expect("one policy")
}

fn codes(document: &str) -> Vec<&'static str> {
    understood(document).1.iter().map(|d| d.code).collect()
}

#[test]
fn the_demo_policies_are_understood() {
    let (policies, diagnostics) = policy::understand(&content::read(".".as_ref()));
    for d in &diagnostics {
        println!("{}", render(d, Language::Chinese, false));
    }
    for p in &policies {
        println!(
            "== {} {} {:?} {:?}",
            p.id,
            p.version.from,
            p.shelf,
            p.scorecard
                .as_ref()
                .and_then(|s| s.highest.clone())
                .map(|h| h.exact_text())
        );
        for d in &p.definitions {
            let body = match &d.body {
                meritbook::figure::Body::Formula(e) => meritbook::formula::in_words(e).zh,
                other => format!("{other:?}").chars().take(60).collect(),
            };
            println!(
                "{} {:?} {:?} c{:?} = {}",
                d.name, d.aliases, d.form, d.clause, body
            );
        }
        for q in &p.parameters {
            println!(
                "P {} {:?} {:?}",
                q.name,
                q.aliases,
                q.values
                    .iter()
                    .map(|v| format!(
                        "{:?} {:?}",
                        v.from,
                        v.value.as_ref().map(|v| match v {
                            meritbook::value::Value::Number(n) => n.exact_text(),
                            o => format!("{o:?}"),
                        })
                    ))
                    .collect::<Vec<_>>()
            );
        }
        fn items(i: &[meritbook::policy::Item], n: usize) {
            for i in i {
                println!(
                    "{}{} w{} e{} h{:?} {}",
                    " ".repeat(n),
                    i.title,
                    i.weight.exact_text(),
                    i.effective.exact_text(),
                    i.highest.as_ref().map(|h| h.exact_text()),
                    i.sentence.zh
                );
                println!("{}{}", " ".repeat(n), i.sentence.en);
                items(&i.items, n + 2);
            }
        }
        if let Some(s) = &p.scorecard {
            items(&s.items, 0);
        }
        if let Some(l) = &p.ladder {
            for s in &l.sentences {
                println!("{} | {}", s.zh, s.en);
            }
        }
        for a in &p.awards {
            println!("{} gate {} {:?}", a.name, a.gate.zh, a.keys);
        }
    }
    assert!(!policies.is_empty());
}
