import assert from "node:assert/strict";
import { defaultOf } from "../../../cli/verify/defaults.ts";
import { isInCheckout, verifiedBy } from "../../../cli/verify/tasks.ts";
import { evidenced } from "../../../checklist/item.ts";
import { EVIDENCED, itemOf } from "../../../checklist/items.ts";
import { parse, production, type Stack } from "../../config/stack.ts";

function configOf(changes: Stack = {}) {
  const config = parse(production(changes));
  assert.ok(config.environment === "production");
  return config;
}

function item(id: string) {
  const result = itemOf(id);
  assert.ok(result);
  return result;
}

describe("what shows an item", () => {
  it("is the team's to say for these alone; every other that a command shows has a default", () => {
    const without = EVIDENCED.filter((one) => evidenced(one) === "verify" && !defaultOf(one));
    assert.deepEqual(
      without.map(({ id }) => id),
      [
        "cq-unit-tests",
        "cq-integration-tests",
        "env-db-migrations",
        "env-redis-cleared",
        "env-third-party-keys",
      ],
    );
  });

  it("is the stack file's command, else the default, else nothing, which is said", () => {
    const none = configOf({ verify: undefined });
    assert.equal(verifiedBy(item("cq-tsc"), none), "npx --no-install tsc --noEmit");
    assert.equal(verifiedBy(item("full-ssl"), none), "certificates over TLS");
    assert.equal(verifiedBy(item("perf-error-rate"), none), "monitors at Datadog");
    assert.equal(verifiedBy(item("cq-unit-tests"), none), "nothing yet: verify.cq-unit-tests");
    assert.equal(verifiedBy(item("doc-learnings"), none), "a person: ./canary attest");
    const own = configOf({ "verify.full-ssl": { command: ["scripts/tls", "www"] } });
    assert.equal(verifiedBy(item("full-ssl"), own), "scripts/tls www");
  });

  it("is in the app's checkout for its commands, and elsewhere for checks of hosts", () => {
    const config = configOf({ "verify.full-ssl": { command: ["scripts/tls"] } });
    const inside = ["cq-tsc", "cq-clean-tree", "cq-unit-tests", "full-ssl"];
    for (const id of inside) assert.equal(isInCheckout(item(id), config), true, id);
    for (const id of ["full-dns", "env-cdn-purged", "clean-env-config", "clean-debug-code"])
      assert.equal(isInCheckout(item(id), config), false, id);
  });
});
