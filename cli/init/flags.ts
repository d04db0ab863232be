import { z } from "zod";
import { GROUPS, PIPELINES } from "./answers.ts";

/** An answer that a flag gives, and a question may ask for. */
interface Flag {
  /** As commander writes it: `--site <host>`. */
  readonly flag: string;
  readonly about: string;
  /** What is asked where neither a flag nor an account says it; never asked where absent. */
  readonly question?: string;
  /** Whether nothing can be written without it. */
  readonly isRequired?: boolean;
  /** What it may be, where config does not check it. */
  readonly form?: { readonly pattern: RegExp; readonly allowed: string };
}

/** Every answer, in the order in which they are asked. */
export const FLAGS = {
  site: {
    flag: "--site <host>",
    about: "the host that visitors use, e.g. www.example.com",
    question: "Which host do visitors use?",
    isRequired: true,
  },
  name: {
    flag: "--name <project>",
    about: "the Pulumi project's name; the folder's where absent",
    form: {
      pattern: /^[A-Za-z][A-Za-z0-9_.-]{0,99}$/,
      allowed: "a letter, then up to 99 letters, digits and _ . -",
    },
  },
  zone: { flag: "--zone <name>", about: "the zone at Cloudflare that the host is in" },
  zoneId: {
    flag: "--zone-id <id>",
    about: "the zone's id: 32 hexadecimal digits",
    question: "What is the id of the zone at Cloudflare? (its overview page has it)",
    isRequired: true,
  },
  team: { flag: "--vercel-team <id>", about: "the Vercel team's id, team_…" },
  project: {
    flag: "--vercel-project <name>",
    about: "the Vercel project that serves the host",
    question: "Which Vercel project serves it?",
    isRequired: true,
  },
  framework: { flag: "--framework <name>", about: "Vercel's name for the project's framework" },
  skewProtection: {
    flag: "--skew-protection <time>",
    about: "the project's skew protection now, e.g. 12 hours",
  },
  target: { flag: "--vercel-target <host>", about: "the name that DNS points the host to" },
  healthPath: {
    flag: "--health-path <path>",
    about: "the app's health check; /api/health where absent",
  },
  deployment: {
    flag: "--deployment <id>",
    about: "the deployment that serves the host now, dpl_…",
    question: "Which deployment serves it now? (vercel inspect prints its id)",
    isRequired: true,
  },
  commit: {
    flag: "--commit <sha>",
    about: "the commit that it was built from, 40 hexadecimal digits",
    question: "Which commit was it built from? (40 hexadecimal digits)",
    isRequired: true,
  },
  version: {
    flag: "--release-version <version>",
    about: "what people call that release, as its traces' tag version has it",
    question: "What do people call this release? (the value of the tag version at Datadog)",
    isRequired: true,
  },
  stagingHost: {
    flag: "--staging-host <host>",
    about: "staging's host; staging.ZONE where absent",
  },
  stagingProject: {
    flag: "--staging-project <name>",
    about: "staging's own Vercel project; PROJECT-staging where absent",
  },
  stagingBranch: {
    flag: "--staging-branch <branch>",
    about: "instead of a project of its own: staging is the previews of this branch",
  },
  stagingDeployment: {
    flag: "--staging-deployment <id>",
    about: "the deployment that staging serves now, dpl_…",
    question: "Which deployment does staging serve now?",
    isRequired: true,
  },
  stagingCommit: {
    flag: "--staging-commit <sha>",
    about: "the commit that it was built from; production's where absent",
  },
  stagingVersion: {
    flag: "--staging-version <version>",
    about: "what people call it; production's where absent",
  },
  stagingVariable: {
    flag: "--staging-variable <name=value>",
    about: "an environment variable of the app in staging; SITE_URL=https://HOST where absent",
    form: { pattern: /^[A-Za-z_][A-Za-z0-9_]*=.+$/s, allowed: "NAME=VALUE" },
  },
  repository: {
    flag: "--repository <url>",
    about: "the page of the app's repository, https://…; none checks nothing in it",
    question: "What is the page of the app's repository? (https://…, or none)",
    isRequired: true,
  },
  checkout: {
    flag: "--checkout <folder>",
    about: "a checkout of it, from this folder; ../REPOSITORY where absent",
  },
  branch: {
    flag: "--branch <name>",
    about: "the branch that releases are on; origin/main where absent",
  },
  datadogSite: {
    flag: "--datadog-site <site>",
    about: "the Datadog site, e.g. datadoghq.eu; DD_SITE where absent",
    question:
      "Which Datadog site is the account on? (datadoghq.com, datadoghq.eu, us3.datadoghq.com …)",
    isRequired: true,
  },
  service: { flag: "--service <name>", about: "the tag service at Datadog" },
  env: { flag: "--env <name>", about: "the tag env of production at Datadog" },
  connections: {
    flag: "--database-connections <n>",
    about: "the most connections that the database takes, where its metrics do not say",
    form: { pattern: /^[1-9][0-9]{0,6}$/, allowed: "a whole number above 0" },
  },
  slack: {
    flag: "--slack <account/#channel>",
    about: "where news goes: the Slack account's name at Datadog, and the channel",
    form: { pattern: /^[^/#\s]+\/#[^\s#@,]+$/, allowed: "ACCOUNT/#CHANNEL, in quotes" },
  },
  leadName: {
    flag: "--lead <name>",
    about: "who leads a rollout",
    question: "Who leads a rollout? (the name)",
    isRequired: true,
  },
  leadPhone: {
    flag: "--lead-phone <number>",
    about: "a number that is answered at night, +…",
    question: "Which number is answered at night? (+…)",
    isRequired: true,
  },
  leadEmail: {
    flag: "--lead-email <address>",
    about: "an address that is read",
    question: "Which address is read?",
    isRequired: true,
  },
  leadConfirmed: {
    flag: "--lead-confirmed <day>",
    about: "when both were last tried, YYYY-MM-DD; today where absent",
  },
  onePerson: {
    flag: "--one-person <reason>",
    about: "why nobody but the author attests, in a team of one",
  },
  reason: { flag: "--none <reason>", about: "why there is none of the parts that are left out" },
  pipeline: {
    flag: "--pipeline <kind>",
    about: `${PIPELINES.join(", ")}; the repository's where absent`,
    form: { pattern: /^(github|gitlab|none)$/, allowed: "github, gitlab or none" },
  },
} as const satisfies Readonly<Record<string, Flag>>;

export type Key = keyof typeof FLAGS;

/** Answers as they were given or read: text, by key. */
export type Given = Readonly<Partial<Record<Key, string>>>;

/** What a key's flag is, alone: `--site`. */
export function flagOf(key: Key): string {
  return FLAGS[key].flag.split(" ")[0] ?? "";
}

/** A key's question, where it has one. */
export function questionOf(key: Key): string | undefined {
  const flag: Flag = FLAGS[key];
  return flag.question;
}

/** The command that gives these answers as flags. */
export function commandOf(given: Given, directory: string): string {
  const flags = (Object.keys(FLAGS) as Key[]).flatMap((key) => {
    const value = given[key];
    return value === undefined ? [] : [flagOf(key), quoted(value)];
  });
  return ["canary", "init", "--directory", quoted(directory), ...flags].join(" ");
}

/** A word as a shell reads it back. */
function quoted(text: string): string {
  return /^[\w./:@+=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** What is wrong with flags that config does not check, a sentence each. */
export function formFaults(given: Given): string[] {
  return (Object.keys(FLAGS) as Key[]).flatMap((key) => {
    const { form }: Flag = FLAGS[key];
    const value = given[key];
    if (form === undefined || value === undefined || form.pattern.test(value)) return [];
    return [`${flagOf(key)} is "${value}": expected ${form.allowed}`];
  });
}

/** The keys that nothing can be written without. */
export const REQUIRED = (Object.keys(FLAGS) as Key[]).filter((key) => {
  const flag: Flag = FLAGS[key];
  return flag.isRequired;
});

/** `development=handle`: a team that Datadog has already. */
export const teamFlag = z
  .string()
  .regex(/^[a-z]+=.+$/)
  .transform((text) => text.split("=", 2) as [string, string])
  .refine(([group]) => GROUPS.some((one) => one === group));
