//! The settings of web servers in `docs/publishing.md`: those for nginx run as they stand there, those
//! for IIS are whole XML of elements that IIS knows. Without nginx the test says so and is left out;
//! with `MERITBOOK_NGINX=required` it fails instead.

use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command};
use std::thread;
use std::time::Duration;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::common::{copy, meritbook, repository, temporary};
use crate::documents::blocks_of;

const DOCUMENT: &str = "docs/publishing.md";

/// Returns the blocks of the document in a language.
fn blocks(language: &str) -> Vec<String> {
    let text = fs::read_to_string(repository(DOCUMENT)).expect("a document");
    let blocks = blocks_of(DOCUMENT, &text).into_iter();
    let of = blocks.filter(|block| block.language == language);
    of.map(|block| block.text).collect()
}

/// Returns the first block that begins so.
fn block(language: &str, begins: &str) -> String {
    let mut all = blocks(language).into_iter();
    let found = all.find(|text| text.starts_with(begins));
    found.unwrap_or_else(|| panic!("{DOCUMENT} has no {begins}"))
}

/// A stand-in for the company's login: who comes is whose id the cookie says, `zqid401` is in the
/// group of HR.
fn login() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || answer(stream));
        }
    });
    port
}

fn answer(mut stream: TcpStream) {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    while !bytes.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut part) {
            Ok(read) if read > 0 => bytes.extend(&part[..read]),
            _ => return,
        }
    }
    let request = String::from_utf8_lossy(&bytes);
    let user = request
        .split_once("user=")
        .map(|(_, rest)| rest.split(['\r', ';']).next().unwrap_or_default());
    let status = match user {
        _ if request.starts_with("GET /oauth2/sign_in") => "200 sign in".to_owned(),
        None => "401 who is it".to_owned(),
        Some(user) if request.contains("allowed_groups=hr") && user != "zqid401" => {
            "403 not of HR".to_owned()
        }
        Some(user) => format!("202 Accepted\r\nX-Auth-Request-User: {user}"),
    };
    let answer = format!("HTTP/1.0 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    stream.write_all(answer.as_bytes()).ok();
}

/// nginx, which ends with the test.
struct Server(Child, u16);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// What a server answers.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Server {
    /// Starts nginx with the document's files: as they stand there, but for the folders and the ports.
    fn start(folder: &Path) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        let at = folder.to_string_lossy();
        let moved = |text: String| {
            let text = text.replace("/etc/nginx/", &format!("{at}/"));
            let text = text.replace("/srv/meritbook/", &format!("{at}/"));
            let text = text.replace("listen 80;", &format!("listen 127.0.0.1:{port};"));
            text.replace("127.0.0.1:4180", &format!("127.0.0.1:{}", login()))
        };
        let put = |name: &str, text: &str| fs::write(folder.join(name), text).expect("written");
        for name in ["meritbook-headers.conf", "conf.d/meritbook.conf"] {
            let text = block("nginx", &format!("# /etc/nginx/{name}\n"));
            put(&name.replace("conf.d/", ""), &moved(text));
        }
        // As the document's command makes them of the lists beside the folders.
        for audience in ["managers", "persons"] {
            let list = folder.join(format!("public-{audience}-folders.csv"));
            let list = fs::read_to_string(list).expect("a list");
            let mut map = String::new();
            for row in list.lines().skip(1) {
                let row: Vec<&str> = row.split(',').collect();
                writeln!(map, "{} {};", row[1], row[0]).expect("a text");
            }
            put(&format!("meritbook-{audience}.map"), &map);
        }
        let mut main = format!(
            "daemon off; master_process off; pid {at}/pid; error_log {at}/error.log;\n\
             events {{}}\nhttp {{\n  include /etc/nginx/mime.types; access_log off;\n"
        );
        for name in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"] {
            writeln!(main, "  {name}_temp_path {at}/temp-{name};").expect("a text");
        }
        // As Debian has one: a server that answers under any other name.
        writeln!(main, "  include {at}/meritbook.conf;").expect("a text");
        writeln!(
            main,
            "  server {{ listen 127.0.0.1:{port} default_server; return 410; }}\n}}"
        )
        .expect("a text");
        put("main.conf", &main);
        let config = folder.join("main.conf");
        let tested = nginx().arg("-t").arg("-c").arg(&config).output();
        let tested = tested.expect("nginx runs");
        assert!(
            tested.status.success(),
            "{}",
            String::from_utf8_lossy(&tested.stderr)
        );
        let child = nginx().arg("-c").arg(&config).spawn().expect("nginx runs");
        let server = Self(child, port);
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return server;
            }
            thread::sleep(Duration::from_millis(25));
        }
        panic!(
            "{}",
            fs::read_to_string(folder.join("error.log")).unwrap_or_default()
        );
    }

    /// Asks for an address as somebody, or as nobody.
    fn get(&self, path: &str, user: Option<&str>) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.1)).expect("nginx listens");
        let cookie = user.map_or_else(String::new, |user| format!("Cookie: user={user}\r\n"));
        let request = format!("GET {path} HTTP/1.0\r\nHost: intranet.example.cn\r\n{cookie}\r\n");
        stream.write_all(request.as_bytes()).expect("it is sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").expect("a head");
        let status = head.split(' ').nth(1).expect("a status").parse();
        Answer {
            status: status.expect("a number"),
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    fn status(&self, path: &str, user: Option<&str>) -> u16 {
        self.get(path, user).status
    }
}

