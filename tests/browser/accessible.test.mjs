// Every kind of page, in every theme's light and dark, by axe-core: no violation.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { browser, names, pagesByKind, serve } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let chromium;
before(async () => { chromium = await browser(); });
after(async () => chromium.close());

for (const name of names) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing in ${name}, ${colorScheme}`, async () => {
      const server = await serve(name);
      const context = await chromium.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const found = [];
      for (const path of pagesByKind(name)) {
        await page.goto(server.address + path);
        await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
        for (const { id, help, nodes } of violations) {
          found.push(`${path}: ${id} (${help}), ${nodes.length} ×, first: ${nodes[0].html.slice(0, 200)}`
            + ` ${nodes[0].any[0]?.message ?? ""}`);
        }
      }
      await context.close();
      server.close();
      assert.equal(found.join("\n"), "");
    });
  }
}
