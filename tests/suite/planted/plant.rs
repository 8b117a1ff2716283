//! Plants marks: into every text of a site's documents that the tables of forms know, also where the
//! site says nothing yet, and into every cell of its tables that is not worked with.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use meritbook::content::{Node, NodeKind, read};
use meritbook::form::appeal::{ADJUSTMENT, APPEAL, RULING};
use meritbook::form::data::{ARCHIVED, MONTH};
use meritbook::form::policy::POLICY;
use meritbook::form::site::SITE;
use meritbook::form::{Form, Shape};

use crate::common::{copy, files_below};

/// A mark that stands in one field of one row or entry, and nowhere else.
pub struct Plant {
    /// The field: a form's name and key, a table's name and column.
    pub field: String,
    /// The text that is searched for.
    pub mark: String,
    /// Whom it is about, by id.
    pub of: Option<String>,
}

/// Texts that get no mark, with the reason: by the form's English name and the key, `*` for all keys.
pub const EXCUSED: &[(&str, &[(&str, &str)])] = &[
    (
        "names a policy, a figure, an entry or a person: a mark would make it name nothing, and what \
         it names has a mark of its own",
        &[
            ("the policy", "policy"),
            ("an item", "raters"),
            ("an item", "checks"),
            ("an item", "band"),
            ("a pay line", "band"),
            ("an award", "members"),
            ("an award", "excludes"),
            ("a rule of the ladder", "grades"),
            ("the ladder", "grades"),
            ("`pay_sheet`", "columns"),
            ("the scope", "*"),
            ("an audience", "policies"),
            ("an adjustment", "person"),
            ("an adjustment", "people"),
            ("an adjustment", "policy"),
            ("an adjustment", "figure"),
            ("an adjustment", "corrects_figure"),
            ("an adjustment", "clause"),
            ("an adjustment", "appeal"),
            ("an adjustment", "replaces"),
            ("an appeal", "person"),
            ("an appeal", "policy"),
            ("an appeal", "figure"),
            ("a decision", "appeal"),
            ("a decision", "adjustment"),
            ("an accepted warning", "person"),
            ("a step of the history", "people"),
            ("a handing over to the archive", "period"),
        ],
    ),
    (
        "names a table or a column of one: cells and names of files have marks of their own",
        &[
            ("a parameter", "table"),
            ("a band table", "table"),
            ("an award", "judged"),
            ("an award", "first"),
            ("a withdrawal", "by"),
            ("`events`", "of"),
            ("`reversals`", "of"),
            ("an accepted warning", "table"),
            ("an accepted warning", "column"),
            ("sources.yml", "*"),
            ("`roster`", "*"),
            ("a table", "*"),
            ("a version of a table", "*"),
            ("`period`", "*"),
            ("a column", "*"),
            ("`person`", "*"),
            ("`through`", "*"),
            ("`shared`", "*"),
            ("an owner", "*"),
            ("`across`", "*"),
        ],
    ),
    (
        "is a unit: a mark would make it another one",
        &[
            ("a parameter", "unit"),
            ("a metric", "unit"),
            ("an item", "unit"),
            ("a band table", "unit"),
            ("a pay line", "unit"),
        ],
    ),
    (
        "is read as numbers or days, not as words",
        &[
            ("an adjustment", "before"),
            ("an adjustment", "after"),
            ("an example", "given"),
            ("an example", "expect"),
            ("`lint`", "items"),
            ("a year of calendar.yml", "*"),
        ],
    ),
    (
        "is the name of a folder of the theme, no text of the company",
        &[("site.yml", "theme")],
    ),
    (
        "is the older word for `decided_by`, which has a mark; both at once are refused",
        &[("an adjustment", "by")],
    ),
];

/// Texts that are marks already: what others name an entry by, and the key of the folders' names.
const AS_IT_STANDS: &[(&str, &str)] = &[
    ("an adjustment", "id"),
    ("an appeal", "id"),
    ("an audience", "key"),
];

/// Texts that mean something only beside another key: a mark goes only where the site has one.
const WHERE_WRITTEN: &[(&str, &str)] = &[
    ("`missing`", "*"),
    ("an item", "reason"),
    ("an item", "source"),
    ("an item", "department"),
    ("the total", "reason"),
];

/// Tells whether a text gets no mark.
pub fn is_excused(form: &str, key: &str) -> bool {
    let mut all = EXCUSED.iter().flat_map(|(_, keys)| keys.iter());
    all.any(|of| is_of(of, form, key))
}

fn is_of((of, name): &(&str, &str), form: &str, key: &str) -> bool {
    *of == form && (*name == key || *name == "*")
}

/// Tells whether a text may stand under a key, in whatever it holds but forms of its own.
pub fn holds_text(shape: &Shape) -> bool {
    match shape {
        Shape::Text => true,
        Shape::Named(one) | Shape::List(one) | Shape::OneOrList(one) => holds_text(one),
        Shape::Either(all) => all.iter().any(holds_text),
        _ => false,
    }
}