fn nginx() -> Command {
    let there = Path::new("/usr/sbin/nginx").is_file();
    let mut command = Command::new(if there { "/usr/sbin/nginx" } else { "nginx" });
    command.stderr(std::process::Stdio::piped());
    command
}

/// Builds every audience of the company of `tests/sites/secrets` side by side, with a page and a file
/// under Chinese names.
fn built(folder: &Path) {
    copy(&repository("tests/sites/secrets"), folder);
    for (edition, base) in [
        ("staff", Some("http://intranet.example.cn/meritbook/")),
        ("hr", Some("http://intranet.example.cn/meritbook-hr/")),
        ("managers", None),
        ("persons", None),
    ] {
        let mut words = vec!["build", "--edition", edition, "--by", "测试"];
        words.extend(base.iter().flat_map(|base| ["--base-url", base]));
        let run = meritbook(folder, &words);
        assert_eq!(run.status, 0, "{edition}: {}", run.said());
    }
    fs::write(folder.join("public/说明.html"), "<p>说明</p>").expect("written");
}

#[test]
fn nginx_keeps_each_folder_to_those_whose_it_is() {
    if nginx().arg("-v").output().is_err() {
        let required = std::env::var("MERITBOOK_NGINX").is_ok_and(|v| v == "required");
        assert!(!required, "nginx is not there");
        println!("skipped: nginx is not there (Debian: apt-get install nginx-light)");
        return;
    }
    let folder = temporary();
    built(folder.path());
    let server = Server::start(folder.path());
    let (head, member, other, hr) = ("zqid101", "zqid102", "zqid201", "zqid401");
    let all = [
        "meritbook",
        "meritbook-hr",
        "meritbook-managers",
        "meritbook-persons",
    ];

    // Nobody gets in without a login, whatever is asked for.
    for place in all {
        for path in [
            "",
            "index.html",
            "data/2026-10.json",
            "404.html",
            "没有.html",
        ] {
            let answer = server.get(&format!("/{place}/{path}"), None);
            let to = format!("/oauth2/sign_in?rd=/{place}/{path}");
            assert_eq!(answer.status, 302, "{place}/{path}");
            assert!(answer.head.contains(&to), "{}", answer.head);
            assert!(!answer.body.contains("青禾"), "{}", answer.body);
        }
    }
    // The ways that nginx itself asks by are no addresses.
    assert_eq!(server.status("/login", Some(hr)), 404);
    assert_eq!(server.status("/login-hr", Some(hr)), 404);

    // Everybody reads the staff edition; that of HR is for its group.
    for user in [member, hr] {
        let answer = server.get("/meritbook/", Some(user));
        assert!(
            answer.status == 200 && answer.body.contains("青禾公示"),
            "{}",
            answer.head
        );
    }
    let page = server.get("/meritbook/%E8%AF%B4%E6%98%8E.html", Some(member));
    assert!(
        page.status == 200 && page.body.contains("说明"),
        "{}",
        page.head
    );
    for path in [
        "",
        "index.html",
        "data/2026-10.json",
        "pay/index.html",
        "没有.html",
    ] {
        let status = server.status(&format!("/meritbook-hr/{path}"), Some(member));
        assert_eq!(status, 403, "{path}");
    }
    for path in ["", "data/2026-10.json", "readiness/appeals.html"] {
        let answer = server.get(&format!("/meritbook-hr/{path}"), Some(hr));
        assert_eq!(answer.status, 200, "{path}");
        assert!(
            answer.head.contains("Cache-Control: no-store"),
            "{}",
            answer.head
        );
    }

    // One address for all heads and for all people: whoever comes finds the own pages.
    let answer = server.get("/meritbook-managers/", Some(head));
    assert_eq!(answer.status, 200, "{}", answer.head);
    assert_eq!(
        server.status(
            &format!("/meritbook-managers/people/{member}.html"),
            Some(head)
        ),
        200
    );
    assert_eq!(
        server.status(
            &format!("/meritbook-managers/people/{member}.html"),
            Some(other)
        ),
        404
    );
    assert_eq!(server.status("/meritbook-managers/", Some(member)), 404);
    let own = server.get("/meritbook-persons/", Some(member));
    assert!(
        own.status == 200 && own.body.contains("白露"),
        "{}",
        own.head
    );
    let own = server.get("/meritbook-persons/", Some(other));
    assert!(own.status == 200 && own.body.contains("高山") && !own.body.contains("白露"));
    let list =
        fs::read_to_string(folder.path().join("public-persons-folders.csv")).expect("a list");
    let theirs = list.lines().find(|row| row.contains(other)).expect("a row");
    let theirs = theirs.split(',').next().expect("a folder");
    for path in [
        format!("/meritbook-persons/{theirs}/index.html"),
        format!("/meritbook-persons/../{theirs}/index.html"),
        format!("/meritbook-persons/%2e%2e/{theirs}/index.html"),
        format!("/meritbook-persons../{theirs}/index.html"),
        "/public-persons-folders.csv".to_owned(),
        "/meritbook../public-persons-folders.csv".to_owned(),
        "/meritbook/../public-hr/index.html".to_owned(),
        "/meritbook/%2e%2e/public-hr/index.html".to_owned(),
        "/meritbook/..%2fpublic-hr/index.html".to_owned(),
    ] {
        let answer = server.get(&path, Some(member));
        assert!(answer.status >= 400, "{path}: {}", answer.head);
        assert!(!answer.body.contains("高山"), "{path}");
    }

    // The headers go with each answer, the page of lost addresses too; no folder is listed.
    let wanted = block("nginx", "# /etc/nginx/meritbook-headers.conf");
    let policy = wanted.split('"').nth(1).expect("a policy");
    let lost = server.get("/meritbook/people/%E6%B2%A1%E6%9C%89.html", Some(member));
    assert_eq!(lost.status, 404);
    assert!(lost.body.contains("没有这个页面"), "{}", lost.body);
    assert!(
        lost.body.contains("href=\"/meritbook/assets/style.css\""),
        "{}",
        lost.body
    );
    assert_eq!(
        server.status("/meritbook/assets/style.css", Some(member)),
        200
    );
    let own = server.get("/meritbook-persons/index.html", Some(member));
    for answer in [server.get("/meritbook/", Some(member)), lost, own] {
        let csp = format!("Content-Security-Policy: {policy}");
        assert!(answer.head.contains(&csp), "{}", answer.head);
        assert!(
            answer.head.contains("X-Content-Type-Options: nosniff"),
            "{}",
            answer.head
        );
        assert!(
            answer.head.contains("Referrer-Policy: no-referrer"),
            "{}",
            answer.head
        );
    }
    for path in ["people/", "data/", "assets/"] {
        let answer = server.get(&format!("/meritbook/{path}"), Some(member));
        assert!(!answer.body.contains("Index of"), "{path}: {}", answer.body);
        assert!(
            answer.status == 403 || path == "people/",
            "{path}: {}",
            answer.head
        );
    }
}

