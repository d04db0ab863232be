import policy from "../../../policies/gradual-rollout/halted.ts";
import { haltedAs, NEW, NEXT } from "../../rollout/build.ts";
import { describePolicy } from "../describe.ts";
import { advanced, promotedAfter, started } from "../records.ts";

const halted = [haltedAs(NEW)];

describePolicy(
  policy,
  [
    ["a start of it", { record: started({ halted }) }, /halted: 1\.5\.0 is halted \(checkout fai/],
    ["an advance of it", { record: advanced({ halted }) }, /halted: 1\.5\.0 is halted/],
    ["a promote of it", { record: promotedAfter({ halted }) }, /halted: 1\.5\.0 is halted/],
  ],
  [["an increase of another release", { record: advanced({ halted: [haltedAs(NEXT)] }) }]],
);
