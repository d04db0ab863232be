import { keyOf, type Path } from "../../../config/raw.ts";
import { code } from "../markdown.ts";
import type { Key } from "./keys.ts";
import { PROJECT } from "./smallest.ts";
import { hasNone, mayBeNone } from "./value.ts";

/**
 * What `none` does, and where its reason may stand: in paragraphs.
 *
 * @param all the keys of production
 * @param parts those of what must be there, or have a reason
 */
export function ofNone(all: readonly Key[], parts: ReadonlySet<string>): readonly string[] {
  const keys = all.filter(({ schema }) => mayBeNone(schema));
  const blocks = keys.filter(
    ({ schema, path }) => hasNone(schema) && keys.some((key) => isInside(key.path, path)),
  );
  const list = (some: readonly Key[]) => some.map(({ path }) => `\`${keyOf(path)}\``).join(", ");
  return [
    "A team may be without a part: no Redis, no status page. Then `none` and the reason stand in place of the part's keys:",
    code("yaml", `${PROJECT}:channels:\n  sms:\n    none: "nobody is on call by phone"`),
    "Nothing of the part is then declared, and the checklist's items that it covers do not apply. Reviews and `./canary checklist` list the reason. Nothing is absent by mistake: a part that the tables call *required, or `none`* is refused if it has neither its keys nor a reason. The first of these counts:",
    [
      "1. the reason in place of the part: `channels.sms.none`;",
      `2. the reason beside it in its block, or in one around that, for all parts that are left out there: \`none\` of ${list(blocks)};`,
      "3. the reason at the top, for all that is left out in the file: `none`.",
    ].join("\n"),
    "Some parts have rules of their own:",
    [
      "- Where one flow of `monitoring.checks` is there, each of the others needs its keys or a reason in its own place.",
      "- Metrics have their usual names where no reason is found for them.",
      "- The vendors `database` and `thirdParty` take the reason of what they run: `monitoring.database`, `monitoring.operations.thirdParties`.",
      "- Where there is no status page, customers are not notified, for the page's reason, unless `channels.customers` has an address.",
      `- These have a default or are not required, and are absent by a reason in their own place alone: ${list(keys.filter((key) => !blocks.includes(key) && !isRequired(key, parts)))}.`,
    ].join("\n"),
  ];
}

function isInside(path: Path, block: Path): boolean {
  return path.length > block.length && block.every((name, index) => path[index] === name);
}

/** Whether the blocks around a key are searched for a reason. */
function isRequired({ path }: Key, parts: ReadonlySet<string>): boolean {
  return parts.has(keyOf(path)) || path.includes("metrics");
}
