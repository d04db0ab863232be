import { accountOf, apiUrl } from "../../../measure/datadog/account.ts";
import { checkClock } from "../../../measure/datadog/clock.ts";
import { why } from "../../../measure/verify/verified.ts";
import { inProduction, type Check } from "../check.ts";
import { fault, ok } from "../finding.ts";
import { NotChecked } from "../notChecked.ts";

/** The gate compares this machine's clock with Datadog's, since a soak is counted by it. */
export const clock: Check = {
  id: "clock",
  title: "this machine's clock, beside Datadog's",
  for: ["start"],
  run: inProduction(async ({ config, now }, signal) => {
    const { answered, judge } = checkClock("Datadog", () => now().toISOString());
    const url = `${apiUrl(accountOf(config.datadog))}/api/v1/validate`;
    try {
      // Its answer does not matter: each has a Date.
      const response = await fetch(url, { signal });
      await response.arrayBuffer();
      answered(response.headers.get("date") ?? undefined);
    } catch (error) {
      throw new NotChecked(
        `${new URL(url).host} cannot be reached: ${why(error)}`,
        "a machine that reaches Datadog, as pulumi up needs it",
      );
    }
    const [wrong] = judge();
    return [
      wrong
        ? fault(wrong.observed, "a clock within 60 s of Datadog's", "let a time service set it")
        : ok("it agrees with Datadog's"),
    ];
  }),
};
