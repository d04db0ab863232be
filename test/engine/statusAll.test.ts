import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { StatusAllOutput } from "../../cli/output/statusAll.ts";
import { BUCKET, CREDENTIALS, startServer, unsigned } from "../hard/bucket.ts";
import { copiedState, layState, stateFile } from "./copiedStack.ts";
import { fresh, production, type KeptState, type Production } from "./production.ts";
import { root } from "./pulumi.ts";

/** A state whose canary is halted. */
function halted({ resources, ...rest }: KeptState): object {
  const halt = { release: fresh, reason: "checkout fails", at: "2026-01-31T12:00:00Z" };
  return {
    ...rest,
    resources: resources.map((resource) =>
      isRecord(resource)
        ? { ...resource, inputs: { input: { ...inputOf(resource), halted: [halt] } } }
        : resource,
    ),
  };
}

function isRecord({ urn }: KeptState["resources"][number]): boolean {
  return String(urn).endsWith("pulumi:index:Stash::record");
}

function inputOf({ inputs }: KeptState["resources"][number]): object {
  return (inputs as { input: object }).input;
}

/** A state whose update was cut off while it moved the canary's weight. */
function unfinished(state: KeptState): object {
  const resource = state.resources.find(({ urn }) => String(urn).endsWith("::traffic-canary"));
  return { ...state, pending_operations: [{ type: "updating", resource }] };
}

describe("./canary status --all, through the engine", () => {
  let running: Production;
  let folder: string;

  before(async () => {
    running = await production("10");
    folder = join(running.workspace.directory, "state");
    await layState(folder, "halted", await copiedState(folder, "halted", halted));
    await layState(folder, "cut", await copiedState(folder, "cut", unfinished));
    await layState(folder, "held", await copiedState(folder, "held"));
    const locks = join(folder, ".pulumi/locks/organization/held/production");
    await mkdir(locks, { recursive: true });
    const lock = { pid: 4242, username: "ci", hostname: `not-${hostname()}`, timestamp: "noon" };
    await writeFile(join(locks, "1.json"), JSON.stringify(lock));
    // Nothing of ours, though it is called production.
    const foreign = await readFile(stateFile(folder, "canary", "staging"), "utf8");
    await layState(folder, "foreign", foreign.replaceAll("/canary/staging", "/foreign/production"));
  });
  after(() => running.close());

  /** What a command prints to stdout, and how it exits. */
  const printed = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
      const { directory, env: own } = running.workspace;
      const where = { cwd: directory, env: { ...own, ...env } };
      execFile(join(directory, "canary"), ["status", ...args], where, (error, out, err) => {
        resolve({ code: error?.code ?? 0, out, err });
      });
    });
  const rows = (out: string) =>
    out
      .trimEnd()
      .split("\n")
      .slice(1, -1)
      .map((line) => line.split(/ {2,}/));
  const counted = (out: string) => out.trimEnd().split("\n").at(-1);

  it("has a line for each rollout, and counts what is none", async () => {
    const { code, out } = await printed(["--all"]);
    assert.equal(code, 0);
    assert.deepEqual(
      rows(out).map(([stack, stable, canary, share, , state]) => [
        stack,
        stable,
        canary,
        share,
        state,
      ]),
      [
        [
          "cut/production",
          "1.4.0",
          "1.5.0",
          "10 %",
          "soak over; unfinished: updating traffic-canary",
        ],
        [
          ...["held/production", "1.4.0", "1.5.0", "10 %"],
          `soak over; lock: held by ci@not-${hostname()} (pid 4242) since noon`,
        ],
        ["halted/production", "1.4.0", "1.5.0", "10 %", "halted: checkout fails"],
        ["canary/production", "1.4.0", "1.5.0", "10 %", "soak over"],
      ],
    );
    assert.match(counted(out) ?? "", /^4 rollouts, 2 other stacks without a rollout/);
  });

  it("reads the stacks of one name or of some projects alone, and says where one has none", async () => {
    const { out: named } = await printed(["--all", "--stack", "staging"]);
    assert.match(named, /^0 rollouts, 1 other stack /);
    const { code, out } = await printed(["--all", "--project", "halted", "cut", "typo"]);
    assert.equal(code, 1);
    assert.deepEqual(
      rows(out).map(([stack]) => stack),
      ["typo/*", "cut/production", "halted/production"],
    );
    assert.match(out, /typo\/\* .* not read: it has no stack here/);
    const { code: alone, err } = await printed(["--project", "cut"]);
    assert.equal(alone, 2);
    assert.match(err, /^canary: --project is for --all/);
  });

  it("says which stack cannot be read, and still reads all others, as JSON too", async () => {
    await layState(folder, "lost", (await copiedState(folder, "lost")).slice(0, 1000));
    const { code, out } = await printed(["--all", "--format", "json"]);
    assert.equal(code, 1);
    const schema = await readFile(join(root, "docs/schemas/status-all.schema.json"), "utf8");
    z.fromJSONSchema(JSON.parse(schema) as z.core.JSONSchema.JSONSchema).parse(JSON.parse(out));
    const { stacks, others } = JSON.parse(out) as StatusAllOutput;
    assert.equal(others, 2);
    assert.deepEqual(
      stacks.map(({ stack, record }) => [stack, record?.percentage]),
      [
        ["lost/production", undefined],
        ["cut/production", 10],
        ["held/production", 10],
        ["halted/production", 10],
        ["canary/production", 10],
      ],
    );
    assert.match(stacks[0]?.fault ?? "", /^failed to load checkpoint: .*unexpected end of JSON/);
  });

  it("says where the state is in a bucket how to read what the engine does not list", async () => {
    const server = await startServer("gofakes3");
    try {
      const url = `http://127.0.0.1:${server.port}`;
      const put = async (project: string, body: string) => {
        const to = `${url}/${BUCKET}/.pulumi/stacks/${project}/production.json`;
        const { status } = await fetch(to, { method: "PUT", body, headers: unsigned("s3") });
        assert.equal(status, 200);
      };
      const meta = `${url}/${BUCKET}/.pulumi/meta.yaml`;
      await fetch(meta, { method: "PUT", body: "version: 1\n", headers: unsigned("s3") });
      await put("cut", await copiedState(folder, "cut", unfinished));
      await put("shop", await copiedState(folder, "shop"));
      const env = {
        ...CREDENTIALS,
        PULUMI_BACKEND_URL: `s3://${BUCKET}?endpoint=${url}&s3ForcePathStyle=true&region=us-east-1`,
      };
      const all = await printed(["--all"], env);
      assert.equal(all.code, 0, all.err);
      assert.match(
        all.out,
        /^cut\/production .* unfinished: [^]*\nshop\/production .* soak over$/m,
      );
      await put("lost", "{");
      const lost = await printed(["--all"], env);
      assert.equal(lost.code, 2);
      assert.match(lost.err, /^canary: the engine cannot list the stacks: .*JSON/m);
      assert.match(lost.err, /status --all --project NAME NAME … lists each project by itself/);
      const { code, out } = await printed(["--all", "--project", "lost", "shop"], env);
      assert.equal(code, 1);
      assert.match(out, /^lost\/\* .* not read: its stacks cannot be listed: .*JSON/m);
      assert.match(out, /^shop\/production .* soak over$/m);
    } finally {
      await server.close();
    }
  });
});
