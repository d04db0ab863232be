import assert from "node:assert/strict";
import { attestable, refuseAuthors } from "../../cli/attest.ts";
import { UserError } from "../../cli/userError.ts";
import { NEW } from "../rollout/build.ts";

const ADA = { name: "Ada Lovelace", email: "ada@example.com", commit: NEW.commit };
const KIM = { name: "Kim Roe", email: "", commit: "c".repeat(40) };

describe("what a person attests", () => {
  it("is an item that only a person can show", () => {
    assert.equal(attestable("test-payments").id, "test-payments");
    const refused = (id: string, message: RegExp) => {
      assert.throws(
        () => attestable(id),
        (error) => error instanceof UserError && message.test(error.message),
      );
    };
    refused("cq-luck", /^cq-luck is no item of the checklist/);
    refused("cq-lint", /^cq-lint is verified by a command alone: \.\/canary verify cq-lint$/);
    refused("stake-dev", /^stake-dev needs no evidence/);
  });

  const item = attestable("test-payments");
  for (const by of [
    "Ada Lovelace",
    "ada lovelace",
    "  ADA   LOVELACE ",
    "ada@example.com",
    "Ada@Example.COM",
    "A. Lovelace <ADA@example.com>",
    "ada lovelace <other@example.com>",
    "<ada@example.com>",
  ])
    it(`is refused to the author, as "${by}"`, () => {
      assert.throws(
        () => {
          refuseAuthors(item, by, [KIM, ADA], NEW);
        },
        (error) =>
          error instanceof UserError &&
          /test-payments needs a second person, and Ada Lovelace <ada@example.com> is the author of 1\.5\.0/.test(
            error.message,
          ),
      );
    });

  it("is taken from anybody else", () => {
    for (const by of ["Grace Hopper", "Grace <grace@example.com>", "Ada", "Ada Byron"]) {
      refuseAuthors(item, by, [KIM, ADA], NEW);
    }
    refuseAuthors(item, "Grace", [{ name: "", email: "", commit: "" }], NEW);
  });

  it("is refused to whoever wrote a part, with the commit that says so", () => {
    assert.throws(
      () => {
        refuseAuthors(item, "kim roe <kim@example.com>", [ADA, KIM], NEW);
      },
      (error) =>
        error instanceof UserError &&
        error.message.includes(`and Kim Roe wrote a part of 1.5.0 (${KIM.commit});`),
    );
  });
});
