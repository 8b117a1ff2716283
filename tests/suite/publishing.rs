//! Publishing: the old site or the new one, whole, whatever goes wrong and whenever.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use meritbook::diagnostic::{Diagnostic, Said};
use meritbook::output::{Failure, publish};
use meritbook::site::SiteFile;
use rayon::prelude::*;

use crate::common::{copy, files_below, meritbook, repository, temporary};

/// How many files a test's site has.
const FILES: usize = 150;

fn file(path: &str, text: &str) -> Result<SiteFile, Diagnostic> {
    Ok(SiteFile {
        path: path.to_owned(),
        bytes: text.as_bytes().to_vec(),
    })
}

/// Publishes a site in which every file says the same word.
fn publish_word(out: &Path, word: &str) -> Result<(), Failure> {
    let files = (0..FILES)
        .into_par_iter()
        .map(|n| file(&format!("{}/{n}.html", n % 7), word));
    publish(out, files, || Ok(())).map(|report| assert_eq!(report.files, FILES as u64))
}

fn publish_only(out: &Path, path: &str) -> Result<(), Failure> {
    publish(out, [file(path, "x")].into_par_iter(), || Ok(())).map(|_| ())
}

/// Returns the word that all files say; panics where some are missing or differ.
fn word_of(out: &Path) -> String {
    let mut files = files_below(out);
    assert!(files.remove(".meritbook").is_some(), "the marker is there");
    assert_eq!(files.len(), FILES, "the site is whole");
    let mut words: Vec<Vec<u8>> = files.into_values().collect();
    words.dedup();
    assert_eq!(words.len(), 1, "old and new are not mixed");
    String::from_utf8(words.remove(0)).expect("a word")
}

