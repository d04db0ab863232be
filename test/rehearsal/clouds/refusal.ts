import assert from "node:assert/strict";
import { stand, type Stand } from "./stand.ts";

/** A change that a cloud refuses. */
export interface Case {
  readonly it: string;
  /** What is there before, and the change. */
  readonly when: (clouds: Stand) => Promise<unknown>;
  /** What the vendor says. */
  readonly says: RegExp;
}

/** Each case in clouds of its own. */
export function refuses(cloud: string, cases: readonly Case[]): void {
  describe(`${cloud} refuses`, () => {
    for (const { it: what, when, says } of cases) {
      it(what, () => assert.rejects(when(stand()), { message: says }));
    }
  });
}

/** What only resembles something that is refused. */
export function accepts(
  cloud: string,
  accepted: Readonly<Record<string, (clouds: Stand) => Promise<unknown>>>,
): void {
  describe(`${cloud} accepts`, () => {
    for (const [what, when] of Object.entries(accepted)) it(what, () => when(stand()));
  });
}
