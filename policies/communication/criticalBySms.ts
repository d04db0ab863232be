import { isAbsent } from "../../rollout/parts.ts";
import { MONITOR } from "../lib/monitors.ts";
import { productionPolicy } from "../lib/policy.ts";
import { listOf, ofType, textOf } from "../lib/resources.ts";
import { routesOf } from "../lib/routes.ts";

export default productionPolicy({
  name: "critical-by-sms",
  level: "mandatory",
  severity: "critical",
  description: "A critical alert reaches a phone by text message.",
  remediation: "Name telephone numbers under channels.sms.",
  judge: ({ resources, config: { channels } }) => {
    const numbers = channels.sms;
    if (isAbsent(numbers)) return [];
    const phones = ofType(resources, "aws:sns/topicSubscription:TopicSubscription")
      .filter((one) => textOf(one, "protocol") === "sms")
      .map((one) => textOf(one, "endpoint"));
    const topics = ofType(resources, "aws:sns/topic:Topic").map((one) => textOf(one, "name"));
    const routes = routesOf(resources).filter(
      ({ scope, recipients }) =>
        (scope === undefined || scope === "transition_type:is_alert") &&
        topics.some((topic) => recipients.includes(`sns-${topic}`)),
    );
    return [
      ...numbers
        .filter((number) => !phones.includes(number))
        .map((number) => `no text message goes to ${number}`),
      ...ofType(resources, MONITOR)
        .filter((monitor) => textOf(monitor, "priority") === "1")
        .filter((monitor) => {
          const tags = listOf(monitor, "tags");
          return !routes.some((route) => route.tags.every((tag) => tags.includes(tag)));
        })
        .map(({ name }) => `a critical alert of ${name} goes to no phone`),
    ];
  },
});