/// Returns the names beside the published folder.
fn neighbours(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn codes(failure: &Failure) -> Vec<&str> {
    failure.diagnostics.iter().map(|d| d.code).collect()
}

#[test]
fn a_site_replaces_the_one_before() {
    let folder = temporary();
    let out = folder.path().join("deep/public");
    publish_word(&out, "old").unwrap();
    assert_eq!(word_of(&out), "old");
    publish_word(&out, "new").unwrap();
    assert_eq!(word_of(&out), "new");
    assert_eq!(neighbours(&folder.path().join("deep")), ["public"]);
}

#[test]
fn a_page_that_cannot_be_made_leaves_the_old_site() {
    let folder = temporary();
    let out = folder.path().join("public");
    publish_word(&out, "old").unwrap();
    let wrong = |n: usize| Diagnostic::error("S199", Said::new(format!("第 {n} 页"), "a page"));
    let files = (0..FILES).into_par_iter().map(|n| match n % 50 {
        49 => Err(wrong(n)),
        _ => file(&format!("{n}.html"), "new"),
    });
    let failure = publish(&out, files, || Ok(())).expect_err("some pages fail");
    assert_eq!(codes(&failure), ["S199"; 3], "all of them are told");
    assert!(!failure.ours);
    assert_eq!(word_of(&out), "old");
    assert_eq!(neighbours(folder.path()), ["public"]);
}

#[test]
fn a_panic_while_making_pages_leaves_the_old_site() {
    let folder = temporary();
    let out = folder.path().join("public");
    publish_word(&out, "old").unwrap();
    let caught = std::panic::catch_unwind(|| {
        let files = (0..FILES).into_par_iter().map(|n| match n {
            100 => panic!("on purpose"),
            _ => file(&format!("{n}.html"), "new"),
        });
        publish(&out, files, || Ok(())).map(|_| ())
    });
    assert!(caught.is_err());
    assert_eq!(word_of(&out), "old");
    assert_eq!(neighbours(folder.path()), ["public"]);
}

#[test]
fn a_folder_of_someone_else_is_not_touched() {
    let folder = temporary();
    let out = folder.path().join("public");
    fs::create_dir(&out).unwrap();
    publish_word(&out, "empty is free").unwrap();
    fs::remove_file(out.join(".meritbook")).unwrap();
    let failure = publish_word(&out, "new").expect_err("it is not ours any more");
    assert_eq!(codes(&failure), ["O101"]);
    assert!(!failure.ours);
    let file = folder.path().join("file");
    fs::write(&file, "mine").unwrap();
    assert_eq!(
        codes(&publish_word(&file, "new").expect_err("a file is no folder")),
        ["O101"]
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    assert_eq!(
        codes(&publish_word(Path::new("/"), "new").expect_err("the root")),
        ["O101"]
    );
}

#[test]
fn no_path_leaves_the_folder() {
    let folder = temporary();
    let out = folder.path().join("public");
    for path in [
        "../x",
        "a/../../x",
        "/etc/x",
        "",
        "a//b",
        "./a",
        "a/.",
        "a\\..\\b",
        "C:x",
        "a\0",
        "a\nb",
        ".meritbook",
    ] {
        let failure = publish_only(&out, path).expect_err(path);
        assert_eq!(codes(&failure), ["O102"], "{path:?}");
        assert!(failure.ours);
    }
    assert!(neighbours(folder.path()).is_empty());
    publish_only(&out, "人员/王芳 (1).html").unwrap();
}

#[test]
fn two_files_of_one_path_are_told() {
    let folder = temporary();
    let out = folder.path().join("public");
    let files = [file("a.html", "1"), file("a.html", "2")];
    assert_eq!(
        codes(&publish(&out, files.into_par_iter(), || Ok(())).expect_err("twice")),
        ["O103"]
    );
    assert!(neighbours(folder.path()).is_empty());
}

#[test]
fn what_the_system_refuses_is_told() {
    let folder = temporary();
    let blocked = folder.path().join("blocked");
    fs::write(&blocked, "a file, not a folder").unwrap();
    let failure = publish_word(&blocked.join("public"), "new").expect_err("no folder there");
    assert_eq!(codes(&failure), ["O104"]);
    assert!(failure.ours);
}

#[test]
fn what_killed_builds_left_is_cleaned_up() {
    let folder = temporary();
    let out = folder.path().join("public");
    let old = folder.path().join(".public.meritbook-old-abc123");
    publish_word(&out, "old").unwrap();
    // Killed between the two moves of a system that cannot exchange folders.
    fs::rename(&out, &old).unwrap();
    let wrong = [Err(Diagnostic::error("S199", Said::default()))];
    publish(&out, wrong.into_par_iter(), || Ok(())).expect_err("a page fails");
    assert_eq!(
        word_of(&out),
        "old",
        "put back even though this build failed"
    );
    // Killed while the new site grew; and something else that only has a similar name.
    let unfinished = folder.path().join(".public.meritbook-new-abc123");
    fs::create_dir(&unfinished).unwrap();
    fs::write(unfinished.join(".meritbook"), "").unwrap();
    fs::write(unfinished.join("index.html"), "half").unwrap();
    let foreign = folder.path().join(".public.meritbook-new-notes");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("diary.txt"), "mine").unwrap();
    publish_word(&out, "new").unwrap();
    assert_eq!(
        neighbours(folder.path()),
        [".public.meritbook-new-notes", "public"]
    );
}

#[test]
fn two_builds_at_once_do_not_spoil_each_other() {
    let folder = temporary();
    let out = folder.path().join("public");
    std::thread::scope(|threads| {
        for word in ["one", "two"] {
            let out = &out;
            threads.spawn(move || (0..15).for_each(|_| publish_word(out, word).unwrap()));
        }
    });
    assert!(["one", "two"].contains(&word_of(&out).as_str()));
    publish_word(&out, "last").unwrap();
    assert_eq!(neighbours(folder.path()), ["public"]);
}

#[cfg(unix)]
#[test]
fn a_web_server_may_read_it_and_a_link_stays_a_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = temporary();
    let real = folder.path().join("releases/site");
    let link = folder.path().join("public");
    publish_word(&real, "old").unwrap();
    symlink(&real, &link).unwrap();
    publish_word(&link, "new").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(word_of(&real), "new");
    let plain = folder.path().join("plain");
    fs::create_dir(&plain).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&real), mode(&plain), "as open as any new folder");
}

