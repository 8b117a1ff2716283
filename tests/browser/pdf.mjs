// What comes out of the printer: the sheets of a page, each with its size in millimetres and its words.

import { getDocumentProxy } from "unpdf";

/** Prints the page that is open, on the paper that it asks for; A4 where it asks for none. */
export async function printed(page, { format = "A4" } = {}) {
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true, format });
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const sheets = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const sheet = await document.getPage(number);
    const [left, bottom, right, top] = sheet.view;
    const { items } = await sheet.getTextContent();
    const words = bare(items.map((item) => item.str).join(""));
    sheets.push({ width: millimetres(right - left), height: millimetres(top - bottom), words });
  }
  await document.destroy();
  return sheets;
}

// A font has one drawing for a sign and the radical that looks like it, and a PDF may name either.
const RADICALS = {
  "⺠": "民", "⻁": "虎", "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻓": "长", "⻔": "门", "⻘": "青", "⻙": "韦",
  "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻩": "黄", "⻬": "齐", "戶": "户",
};

/** Text as it is compared with the words of a sheet: signs in one form, without blanks. */
export function bare(text) {
  return text.normalize("NFKC").replace(/\s+/g, "").replace(/[⺀-⻿戶]/gu, (sign) => RADICALS[sign] ?? sign);
}

function millimetres(points) {
  return Math.round((points / 72) * 25.4);
}