/// Columns that get no mark, with the reason.
pub const WORKED_WITH: &[(&str, &[&str])] = &[
    (
        "ids: those of the roster are marks already",
        &["工号", "评分人工号", "编号", "上级", "负责人"],
    ),
    ("days", &["日期", "入职日期", "离职日期"]),
    (
        "numbers, of which what is worked out is searched for",
        &["金额", "次数", "评分", "成绩"],
    ),
    (
        "words by which rules tell rows and people apart; they stand in the policies",
        &[
            "评分人",
            "考核项",
            "检查项",
            "类别",
            "事项",
            "奖项",
            "团队",
            "岗位",
            "职级",
            "合格",
            "确认",
        ],
    ),
];

/// The marks of a site.
#[derive(Default)]
pub struct Garden {
    pub plants: Vec<Plant>,
    /// The forms that the site's documents have.
    pub forms: BTreeSet<&'static str>,
}

impl Garden {
    /// Copies a site and plants marks in the copy.
    pub fn of(site: &Path, to: &Path) -> Self {
        let mut garden = Self::default();
        copy(site, to);
        let documents: Vec<String> = read(site).documents.into_keys().collect();
        for path in documents.iter().filter(|path| forms(path).is_some()) {
            garden.document(to, path);
        }
        for (path, bytes) in files_below(site) {
            if path.ends_with(".csv") {
                let text = String::from_utf8(bytes).expect("UTF-8");
                fs::write(to.join(&path), garden.table(&path, &text)).expect("written");
            }
        }
        garden.rename(to);
        garden
    }

    /// Plants a document of a site.
    pub fn document(&mut self, site: &Path, path: &str) {
        let documents = read(site).documents;
        let (document, forms) = (&documents[path], forms(path).expect("a form"));
        let mut root = document.root.clone();
        match &mut root.kind {
            NodeKind::Sequence(entries) => {
                for entry in entries {
                    let form = forms.iter().find(|form| fits(form, entry));
                    self.walk(entry, form.expect("a form"), None);
                }
            }
            _ => self.walk(&mut root, forms[0], None),
        }
        fs::write(site.join(path), written(&root)).expect("written");
    }

    /// Makes the mark of a field.
    pub fn mark(&mut self, field: String, of: Option<&str>) -> String {
        let mark = format!("zq{:04}z", self.plants.len());
        self.plants.push(Plant {
            field,
            mark: mark.clone(),
            of: of.map(str::to_owned),
        });
        mark
    }

    /// Plants a mapping, and all below it.
    fn walk(&mut self, node: &mut Node, form: &'static Form, of: Option<&str>) {
        let place = node.place.clone();
        let NodeKind::Mapping(entries) = &mut node.kind else {
            return;
        };
        let name = form.name.1;
        self.forms.insert(name);
        let whose = entries.iter().find_map(|(key, value)| match &value.kind {
            NodeKind::Scalar { text, .. } if scalar(key) == "person" => Some(text.clone()),
            _ => None,
        });
        let of = whose.as_deref().or(of);
        for key in form.keys {
            let at = |(written, _): &(Node, Node)| [key.name, key.zh].contains(&scalar(written));
            let found = entries.iter().position(at);
            let field = format!("{name}: {}", key.name);
            let rests = AS_IT_STANDS.contains(&(name, key.name));
            let planted = holds_text(&key.shape) && !rests && !is_excused(name, key.name);
            let plain = matches!(key.shape, Shape::Text | Shape::OneOrList(Shape::Text));
            match found {
                Some(at) if rests => self.plants.push(Plant {
                    field,
                    mark: scalar(&entries[at].1).to_owned(),
                    of: of.map(str::to_owned),
                }),
                Some(at) => {
                    let field = planted.then_some(field.as_str());
                    self.below(&mut entries[at].1, &key.shape, field, of);
                }
                None if planted
                    && plain
                    && !WHERE_WRITTEN.iter().any(|o| is_of(o, name, key.name)) =>
                {
                    let mark = self.mark(field, of);
                    entries.push((of_text(&place, key.name), of_text(&place, &mark)));
                }
                None => {}
            }
        }
        if let Some(shape) = form.others {
            for (key, value) in entries {
                if form.key(scalar(key)).is_none() {
                    self.below(value, shape, None, of);
                }
            }
        }
    }

