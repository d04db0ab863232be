import { secondsBetween } from "../../rollout/time.ts";
import { stackPolicy } from "../lib/policy.ts";
import { ofType, textOf } from "../lib/resources.ts";

const DAY = /\b\d{4}-\d{2}-\d{2}\b/;

export default stackPolicy({
  name: "temporary-credentials",
  level: "mandatory",
  severity: "high",
  description: "What was handed out for a while says until when, and is taken back by then.",
  remediation: "Make a new one with a later day, hand it over, and take the old one out.",
  judge: ({ resources, now }) => {
    // Vercel ends none by itself: the day stands in the note.
    const bypasses = ofType(
      resources,
      "vercel:index/projectProtectionBypass:ProjectProtectionBypass",
    ).map(({ name, props }) => ({ name, until: DAY.exec(textOf({ props }, "note"))?.[0] }));
    const tokens = ofType(resources, "cloudflare:index/apiToken:ApiToken").map(
      ({ name, props }) => ({ name, until: textOf({ props }, "expiresOn") || undefined }),
    );
    return [...bypasses, ...tokens].flatMap(({ name, until }) => {
      if (until === undefined) return [`${name} does not say until when it is good`];
      const end = until.includes("T") ? until : `${until}T23:59:59Z`;
      return secondsBetween(now, end) >= 0 ? [] : [`${name} was good until ${until}`];
    });
  },
});
