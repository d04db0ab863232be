import type { Measurement } from "../../rollout/gate.ts";
import { takesAway, type Change, type Property } from "./changes.ts";
import type { Violation } from "./violations.ts";
import type { Review } from "./review.ts";

/** The most characters that GitHub takes as a comment are 65,536; what is beyond this is cut. */
const LONGEST = 65_000;

/** What marks the comment of a stack, so that it is found again and written anew. */
export function markerOf(stack: string): string {
  return `<!-- canary review of ${stack} -->`;
}

/** The comment of a pull request, in GitHub's Markdown. */
export function markdownOf(review: Review): string {
  const { headline, notes } = review;
  const quiet = review.expected.length + review.others.length === 0 && !review.refused;
  const blocks = [
    `${markerOf(review.stack)}\n${quiet ? "" : "### "}${plain(headline)}`,
    ...(quiet ? [] : [review.numbers.map(plain).join(", "), ...against(review)]),
    alert("NOTE", "", list(notes.map(plain))),
    ...(quiet ? [] : [...changes(review), ...background(review), review.wayBack ?? ""]),
  ];
  return cut(blocks.filter((one) => one !== "").join("\n\n")) + "\n";
}

/** What stands against it, the loudest first. */
function against(review: Review): string[] {
  // Policies of the rollout judge by the program's own rules, and say the same.
  const unsaid = ({ words }: Violation) =>
    !words.split("\n").every((line) => review.refusals.includes(line));
  const warnings = measured(review).filter(({ verdict }) => verdict === "warning");
  return [
    alert("CAUTION", "Refused", list(review.refusals.map(plain))),
    ...review.faults.map(({ resource, words }) =>
      alert(
        "CAUTION",
        resource === undefined ? "Failed" : `${code(resource)} failed`,
        block(words),
      ),
    ),
    alert(
      "CAUTION",
      "Policies refuse it",
      list(review.policies.mandatory.filter(unsaid).map(violation)),
    ),
    alert("WARNING", "Monitors warn", list(warnings.map(measurement))),
  ];
}

/** What changes: folded where the transition consists of it, loud where something else goes. */
function changes({ transition, expected, others }: Review): string[] {
  const gone = others.filter(takesAway);
  const left = others.filter((one) => !takesAway(one));
  const beside = transition ? `: no part of the ${transition}` : "";
  const went = `${count(gone, "resource is", "resources are")} deleted or replaced${beside}`;
  const more = `${count(left, "resource changes", "resources change")}${beside}`;
  return [
    alert("CAUTION", went, table(CHANGES, gone.map(row))),
    transition
      ? alert("WARNING", more, table(CHANGES, left.map(row)))
      : table(CHANGES, left.map(row)),
    folded(
      `${count(expected, "resource changes", "resources change")} as the ${transition ?? ""} asks`,
      table(CHANGES, expected.map(row)),
    ),
  ];
}

/** What it was judged by. */
function background(review: Review): string[] {
  const { policies, exemptions } = review;
  return [
    folded(
      `The gate's ${count(measured(review), "measurement", "measurements")}`,
      table(["measured", "verdict", "seen"], measured(review).map(measuredRow)),
    ),
    folded(
      count(policies.advisory, "advisory policy violation", "advisory policy violations"),
      list(policies.advisory.map(violation)),
    ),
    section(
      "Let pass for now:",
      table(
        ["item", "by", "until", "reason"],
        exemptions.map(({ item, by, expires, reason }) => [item, by, expires, reason].map(plain)),
      ),
    ),
  ];
}

const CHANGES = ["", "resource", "what"];
/** As many properties as are named of a resource. */
const NAMED = 3;

/** What keeps the gate from opening comes first. */
function measured({ gate }: Review): readonly Measurement[] {
  const order = ["closed", "inconclusive", "warning", "open"];
  return [...(gate?.measurements ?? [])].sort(
    (a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict),
  );
}

function measuredRow({ name, verdict, seen, link }: Measurement): string[] {
  // Parentheses would end the link.
  const address = link?.replace(/[()<>\s]/g, (one) => `%${one.charCodeAt(0).toString(16)}`);
  return [
    address === undefined ? plain(name) : `[${plain(name)}](${address})`,
    verdict,
    plain(seen),
  ];
}

function measurement({ name, seen }: Measurement): string {
  return plain(`${name} ${seen}`);
}

function violation({ policy, resource, words }: Violation): string {
  return `**${plain(policy)}**${resource === undefined ? "" : ` (${plain(resource)})`}: ${plain(words)}`;
}

function row({ op, name, type, what }: Change): string[] {
  const named = what.slice(0, NAMED).map(property).join(", ");
  const more = what.length > NAMED ? ` and ${what.length - NAMED} more` : "";
  return [op, `${code(name)} ${plain(type)}`, named + more];
}

function property({ path, values }: Property): string {
  return values === undefined ? code(path) : `${path} ${plain(values)}`;
}

/** One of GitHub's alerts; nothing where it has no body. */
function alert(kind: string, title: string, body: string): string {
  if (body === "") return "";
  const head = title === "" ? [] : [`**${title}**`, ""];
  return [`[!${kind}]`, ...head, ...body.split("\n")]
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}

function section(title: string, body: string): string {
  return body === "" ? "" : `${title}\n\n${body}`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function folded(title: string, body: string): string {
  return body === "" ? "" : `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

function block(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<pre>\n${escaped}\n</pre>`;
}

function code(text: string): string {
  return `\`${text.replaceAll("`", "'").replaceAll("|", "\\|")}\``;
}

/** Text that is no markup, names nobody and stays in its line. */
function plain(text: string): string {
  return text
    .replace(/[\\`*[\]<>|&#]/g, "\\$&")
    .replaceAll("@", "@<!-- -->")
    .replace(/\s*\n\s*/g, " ");
}

function count(these: readonly unknown[], one: string, many: string): string {
  return `${these.length} ${these.length === 1 ? one : many}`;
}

function cut(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, text.lastIndexOf("\n", LONGEST))}\n\nThe rest is cut: \`./canary review\` prints it.`;
}
