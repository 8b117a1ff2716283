// What people come for, with the keyboard alone, from a server and from disk.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { bare, printed } from "./pdf.mjs";
import { browser, files, folder, fromDisk, pagesByKind, serve } from "./site.mjs";

let chromium;
const servers = {};
before(async () => {
  chromium = await browser();
  for (const site of ["staff", "festive"]) servers[site] = await serve(site);
});
after(async () => {
  for (const server of Object.values(servers)) server.close();
  await chromium.close();
});

/** Runs a journey in both places and both themes; `open` opens a page of the staff edition. */
function journey(name, walk) {
  for (const [site, place] of [["staff", "a server"], ["staff", "disk"], ["festive", "a server"]]) {
    test(`${name}, ${site} from ${place}`, async () => {
      const context = await chromium.newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const open = (path) => page.goto(place === "disk" ? fromDisk(site, path) : servers[site].address + path);
      try {
        await walk(page, open, context);
      } finally {
        await context.close();
      }
    });
  }
}

/** Presses Tab until what has the focus matches; fails after `most` presses. */
async function tabTo(page, selector, most = 400) {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  assert.fail(`${selector} cannot be reached with Tab on ${page.url()}`);
}

/** What has the focus is to be seen: it lies in the window and has an outline. */
async function assertFocusIsSeen(page) {
  const seen = await page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  });
  assert.ok(seen, `the focus cannot be seen on ${page.url()}`);
}

/** The first page of the staff site whose path and content fit. */
function pageWith(path, content) {
  const found = files("staff").find((one) => path.test(one) && content.test(readFileSync(`${folder("staff")}/${one}`, "utf8")));
  assert.ok(found, `no page ${path} of the demo has ${content}`);
  return found;
}

/** A person's page with explained numbers. */
const explained = () => pageWith(/^people\/\w+\.html$/, /class="appeal"[\s\S]*#clause-|#clause-[\s\S]*class="appeal"/);

/** A person of the demo whose initials are hers alone, from the search index's own page of people. */
const someone = { name: "陶冬梅", initials: "tdm" };

journey("a sales rep finds herself by the initials of her name", async (page, open) => {
  await open("index.html");
  await page.keyboard.press("/");
  for (const letter of someone.initials) await page.keyboard.press(letter);
  await page.locator("#found [role=option]").first().waitFor();
  const first = await page.locator("#found [role=option]").first().innerText();
  assert.match(first, new RegExp(someone.name));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/people\//);
  assert.match(await page.locator("h1").innerText(), new RegExp(someone.name));
});

journey("the search closes with Escape and keeps the focus", async (page, open) => {
  await open("handbook/index.html");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("没有这样的名字");
  await page.locator(".found .said").waitFor();
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector("#search").getAttribute("aria-expanded") !== "true");
  assert.equal(await page.evaluate(() => document.activeElement.id), "search");
});

journey("she sees why she got her points, and which clause says so", async (page, open) => {
  await open(explained());
  await tabTo(page, "main details > summary");
  await assertFocusIsSeen(page);
  const open_ = () => page.evaluate(() => document.activeElement.parentElement.open);
  assert.equal(await open_(), false);
  await page.keyboard.press("Enter");
  assert.equal(await open_(), true);
  const clause = page.locator("main details[open] a[href*='handbook/'][href*='#clause-']").first();
  await clause.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/handbook\/.*#clause-/);
  assert.ok(await page.locator(".clause:target").isVisible());
});

journey("she takes the text of an appeal with her", async (page, open, context) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]).catch(() => {});
  await open(explained());
  const name = (await page.locator("h1").innerText()).trim();
  await tabTo(page, "main details:not([open]) > summary");
  await page.keyboard.press("Enter");
  await tabTo(page, ".appeal > summary");
  await page.keyboard.press("Enter");
  const status = page.locator("p[role=status]").filter({ hasText: /./ });
  await status.first().waitFor({ state: "attached" });
  const text = await page.locator(".appeal .copy").first().textContent();
  assert.ok(text.includes(name.split(/\s/)[0]), text);
});

journey("the boss sorts a board and looks at one team", async (page, open) => {
  await open(pagesByKind("staff").find((path) => /^periods\/\d{4}-\d\d\.html$/.test(path)));
  const table = page.locator("table.long").first();
  const firsts = () => table.locator("tbody tr th").allInnerTexts();
  const before = await firsts();
  await tabTo(page, "table.long th.num button.sort");
  await assertFocusIsSeen(page);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  const after_ = await firsts();
  assert.equal(after_.length, before.length);
  assert.notDeepEqual(after_, before);
  assert.ok(["ascending", "descending"].includes(
    await table.locator("th.num").first().getAttribute("aria-sort")));
});

