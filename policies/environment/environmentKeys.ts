import { stackPolicy } from "../lib/policy.ts";
import { variablesOf } from "../lib/variables.ts";

/** Keys that say what they are for, as Stripe's do: https://docs.stripe.com/keys */
const LIVE = /\b(sk|pk|rk)_live_/;
const TEST = /\b(sk|pk|rk)_test_/;

/** Names whose values nobody should read back. */
const SECRET = /(^|_)(SECRET|TOKEN|PASSWORD|PASSPHRASE|CREDENTIALS|PRIVATE_KEY|API_KEY)(_|$)/;

export default stackPolicy({
  name: "environment-keys",
  level: "mandatory",
  severity: "critical",
  description:
    "Staging has no live keys of third parties, production no test keys, and secrets are hidden.",
  remediation: "Set the environment's own keys, by pulumi config set --secret.",
  judge: ({ config: { environment }, resources }) => {
    const [wrong, what] = environment === "staging" ? [LIVE, "a live key"] : [TEST, "a test key"];
    return variablesOf(resources).flatMap(({ key, value, sensitive }) => [
      ...(wrong.test(value) ? [`${key} holds ${what}, in ${environment}`] : []),
      ...(!sensitive && (SECRET.test(key) || LIVE.test(value))
        ? [`${key} can be read back: it belongs under secrets`]
        : []),
    ]);
  },
});
