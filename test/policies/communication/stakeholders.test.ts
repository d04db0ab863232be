import policy from "../../../policies/communication/stakeholders.ts";
import { describePolicy, type Refused } from "../describe.ts";
import { being, changing, UNKNOWN, without } from "../judged.ts";

const GROUPS = ["development", "operations", "product", "support", "executive"];
const all = being(
  "datadog:index/monitorNotificationRule:MonitorNotificationRule",
  "notifications-all",
);
const team = (group: string) => being("datadog:index/team:Team", `notifications-${group}`);

describePolicy(policy, [
  ...GROUPS.flatMap((group): Refused[] => [
    [
      `no team for ${group}`,
      { resources: without(team(group)) },
      new RegExp(`${group} has no team shop-${group}`),
    ],
    [
      `nothing that notifies ${group}`,
      {
        resources: changing(all, {
          recipients: GROUPS.filter((one) => one !== group).map((one) => `team-shop-${one}`),
        }),
      },
      new RegExp(`${group} \\(shop-${group}\\) is not notified`),
    ],
  ]),
  [
    "recipients that are not known yet",
    { resources: changing(all, { recipients: [UNKNOWN] }) },
    /cannot be judged: recipients\.0 is not known yet/,
  ],
]);
