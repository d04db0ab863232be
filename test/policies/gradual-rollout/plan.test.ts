import policy from "../../../policies/gradual-rollout/plan.ts";
import { CHECKLIST_PLAN } from "../../../rollout/plan.ts";
import { describePolicy } from "../describe.ts";
import { exemption } from "../../rollout/build.ts";
import { started } from "../records.ts";

const short = CHECKLIST_PLAN.map((stage) => ({ ...stage, soak: 60 }));

describePolicy(
  policy,
  [
    [
      "a stage left out",
      { record: started({ plan: CHECKLIST_PLAN.filter(({ percentage }) => percentage !== 50) }) },
      /the record's plan has no stage at 50 %/,
    ],
    [
      "a soak that is shorter than the checklist's",
      { record: started({ plan: short }) },
      /plan\[4\]\.soak is not right; it takes 15 min or longer at 100 %/,
    ],
    [
      "a stage left out by an exemption of another one",
      {
        record: started({
          plan: CHECKLIST_PLAN.filter(({ percentage }) => percentage !== 50),
          exempted: [exemption("roll-25")],
        }),
      },
      /the record's plan has no stage at 50 %/,
    ],
    [
      "the last stage left out, whatever is exempt",
      {
        record: started({ plan: CHECKLIST_PLAN.slice(0, 4), exempted: [exemption("roll-100")] }),
      },
      /the record's plan has no stage at 100 %/,
    ],
    [
      "stages that fall",
      { record: started({ plan: CHECKLIST_PLAN.toReversed() }) },
      /plan\[1\]\.percentage is not right; it takes more than the stage before it/,
    ],
  ],
  [
    [
      "a finer and longer plan",
      {
        record: started({
          plan: [
            { percentage: 1, soak: 600 },
            ...CHECKLIST_PLAN.map(({ percentage, soak }) => ({ percentage, soak: soak * 2 })),
          ],
        }),
      },
    ],
    [
      "what was exempt when the rollout began, though nothing is by now",
      {
        record: started({
          plan: CHECKLIST_PLAN.flatMap((stage) =>
            stage.percentage === 50 ? [] : [{ ...stage, soak: Math.min(stage.soak, 900) }],
          ),
          exempted: [exemption("roll-50"), exemption("roll-soak-1h")],
        }),
        clock: "2027-01-01T00:00:00.000Z",
      },
    ],
    [
      "a rehearsal's, which Datadog on this machine alone can open",
      { record: started({ plan: short }), config: { "datadog.host": "http://127.0.0.1:8126" } },
    ],
  ],
);
