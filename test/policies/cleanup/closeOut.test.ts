import policy from "../../../policies/cleanup/closeOut.ts";
import { after, HOUR, OLD } from "../../rollout/build.ts";
import { describePolicy } from "../describe.ts";
import { advanced, verified, started } from "../records.ts";

const owed = { ended: "finish", release: OLD, at: after(-2 * HOUR) } as const;
const done = [...verified("start"), ...verified("finish", "close-out")];

describePolicy(
  policy,
  [
    [
      "a start that owes it all",
      { record: started({ owed }) },
      /close-out: \d+ items of 1\.4\.0 not attested: .*doc-learnings.*; \.\/canary attest .*doc-learnings/,
    ],
    [
      "a start that owes one item",
      {
        record: started({ owed, evidence: done.filter(({ item }) => item !== "doc-issues") }),
      },
      /close-out: 1 item of 1\.4\.0 not \w+: doc-issues \(missing\)/,
    ],
    [
      "a start with what was verified before the end",
      { record: started({ owed: { ...owed, at: after(-30) }, evidence: done }) },
      /close-out: .* which must be after/,
    ],
    [
      "a start that owes what a roll back does",
      { record: started({ owed: { ...owed, ended: "roll back" }, evidence: done }) },
      /close-out: \d items? of 1\.4\.0 not attested: .*rb-root-cause/,
    ],
  ],
  [
    ["a start that owes nothing", { record: started() }],
    ["a start that has verified it all", { record: started({ owed, evidence: done }) }],
    ["an advance, which its start has let go", { record: advanced({ owed }) }],
  ],
);
