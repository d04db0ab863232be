import policy from "../../../policies/communication/criticalBySms.ts";
import { describePolicy } from "../describe.ts";
import { being, changing, UNKNOWN, without } from "../judged.ts";

const phone = being("aws:sns/topicSubscription:TopicSubscription");
const topic = being("aws:sns/topic:Topic");
const RULE = "datadog:index/monitorNotificationRule:MonitorNotificationRule";
const rule = being(RULE, "notifications-critical");
const only = (scope: string, recipients: unknown) => ({
  resources: changing(rule, { conditionalRecipients: { conditions: [{ scope, recipients }] } }),
});
const no = /a critical alert of monitoring-error-rate goes to no phone/;

describePolicy(policy, [
  ["a number that is not subscribed", { resources: without(phone) }, /no text message goes to \+1/],
  [
    "a number that is called in place of it",
    { resources: changing(phone, { protocol: "email" }) },
    /no text message goes to \+12025550143/,
  ],
  ["a topic that is not there", { resources: without(topic) }, no],
  ["a rule that is not there", { resources: without(rule) }, no],
  ["a rule for warnings alone", only("transition_type:is_warning", ["sns-critical"]), no],
  ["a rule to somebody else", only("transition_type:is_alert", ["team-shop-operations"]), no],
  [
    "a rule for other monitors",
    { resources: changing(rule, { filter: { tags: ["managed_by:canary", "service:other"] } }) },
    no,
  ],
  [
    "recipients that are not known yet",
    only("transition_type:is_alert", [UNKNOWN]),
    /cannot be judged: conditionalRecipients\.conditions\.0\.recipients\.0 is not known yet/,
  ],
]);
