import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { UNKNOWN } from "../../rehearsal/clouds/engine/unknown.ts";
import { startClouds, type Clouds } from "../../rehearsal/clouds/index.ts";
import { createWorkspace, type Workspace } from "../../rehearsal/workspace.ts";
import { EXAMPLE } from "../example.ts";

/** What a stack declares, a resource a line, for a reviewer's diff. `make declared` writes it. */
const file = (stack: string) => join(import.meta.dirname, `declared.${stack}.txt`);

const preview = z.object({
  steps: z.array(
    z.object({
      urn: z.string(),
      newState: z.object({
        type: z.string(),
        inputs: z.record(z.string(), z.unknown()).default({}),
      }),
    }),
  ),
});

describe("What the example declares", () => {
  let directory: string;
  let clouds: Clouds;
  let workspace: Workspace;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "canary-declared-"));
    clouds = await startClouds({ file: join(directory, "clouds.sqlite") });
    workspace = await createWorkspace(directory, {
      project: EXAMPLE,
      debugProviders: clouds.debugProviders,
      datadogHost: "http://127.0.0.1:9",
      dns: "127.0.0.1:9",
      soak: "1s",
    });
  });

  after(async () => {
    await clouds.close();
    await rm(directory, { recursive: true, force: true });
  });

  for (const stack of ["staging", "production"] as const) {
    it(`is what test/engine/declared.${stack}.txt says; if it is to be, run make declared`, async () => {
      const { code, output } = await workspace.pulumi("preview", "--json", "--stack", stack);
      assert.equal(code, 0, output);
      const text = inText(output);
      if (process.env["UPDATE_DECLARED"] === "1") await writeFile(file(stack), text);
      else assert.equal(text, await readFile(file(stack), "utf8"));
    });
  }
});

/** Each resource by type and name; a monitor with its query and when it alerts. */
function inText(output: string): string {
  const { steps } = preview.parse(JSON.parse(output));
  const lines = steps
    .filter(({ newState }) => !/^pulumi:(pulumi|providers):/.test(newState.type))
    .map(({ urn, newState: { type, inputs } }) =>
      [`${type} ${withoutDay(urn)}`, ...alerting(type, inputs)].join("\n"),
    );
  return `${lines.sort().join("\n")}\n`;
}

/** A resource's name, without the day in it: a rehearsal moves one that has passed. */
function withoutDay(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2).replace(/\d{4}-\d\d-\d\d$/, "DAY");
}

function alerting(type: string, inputs: Readonly<Record<string, unknown>>): string[] {
  if (type !== "datadog:index/monitor:Monitor") return [];
  const { query, monitorThresholds } = inputs;
  const thresholds = Object.entries(monitorThresholds ?? {})
    .map(([level, value]) => `${level} ${String(value)}`)
    .sort();
  const existing = String(query).replaceAll(UNKNOWN, "(known when applied)");
  return [`  query ${existing}`, `  thresholds ${thresholds.join(", ") || "none"}`];
}
