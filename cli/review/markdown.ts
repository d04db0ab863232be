import { itemOf, ITEMS } from "../../checklist/items.ts";
import type { Measurement } from "../../rollout/gate.ts";
import { refersTo } from "../../rollout/refusal.ts";
import { takesAway, type Change, type Property } from "./changes.ts";
import { fit, whole, type Block } from "./fit.ts";
import {
  alert,
  code,
  count,
  escaped,
  folded,
  linked,
  list,
  paragraph,
  plain,
  section,
  table,
} from "./markup.ts";
import type { Violation } from "./violations.ts";
import type { Review } from "./review.ts";
import type { LeftOut } from "./scope.ts";

/** The most characters that GitHub takes as a comment are 65,536. */
export const LONGEST = 65_000;

/** What marks the comment of a stack, so that it is found again and written anew. */
export function markerOf(stack: string): string {
  return `<!-- canary review of ${stack} -->`;
}

/**
 * The comment of a pull request, in GitHub's Markdown. Where it would be longer than so many characters,
 * the verdict, the reasons and how to go back stay, and the end of what is between them is left out.
 *
 * @param longest in characters; `Infinity` in a terminal, where nothing is left out
 */
export function markdownOf(review: Review, longest = LONGEST): string {
  const { headline, notes } = review;
  const quiet = review.expected.length + review.others.length === 0 && !review.refused;
  const head = `${markerOf(review.stack)}\n${quiet ? "" : "### "}${plain(headline)}`;
  const said = alert("NOTE", "", list(notes.map(plain)), RANKS.notes);
  const blocks = quiet
    ? [whole(head), ...said, ...notApplicable(review), ...exemptedBlocks(review)]
    : [
        whole(head),
        ...paragraph(review.numbers.map(plain).join(", ")),
        ...against(review),
        ...said,
        ...paragraph(commits(review)),
        ...changes(review, longest === Infinity),
        ...background(review),
        ...paragraph(review.goingBack ?? ""),
      ];
  return fit(blocks, longest - 1) + "\n";
}

/** What is left out first, where it has to be. */
const RANKS = {
  measurements: 1,
  expected: 2,
  evidence: 3,
  advice: 4,
  exemptions: 5,
  changes: 6,
  gone: 7,
  notes: 8,
  warnings: 9,
  taken: 10,
  policies: 11,
  faults: 12,
  refusals: 13,
} as const;

/** What stands against it, the loudest first. */
function against(review: Review): Block[] {
  // Policies of the rollout judge by the program's own rules, and refer to what it prints.
  const unsaid = ({ message }: Violation) =>
    !message.split("\n").every((line) => refersTo(review.refusals, line));
  const those = (verdict: Measurement["verdict"]) =>
    list(
      measured(review)
        .filter((one) => one.verdict === verdict)
        .map(measurement),
    );
  return [
    ...alert("CAUTION", "Refused", list(review.refusals.map(plain)), RANKS.refusals),
    ...review.faults.flatMap(({ resource, message }) =>
      alert(
        "CAUTION",
        resource === undefined ? "Failed" : `${code(resource)} failed`,
        { open: ["<pre>"], lines: escaped(message).split("\n"), close: ["</pre>"] },
        RANKS.faults,
      ),
    ),
    ...alert(
      "CAUTION",
      "Policies refuse it",
      list(review.policies.mandatory.filter(unsaid).map(violation)),
      RANKS.policies,
    ),
    ...alert(
      "CAUTION",
      "No longer required: config says why",
      list(review.scope.taken.map(leftOut)),
      RANKS.taken,
    ),
    ...alert("WARNING", "Monitors warn", those("warning"), RANKS.warnings),
    ...alert("WARNING", "Monitors are exempted", those("exempt"), RANKS.warnings),
  ];
}

/** What changes: folded where the transition consists of it, loud where something else goes. */
function changes({ transition, expected, others, showsValues }: Review, isWhole: boolean): Block[] {
  const gone = others.filter(takesAway);
  const left = others.filter((one) => !takesAway(one));
  const beside = transition ? `: no part of the ${transition}` : "";
  const went = `${count(gone, "resource is", "resources are")} deleted or replaced${beside}`;
  const more = `${count(left, "resource changes", "resources change")}${beside}`;
  const requested = `${count(expected, "resource changes", "resources change")} as the ${transition ?? ""} asks`;
  const inFull = (one: Change) => row(one, showsValues);
  return [
    ...alert("CAUTION", went, table(CHANGES, gone.map(inFull)), RANKS.gone),
    ...(transition
      ? alert("WARNING", more, table(CHANGES, left.map(inFull)), RANKS.changes)
      : section("", table(CHANGES, left.map(inFull)), RANKS.changes)),
    ...(showsValues || others.length === 0
      ? []
      : paragraph(
          "Values are left out: config has secrets that nothing marks as such further on.",
        )),
    ...folded(requested, table(CHANGES, expected.map(isWhole ? inFull : briefly)), RANKS.expected),
  ];
}

