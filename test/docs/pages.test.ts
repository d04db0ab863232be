import assert from "node:assert/strict";
import { readFileSync, existsSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const root = join(import.meta.dirname, "../..");
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];
const read = (page: string) => readFileSync(join(root, page), "utf8");
/** A page without its blocks of code, in which nothing is a link or a heading. */
const prose = (page: string) => read(page).replace(/^```.*?^```/gms, "");

/** The anchors of a page, as GitHub makes them from its headings. */
const anchorsOf = (page: string) =>
  [...prose(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replace(/ /g, "-"),
  );

/** The links of a page to this repository's own files and headings. */
const linksOf = (page: string) =>
  [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = ""]) => link)
    .filter((link) => !/^(https?|tel|mailto):/.test(link));

describe("README and docs/", () => {
  for (const page of pages)
    it(`${page} links to pages and headings that are there`, () => {
      for (const link of linksOf(page)) {
        const [path = "", anchor] = link.split("#");
        const target = path === "" ? page : relative(root, join(root, dirname(page), path));
        assert.ok(existsSync(join(root, target)), `${link}: no such file`);
        if (anchor !== undefined)
          assert.ok(anchorsOf(target).includes(anchor), `${link}: no such heading`);
      }
    });

  it("lead from the README to every page, by two links at most", () => {
    const linked = (page: string) =>
      linksOf(page).map((link) =>
        relative(root, join(root, dirname(page), link.split("#")[0] ?? "")),
      );
    const first = linked("README.md").filter((page) => pages.includes(page));
    const reached = [...first, ...first.flatMap(linked)];
    for (const page of pages.filter((one) => one.startsWith("docs/")))
      assert.ok(reached.includes(page), `${page} is not linked`);
  });

  it("have a README of less than 9 KB, and a glossary of at most 15 words", () => {
    assert.ok(Buffer.byteLength(read("README.md")) < 9 * 1024);
    const rows = read("docs/glossary.md").match(/^\| [^-]/gm) ?? [];
    assert.ok(rows.length - 1 <= 15, `${rows.length - 1} words`);
  });

  it("use each reference of a link that a page defines, and define each that it uses", () => {
    for (const page of pages) {
      const text = prose(page);
      const defined = [...text.matchAll(/^\[([^\]]+)\]: /gm)].map(([, name]) => name);
      const used = [...text.matchAll(/\]\[([^\]]+)\]/g)].map(([, name]) => name);
      assert.deepEqual([...new Set(used)].sort(), [...defined].sort(), page);
    }
  });
});
