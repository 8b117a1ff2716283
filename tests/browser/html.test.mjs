// Every page of every site by the Nu HTML Checker: no error and no warning.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { test } from "node:test";
import { folder, names } from "./site.mjs";

const jar = createRequire(import.meta.url)("vnu-jar");

for (const name of names) {
  test(`the Nu HTML Checker finds nothing in ${name}`, () => {
    const run = spawnSync("java", ["-Xss8m", "-jar", String(jar), "--skip-non-html", "--format", "json", folder(name)],
      { encoding: "utf8", maxBuffer: 1 << 28 });
    const { messages } = JSON.parse(run.stderr || run.stdout || '{"messages":[{"message":"java printed nothing"}]}');
    const kinds = new Map();
    for (const { url, lastLine, message, extract } of messages) {
      const page = (url ?? "").split(`/${name}/`).pop();
      kinds.set(message, [...(kinds.get(message) ?? []), `${page}:${lastLine}: ${extract ?? ""}`]);
    }
    const found = [...kinds].map(([message, places]) => `${message} (${places.length} ×)\n  ${places[0]}`);
    assert.equal(found.join("\n"), "");
  });
}
