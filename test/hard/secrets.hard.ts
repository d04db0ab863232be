import assert from "node:assert/strict";
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { POLICIES } from "../../rehearsal/workspace.ts";
import { production, type Production } from "../engine/production.ts";
import { byPassphrase } from "../engine/secretsProvider.ts";
import { planted, type Leak, type Searched } from "./commands.ts";
import { plantsIn, textsBelow } from "./planted.ts";
import { measured } from "./table.ts";

const STACK = ["--stack", "production"];
const REASON = ["--yes", "--reason", "checkout fails"];

/** Every command, in the order of a release that goes bad. */
const COMMANDS: readonly (readonly ["pulumi" | "canary", ...string[]])[] = [
  ["pulumi", "preview", "--diff", "--policy-pack", POLICIES],
  ["pulumi", "preview", "--json"],
  ["pulumi", "preview", "--logtostderr", "--verbose=9"],
  ["canary", "review"],
  ["canary", "review", "--format", "json"],
  ["pulumi", "up", "--yes", "--diff", "--policy-pack", POLICIES],
  ["pulumi", "config"],
  ["pulumi", "stack", "export"],
  ["pulumi", "stack", "output", "--json"],
  ["canary", "status"],
  ["canary", "status", "--format", "json"],
  ["canary", "status", "--all"],
  ["canary", "checklist"],
  ["canary", "verify"],
  ["canary", "doctor"],
  ["canary", "advance", "--yes", "--verbose"],
  ["canary", "run", "--yes", "--until", "10", "--format", "json"],
  ["pulumi", "refresh", "--yes", "--diff"],
  ["canary", "halt", ...REASON],
  ["canary", "rollback", ...REASON],
  ["pulumi", "up", "--yes", "--logtostderr", "--verbose=9"],
];

/** Those that find something here: there is no app to verify, and the tools of a machine are not in order. */
const NOT_IN_ORDER = ["verify", "doctor"];

describe("secrets of every kind that config and the environment take", function () {
  let running: Production;
  let searched: Searched;
  before(async () => {
    running = await byPassphrase(await production("prepared"));
    running.show([]);
    searched = await planted(running);
  });
  after(() => running.close());

  /** Run one, and add what was found of it to the table. */
  const search = async (
    command: "pulumi" | "canary",
    args: readonly string[],
    called = [command, ...args].join(" ").replace(POLICIES, "policies"),
  ) => {
    const before = [searched.texts(), searched.leaks.length] as const;
    const finished = await searched.after(called, command, ...args, ...STACK);
    row(called, before);
    return finished;
  };
  const row = (called: string, [texts, leaks]: readonly [number, number]) => {
    const searchedHere = searched.texts() - texts;
    measured(called, `${searchedHere} texts`, `${searched.leaks.length - leaks} secrets found`);
    assert.ok(searchedHere > 0);
    assert.deepEqual(searched.leaks.slice(leaks), []);
  };

  for (const [command, ...args] of COMMANDS) {
    it(`are in nothing that ${[command, ...args.slice(0, 3)].join(" ").replace(POLICIES, "…")} prints or leaves`, async () => {
      const { code, output } = await search(command, args);
      if (NOT_IN_ORDER.includes(args[0] ?? "")) assert.notEqual(code, 0, output);
      else assert.equal(code, 0, output);
    });
  }

  it("are not in the control room's page and stream", async () => {
    const before = [searched.texts(), searched.leaks.length] as const;
    const streamed = await searched.watched(30);
    assert.match(streamed, /data:/);
    row("canary watch, page and stream", before);
  });

  it("are not in what is said of a vendor that fails", async () => {
    const type = "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable";
    running.store.fault({ type, operation: "read", kind: 500, times: 100 });
    const { code } = await search(
      "pulumi",
      ["refresh", "--yes"],
      "pulumi refresh, which a vendor refuses",
    );
    assert.notEqual(code, 0);
    running.store.clearFaults();
  });

  it("are not in what is said of config that is wrong, and of a program that crashes", async () => {
    const file = join(running.workspace.directory, "Pulumi.production.yaml");
    const text = await readFile(file, "utf8");
    await writeFile(
      file,
      text.replace(/^(\s*)canary:percentage: .*$/m, '$1canary:percentage: "eleven"'),
    );
    const wrong = await search("pulumi", ["preview"], "a preview of config that is wrong");
    assert.notEqual(wrong.code, 0);
    assert.match(wrong.output, /eleven/);
    await writeFile(file, text);
    const project = join(running.workspace.directory, "Pulumi.yaml");
    const crashing = join(import.meta.dirname, "crashing.ts");
    const before = await readFile(project, "utf8");
    await writeFile(project, before.replace(/^main: .*$/m, `main: ${crashing}`));
    const crashed = await search("pulumi", ["preview"], "a preview of a program that crashes");
    await writeFile(project, before);
    assert.notEqual(crashed.code, 0);
    assert.match(crashed.output, /this program crashes/);
  });

  it("are found where they are: a file beside the evidence that has one is reported", async () => {
    const file = join(running.workspace.directory, "evidence/left.json");
    const before = searched.leaks.length;
    await appendFile(file, JSON.stringify({ said: "planted-datadogapikey-7f3a91c2" }));
    await searched.after("canary status", "canary", "status", ...STACK);
    const noticed: readonly Leak[] = searched.leaks.slice(before);
    assert.deepEqual(
      noticed.map(({ where }) => where),
      ["evidence, after canary status: left.json"],
    );
  });

  it("but one: Vercel's bypass secret is its resource's id, which the state keeps in plain text", async () => {
    const { output } = await running.workspace.pulumi(
      ...["stack", "output", "protectionBypass", "--show-secrets", ...STACK],
    );
    const bypass = { name: "bypass", value: output.trim() };
    assert.ok(bypass.value.length > 10);
    const texts = await textsBelow(join(running.workspace.directory, "state"));
    const having = [...texts].filter(([, text]) => plantsIn(text, [bypass]).length > 0);
    measured(
      "Vercel's bypass secret",
      `${texts.size} texts`,
      `in ${having.length} files of the state, as an id`,
    );
    assert.ok(having.length > 0, "the state has it no more: say so in docs/team-state.md");
  });

  it("nor are people's numbers and addresses, but in config, monitors' messages and the state", () => {
    assert.deepEqual(searched.people, []);
  });
});