journey("from a clause to the board it speaks of, and back", async (page, open) => {
  const path = pageWith(/^handbook\/[^/]+\.html$/, /class="see"/);
  await open(path);
  await tabTo(page, ".see a");
  await page.keyboard.press("Enter");
  await page.waitForURL(/(periods|awards)\//);
  await page.goBack();
  assert.ok(page.url().includes(path));
});

journey("from the archive to a month, a team and its people", async (page, open) => {
  await open("index.html");
  await tabTo(page, "nav a[href='archive.html']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/archive/);
  await tabTo(page, "main a[href^='periods/']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/periods\//);
  await tabTo(page, "main a[href*='teams/']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/teams\//);
  await tabTo(page, "main a[href*='people/']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/people\//);
});

journey("the first press of Tab offers to skip to the content", async (page, open) => {
  await open("index.html");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".skip")));
  await page.keyboard.press("Enter");
  await page.waitForURL(/#main$/);
});

journey("a clause is copied as a link from its number", async (page, open, context) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]).catch(() => {});
  await open(pageWith(/^handbook\/telesales\.html$/, /data-copy/));
  await tabTo(page, ".clause a.number");
  await assertFocusIsSeen(page);
  await page.keyboard.press("Enter");
  await page.waitForURL(/#clause-1$/);
  const said = page.locator("p[role=status]").filter({ hasText: /./ });
  await said.first().waitFor({ state: "attached" });
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
});

journey("she opens her slip, which prints on one sheet", async (page, open) => {
  await open(explained());
  const name = (await page.locator("h1").innerText()).trim();
  await tabTo(page, "main a[href*='slips/']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/slips\//);
  const [sheet, ...more] = await printed(page);
  assert.deepEqual([sheet.width, sheet.height, more.length], [210, 297, 0]);
  assert.ok(sheet.words.includes(bare(name.split(/\s/)[0])), sheet.words);
});

journey("she looks a month of her year up, down to the formula and its clause", async (page, open) => {
  await open(explained());
  await tabTo(page, "main a[href*='sheets/']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/sheets\//);
  await tabTo(page, ".year-grid thead a[href*='#m']");
  const month = await page.evaluate(() => new URL(document.activeElement.href).hash);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.hash === month);
  assert.ok(await page.locator(month).evaluate((one) => one.getBoundingClientRect().top < innerHeight));
  await tabTo(page, ".month details:not([open]):has(a[href^='#f']) > summary");
  await assertFocusIsSeen(page);
  await page.keyboard.press("Enter");
  await tabTo(page, "details[open] .why a[href^='#f']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#f\d+$/);
  const rule = page.locator("#rules :target");
  assert.ok((await rule.innerText()).trim().length > 2);
  await tabTo(page, "#rules a[href*='#clause-']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/handbook\/.*#clause-/);
});

journey("from the first page to an award, its winners and their certificate", async (page, open) => {
  await open("index.html");
  await tabTo(page, "main a[href^='awards/x']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/awards\/x/);
  assert.ok((await page.locator(".winner").count()) > 0);
  await tabTo(page, "main a[href*='certificates/']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/certificates\//);
  assert.ok(await page.locator(".certificate").isVisible());
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/awards\/x/);
});

journey("a leader looks at one team of a board and leaves a column out", async (page, open) => {
  await open(pagesByKind("staff").find((path) => /^periods\/\d{4}-\d\d\.html$/.test(path)));
  const section = page.locator("section:has(table.long td.team)").filter({ has: page.locator("details.tools") }).last();
  const tools = section.locator("details.tools").last();
  await tools.locator("summary").focus();
  await page.keyboard.press("Enter");
  const team = tools.locator("select[name=team]");
  await team.waitFor();
  await tabTo(page, "select[name=team]");
  await page.keyboard.press("ArrowDown");
  const chosen = await team.inputValue();
  const table = page.locator("table.long").filter({ has: page.locator("td.team") });
  const teams = async () => new Set(await table.last().locator("tbody td.team").allInnerTexts());
  if (chosen) assert.deepEqual(await teams(), new Set([chosen]));
  await tabTo(page, ".tools-panel input[type=checkbox]");
  await page.keyboard.press("Space");
  assert.equal(await page.evaluate(() => document.activeElement.checked), false);
  assert.ok((await page.locator("table.long th[hidden]").count()) > 0);
});

journey("the numbers of a drawing are read and taken along, a month as a workbook", async (page, open) => {
  await open(pagesByKind("staff").find((path) => /^periods\/\d{4}-\d\d\.html$/.test(path)));
  await tabTo(page, "figure.chart details.numbers > summary");
  await page.keyboard.press("Enter");
  const rows = page.locator("figure.chart details[open] tbody tr");
  assert.ok((await rows.count()) > 1);
  for (const [selector, name] of [["details[open] a[download]", /\.charts\.csv$/], ["a[download][href$='.xlsx']", /\.xlsx$/]]) {
    await tabTo(page, selector);
    const [taken] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    assert.match(taken.suggestedFilename(), name);
  }
});

journey("what a new version changed is found from the policy", async (page, open) => {
  await open(pageWith(/^handbook\/[^/]+\.html$/, /href="[^"]*changes\//));
  await tabTo(page, "main a[href*='changes/']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/changes\//);
  assert.ok((await page.locator("ins").count()) > 0 && (await page.locator("del").count()) > 0);
});

journey("from the handbook to an indicator and what it is used for", async (page, open) => {
  await open("handbook/index.html");
  await tabTo(page, "main a[href*='indicators/index']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/indicators\/index/);
  await tabTo(page, "main a[href*='/x'][href$='.html']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/indicators\/.*\/x/);
  await tabTo(page, "main a[href*='handbook/']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/handbook\//);
});
