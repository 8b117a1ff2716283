// The colours that a reader's system forces, and more contrast: marks, states and drawings are still there.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFileSync } from "node:fs";
import { browser, files, folder, fromDisk, pagesByKind } from "./site.mjs";

let chromium;
before(async () => { chromium = await browser(); });
after(async () => chromium.close());

async function opened(settings, walk) {
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, ...settings });
  const page = await context.newPage();
  try {
    await walk(page);
  } finally {
    await context.close();
  }
}

const month = (site) => pagesByKind(site).find((path) => /^periods\/\d{4}-\d\d\.html$/.test(path));
const person = () => files("staff").find((path) => /^people\/[^/]+\.html$/.test(path)
  && /class="item depth-[\s\S]*class="bar"/.test(readFileSync(`${folder("staff")}/${path}`, "utf8")));

/** The shapes of drawings that have neither a fill nor a line that differs from the ground. */
function lost() {
  const ground = getComputedStyle(document.body).backgroundColor;
  const seen = (colour) => colour !== "none" && colour !== ground && !/^rgba.*, 0\)$/.test(colour);
  return Array.from(document.querySelectorAll("svg rect, svg path, svg circle, svg line, svg polyline")).filter((shape) => {
    if (shape.closest("defs, pattern, clipPath, mask") || shape.classList.contains("f-paper")) return false;
    const { fill, stroke } = getComputedStyle(shape);
    return !seen(fill) && !seen(stroke);
  }).map((shape) => shape.outerHTML.slice(0, 120));
}

for (const colorScheme of ["light", "dark"]) {
  test(`with forced colours, ${colorScheme}, no shape of a drawing is lost`, async () => {
    await opened({ forcedColors: "active", colorScheme }, async (page) => {
      for (const path of [month("staff"), "index.html", "wall.html", person()]) {
        await page.goto(fromDisk("staff", path), { waitUntil: "load" });
        assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
        assert.deepEqual(await page.evaluate(lost), [], path);
      }
    });
  });

  test(`with forced colours, ${colorScheme}, a bar is told from what it could reach, a kind from the next`, async () => {
    await opened({ forcedColors: "active", colorScheme }, async (page) => {
      await page.goto(fromDisk("staff", person()));
      const bar = await page.locator(".item svg.bar").first().evaluate((svg) => {
        const { fill } = getComputedStyle(svg.querySelector("rect"));
        const track = getComputedStyle(svg).backgroundImage.match(/rgba?\([^)]*\)/g);
        return { fill, track: track.at(-1), ground: getComputedStyle(document.body).backgroundColor };
      });
      assert.equal(new Set(Object.values(bar)).size, 3, JSON.stringify(bar));
      const mean = await page.locator(".item svg.bar .mean").first().evaluate((tick) => getComputedStyle(tick).fill);
      assert.ok(mean !== bar.fill && mean !== bar.ground, `the team's mean is ${mean} on ${bar.fill}`);
      await page.goto(fromDisk("staff", month("staff")), { waitUntil: "load" });
      const kinds = await page.locator("svg.chart:has(.f-c2)").first().evaluate((svg) =>
        Array.from(svg.querySelectorAll("rect[class^=f-c], rect[fill^='url'], path[class^=f-c]"), (shape) => {
          const { fill } = getComputedStyle(shape);
          return `${fill} ${shape.getAttribute("fill") ?? ""}`;
        }));
      assert.ok(new Set(kinds).size > 1, kinds.join());
    });
  });

  test(`with forced colours, ${colorScheme}, states are told by words and lines`, async () => {
    await opened({ forcedColors: "active", colorScheme }, async (page) => {
      await page.goto(fromDisk("staff", month("staff")));
      const now = page.locator(".steps .now");
      const line = (step) => step.evaluate((one) => parseFloat(getComputedStyle(one).borderTopWidth));
      assert.ok((await line(now)) > (await line(page.locator(".steps li:not(.now)").first())));
      const mark = page.locator(".mark").first();
      assert.ok((await mark.innerText()).trim().length > 0);
      assert.ok(await mark.evaluate((one) => {
        const { borderBottomStyle, borderBottomColor } = getComputedStyle(one);
        return borderBottomStyle === "solid" && borderBottomColor !== getComputedStyle(document.body).backgroundColor;
      }));
      // Where one is in the site, and which row a link has led to.
      const here = page.locator("nav a[aria-current]").first();
      assert.ok(await here.evaluate((one) => getComputedStyle(one).borderBottomStyle === "solid"
        || getComputedStyle(one).textDecorationLine.includes("underline")));
      await page.keyboard.press("/");
      await page.keyboard.type("tdm");
      await page.locator("#found [role=option]").first().waitFor();
      await page.keyboard.press("ArrowDown");
      const outline = await page.locator("#found [aria-selected=true]").evaluate((one) => getComputedStyle(one).outlineStyle);
      assert.equal(outline, "solid");
    });
  });

  test(`with more contrast, ${colorScheme}, all words stand out at 7 to 1`, async () => {
    await opened({ contrast: "more", colorScheme }, async (page) => {
      for (const path of [month("staff"), "index.html", person(), "wall.html"]) {
        await page.goto(fromDisk("staff", path));
        const weak = await page.evaluate(() => {
          const light = (colour) => {
            const [r, g, b] = colour.match(/[\d.]+/g).map((n) => {
              const part = Number(n) / 255;
              return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
            });
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = light(getComputedStyle(document.body).backgroundColor);
          const own = (node) => Array.from(node.childNodes).some((child) => child.nodeType === 3 && child.data.trim());
          const found = new Map();
          for (const node of document.querySelectorAll("body *")) {
            if (!own(node) || node.closest("template, script, style, svg")) continue;
            const { color } = getComputedStyle(node);
            const [a, b] = [light(color), ground].sort((x, y) => y - x);
            if ((a + 0.05) / (b + 0.05) < 7) found.set(color, node.outerHTML.slice(0, 100));
          }
          return Array.from(found.entries());
        });
        assert.deepEqual(weak, [], path);
      }
    });
  });
}
