import assert from "node:assert/strict";
import { inPath, inSource, inText } from "../../../tools/words/find.ts";

const result = (hits: readonly { readonly line: number; readonly result: string }[]) =>
  hits.map((hit) => `${hit.line} ${hit.result}`);

describe("the word list", () => {
  it("finds a word in a text, in any form, with its line and what to use", () => {
    const [hit, ...others] = inText("Nothing here.\nIts share Rises.");
    assert.deepEqual(others, []);
    assert.equal(hit?.line, 2);
    assert.equal(hit.result, "Rises");
    assert.match(hit.instead, /increase/);
  });

  it("finds words that stand apart", () => {
    assert.deepEqual(result(inText("It puts it back, and lets an item pass: ways back.")), [
      "1 ways back",
      "1 lets an item pass",
      "1 puts it back",
    ]);
  });

  it("takes no part of another word, and no word of another meaning", () => {
    assert.deepEqual(
      inText("enterprise, surprised, masked, foreseen, known words, a carriage"),
      [],
    );
  });

  it("finds words in the names that a source declares, and none where a library's is used", () => {
    const source = [
      "export function mayRise(toldTwice: string, { seen }: Seen): void {",
      "  const KNOWN_ONES = library.heard(unknown);",
      "}",
      "interface Box { readonly putBack: boolean; readonly notFound: boolean }",
    ].join("\n");
    assert.deepEqual(result(inSource(source)), [
      "1 mayRise (rise)",
      "1 toldTwice (told)",
      "1 seen (seen)",
      "2 KNOWN_ONES (known)",
      "4 putBack (put back)",
    ]);
  });

  it("finds words in messages, in templates too, and leaves comments and imports alone", () => {
    const source = [
      'import { a } from "../told.ts";',
      "// It rises.",
      "const text = `it rises at ${a} and was ${a} shown`;",
      'say("nobody asked");',
    ].join("\n");
    assert.deepEqual(result(inSource(source)), ["3 rises", "3 shown", "4 asked"]);
  });

  it("finds words in what messages are searched for", () => {
    assert.deepEqual(result(inSource("const said = /it (rises|is told)/.test(text);")), [
      "1 rises",
      "1 told",
    ]);
  });

  it("finds words in folders and file names", () => {
    assert.deepEqual(result(inPath("cli/run/moments.ts")), ["1 cli/run/moments.ts (moments)"]);
    assert.deepEqual(inPath("cli/run/timeline.ts"), []);
  });
});
