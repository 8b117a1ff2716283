// What is printed: how many sheets, of which size, with what on them. Paper shows what a screen forgives.

import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { after, before, test } from "node:test";
import { browser, files, folder, fromDisk } from "./site.mjs";
import { bare, printed } from "./pdf.mjs";

const UPRIGHT = "210 × 297", LYING = "297 × 210", PHONE = "286 × 508";

let chromium, context, page;
before(async () => {
  chromium = await browser();
  context = await chromium.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
});
after(async () => chromium.close());

/** The longest pages of a site whose paths fit: what does not fit on a sheet is among them. */
function longest(site, path, count) {
  const size = (one) => statSync(`${folder(site)}/${one}`).size;
  const found = files(site).filter((one) => one.endsWith(".html") && path.test(one));
  assert.ok(found.length > 0, `no page ${path} in ${site}`);
  return found.sort((a, b) => size(b) - size(a)).slice(0, count);
}

async function print(site, path) {
  await page.goto(fromDisk(site, path), { waitUntil: "load" });
  return printed(page);
}

const sizes = (sheets) => sheets.map((sheet) => `${sheet.width} × ${sheet.height}`);
const times = (size, count) => Array.from({ length: count }, () => size);

for (const site of ["staff", "hr", "english"]) {
  test(`a slip of ${site} is one sheet of A4 with room to sign`, async () => {
    for (const path of longest(site, /^slips\//, 6)) {
      const sheets = await print(site, path);
      assert.deepEqual(sizes(sheets), [UPRIGHT], path);
      for (const part of [".sign td >> nth=-1", "footer"]) {
        const text = await page.locator(part).textContent();
        assert.ok(sheets[0].words.includes(bare(text)), `${path}: ${text}`);
      }
    }
  });

  test(`a year of ${site} fits on one sheet`, async () => {
    for (const path of longest(site, /^sheets\//, 6)) {
      const sheets = await print(site, path);
      assert.deepEqual(sizes(sheets), [LYING], path);
      const rows = await page.locator("main tbody tr:last-child th").allInnerTexts();
      for (const row of rows) assert.ok(sheets[0].words.includes(bare(row)), `${path}: ${row}`);
    }
  });
}

for (const site of ["staff", "english"]) {
  test(`certificates of ${site} are one lying sheet each, all of a period as many`, async () => {
    for (const path of longest(site, /^certificates\/.*\/x.*\.html$/, 4)) {
      const sheets = await print(site, path);
      assert.deepEqual(sizes(sheets), [LYING], path);
      const name = await page.locator(".award").first().innerText();
      assert.ok(sheets[0].words.includes(bare(name)), `${path}: ${name}`);
    }
    const [all] = longest(site, /^certificates\/[^/]+\/index\.html$/, 1);
    const sheets = await print(site, all);
    assert.deepEqual(sizes(sheets), times(LYING, await page.locator(".certificate").count()), all);
  });

  test(`posters of ${site} are one sheet of A4, or 1080 × 1920 pixels`, async () => {
    const posters = /^posters\/[^/]+\/(award|board)-/, phones = /^posters\/[^/]+\/phone-/;
    for (const path of longest(site, posters, 4)) {
      assert.deepEqual(sizes(await print(site, path)), [UPRIGHT], path);
      assert.deepEqual(await over(".mark", "header > *"), [], path);
    }
    for (const path of longest(site, phones, 4)) {
      assert.deepEqual(sizes(await print(site, path)), [PHONE], path);
      await page.setViewportSize({ width: 1080, height: 1920 });
      assert.deepEqual(await over(".mark", "header > *"), [], path);
      const box = await page.locator(".poster").boundingBox();
      assert.deepEqual([box.x, box.y, box.width, box.height].map(Math.round), [0, 0, 1080, 1920], path);
      assert.deepEqual(await outside(".poster"), [], path);
      await page.setViewportSize({ width: 1280, height: 900 });
    }
  });

  test(`a notice of ${site} is A4 with numbered sheets and says how to object`, async () => {
    for (const path of longest(site, /^notices\//, 3)) {
      const sheets = await print(site, path);
      assert.deepEqual(sizes(sheets), times(UPRIGHT, sheets.length), path);
      sheets.forEach((sheet, at) => {
        assert.ok(sheet.words.includes(`${at + 1}/${sheets.length}`), `${path}, sheet ${at + 1}: ${sheet.words}`);
      });
      const sign = bare(await page.locator(".sign").innerText());
      const last = sheets.at(-1).words;
      for (const word of sign.split(/(?=\d{4}年)|盖章处/)) assert.ok(last.includes(word), `${path}: ${word}`);
    }
  });

  test(`the wall of ${site} is one screen of 1920 × 1080, nothing cut`, async () => {
    for (const [width, height] of [[1920, 1080], [1280, 720], [3840, 2160]]) {
      await page.setViewportSize({ width, height });
      await page.goto(fromDisk(site, "wall.html"), { waitUntil: "load" });
      const size = await page.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        return [scrollWidth, scrollHeight];
      });
      assert.deepEqual(size, [width, height]);
      assert.deepEqual(await outside("body"), []);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });
}

/** The texts of elements whose words lie under another element. */
function over(above, below) {
  return page.evaluate(([above, below]) => {
    const words = (node) => { const range = document.createRange(); range.selectNodeContents(node); return range.getBoundingClientRect(); };
    const boxes = Array.from(document.querySelectorAll(above), (node) => node.getBoundingClientRect());
    return Array.from(document.querySelectorAll(below)).filter((node) => {
      const at = words(node);
      return boxes.some((box) => at.left < box.right && at.right > box.left && at.top < box.bottom && at.bottom > box.top);
    }).map((node) => node.textContent);
  }, [above, below]);
}

/** The elements with words of their own that reach beyond a box. */
function outside(selector) {
  return page.evaluate((wanted) => {
    const box = document.querySelector(wanted).getBoundingClientRect();
    const own = (node) => Array.from(node.childNodes).some((child) => child.nodeType === 3 && child.data.trim());
    return Array.from(document.querySelectorAll(`${wanted} *`)).filter((node) => {
      const at = node.getBoundingClientRect();
      if (!own(node) || at.width <= 1) return false;
      return at.left < box.left - 1 || at.right > box.right + 1 || at.top < box.top - 1 || at.bottom > box.bottom + 1;
    }).map((node) => node.textContent.trim());
  }, selector);
}

test("a sheet for approval is one sheet of A4 with all sums and room for four hands", async () => {
  for (const path of longest("hr", /^approvals\//, 4)) {
    const sheets = await print("hr", path);
    assert.deepEqual(sizes(sheets), [UPRIGHT], path);
    const parts = await page.locator(".sums dd, tfoot td, .facts dd, .digests dd, .hands dt").allInnerTexts();
    assert.ok(parts.length > 20, path);
    for (const part of parts) assert.ok(sheets[0].words.includes(bare(part)), `${path}: ${part}`);
  }
});

test("the list of confirmations is printed on A4 with every team", async () => {
  const [path] = longest("hr", /^confirm\//, 1);
  const teams = await (await page.goto(fromDisk("hr", path)), page.locator("main tbody th").allInnerTexts());
  const sheets = await print("hr", path);
  assert.deepEqual(sizes(sheets), times(UPRIGHT, sheets.length));
  const words = sheets.map((sheet) => sheet.words).join("");
  for (const team of teams) assert.ok(words.includes(bare(team)), team);
});

for (const site of ["staff", "english"]) {
  test(`the handbook of ${site} has a cover, a page for each policy, a running head on every sheet`, async () => {
    const sheets = await print(site, "handbook/book.html");
    assert.deepEqual(sizes(sheets), times(UPRIGHT, sheets.length));
    assert.ok(sheets[0].words.includes(bare(await page.locator(".cover h1").innerText())), "the cover");
    const said = async (part) => (await page.locator(`.running ${part}`).allTextContents()).map(bare);
    const [titles, notes] = [await said(".head-title"), await said(".head-note")];
    assert.ok(titles.length > 20 && sheets.length > titles.length);
    // Behind cover and approvals every sheet has its number and the head of its policy, in their order.
    const headed = ({ words }, number, at) => {
      const [title, note] = [titles[at], notes[at]];
      return [`${number}${note}${title}`, `${number}${title}${note}`].find((head) => words.startsWith(head));
    };
    const opens = (sheet, number, at) => {
      const head = at < titles.length && headed(sheet, number, at);
      return head && sheet.words.slice(head.length).startsWith(titles[at]);
    };
    const first = sheets.findIndex((sheet, number) => opens(sheet, number + 1, 0));
    assert.ok(first > 1, "the first policy");
    let at = 0;
    const alone = [];
    for (const [before, sheet] of sheets.entries()) {
      const number = before + 1;
      assert.ok(sheet.words.startsWith(`${number}`), `the number of sheet ${number}`);
      if (before < first) continue;
      if (opens(sheet, number, at + 1)) at += 1;
      assert.ok(headed(sheet, number, at), `sheet ${number} begins “${sheet.words.slice(0, 40)}”, not “${titles[at]}”`);
      // A sheet with a policy's title has its first clause too, and none is there for its head alone.
      const text = sheet.words.slice(headed(sheet, number, at).length);
      if (text === "" || (text.startsWith(titles[at]) && !/第一条|§1/.test(text))) alone.push(`${number}: ${sheet.words}`);
    }
    assert.deepEqual(alone, []);
    assert.equal(at, titles.length - 1, "every policy has a sheet of its own");
  });
}

test("a page of a period prints without what only a screen needs", async () => {
  const [path] = longest("staff", /^periods\/\d{4}-\d\d\.html$/, 1);
  const sheets = await print("staff", path);
  assert.deepEqual(sizes(sheets), times(UPRIGHT, sheets.length));
  await page.emulateMedia({ media: "print" });
  for (const gone of [".masthead nav", ".search", ".tools", ".downloads"]) {
    assert.equal(await page.locator(gone).locator("visible=true").count(), 0, gone);
  }
  await page.emulateMedia({ media: null });
});
