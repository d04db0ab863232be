import { isLoopback } from "../../config/clouds.ts";
import { keyOf } from "../../config/raw.ts";
import type { Config } from "../../config.ts";
import { exampleIn, exampleName, exampleRepository } from "../lib/examples.ts";
import { stackPolicy } from "../lib/policy.ts";

/** The blocks that say whom to call, where to look, and what is somebody's own. */
const BLOCKS: readonly string[] = [
  ...["host", "hosts", "cloudflare", "vercel", "datadog", "resolvers", "app", "operations"],
  ...["stakeholders", "channels", "contacts", "approvers"],
];

export default stackPolicy({
  name: "example-values",
  level: "mandatory",
  severity: "high",
  description: "People, hosts and links are somebody's own, and no examples.",
  remediation: "Put your own in their place; only a rehearsal goes on with examples.",
  judge: ({ config }) => {
    // A rehearsal, which alone has its Datadog on this machine, calls nobody.
    if (config.datadog.host !== undefined && isLoopback(config.datadog.host)) return [];
    return said(config).flatMap(([path, value]) => {
      const example = exampleIn(value) ?? ofItsKind(path)(value);
      return example === undefined ? [] : [`${keyOf(path)} ${example}`];
    });
  },
});

/** What else is an example in a place. */
function ofItsKind(path: Path): (value: string) => string | undefined {
  if (path.at(-1) === "name" || path[0] === "approvers") return exampleName;
  if (path.at(-1) === "repository") return exampleRepository;
  return () => undefined;
}

type Path = readonly (string | number)[];

/** Every text of those blocks, and the runbook's address. */
function said(config: Config): (readonly [Path, string])[] {
  const { monitoring } = config as { readonly monitoring?: { readonly runbookUrl: string } };
  return [
    ...Object.entries(config)
      .filter(([key]) => BLOCKS.includes(key))
      .flatMap(([key, value]) => texts([key], value)),
    ...texts(["monitoring", "runbookUrl"], monitoring?.runbookUrl),
  ];
}

function texts(path: Path, value: unknown): (readonly [Path, string])[] {
  if (typeof value === "string") return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((one, index) => texts([...path, index], one));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => texts([...path, key], one));
}