/** What it was judged by. */
function background(review: Review): Block[] {
  const { policies, evidence } = review;
  return [
    ...folded(
      `The gate's ${count(measured(review), "measurement", "measurements")}`,
      table(["measured", "verdict", "observed"], measured(review).map(measuredRow)),
      RANKS.measurements,
    ),
    ...folded(
      `The evidence that counted: ${count(evidence, "item", "items")}`,
      table(
        ["item", "", "since"],
        evidence.map(({ item, verdict, at }) => [
          plain(itemOf(item)?.text ?? item) + ` ${code(item)}`,
          verdict === "pass" ? "verified" : "exempted",
          plain(at),
        ]),
      ),
      RANKS.evidence,
    ),
    ...folded(
      count(policies.advisory, "advisory policy violation", "advisory policy violations"),
      list(policies.advisory.map(violation)),
      RANKS.advice,
    ),
    ...notApplicable(review),
    ...exemptedBlocks(review),
  ];
}

/** What of the checklist does not apply, counted, in every review. */
function notApplicable({ scope }: Review): Block[] {
  return scope.all.length === 0
    ? []
    : folded(
        `${scope.all.length} of ${ITEMS.length} items do not apply`,
        list(scope.all.map(leftOut)),
        RANKS.advice,
      );
}

function leftOut({ item, reason }: LeftOut): string {
  return `${plain(itemOf(item)?.text ?? item)} ${code(item)}: ${plain(reason)}`;
}

/** Every exemption in force, in every review. */
function exemptedBlocks({ exemptions }: Review): Block[] {
  return section(
    "Exempted for now:",
    table(
      ["item", "by", "until", "reason", "exempts"],
      exemptions.map(({ item, by, expires, reason, lets }) =>
        [item, by, expires, reason, lets].map(plain),
      ),
    ),
    RANKS.exemptions,
  );
}

function commits({ commits }: Review): string {
  if (!commits) return "";
  const range = code(`${commits.from.slice(0, 12)}...${commits.to.slice(0, 12)}`);
  return `Commits: ${linked(range, commits.link)}`;
}

const CHANGES = ["", "resource", "what"];
/** As many properties as are named of a resource that the transition moves. */
const NAMED = 3;

/** What keeps the gate from opening comes first. */
function measured({ gate }: Review): readonly Measurement[] {
  const order = ["closed", "inconclusive", "exempt", "warning", "open"];
  return [...(gate?.measurements ?? [])].sort(
    (a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict),
  );
}

function measuredRow({ name, verdict, observed, link }: Measurement): string[] {
  const healthy = verdict === "open";
  return [
    linked(plain(name), link),
    healthy ? "OK" : verdict,
    plain(healthy ? observed.replace(/^OK(, |$)/, "") : observed),
  ];
}

function measurement({ name, observed }: Measurement): string {
  return plain(`${name} ${observed}`);
}

function violation({ policy, resource, message }: Violation): string {
  return `**${plain(policy)}**${resource === undefined ? "" : ` (${plain(resource)})`}: ${plain(message)}`;
}

function briefly({ op, name, type, what }: Change): string[] {
  const visible = op === "update" || op === "replace" ? what : [];
  const named = visible.slice(0, NAMED).map(({ path, summary: message }) => message ?? code(path));
  const more = visible.length > NAMED ? ` and ${visible.length - NAMED} more` : "";
  return [op, `${code(name)} ${plain(type)}`, named.join(", ") + more];
}

/** Every property, with what it was and what it would be. */
function row({ op, name, type, what }: Change, showsValues: boolean): string[] {
  return [
    op,
    `${code(name)} ${plain(type)}`,
    what.map((one) => property(one, showsValues)).join("<br>"),
  ];
}

function property(
  { path, summary: message, before, after }: Property,
  showsValues: boolean,
): string {
  if (message !== undefined) return message;
  if (!showsValues || (before === undefined && after === undefined)) return code(path);
  const [was, is] = [before, after].map((one) => (one === undefined ? "none" : code(one)));
  return `${code(path)} ${was ?? ""} → ${is ?? ""}`;
}
