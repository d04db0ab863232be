import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { undeclared, unlike } from "../../rehearsal/check.ts";
import { run } from "../../rehearsal/run.ts";
import { CANARY, fresh, old, production, PUBLIC, type Production } from "../engine/production.ts";

const ROOT = join(import.meta.dirname, "../..");
const TITLES = [
  "staging",
  "production, first",
  ...["prepare 1.5.0", ...at("1.5.0", 10, 25, 50), "1.5.0 to 75 %, unattended"],
  ...[...at("1.5.0", 100), "promote 1.5.0", "finish 1.5.0"],
  ...["prepare 1.6.0", ...at("1.6.0", 10, 25), "roll 1.6.0 back"],
  ...["prepare 1.7.0", ...at("1.7.0", 10, 25, 50, 75, 100), "promote 1.7.0", "revert 1.7.0"],
  ...["prepare 1.7.1", ...at("1.7.1", 10, 25), "1.7.1 at 50 % is refused"],
  "1.7.1 is rolled back by itself",
  ...["prepare 1.7.2", ...at("1.7.2", 10), "1.7.2 without data, then with it"],
  ...["1.7.2 is held, then goes on", "take 1.7.2 back"],
];
const STORIES = [
  "1. 1.5.0 goes through",
  "2. 1.6.0 is rolled back by hand at 25 %",
  "3. 1.7.0 is promoted, and taken back",
  "4. 1.7.1 alerts at 25 %",
  "5. 1.7.2 has no data at 10 %",
  "6. 1.7.2 recovers at 25 %",
];

function at(version: string, ...percentages: number[]): string[] {
  return percentages.map((percentage) => `${version} at ${percentage} %`);
}

describe("the rehearsal", () => {
  it("carries its stories through, without a warning, and changes no tracked file", async function () {
    this.timeout(600_000);
    const changes = () =>
      execFileSync("git", ["status", "--porcelain", "--untracked-files=no"], {
        cwd: ROOT,
        encoding: "utf8",
      });
    const before = changes();
    const { code, output } = await run(join(ROOT, "canary"), ["rehearse"], {
      cwd: ROOT,
      env: process.env,
    });
    assert.equal(code, 0, output);
    const table = output.slice(output.indexOf("\nstep"));
    const rows = table.split("\n").filter((line) => line.includes("as declared"));
    assert.deepEqual(
      rows.map((row) => row.split("  ")[0]),
      TITLES,
    );
    assert.doesNotMatch(output, /warning/i);
    assert.deepEqual(output.match(/^\d\. .*/gm), STORIES);
    for (const said of [
      /said {5}1\.5\.0 from 50 % to 75 %\n +Error rate 0\.2 %, critical above 5 %, .* 5,000 requests/,
      /said {5}gate: the gate is closed: Error rate 6\.2 %, critical above 5 %/,
      /said {5}rolled back by itself: error rate above 5 %\n +Error rate 8\.4 %/,
      /reacted {2}\d+\.\d s from the error rate of 8\.4 % at Datadog to both weights/,
      /said {5}the gate is inconclusive: .*no data .*\n +done: 1\.7\.2 from 10 % to 25 %/,
      /said {5}the gate is closed: Database errors 12, .*\n +soak: .* since a monitor recovered .*\n +done: 1\.7\.2 from 25 % to 50 %/,
    ])
      assert.match(output, said);
    assert.equal(changes(), before);
  });
});

describe("the rehearsal's look at the clouds", () => {
  let found: Production;
  afterEach(() => found.close());

  it("finds nothing where they hold what is declared", async () => {
    found = await production("10");
    assert.deepEqual(await undeclared(found.ground, found.store, ["production"]), []);
  });

  it("finds what they hold otherwise, not at all, or without a declaration", async () => {
    found = await production("10");
    const [zone] = found.store.resources("aws:route53/zone:Zone");
    const [first, second] = found.store.resources("cloudflare:index/dnsRecord:DnsRecord");
    assert.ok(zone && first && second);
    found.store.byHand(zone, { comment: "changed" });
    found.store.byHand(first, "delete");
    const faults = (await undeclared(found.ground, found.store, ["production"])).join("\n");
    assert.match(faults, /Zone::traffic: comment is "changed" in the cloud/);
    assert.match(faults, /is declared and in no cloud/);
    const alone = (await undeclared(found.ground, found.store, ["staging"])).join("\n");
    assert.match(alone, /is in the cloud and declared nowhere/);
  });

  it("names each weight and host that is not as a step must leave it", async () => {
    found = await production("10");
    const hosts = { [PUBLIC]: fresh, [CANARY]: fresh };
    assert.deepEqual(unlike(found.held(), { canary: 25, hosts }), [
      "the stable weight is 90, not 75",
      "the canary weight is 10, not 25",
      `what ${PUBLIC} serves is ${old.deployment}, not ${fresh.deployment}`,
    ]);
  });
});
