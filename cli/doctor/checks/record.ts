import { settingsIn } from "../../../components/trafficSettings.ts";
import { pendingIn } from "../../../measure/pending.ts";
import { driftOf } from "../../../rollout/drift.ts";
import { isUnreadable } from "../../../rollout/record.ts";
import { absentIn } from "../../lacking.ts";
import { parseState, recordIn } from "../../state.ts";
import type { Check } from "../check.ts";
import { fault, ok } from "../finding.ts";

/** Whether the state holds a rollout that can be moved, and taken back. */
export const record: Check = {
  id: "record",
  title: "the record of the rollout in the state",
  for: ["start", "rollback"],
  seconds: 60,
  run: async ({ stack, resources }) => {
    const held = await resources();
    if (held.every(({ type }) => type !== "canary:index:Rollout") && recordIn(held) === undefined)
      return [ok("nothing was rolled out yet: there is nothing to take back")];
    const exported = await stack.exportState();
    const state = parseState(exported, stack.name);
    const { stored } = state;
    const unreadable = !stored
      ? "the state holds no record"
      : isUnreadable(stored)
        ? stored.unreadable
        : undefined;
    if (unreadable !== undefined)
      return [
        fault(
          `the record cannot be read: ${unreadable}`,
          "a record that says which release is the good one",
          "a roll back then takes --to DEPLOYMENT; docs/runbook.md says how to get a record again",
        ),
      ];
    const drift =
      stored && !isUnreadable(stored) ? driftOf(stored, settingsIn(held), "in the state") : [];
    const findings = [
      ...drift.map((one) =>
        fault(
          one,
          "traffic as it is recorded",
          "pulumi up at the recorded percentage restores it",
          ["start"],
        ),
      ),
      ...absentIn(state).map((what) =>
        fault(`the state lacks ${what}`, "all that routes traffic", "pulumi up makes it anew", [
          "start",
        ]),
      ),
      ...pendingIn(exported).map((what) =>
        fault(
          `an update ended in the middle of ${what}`,
          "a state with no operation under way",
          "pulumi refresh, once no update runs",
          ["start"],
        ),
      ),
    ];
    return findings.length > 0 ? findings : [ok("it can be read, and traffic is as recorded")];
  },
};
