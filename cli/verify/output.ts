import type { Done } from "../../measure/verify/run.ts";
import type { VerifyOutput } from "../output/verify.ts";
import type { Planned } from "./tasks.ts";

/** An item that came to its end, and why its evidence was not written, where it was not. */
export interface Ended {
  readonly done: Done;
  readonly fault: string | undefined;
}

/** What was verified, as a program reads it. */
export function verifyOutput(
  planned: readonly Planned[],
  ended: ReadonlyMap<string, Ended>,
  interrupted: boolean,
): VerifyOutput {
  const items = planned.map(({ item: { id }, release, task }): VerifyOutput["items"][number] => {
    const of = { item: id, version: release.version, deployment: release.deployment };
    if (!task)
      return { ...of, verdict: "not configured", observed: `name a command under verify.${id}` };
    const match = ended.get(id);
    if (!match) return { ...of, verdict: "not run", observed: "interrupted before its end" };
    const { done, fault } = match;
    const { verdict, observed } = done.verified;
    return {
      ...of,
      verdict,
      observed,
      seconds: done.seconds,
      ...(fault !== undefined && { fault }),
    };
  });
  const isPassed = (one: VerifyOutput["items"][number]) =>
    one.verdict === "pass" && one.fault === undefined;
  return {
    items,
    passed: items.filter(isPassed).length,
    failed: items.filter((one) => one.verdict !== "not run" && !isPassed(one)).length,
    interrupted,
  };
}
