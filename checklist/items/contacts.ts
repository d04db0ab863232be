import { policy } from "../coverage.ts";
import { define, type Said } from "./define.ts";

/** Who is called when a rollout goes wrong. */
export const contacts = [
  ...define("primary-contacts", [
    ["contact-deploy-lead", "Deployment Lead", contact("critical", "deploymentLead")],
    ["contact-ops-lead", "Operations Lead", contact("critical", "operationsLead")],
    ["contact-security-lead", "Security Lead", contact("critical", "securityLead")],
  ]),
  ...define("vendor-contacts", [
    ["vendor-vercel", "Vercel Support", contact("high", "vendors.vercel")],
    ["vendor-database", "Database Provider", contact("high", "vendors.database")],
    ["vendor-third-party", "Third-party Services", contact("high", "vendors.thirdParty")],
  ]),
];

function contact(severity: Said["severity"], key: string): Said {
  return {
    needed: ["always"],
    coveredBy: [policy("contacts"), policy("example-values")],
    severity,
    remedy: `Try contacts.${key}, mend what is out of date, and set its confirmedAt.`,
  };
}
