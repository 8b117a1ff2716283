// Asks the search of a site as the browser does: node find.js SITE, with a JSON list of queries on
// standard input; prints for each the titles found, kind by kind.
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const site = process.argv[2];
const queries = JSON.parse(fs.readFileSync(0, "utf8"));
const page = vm.createContext({});
const run = (file) => vm.runInContext(fs.readFileSync(path.join(site, file), "utf8"), page);
run("assets/search.js");
vm.runInContext("var index = new MeritbookIndex(); function meritbookIndex(name, data) { index.add(data); }", page);
const files = fs.readdirSync(path.join(site, "search")).sort();
["index.js", ...files.filter((name) => name !== "index.js")].forEach((name) => run(`search/${name}`));

const answers = queries.map((query) =>
  page.index.find(query, 10).map((group) => [
    group.kind,
    group.entries.map((entry) => (group.kind === "person" ? `${entry.title} ${entry.key}` : entry.title)),
  ]),
);
process.stdout.write(JSON.stringify(answers));
