import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Something that nobody may read where it does not belong. */
export interface Plant {
  /** How it is set: a key of config, or an environment variable. */
  readonly name: string;
  readonly value: string;
}

/** A value for each kind of secret, made so that it is found whatever is around it. */
const plant = (name: string): Plant => ({
  name,
  value: `planted-${name.replaceAll(/[^a-z]/gi, "").toLowerCase()}-7f3a91c2`,
});

/** What is set by `pulumi config set --secret`: all that this program and its providers take so. */
export const CONFIG: readonly Plant[] = [
  plant("canary:secrets.DATABASE_URL"),
  plant("canary:secrets.PAYMENT_KEY"),
  // Of the form that Cloudflare gives one.
  { name: "canary:cloudflareReadToken", value: "Plantedcloudflarereadtoken7f3a91c2abcdef" },
  plant("datadog:apiKey"),
  plant("datadog:appKey"),
  plant("cloudflare:apiToken"),
  plant("vercel:apiToken"),
  plant("aws:secretKey"),
];

/** What commands find in their environment. */
export const ENVIRONMENT: readonly Plant[] = [
  "DATADOG_API_KEY",
  "DATADOG_APP_KEY",
  "CLOUDFLARE_API_TOKEN",
  "VERCEL_API_TOKEN",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "PULUMI_ACCESS_TOKEN",
  "GITHUB_TOKEN",
].map(plant);

/**
 * Telephone numbers and addresses of people, as the example's stack file has them. They are no secrets: who
 * is on call must find them, in the runbook and in the messages of monitors. They belong nowhere else.
 */
export const PEOPLE: readonly Plant[] = [
  { name: "contacts.deploymentLead.phone", value: "+12025550143" },
  { name: "contacts.operationsLead.phone", value: "+12025550117" },
  { name: "contacts.operationsLead.email", value: "kim.roe@example.com" },
  { name: "contacts.securityLead.phone", value: "+12025550198" },
  { name: "contacts.vendors.database.email", value: "support@databases.example.com" },
];

/** The names of those that a text has, as they are or in base64, at whichever place of it. */
export function plantsIn(text: string, plants: readonly Plant[]): string[] {
  return plants
    .filter(({ value }) => [value, ...inBase64(value)].some((form) => text.includes(form)))
    .map(({ name }) => name);
}

/** The characters in base64 that a value alone decides, at each of the three places where it may begin. */
function inBase64(value: string): string[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.from("\0".repeat(offset) + value).toString("base64");
    return text.slice(offset === 0 ? 0 : 4, -4);
  });
}

/** All texts below a folder, by their path in it. Links lead elsewhere, and databases are no text. */
export async function textsBelow(folder: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    () => [],
  )) {
    if (!entry.isFile() || /\.sqlite/.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    texts.set(file.slice(folder.length + 1), await readFile(file, "utf8"));
  }
  return texts;
}

/**
 * What the stand-in clouds keep beside the resources that they hold, a text for each table: their logs of
 * calls, and what was sent to Datadog. A cloud's own resources hold secrets in plain text: that is their use.
 */
export function logsOf(file: string): Map<string, string> {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'resources'")
      .all() as { name: string }[];
    return new Map(
      tables.map(({ name }) => [
        name,
        JSON.stringify(database.prepare(`SELECT * FROM "${name}"`).all()),
      ]),
    );
  } finally {
    database.close();
  }
}
