import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { VERSION } from "../../../program/version.ts";
import { newerThan } from "../../changelog.ts";
import type { Check } from "../check.ts";
import { notable, ok } from "../finding.ts";

const CHANGELOG = join(import.meta.dirname, "../../../CHANGELOG.md");
/** The last version that recorded none. */
const FIRST = "0.1.0";

/** What this version changes for a stack that an older one updated last. */
export const upgrade: Check = {
  id: "upgrade",
  title: "what this version of the program changes",
  for: ["up"],
  seconds: 60,
  run: async ({ resources }) => {
    const rollout = (await resources()).find(({ type }) => type === "canary:index:Rollout");
    if (!rollout) return [ok("no version has updated this stack yet")];
    const { version } = rollout.outputs;
    const last = typeof version === "string" ? version : undefined;
    if (last === VERSION) return [ok(`${VERSION} updated it last`)];
    const changes = newerThan(await readFile(CHANGELOG, "utf8"), last ?? FIRST);
    return [
      notable(
        [
          `${last ?? `${FIRST} or older`} updated it last, and this is ${VERSION}:`,
          ...changes.map((one) => `${one.version}\n${one.text}`),
        ].join("\n"),
      ),
    ];
  },
};
