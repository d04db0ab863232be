import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { examined } from "../../../cli/output/doctor.ts";
import { soundSite, type Site } from "./site.ts";
import { PLANTED } from "./planted.ts";

/** What was found, by the ids of the checks that are not in order. */
async function failing(site: Site, args: readonly string[], env = {}) {
  const { code, output } = await site.doctor(["--format", "json", ...args], env);
  const start = output.indexOf("{\n");
  assert.ok(start >= 0, output);
  const read = examined.safeParse(JSON.parse(output.slice(start, output.lastIndexOf("}") + 1)));
  assert.ok(read.success, read.error && z.prettifyError(read.error));
  const { checks, sound } = read.data;
  const observed = checks.filter(({ verdict }) => verdict !== "ok");
  const textOf = (id: string) =>
    (checks.find((one) => one.id === id)?.findings ?? [])
      .filter(({ verdict }) => verdict !== "ok")
      .map((one) => `${one.verdict}: ${one.observed} | ${one.expected ?? ""} | ${one.remedy ?? ""}`)
      .join("\n");
  return { code, sound, ids: observed.map(({ id }) => id), textOf, checks };
}

describe("./canary doctor", () => {
  let site: Site;
  before(async () => {
    site = await soundSite();
  });
  after(() => site.close());

  it("finds nothing on a sound set-up, and exits 0", async () => {
    const { code, output } = await site.doctor(["--all"]);
    assert.equal(code, 0, output);
    assert.match(output, /no fault was found/);
    assert.match(output, /(\d+) of \1 checks are in order\./);
    assert.match(output, /^ok dns-caa: AWS and Vercel may issue/m);
    assert.ok(
      output.split("\n").every((line) => line.length <= 100),
      output,
    );
  });

  it("takes no other purpose", async () => {
    const wrong = await site.doctor(["--for", "party"]);
    assert.equal(wrong.code, 1);
    assert.match(wrong.output, /Allowed choices are up, start, rollback/);
  });

  it("names what a passphrase, a backend and credentials that are missing stop", async () => {
    const { code, textOf, ids } = await failing(site, ["--for", "rollback"], {
      PULUMI_CONFIG_PASSPHRASE: "another",
      VERCEL_API_TOKEN: "",
      AWS_ACCESS_KEY_ID: "AKIAUNKNOWN",
    });
    assert.equal(code, 1);
    assert.deepEqual(ids, ["secrets-provider", "vercel-credentials", "aws-credentials"]);
    assert.match(textOf("secrets-provider"), /passphrase/);
    assert.match(textOf("vercel-credentials"), /VERCEL_API_TOKEN is not set/);
    assert.match(textOf("aws-credentials"), /AWS does not know these/);

    const elsewhere = join(site.production.workspace.directory, "elsewhere");
    mkdirSync(elsewhere);
    const other = await failing(site, ["--for", "rollback"], {
      PULUMI_BACKEND_URL: `file://${elsewhere}`,
    });
    assert.match(other.textOf("backend"), /there is no stack production.*pulumi stack init/);
    assert.ok(other.ids.includes("backend"));
  });

  it("checks a roll back with a stack file that is broken, and says so of an update", async () => {
    const file = join(site.production.workspace.directory, "Pulumi.production.yaml");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(/percentage: .*/, 'percentage: "much"'));
    try {
      const back = await failing(site, ["--for", "rollback"]);
      assert.deepEqual([back.code, back.ids], [0, []]);
      assert.ok(back.checks.some(({ id }) => id === "aws-credentials"));
      const { output, code } = await site.doctor(["--for", "up"]);
      assert.equal(code, 1);
      assert.match(output, /^canary\/production: .*\n\nFAULT config \(stops: up, start\)\n/m);
      assert.match(output, /found +percentage is "much"/);
    } finally {
      writeFileSync(file, text);
    }
  });

  it("names each of the planted faults, and nothing else", async () => {
    assert.ok(PLANTED.length >= 20);
    for (const { plant } of PLANTED) await plant?.(site);
    const edits = PLANTED.flatMap(({ edit }) => edit ?? []);
    await site.production.edit({
      set: Object.assign({}, ...edits) as Readonly<Record<string, unknown>>,
    });
    const { code, ids, textOf, sound } = await failing(site, []);
    for (const { id, says } of PLANTED) assert.match(`${id}: ${textOf(id)}`, says);
    assert.deepEqual(ids.toSorted(), PLANTED.map(({ id }) => id).toSorted());
    assert.deepEqual([code, sound], [1, false]);
  });
});
