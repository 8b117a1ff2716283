// Every kind of page under the strict headers and from disk, with scripts and without: nothing on
// the console, no request that leaves the site, nothing wider than the window, no shift while loading.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, folder, fromDisk, names, pagesByKind, serve, watched } from "./site.mjs";

let chromium;
before(async () => { chromium = await browser(); });
after(async () => chromium.close());

for (const name of names) {
  test(`${name} is quiet under the strict headers`, async () => {
    const server = await serve(name);
    const context = await chromium.newContext({ viewport: { width: 1280, height: 900 } });
    const { page, said } = await watched(context, server.address);
    const found = [];
    for (const path of pagesByKind(name)) {
      await page.goto(server.address + path, { waitUntil: "load" });
      found.push(...said.splice(0).map((line) => `${path}: ${line}`));
    }
    await context.close();
    server.close();
    assert.equal(found.join("\n"), "");
  });

  test(`${name} is quiet from disk`, async () => {
    const context = await chromium.newContext({ viewport: { width: 1280, height: 900 } });
    const { page, said } = await watched(context, `file://${folder(name)}`);
    const found = [];
    for (const path of pagesByKind(name)) {
      await page.goto(fromDisk(name, path), { waitUntil: "load" });
      found.push(...said.splice(0).map((line) => `${path}: ${line}`));
    }
    await context.close();
    assert.equal(found.join("\n"), "");
  });

  test(`no page of ${name} is wider than the window`, async () => {
    const found = [];
    for (const width of [320, 390, 1280, 3840]) {
      const context = await chromium.newContext({ viewport: { width, height: 900 } });
      const page = await context.newPage();
      for (const path of pagesByKind(name, 2)) {
        await page.goto(fromDisk(name, path), { waitUntil: "load" });
        const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
        const closed = await wide();
        await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
        const open = await wide();
        if (Math.max(closed, open) > width) found.push(`${path} at ${width}: ${closed}, opened ${open}`);
      }
      await context.close();
    }
    assert.equal(found.join("\n"), "");
  });

  test(`boards of ${name} keep to their column, their headings to whole words`, async () => {
    const found = [];
    for (const width of [390, 1280]) {
      const context = await chromium.newContext({ viewport: { width, height: 900 } });
      const page = await context.newPage();
      for (const path of pagesByKind(name, 2).filter((one) => /^(index|periods|boards)/.test(one))) {
        await page.goto(fromDisk(name, path), { waitUntil: "load" });
        found.push(...(await page.evaluate(misplaced)).map((one) => `${path} at ${width}: ${one}`));
      }
      await context.close();
    }
    assert.equal(found.join("\n"), "");
  });

  test(`nothing shifts while ${name} loads`, async () => {
    const server = await serve(name);
    const found = [];
    for (const width of [390, 1280]) {
      const context = await chromium.newContext({ viewport: { width, height: 900 } });
      await context.addInitScript(() => {
        window.shifts = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.shifts += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
      });
      const page = await context.newPage();
      for (const path of pagesByKind(name)) {
        await page.goto(server.address + path, { waitUntil: "load" });
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        const shifts = await page.evaluate(() => window.shifts);
        if (shifts > 0) found.push(`${path} at ${width}: ${shifts}`);
      }
      await context.close();
    }
    server.close();
    assert.equal(found.join("\n"), "");
  });

  test(`${name} can be read and walked without scripts`, async () => {
    const context = await chromium.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const found = [];
    for (const path of pagesByKind(name)) {
      await page.goto(fromDisk(name, path));
      const main = page.locator("main");
      const text = (await main.innerText()).trim();
      if (text.length < 10) found.push(`${path}: says “${text}”`);
      for (const button of await page.locator("button:visible").all()) {
        found.push(`${path}: a button without a script: ${await button.innerText()}`);
      }
    }
    await context.close();
    assert.equal(found.join("\n"), "");
  });
}

/** Boards that lie over what stands beside them, and headings of numbers that are broken inside a word. */
function misplaced() {
  const found = [];
  for (const board of document.querySelectorAll(".board")) {
    const scroll = board.closest(".scroll");
    const hidden = getComputedStyle(scroll).overflowX !== "visible";
    const beyond = board.getBoundingClientRect().right - scroll.parentElement.getBoundingClientRect().right;
    if (!hidden && beyond > 1) found.push(`a board is ${Math.round(beyond)} px too wide: ${board.caption.textContent}`);
  }
  for (const heading of document.querySelectorAll(".board thead th.num")) {
    const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const line = (at) => { range.setStart(node, at); range.setEnd(node, at + 1); return range.getBoundingClientRect().top; };
      for (let at = 1; at < node.data.length; at += 1) {
        const letters = /^[\p{L}\p{N}]{2}$/u.test(node.data.slice(at - 1, at + 1));
        if (letters && line(at) - line(at - 1) > 4) found.push(`a heading is broken at ${node.data.slice(0, at)}|${node.data.slice(at)}`);
      }
    }
  }
  return found;
}