#[test]
fn a_file_that_is_what_it_was_keeps_its_day() {
    use std::time::{Duration, SystemTime};
    let folder = temporary();
    let out = folder.path().join("public");
    let site = |word| {
        let files = [file("people/same.html", "same"), file("news.html", word)];
        publish(&out, files.into_par_iter(), || Ok(())).unwrap();
    };
    let day = SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000);
    let same = out.join("people/same.html");
    let news = out.join("news.html");
    let age = || {
        for path in [&same, &news] {
            let file = fs::File::options().write(true).open(path).unwrap();
            file.set_modified(day).unwrap();
        }
    };
    let day_of = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
    site("old");
    age();
    site("new");
    assert_eq!(day_of(&same), day, "nobody has to fetch it again");
    assert!(day_of(&news) > day);
    assert_eq!(fs::read_to_string(&news).unwrap(), "new");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        age();
        fs::set_permissions(&same, fs::Permissions::from_mode(0o600)).unwrap();
        site("new");
        assert!(
            day_of(&same) > day,
            "rights that somebody changed are mended"
        );
        assert_eq!(day_of(&news), day);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&same), mode(&news));
    }
}

/// The variable with the folder into which the child publishes for ever.
const CHILD: &str = "MERITBOOK_TEST_PUBLISH_FOR_EVER";

#[test]
fn killed_at_any_moment_the_site_is_old_or_new() {
    let folder = temporary();
    let out = folder.path().join("public");
    publish_word(&out, "first").unwrap();
    let mut left_behind = 0;
    for round in 0..12_u64 {
        let before = fs::read(out.join("0/0.html")).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "publishing::publish_for_ever", "--quiet"])
            .env(CHILD, &out)
            .stdout(std::process::Stdio::null())
            .spawn()
            .expect("the child starts");
        // Once it has published something, it is killed a little later.
        let limit = std::time::Instant::now() + Duration::from_secs(60);
        while fs::read(out.join("0/0.html")).unwrap() == before {
            assert!(std::time::Instant::now() < limit, "the child publishes");
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_micros(round * 3100 % 23_000));
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(word_of(&out).starts_with("word "));
        left_behind += neighbours(folder.path()).len() - 1;
    }
    assert!(
        left_behind > 0,
        "at least one child was killed while it wrote"
    );
    publish_word(&out, "last").unwrap();
    assert_eq!(word_of(&out), "last");
    assert_eq!(
        neighbours(folder.path()),
        ["public"],
        "what they left behind is gone"
    );
}

/// The child of the test above; does nothing by itself.
#[test]
fn publish_for_ever() {
    let Some(out) = std::env::var_os(CHILD) else {
        return;
    };
    for round in 0_u64.. {
        let word = format!("word {} {round}", std::process::id());
        publish_word(Path::new(&out), &word).unwrap();
    }
}

#[test]
fn the_hr_edition_lies_apart_and_says_what_it_is() {
    let site = temporary();
    copy(&repository("tests/sites/pay"), site.path());
    let staff = meritbook(site.path(), &["build"]);
    assert_eq!(staff.status, 0, "{}", staff.said());
    let hr = meritbook(site.path(), &["build", "--edition", "hr"]);
    assert_eq!(hr.status, 0, "{}", hr.said());
    assert!(hr.out.contains("不要发布给全员"), "{}", hr.out);
    let staff = files_below(&site.path().join("public"));
    let hr = files_below(&site.path().join("public-hr"));
    let says = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
        String::from_utf8_lossy(&files["index.html"]).contains("人事版")
    };
    assert!(says(&hr) && !says(&staff));
    assert!(hr.contains_key("pay/index.html") && !staff.contains_key("pay/index.html"));
    let odd = meritbook(site.path(), &["build", "--edition", "boss"]);
    assert_eq!(odd.status, 1, "{}", odd.said());
    assert!(odd.err.contains("staff"), "{}", odd.err);
}

