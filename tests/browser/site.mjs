// The sites under test, a server that sends them as an intranet should, and the browser.
//
// MERITBOOK_SITES names a folder that holds the built sites `staff` and `hr` (and others, by name);
// tests/suite/browser.rs builds them and sets it. CHROMIUM names a browser elsewhere.

import { createServer } from "node:http";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, resolve, sep } from "node:path";
import { chromium } from "playwright-core";

const sites = process.env.MERITBOOK_SITES;
if (!sites) throw new Error("MERITBOOK_SITES names no folder of built sites; `cargo test --test suite browser` does it all");

/** The folder of a built site. */
export function folder(name) {
  return resolve(sites, name);
}

const built = readdirSync(sites).filter((name) => statSync(join(sites, name)).isDirectory()).sort();

/** The site with a board of 10,000 rows, which has only the pages that its test needs; nothing where it was not built. */
export const many = built.find((name) => name === "many");

/** The names of the whole sites. */
export const names = built.filter((name) => name !== many);

if (names.length === 0) throw new Error(`${sites} holds no built site`);

/** All files of a site, by path with `/`, sorted. */
export function files(name) {
  const root = folder(name);
  return readdirSync(root, { recursive: true })
    .map((path) => path.split(sep).join("/"))
    .filter((path) => statSync(join(root, path)).isFile())
    .sort();
}

/**
 * The kind of a page: its path with all that names a period, a person, a team or a policy taken out.
 * Two pages of one kind come from one template.
 */
export function kind(path) {
  const parts = path.replace(/\.html$/, "").split("/");
  const last = parts.pop();
  const folder = parts.filter((part) => !/\d/.test(part)).join("/");
  if (["index", "book"].includes(last) || parts.length === 0) return `${folder}/${last}`;
  if (/^\d{4}(-Q\d|-H\d)?$/.test(last)) return `${folder}/long-period`;
  if (/^\d{4}-\d\d$/.test(last)) return `${folder}/month`;
  if (last.endsWith("-provenance")) return `${folder}/provenance`;
  const year = /-\d{4}$/.test(last) ? "-year" : "";
  return `${folder}/one${year}`;
}

/** What a what-if has and no site of results, and the pages that bear its mark in a place of their own. */
const TRIED = /^(index|archive)\.html|^(differences|periods|people|teams|handbook|pay)\//;

/** Every page of one site: the `count` last of each kind, in the order of their paths; of a what-if not those that are as elsewhere. */
export function pagesByKind(name, count = 1) {
  const kinds = new Map();
  const looked = name === "tried" ? (path) => TRIED.test(path) : () => true;
  for (const path of files(name).filter((path) => path.endsWith(".html") && looked(path))) {
    kinds.set(kind(path), [...(kinds.get(kind(path)) ?? []), path].slice(-count));
  }
  return [...kinds.values()].flat();
}

/** What a server for the intranet should say with every answer; docs/publishing.md has the same. */
export function policy() {
  let text = ""; try { text = readFileSync(new URL("../../docs/publishing.md", import.meta.url), "utf8"); } catch {}
  const found = text.match(/Content-Security-Policy[" ]+"?(default-src[^"\n]*)"/);
  if (!found) return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
  return found[1].replace(/;$/, "");
}

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml", ".json": "application/json", ".csv": "text/csv; charset=utf-8", ".xml": "application/xml",
};

/** Serves a site on the loopback, below a path of its own, with the strict headers. */
export async function serve(name) {
  const root = folder(name);
  const base = "/below/a/path/";
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = join(root, path.startsWith(base) ? path.slice(base.length) || "index.html" : "\0");
    // A browser asks for it where a page names no picture of its own, as the slips, which are one file.
    if (path === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    const head = { "Content-Security-Policy": policy(), "X-Content-Type-Options": "nosniff" };
    try {
      const bytes = readFileSync(file);
      response.writeHead(200, { ...head, "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
      response.end(bytes);
    } catch {
      response.writeHead(404, head);
      response.end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${server.address().port}${base}`;
  return { address, close: () => server.close() };
}

/** Starts the browser. */
export function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--allow-file-access-from-files"],
  });
}

/** The address of a page from disk. */
export function fromDisk(name, path) {
  return new URL(`file://${folder(name)}/${path}`).href;
}

/** Opens a page and collects what it says on the console, and every request that leaves its site. */
export async function watched(context, base) {
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith("data:")) said.push(`request: ${url}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) said.push(`${response.status()}: ${response.url()}`);
  });
  page.on("requestfailed", (request) => {
    // A picture that still loads when the next page is opened is given up by the browser.
    const why = request.failure()?.errorText ?? "";
    if (why !== "net::ERR_ABORTED") said.push(`failed: ${request.url()} ${why}`);
  });
  return { page, said };
}
