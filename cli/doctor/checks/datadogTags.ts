import { inProduction, type Check } from "../check.ts";
import { unsentIn } from "../datadogNeeds.ts";
import { fault, ok, type Finding } from "../finding.ts";

/** Data that is there, under other tags than those that it is queried by. */
export const datadogTags: Check = {
  id: "datadog-tags",
  title: "the tags of the metrics at Datadog",
  for: ["start"],
  run: inProduction(async (context) => {
    const unsent = await unsentIn(context, () => true);
    const tagged = unsent.filter(({ tags }) => tags.length > 0);
    const findings = tagged.map(({ metric, scope, sender, tags }): Finding => {
      const wanted = scope.split(",");
      const lacking = wanted.filter((tag) => !tags.includes(tag));
      const keys = (lacking.length > 0 ? lacking : wanted).map((tag) => tag.split(":")[0] ?? "");
      const has = tags.filter((tag) => keys.includes(tag.split(":")[0] ?? ""));
      return fault(
        `${metric} has data, and none with ${scope}; it has ${has.length > 0 ? has.join(", ") : `no ${keys.join(", ")}`}`,
        `${metric}{${scope}}, sent by ${sender}`,
        "have it sent with those tags, or correct monitoring.env, monitoring.service or the source's tag",
      );
    });
    return findings.length > 0 ? findings : [ok("data is under the tags that are queried")];
  }),
};
