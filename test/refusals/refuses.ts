import assert from "node:assert/strict";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { breakResources, PACK } from "../engine/broken.ts";
import { fresh, next, old, production, traffic, type Production } from "../engine/production.ts";
import { casesOn, type Case } from "./case.ts";
import { merged, together } from "./together.ts";

const RELEASES = { old, fresh, next };
const now = () => new Date().toISOString();

type At = typeof production;

/** How each starting point is reached: from a stage, by updates. */
const STARTING_POINTS: Readonly<Record<string, (at: At) => Promise<Production>>> = {
  prepared: (at) => at("prepared"),
  "10": (at) => at("10"),
  "100": (at) => at("100"),
  // 10 % with an hour's soak, a halted release, and one that was rolled back before the next.
  soaking: (at) => {
    const hour = [10, 25, 50, 75, 100].map((percentage) => ({ percentage, soak: "1h" }));
    return updated(at, "prepared", { set: { plan: hour }, percentage: 10 });
  },
  halted: (at) =>
    updated(at, "10", { set: { halt: { release: fresh.deployment, reason: "slow", at: now() } } }),
  "rolled-back": (at) => updated(at, "10", { percentage: 0 }, { canary: next }),
};

async function updated(
  at: At,
  stage: string,
  ...changes: readonly Parameters<Production["edit"]>[0][]
): Promise<Production> {
  const production = await at(stage);
  for (const change of changes) {
    await production.edit(change);
    const { code, output } = await production.up("--skip-preview");
    assert.equal(code, 0, output);
  }
  return production;
}

/** Each case at a starting point, in a preview and in an update: it is refused, and changes nothing. */
export function refusesOn(startingPoint: string): void {
  describe(`what is refused, ${startingPoint}`, () => {
    const reach = STARTING_POINTS[startingPoint];
    if (!reach) throw new Error(`no ground ${startingPoint}`);
    const opened = new Map<At, Promise<{ production: Production; untouched: unknown }>>();
    const open = (at: At) => {
      const cached =
        opened.get(at) ??
        reach(at).then(async (production) => ({
          ...{ production, untouched: await everything(production) },
        }));
      opened.set(at, cached);
      return cached;
    };
    after(async () => {
      for (const one of opened.values()) await (await one).production.close();
    });

    /** Ask for what is refused, see that nothing changed, and restore everything: what was printed. */
    const refused = async (one: Case): Promise<readonly string[]> => {
      const { production, untouched } = await open(startingPointOf(one));
      const restore = await ask(production, one);
      const outputs: string[] = [];
      try {
        for (const args of requested(one)) {
          const { code, output } = await production.workspace.pulumi(
            ...args,
            "--stack",
            "production",
          );
          assert.notEqual(code, 0, output);
          outputs.push(output);
        }
      } finally {
        await restore();
      }
      assert.deepEqual(await everything(production), untouched);
      return outputs;
    };

    for (const group of together(casesOn(startingPoint))) {
      let pending: Promise<readonly string[]> | undefined;
      for (const one of group)
        it(`${one.name}: ${one.rule}`, async () => {
          pending ??= refused(merged(group));
          for (const output of await pending) {
            if (one.by === "stack policy")
              assert.match(output, new RegExp(`\\[mandatory\\].* ${one.rule} `));
            for (const said of [one.rule, one.says]) assert.ok(output.includes(said), output);
            assert.doesNotMatch(output, /\n\s+at .*\.ts:\d+/, "no stack trace");
          }
        });
    }
  });
}

/** What is judged by all that is declared needs all of it; the program judges the traffic alone. */
function startingPointOf({ by, broken }: Case): At {
  return by === "stack policy" || by === "rollout policy" || broken.length > 0
    ? production
    : traffic;
}

/**
 * In a preview, where each reports, and in an update by what refuses it alone: the program and
 * its hook without the pack, a rollout policy with the hook taken away. A stack policy judges before an
 * update in its own preview, so that this is the preview.
 */
function requested({ by }: Case): readonly (readonly string[])[] {
  const pack = ["--policy-pack", PACK];
  if (by === "stack policy") return [["up", "--yes", ...pack]];
  const update = ["up", "--yes", "--skip-preview"];
  return [["preview", ...pack], by === "rollout policy" ? [...update, ...pack] : update];
}

/** Request what is refused; returns what restores everything. */
async function ask(production: Production, one: Case): Promise<() => Promise<void>> {
  const { directory } = production.workspace;
  const files = ["Pulumi.yaml", "Pulumi.production.yaml"].map((name) => join(directory, name));
  for (const file of files) await copyFile(file, `${file}.before`);
  production.show(one.without);
  if (one.evidence !== undefined) await writeFile(production.evidence(fresh), one.evidence);
  for (const [key, { group, ...state }] of Object.entries(one.monitors))
    production.datadog.setMonitorState(key, {
      ...state,
      ...(group !== undefined && { group }),
    } as never);
  const { stable, canary } = one;
  await production.edit({
    ...(stable && { stable: RELEASES[stable] }),
    ...(canary !== undefined && { canary: canary && RELEASES[canary] }),
  });
  await configure(join(directory, "Pulumi.production.yaml"), {
    ...one.config,
    ...(one.percentage !== undefined && { percentage: String(one.percentage) }),
  });
  const unhooked = one.by === "rollout policy";
  if (unhooked || one.broken.length > 0) {
    const broken = one.broken.map(({ name, ...rest }) => ({ ...rest, ...(name && { name }) }));
    await breakResources(production, broken, { unhooked });
  }
  return async () => {
    for (const file of files) await copyFile(`${file}.before`, file);
    for (const [key, { group }] of Object.entries(one.monitors))
      production.datadog.setMonitorState(key, { state: "OK", value: 0, ...(group && { group }) });
  };
}

async function configure(file: string, config: Readonly<Record<string, unknown>>): Promise<void> {
  const document = parseDocument(await readFile(file, "utf8"));
  for (const [key, value] of Object.entries(config)) {
    const [top = "", ...rest] = key.split(".");
    const path = ["config", `canary:${top}`, ...rest];
    if (value === null) document.deleteIn(path);
    else document.setIn(path, document.createNode(value));
  }
  // In quotes, as the documentation says to write times: YAML would rewrite them.
  const quoted = { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" } as const;
  await writeFile(file, document.toString({ lineWidth: 0, ...quoted }));
}

/**
 * What the state and the clouds hold, and what the stack says. What a program only reads is read again
 * each time, and a component's outputs are the program's own messages.
 */
async function everything(production: Production): Promise<unknown> {
  const { output } = await production.workspace.pulumi(
    ...["stack", "export", "--show-secrets", "--stack", "production"],
  );
  const { deployment } = JSON.parse(output) as { deployment: { resources: Exported[] } };
  const resources = deployment.resources
    .filter(({ external }) => external !== true)
    .map(({ urn, type, custom, inputs, outputs }) => [
      urn,
      { inputs, ...((custom || type === "pulumi:pulumi:Stack") && { outputs }) },
    ]);
  return { resources: Object.fromEntries(resources) as unknown, held: production.held() };
}

interface Exported {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly external?: boolean;
  readonly inputs: unknown;
  readonly outputs: unknown;
}