#[test]
fn a_dead_link_stops_publishing_unless_the_site_says_otherwise() {
    let folder = temporary();
    copy(
        &repository("tests/mistakes/S161-link-to-nowhere"),
        folder.path(),
    );
    let out = folder.path().join("public");
    assert_eq!(meritbook(folder.path(), &["build"]).status, 1);
    assert!(!out.exists(), "nothing is published");
    let site = folder.path().join("content/site.yml");
    let text = fs::read_to_string(&site).expect("the site's settings");
    fs::write(&site, format!("{text}dead_links: warning\n")).expect("settings can be written");
    let run = meritbook(folder.path(), &["--lang", "en", "build"]);
    assert_eq!(run.status, 0, "{}", run.said());
    assert!(run.err.contains("warning[S161]"), "{}", run.err);
    assert!(out.join("index.html").exists());
    let strict = meritbook(folder.path(), &["--lang", "en", "build", "--strict"]);
    assert_eq!(strict.status, 1, "{}", strict.said());
}

/// The last line that a build says.
fn last_line(run: &crate::common::Run) -> String {
    assert_eq!(run.status, 0, "{}", run.said());
    let lines = run.out.lines();
    let mut built = lines.filter(|line| line.starts_with("Built "));
    built.next_back().expect("who built it is said").to_owned()
}

/// The digest of all files of a folder as `sha256sum` and a second round give it, from what lies there.
fn digest_of_content(site: &Path) -> String {
    use sha2::{Digest, Sha256};
    let hex = |bytes: &[u8]| -> String {
        let digest = Sha256::digest(bytes);
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    };
    let mut lines: Vec<(String, String)> = files_below(&site.join("content"))
        .into_iter()
        .map(|(path, bytes)| (format!("content/{path}"), hex(&bytes)))
        .collect();
    lines.sort();
    let text: String = lines
        .into_iter()
        .map(|(path, digest)| format!("{digest}  {path}\n"))
        .collect();
    hex(text.as_bytes())
}

#[test]
fn who_built_last_is_said_and_is_in_no_byte_of_the_site() {
    let folder = temporary();
    let site = folder.path().join("site");
    copy(&repository("tests/sites/pay"), &site);
    let build = |by: &[&str], environment: &[(&str, &str)]| {
        let words = ["--lang", "en", "build"];
        let words: Vec<&str> = words.into_iter().chain(by.iter().copied()).collect();
        let run = crate::common::meritbook_with(&site, &words, environment);
        (last_line(&run), files_below(&site.join("public")))
    };
    let before = digest_of_content(&site);
    let (said, first) = build(&["--by", "Ann Wood"], &[]);
    let count = files_below(&site.join("content")).len();
    let short = &before[..12];
    assert_eq!(
        said,
        format!("Built by Ann Wood from content {short} ({count} files).")
    );
    let (said, second) = build(&[], &[("USER", "zhou")]);
    assert_eq!(
        said,
        format!(
            "Built by zhou from content {short} ({count} files); last built by Ann Wood from the same content."
        )
    );
    assert!(first == second, "who built it changes no byte");
    let settings = site.join("content/site.yml");
    let text = fs::read_to_string(&settings).unwrap();
    fs::write(&settings, format!("{text}# a remark\n")).unwrap();
    let now = digest_of_content(&site);
    let (said, _) = build(&[], &[]);
    assert_eq!(
        said,
        format!(
            "Built from content {} ({count} files); last built by zhou from content {short}.",
            &now[..12]
        )
    );
    // The note holds the whole digest, and what is no note is as if there were none.
    let note = site.join(".public.meritbook-built");
    assert!(fs::read_to_string(&note).unwrap().contains(&now));
    fs::write(&note, "{}").unwrap();
    let (said, _) = build(&[], &[]);
    assert!(!said.contains("last built"), "{said}");
    let odd = meritbook(&site, &["--lang", "en", "build", "--by", " "]);
    assert_eq!(odd.status, 1, "{}", odd.said());
    assert!(odd.err.contains("K101"), "{}", odd.err);
}
