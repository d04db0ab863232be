import assert from "node:assert/strict";
import { POLICIES } from "../../rehearsal/workspace.ts";
import { production, type Production } from "../engine/production.ts";
import { byPassphrase } from "../engine/secretsProvider.ts";
import { planted } from "./commands.ts";
import { CONFIG, plantsIn } from "./planted.ts";

const STACK = ["--stack", "production"];

describe("a secret", () => {
  let running: Production;
  afterEach(() => running.close());

  it("is in no output, state, evidence or log of an update, a review and a status, and at its vendor", async () => {
    running = await byPassphrase(await production("prepared"));
    const searched = await planted(running);
    const commands = [
      ["pulumi", "up", "--yes", "--diff", "--policy-pack", POLICIES],
      ["canary", "review"],
      ["canary", "status"],
    ] as const;
    for (const [command, ...args] of commands) {
      const { code, output } = await searched.after(
        [command, args[0]].join(" "),
        command,
        ...args,
        ...STACK,
      );
      assert.equal(code, 0, output);
    }
    assert.deepEqual(searched.leaks, []);
    assert.deepEqual(searched.people, []);
    // The search finds what there is to be leaks: a vendor has what it is to be used with.
    const held = JSON.stringify(running.store.resources());
    const atVendors = CONFIG.filter(({ name }) => name.startsWith("canary:"));
    assert.deepEqual(
      plantsIn(held, CONFIG),
      atVendors.map(({ name }) => name),
    );
  });
});
