import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { parseDocument } from "yaml";
import { TOKEN } from "./cloudflareApi.ts";
import { run, type Finished } from "./run.ts";

/** How a stack file is written here, so that an edit changes no other line. */
export const AS_EDITED = {
  lineWidth: 0,
  defaultStringType: "QUOTE_DOUBLE",
  defaultKeyType: "PLAIN",
} as const;

/** The repository: the program, and the project that is rehearsed where no other is named. */
const ROOT = join(import.meta.dirname, "..");
/** The policy pack, where its packages are found: not by the link to it in a ground. */
export const POLICIES = join(ROOT, "policies");
const STACKS = ["staging", "production"] as const;
export type StackName = (typeof STACKS)[number];

/** The checklist's stages: the rehearsal's plan has them all. */
export const STAGES = [10, 25, 50, 75, 100];

/** A Pulumi project of its own around the real program, with copies of a project's stack files. */
export interface Ground {
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  /** Run `pulumi` as a user would in the project's folder. */
  pulumi(...args: string[]): Promise<Finished>;
  /** Run `./canary` likewise. */
  canary(...args: string[]): Promise<Finished>;
}

export interface GroundOptions {
  /** What `PULUMI_DEBUG_PROVIDERS` must be: the stand-in clouds. */
  readonly debugProviders: string;
  /** Where Datadog's API is asked: a stand-in on this machine. */
  readonly datadogHost: string;
  /** Where DNS is asked: a stand-in on this machine. */
  readonly dns: string;
  /** How long each stage holds, as config has it. Short ones need a Datadog host on this machine. */
  readonly soak: string;
  /** Where Cloudflare's API is asked for what no resource is made by; nowhere where absent. */
  readonly cloudflareUrl?: string;
  /** The folder of the Pulumi.yaml and stack files that are copied. Default the repository's own. */
  readonly project?: string | undefined;
}

/** Lay the ground in a folder that is there and empty. */
export async function layGround(directory: string, options: GroundOptions): Promise<Ground> {
  await mkdir(join(directory, "state"), { recursive: true });
  const { project = ROOT } = options;
  await writeFile(join(directory, "Pulumi.yaml"), await projectFile(project));
  for (const part of ["canary", "policies"]) await symlink(join(ROOT, part), join(directory, part));
  for (const stack of STACKS) {
    await writeFile(
      join(directory, `Pulumi.${stack}.yaml`),
      await stackFile(project, stack, options),
    );
  }
  const { debugProviders, cloudflareUrl } = options;
  const ground = await openGround(directory, debugProviders, cloudflareUrl);
  for (const stack of STACKS) {
    const { code, output } = await ground.pulumi("stack", "init", stack);
    if (code !== 0) throw new Error(`the stack ${stack} could not be made: ${output}`);
  }
  return ground;
}

/**
 * Open ground that was laid before.
 *
 * @param internet what lets its commands and the program reach edges on this machine
 */
export async function openGround(
  directory: string,
  debugProviders: string,
  cloudflareUrl?: string,
  internet: Readonly<Record<string, string>> = {},
): Promise<Ground> {
  const own = {
    PULUMI_HOME: join(directory, "home"),
    PULUMI_BACKEND_URL: `file://${join(directory, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "rehearsal",
    PULUMI_DEBUG_PROVIDERS: debugProviders,
    ...(cloudflareUrl && { CLOUDFLARE_BASE_URL: cloudflareUrl, CLOUDFLARE_API_TOKEN: TOKEN }),
    DATADOG_API_KEY: "rehearsal",
    DATADOG_APP_KEY: "rehearsal",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Without it the engine knows no --event-log.
    PULUMI_DEBUG_COMMANDS: "true",
    NODE_COMPILE_CACHE: join(ROOT, ".tools/cache"),
    ...internet,
    PATH: [join(ROOT, ".tools/bin"), process.env["PATH"]].join(delimiter),
  };
  await writeFile(join(directory, "env"), exports(own));
  const where = { cwd: directory, env: { ...process.env, ...own, NO_COLOR: "1" } };
  return {
    directory,
    env: where.env,
    pulumi: (...args) => run("pulumi", ["--non-interactive", "--color", "never", ...args], where),
    canary: (...args) => run(join(directory, "canary"), args, where),
  };
}

/** The project, with the program where it lies. */
async function projectFile(project: string): Promise<string> {
  const document = parseDocument(await readFile(join(project, "Pulumi.yaml"), "utf8"));
  document.set("main", ROOT);
  return document.toString();
}

const CONTACTS = [
  ["deploymentLead"],
  ["operationsLead"],
  ["securityLead"],
  ["vendors", "vercel"],
  ["vendors", "database"],
  ["vendors", "thirdParty", 0],
];

/** The day on which contacts were tried: nobody is called from here. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** A project's stack file, for this machine: a plan in seconds, and nothing protected. */
async function stackFile(
  project: string,
  stack: StackName,
  { soak, datadogHost, dns }: GroundOptions,
): Promise<string> {
  const document = parseDocument(await readFile(join(project, `Pulumi.${stack}.yaml`), "utf8"));
  const set = (key: string, value: unknown) => {
    document.setIn(["config", `canary:${key}`], document.createNode(value));
  };
  set("protect", false);
  document.setIn(["config", "canary:datadog", "host"], datadogHost);
  // No edge answers for the canary host before the internet is there.
  document.setIn(["config", "canary:health", "probe"], false);
  if (stack === "production") {
    set("resolvers", [dns]);
    set(
      "plan",
      STAGES.map((percentage) => ({ percentage, soak })),
    );
    for (const path of CONTACTS)
      document.setIn(["config", "canary:contacts", ...path, "confirmedAt"], today());
  }
  return document.toString(AS_EDITED);
}

function exports(env: Record<string, string>): string {
  return Object.entries(env)
    .map(([key, value]) => `export ${key}='${value}'\n`)
    .join("");
}
