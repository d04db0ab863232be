import { lineWidth, wrapped } from "../wrap.ts";
import type { Discovered } from "./discover/all.ts";
import type { Answers } from "./answers.ts";

/** What the accounts say, as it is printed before anything is asked or written. */
export function findingsText({ notes, warnings, unread }: Omit<Discovered, "given">): string {
  return [
    ...section("Found", notes),
    ...section("Not read", unread),
    ...section("To look at before a rollout", warnings),
  ].join("\n");
}

/** What was assumed, since nobody said it and no account has it. */
export function assumedText(assumed: readonly string[]): string {
  return section("Assumed", assumed).join("\n");
}

/** What comes next. */
export function nextText(directory: string, { pipeline }: Answers): string {
  const enter = directory === process.cwd() ? [] : [`cd ${directory}`];
  const steps = [
    ...enter,
    "npm install",
    "npx canary engine                 # Pulumi, where this machine has none",
    "npx canary rehearse               # your own hosts and project, on this machine, in minutes",
    "npx canary doctor                 # what would stop the first start",
    "npx canary adopt                  # take over what is live, without an outage",
    "pulumi preview --stack production --policy-pack node_modules/canary-rollout/policies",
  ];
  const place =
    pipeline === "none"
      ? []
      : ["The pipeline's comments say which secrets and variables it needs."];
  return ["Next:", ...steps.map((step) => `  ${step}`), ...place].join("\n");
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0
    ? []
    : [`${title}:`, ...lines.flatMap((line) => wrapped(line, lineWidth(), "  - ", "    ")), ""];
}