    /// Plants what stands under a key; its texts where they have a field.
    fn below(&mut self, node: &mut Node, shape: &Shape, field: Option<&str>, of: Option<&str>) {
        match (shape, &mut node.kind) {
            (Shape::Text, NodeKind::Scalar { text, .. }) => {
                if let Some(field) = field {
                    text.push_str(&self.mark(field.to_owned(), of));
                }
            }
            (Shape::Form(form), NodeKind::Mapping(_)) => self.walk(node, form, of),
            (Shape::Named(one), NodeKind::Mapping(entries)) => {
                for (_, value) in entries {
                    self.below(value, one, field, of);
                }
            }
            (Shape::List(one) | Shape::OneOrList(one), NodeKind::Sequence(all)) => {
                for node in all {
                    self.below(node, one, field, of);
                }
            }
            (Shape::OneOrList(one), _) => self.below(node, one, field, of),
            (Shape::Either(shapes), _) => {
                for shape in *shapes {
                    self.below(node, shape, field, of);
                }
            }
            _ => {}
        }
    }

    /// Plants the cells of a table.
    fn table(&mut self, path: &str, text: &str) -> String {
        let file = path.rsplit('/').next().unwrap_or(path);
        let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let headings = lines.next().expect("headings");
        let mut planted = headings.join(",");
        for row in lines {
            let cell = |heading: &str| {
                let at = headings.iter().position(|h| *h == heading)?;
                row.get(at).copied().filter(|cell| !cell.is_empty())
            };
            let of = cell("工号").map(str::to_owned);
            let sort = match file {
                "roster.csv" if cell("离职日期").is_some() => " of who has left",
                "roster.csv" if cell("团队").is_none() => " of who is under no policy",
                _ => "",
            };
            if let Some(id) = of.clone().filter(|_| file == "roster.csv") {
                let field = format!("{file}: 工号{sort}");
                self.plants.push(Plant {
                    field,
                    mark: id,
                    of: of.clone(),
                });
            }
            planted.push('\n');
            for (at, (heading, cell)) in headings.iter().zip(&row).enumerate() {
                planted.push_str(if at > 0 { "," } else { "" });
                planted.push_str(cell);
                let worked_with = WORKED_WITH.iter().any(|(_, of)| of.contains(heading));
                if !cell.is_empty() && !worked_with {
                    let mark = self.mark(format!("{file}: {heading}{sort}"), of.as_deref());
                    planted.push_str(&mark);
                }
            }
        }
        planted + "\n"
    }

    /// Plants the name of a table's file and of a shelf of policies.
    fn rename(&mut self, site: &Path) {
        let tables = files_below(site)
            .into_keys()
            .filter(|p| p.contains("回款-月报"));
        for path in tables {
            let mark = self.mark("the name of a table's file".to_owned(), None);
            let new = path.replace("月报", &mark);
            fs::rename(site.join(&path), site.join(new)).expect("renamed");
        }
        let mark = self.mark("the name of a shelf".to_owned(), None);
        let shelf = site.join("content/policies/客服部");
        fs::rename(&shelf, shelf.with_file_name(format!("客服部{mark}"))).expect("renamed");
    }
}

/// Returns the forms by which a document is read; of a list, those of its entries.
fn forms(path: &str) -> Option<Vec<&'static Form>> {
    let path = path.trim_end_matches(".yml");
    match path.rsplit('/').next()? {
        "site" => Some(vec![&SITE]),
        "month" => Some(vec![&MONTH]),
        "adjustments" => Some(vec![&ADJUSTMENT]),
        "appeals" => Some(vec![&RULING, &APPEAL]),
        "archived" => Some(vec![&ARCHIVED]),
        _ if path.starts_with("content/policies/") => Some(vec![&POLICY]),
        _ => None,
    }
}

/// Tells whether an entry has what a form asks for.
fn fits(form: &Form, entry: &Node) -> bool {
    let NodeKind::Mapping(entries) = &entry.kind else {
        return false;
    };
    let has = |key: &str| entries.iter().any(|(written, _)| scalar(written) == key);
    form.keys
        .iter()
        .filter(|k| k.required)
        .all(|k| has(k.name) || has(k.zh))
}

fn scalar(node: &Node) -> &str {
    match &node.kind {
        NodeKind::Scalar { text, .. } => text,
        _ => "",
    }
}

fn of_text(place: &meritbook::value::Place, text: &str) -> Node {
    Node {
        place: place.clone(),
        kind: NodeKind::Scalar {
            text: text.to_owned(),
            quoted: true,
        },
    }
}

/// Writes a document on one line, as JSON, which is YAML too.
fn written(node: &Node) -> String {
    let quoted = |text: &str| serde_json::to_string(text).expect("a text");
    match &node.kind {
        NodeKind::Null => "null".to_owned(),
        NodeKind::Scalar { text, .. } => quoted(text),
        NodeKind::Sequence(all) => {
            let all: Vec<String> = all.iter().map(written).collect();
            format!("[{}]", all.join(", "))
        }
        NodeKind::Mapping(entries) => {
            let one = |(key, value): &(Node, Node)| {
                format!("{}: {}", quoted(scalar(key)), written(value))
            };
            let entries: Vec<String> = entries.iter().map(one).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}
