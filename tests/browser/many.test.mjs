// A board of 10,000 rows, made by tests/suite/browser.rs: in reach at once, paged, sorted, filtered, searched for
// oneself, by keyboard alone, from a server and from disk, with scripts and without.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { browser, files, folder, fromDisk, many as MANY, serve } from "./site.mjs";

const PERIOD = "periods/2026-10.html";
const skip = MANY ? false : "the site of many is not there";
/** The anchor of the long board, and how many rows it has. */
const [, ANCHOR, ROWS] = skip ? [] : readFileSync(`${folder(MANY)}/${PERIOD}`, "utf8")
  .match(/data-board="(board-telesales-[^"]+)" data-stem="[^"]*" data-parts="\d+" data-all="(\d+)"/);
const ALL = Number(ROWS), BOARD = `table[data-board="${ANCHOR}"]`;

let chromium, server;
before(async () => {
  if (skip) return;
  chromium = await browser();
  server = await serve(MANY);
});
after(async () => {
  if (skip) return;
  server.close();
  await chromium.close();
});

for (const place of ["a server", "disk"]) {
  const at = (path) => (place === "disk" ? fromDisk(MANY, path) : server.address + path);
  const walk = (name, body, settings = {}) => test(`${name}, from ${place}`, { skip }, async () => {
    const context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, ...settings });
    const page = await context.newPage();
    const parts = [];
    page.on("request", (request) => { if (request.url().includes("/boards/")) parts.push(request.url()); });
    try {
      await body(page, parts);
    } finally {
      await context.close();
    }
  });

  /** The long board of the page that is open. */
  const board = (page) => page.locator(BOARD);
  /** What stands around it: its heading, its tools, the link to more. */
  const around = (page) => board(page).locator("xpath=ancestor::section[1]");
  const rows = (page) => board(page).locator("tbody tr");
  const ranks = async (page) => (await board(page).locator("tbody td.rank > :first-child").allInnerTexts()).map(Number);

  walk("the page of 10,000 is there at once and loads none of the further rows", async (page, parts) => {
    await page.goto(at(PERIOD), { waitUntil: "load" });
    assert.ok(ALL >= 10_000, `${ALL} rows`);
    assert.equal(await rows(page).count(), 100);
    const timing = await page.evaluate(() => {
      const [entry] = performance.getEntriesByType("navigation");
      return { interactive: Math.round(entry.domContentLoadedEventEnd), loaded: Math.round(entry.loadEventEnd) };
    });
    console.log(`time to interactive ${timing.interactive} ms, loaded ${timing.loaded} ms, from ${place}`);
    assert.ok(timing.interactive < 5000, JSON.stringify(timing));
    assert.deepEqual(parts, []);
  });

  walk("the next rows come by themselves, and the focus goes on with them", async (page, parts) => {
    await page.goto(at(PERIOD));
    await around(page).locator(".more a").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction((it) => document.querySelectorAll(`${it} tbody tr`).length === 600, BOARD);
    assert.equal(parts.length, 1, parts.join());
    const focus = await page.evaluate(() => document.activeElement.closest("tr")?.rowIndex);
    assert.equal(focus, 101);
    const shown = await ranks(page);
    assert.deepEqual(shown, [...shown].sort((a, b) => a - b));
  });

  walk("sorted by a column the whole board is, not the rows in sight", async (page, parts) => {
    await page.goto(at(PERIOD));
    const button = board(page).locator("th.rank button.sort");
    await button.focus();
    const begun = Date.now();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.waitForFunction(([it, least]) => {
      const rank = document.querySelector(`${it} tbody td.rank > :first-child`);
      return Number(rank.textContent) > least;
    }, [BOARD, ALL * 0.9]);
    await board(page).locator("th.rank[aria-sort=descending]").waitFor();
    const shown = await ranks(page);
    console.log(`sorted ${ALL} rows in ${Date.now() - begun} ms, from ${place}`);
    assert.deepEqual(shown, [...shown].sort((a, b) => b - a));
    assert.equal(parts.length, Math.ceil((ALL - 100) / 500));
    assert.ok((await rows(page).count()) <= 600, "only a part is in the page");
  });

  walk("one team, then one name, are found among all", async (page) => {
    await page.goto(at(PERIOD));
    const section = around(page);
    await section.locator("details.tools summary").first().focus();
    await page.keyboard.press("Enter");
    const team = section.locator("select[name=team]");
    await team.locator("option").nth(1).waitFor({ state: "attached" });
    await team.focus();
    await page.keyboard.press("ArrowDown");
    const chosen = await team.inputValue();
    assert.notEqual(chosen, "");
    await page.waitForFunction(([it, wanted]) => Array.from(document.querySelectorAll(`${it} td.team`))
      .every((cell) => cell.textContent === wanted), [BOARD, chosen]);
    assert.match(await section.locator("[role=status]").innerText(), /\d/);
    await team.selectOption("");
    const whom = lastOf();
    await section.locator("input[name=who]").focus();
    await page.keyboard.type(whom.name);
    await page.waitForFunction(([it, name]) => {
      const found = Array.from(document.querySelectorAll(`${it} tbody tr`));
      return found.length > 0 && found.length < 100 && found.every((row) => row.cells[1].textContent.includes(name));
    }, [BOARD, whom.name]);
  });

  walk("from her own page she comes to her own row", async (page) => {
    const whom = lastOf();
    await page.goto(at(whom.page));
    const link = page.locator("a[href*='boards/']").first();
    await link.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/boards\/.*#row-/);
    const row = page.locator("tr:target");
    assert.ok((await row.innerText()).includes(whom.name));
    assert.ok(await row.evaluate((one) => {
      const at_ = one.getBoundingClientRect();
      return at_.top >= 0 && at_.bottom <= innerHeight;
    }), "it is in sight");
  });

  walk("without scripts the board is read part by part", async (page) => {
    await page.goto(at(PERIOD));
    assert.equal(await page.locator("button:visible, .tools:visible").count(), 0);
    let seen = await rows(page).count();
    let next = around(page).locator(".more a");
    while (await next.count()) {
      await page.goto(new URL(await next.getAttribute("href"), page.url()).href);
      seen += await page.locator("table.board tbody tr").count();
      next = page.locator("nav a[rel=next]");
    }
    assert.equal(seen, ALL);
  }, { javaScriptEnabled: false });

  walk("in a narrow window the headings stay in sight", async (page) => {
    await page.goto(at(PERIOD));
    await rows(page).nth(80).scrollIntoViewIfNeeded();
    const top = await board(page).locator("thead th").first().evaluate((one) => Math.round(one.getBoundingClientRect().top));
    assert.ok(Math.abs(top) <= 1, `${top}`);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
  }, { viewport: { width: 390, height: 800 } });
}

/** The person whose page was made, far down the board. */
function lastOf() {
  const page = files(MANY).find((path) => /^people\/[^/]+\.html$/.test(path) && !path.endsWith("index.html"));
  const name = readFileSync(`${folder(MANY)}/${page}`, "utf8").match(/<h1>([^<]+)<\/h1>/)[1].trim();
  return { page, name };
}
