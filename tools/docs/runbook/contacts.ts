import { present } from "../../../rollout/parts.ts";
import type { ProductionConfig } from "../../../config.ts";
import { section, table } from "../markdown.ts";

/** Who is called. */
export function contacts({ contacts: people }: ProductionConfig): string {
  const { vercel, database, thirdParty } = people.vendors;
  const leads = [
    ["Deployment lead", people.deploymentLead],
    ["Operations lead", people.operationsLead],
    ["Security lead", people.securityLead],
  ] as const;
  const vendors = [
    ...named("Vercel", present(vercel)),
    ...named("Database", present(database)),
    ...(present(thirdParty) ?? []).flatMap((vendor) => named("Third party", vendor)),
  ];
  return section(
    "## Call",
    "Call the deployment lead first. Call the operations lead if the release is not the cause. Call the security lead at once if data or an account may be in the wrong hands.",
    table(
      ["", "who", "phone", "e-mail", "last tried"],
      leads.map(([role, { name, phone, email, confirmedAt }]) => [
        `**${role}**`,
        name,
        `[${phone}](tel:${phone})`,
        email,
        confirmedAt,
      ]),
    ),
    vendors.length === 0
      ? undefined
      : table(
          ["", "vendor", "support", "our account", "plan", "last tried"],
          vendors.map(([role, { name, url, email, account = "", plan = "", confirmedAt }]) => [
            `**${role}**`,
            name,
            [url, email].filter((one) => one !== undefined).join(", "),
            account,
            plan,
            confirmedAt,
          ]),
        ),
  );
}

function named<V>(role: string, vendor: V | undefined): (readonly [string, V])[] {
  return vendor === undefined ? [] : [[role, vendor]];
}
