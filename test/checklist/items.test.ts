import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { evidenced } from "../../checklist/item.ts";
import { ITEMS } from "../../checklist/items.ts";
import { SECTIONS } from "../../checklist/section.ts";

/** What the checklist requires, line by line: its part, its section, and each box or contact. */
function checklist(): { part: string; section: string; text: string }[] {
  const text = readFileSync(new URL("checklist.md", import.meta.url), "utf8");
  let part = "";
  let section = "";
  return text.split("\n").flatMap((line) => {
    part = /^## (.+)$/.exec(line)?.[1] ?? part;
    section = /^### (.+)$/.exec(line)?.[1] ?? section;
    const box = /^(?:-|\d\.) \[ \] (.+)$/.exec(line)?.[1];
    const contact = /^- \*\*(.+)\*\*: /.exec(line)?.[1];
    const requested = box ?? contact;
    return requested === undefined ? [] : [{ part, section, text: requested }];
  });
}

describe("the items", () => {
  it("are the checklist's, line by line", () => {
    const lines = checklist();
    assert.equal(lines.length, 102);
    assert.deepEqual(
      ITEMS.map(({ section, text }) => {
        const match = SECTIONS.find(({ id }) => id === section);
        return { part: match?.part, section: match?.title, text };
      }),
      lines,
    );
  });

  it("have an id each, of its own", () => {
    assert.equal(new Set(ITEMS.map(({ id }) => id)).size, ITEMS.length);
    for (const { id } of ITEMS) assert.match(id, /^[a-z]+(-[a-z0-9]+)+$/);
  });

  it("are covered each, and a remedy of one sentence", () => {
    for (const { id, coveredBy, remedy } of ITEMS) {
      assert.notEqual(coveredBy.length, 0, id);
      assert.match(remedy, /^[A-Z][^]*[.]$/, id);
    }
  });

  it("are evidenced where a transition requires evidence, and by nothing else where they are not", () => {
    for (const item of ITEMS) {
      const how = item.coveredBy.filter(({ by }) => by === "evidence");
      assert.ok(how.length <= 1, item.id);
      if (evidenced(item) !== undefined)
        assert.ok(
          item.needed.some((needed) => needed !== "always"),
          item.id,
        );
      if (item.secondPerson) assert.equal(evidenced(item), "attest", item.id);
    }
  });
});