/// Elements of IIS's schema below `system.webServer`, and those around it.
const IIS: &[&str] = &[
    "configuration",
    "location",
    "system.webServer",
    "httpProtocol",
    "customHeaders",
    "directoryBrowse",
    "security",
    "authentication",
    "anonymousAuthentication",
    "windowsAuthentication",
    "authorization",
    "clear",
    "add",
];

/// Not run on IIS, as the document says: each is whole XML and holds elements that IIS knows.
#[test]
fn the_settings_of_iis_are_whole_xml() {
    let blocks = blocks("xml");
    assert_eq!(blocks.len(), 2);
    for block in blocks {
        let mut reader = Reader::from_str(&block);
        let (mut depth, mut names) = (0_u32, Vec::new());
        loop {
            let event = reader
                .read_event()
                .unwrap_or_else(|e| panic!("{e}:\n{block}"));
            let (element, opens) = match &event {
                Event::Start(element) => (element, true),
                Event::Empty(element) => (element, false),
                Event::End(_) => {
                    depth -= 1;
                    continue;
                }
                Event::Eof => break,
                _ => continue,
            };
            depth += u32::from(opens);
            for attribute in element.attributes() {
                attribute.unwrap_or_else(|e| panic!("{e}:\n{block}"));
            }
            names.push(element.name().as_ref().to_owned());
        }
        assert_eq!(depth, 0, "{block}");
        assert_eq!(names[0], "configuration");
        let unknown: Vec<_> = names
            .iter()
            .filter(|n| !IIS.contains(&n.as_str()))
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
