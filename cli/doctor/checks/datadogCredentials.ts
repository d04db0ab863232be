import { inProduction, type Check } from "../check.ts";
import { NoCredentials } from "../clouds.ts";
import { scopesOf } from "../datadogScopes.ts";
import { PermissionMissing } from "../../../vendors/failures.ts";
import { fault, ok, unknown, type Finding } from "../finding.ts";

const KEYS = "https://docs.datadoghq.com/account_management/api-app-keys/";

/** Both keys, and what the application key may do. A roll back needs neither. */
export const datadogCredentials: Check = {
  id: "datadog-credentials",
  title: "the Datadog keys and their permissions",
  for: ["up", "start"],
  seconds: 60,
  run: inProduction(async ({ clouds, config }) => {
    const { site } = config.datadog;
    const expected = `an API key and an application key of ${site}`;
    try {
      const datadog = await clouds.datadog(config.datadog);
      if (!(await datadog.hasValidKey()))
        return [
          fault(
            `${site} does not know the API key`,
            expected,
            `DATADOG_API_KEY of that site, or another datadog.site: ${KEYS}`,
          ),
        ];
      const allowed = await datadog.permissions();
      if (allowed === undefined)
        return [
          unknown(
            "what the application key may do is not known: its owner has no key, or several, that end so",
            `an application key of the user or service account that runs pulumi up: ${KEYS}`,
          ),
        ];
      const missing = scopesOf(config).filter(({ name }) => !allowed.has(name));
      const refused = (isGate: boolean): Finding[] => {
        const those = missing.filter((one) => one.isGate === isGate);
        if (those.length === 0) return [];
        const list = those.map(({ name, by }) => `${name} (${by})`).join(", ");
        return [
          fault(
            `the application key lacks ${list}`,
            "an application key with those permissions",
            `add them to its scopes, or to its owner's role: ${KEYS}`,
            isGate ? undefined : ["up"],
          ),
        ];
      };
      const findings = [...refused(true), ...refused(false)];
      return findings.length > 0 ? findings : [ok(`both are of ${site}, with what is needed`)];
    } catch (error) {
      if (error instanceof NoCredentials)
        return [
          fault(
            "DATADOG_API_KEY and DATADOG_APP_KEY are not both set",
            expected,
            `make them: ${KEYS}`,
          ),
        ];
      if (!(error instanceof PermissionMissing)) throw error;
      return [
        error.permission.startsWith("user_")
          ? unknown(
              `what the application key may do is not known: ${error.said}`,
              `give it ${error.permission} (${error.docs})`,
            )
          : fault(error.message, expected, `give it ${error.permission}`),
      ];
    }
  }),
};
