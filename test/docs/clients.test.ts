import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CLIENT_KINDS, CLIENTS, type Client } from "../../rollout/clients.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/clients.md"), "utf8");

describe("docs/clients.md", () => {
  const rows = [...page.matchAll(/^\| `([a-z0-9-]+)` +\|(.*)$/gm)];

  it("has a row for each kind of client", () => {
    assert.deepEqual(
      rows.map(([, kind]) => kind),
      CLIENT_KINDS,
    );
  });

  it("says of each when it leaves, as a roll back does", () => {
    for (const [, kind = "", row = ""] of rows) {
      const [, inUse = "", pause = ""] = row.split("|").map((cell) => cell.trim());
      const { leaves, keeps } = CLIENTS[kind as keyof typeof CLIENTS] as Client;
      const said = `${kind}: ${row}`;
      if (typeof leaves === "number") assert.match(pause, new RegExp(`^${leaves} s`), said);
      if (leaves === "never") assert.match(pause, /^(never|none: )/, said);
      if (leaves === "with DNS") assert.match(inUse, /^(within the TTL|not before)/, said);
      else assert.match(inUse, /^(no\b|never|new clients)/, said);
      if (typeof leaves !== "number" && leaves !== "never" && keeps > 0 && keeps < 3600)
        assert.ok(inUse.includes(`${keeps} s`), said);
    }
  });
});
