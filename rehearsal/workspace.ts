import { mkdir, symlink, writeFile } from "node:fs/promises";
import { delimiter, extname, join } from "node:path";
import { isCollection, isSeq, type Document } from "yaml";
import { TOKEN } from "./cloudflareApi.ts";
import {
  namespaceOf,
  readProjectFiles,
  secretsOf,
  STACKS,
  type StackName,
} from "./projectFiles.ts";
import { run, type Finished } from "./run.ts";

/** How a stack file is written here, so that an edit changes no other line. */
export const AS_EDITED = {
  lineWidth: 0,
  defaultStringType: "QUOTE_DOUBLE",
  defaultKeyType: "PLAIN",
} as const;

/** The repository: the program, and the project that is rehearsed where no other is named. */
const ROOT = join(import.meta.dirname, "..");
/** The program, as it lies here: as TypeScript in the repository, compiled in the package. */
const PROGRAM = join(ROOT, `index${extname(import.meta.filename)}`);
/** The policy pack, where its packages are found: not by the link to it in a workspace. */
export const POLICIES = join(ROOT, "policies");
export type { StackName } from "./projectFiles.ts";

/** The checklist's stages, of the plan where a soak is named. */
const STAGES = [10, 25, 50, 75, 100];

/** What stands for each secret of a project, which only its key can read. */
const SECRET = "rehearsed-in-place-of-a-secret";

/** A Pulumi project of its own around the real program, with copies of a project's stack files. */
export interface Workspace {
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  /** Run `pulumi` as a user would in the project's folder. */
  pulumi(...args: string[]): Promise<Finished>;
  /** Run `./canary` likewise. */
  canary(...args: string[]): Promise<Finished>;
}

export interface WorkspaceOptions {
  /** What `PULUMI_DEBUG_PROVIDERS` must be: the stand-in clouds. */
  readonly debugProviders: string;
  /** Where Datadog's API is queried: a stand-in on this machine. */
  readonly datadogHost: string;
  /** Where DNS is queried: a stand-in on this machine. */
  readonly dns: string;
  /**
   * How long each of the checklist's stages holds, as config has it; the project's own plan where absent.
   * Short ones need a Datadog host on this machine.
   */
  readonly soak?: string;
  /** Where Cloudflare's API is called for what no resource is made by; nowhere where absent. */
  readonly cloudflareUrl?: string;
  /** The folder of the Pulumi.yaml and stack files that are copied. Default the repository's own. */
  readonly project?: string | undefined;
}

/** Make the workspace in a folder that is there and empty. */
export async function createWorkspace(
  directory: string,
  options: WorkspaceOptions,
): Promise<Workspace> {
  await mkdir(join(directory, "state"), { recursive: true });
  const { yaml, stacks } = await readProjectFiles(options.project ?? ROOT);
  await writeFile(join(directory, "Pulumi.yaml"), projectFile(yaml));
  for (const part of ["canary", "policies"]) await symlink(join(ROOT, part), join(directory, part));
  const secrets = STACKS.map((stack) => [stack, secretsOf(stacks[stack])] as const);
  for (const stack of STACKS) {
    const text = stackFile(stacks[stack], stack, options);
    await writeFile(join(directory, `Pulumi.${stack}.yaml`), text);
  }
  const { debugProviders, cloudflareUrl } = options;
  const workspace = await openWorkspace(directory, debugProviders, cloudflareUrl);
  for (const stack of STACKS) {
    const { code, output } = await workspace.pulumi("stack", "init", stack);
    if (code !== 0) throw new Error(`the stack ${stack} could not be made: ${output}`);
  }
  for (const [stack, paths] of secrets) await setSecrets(workspace, stack, paths);
  return workspace;
}

/** Give each secret a value that this workspace's key can read. */
async function setSecrets(
  workspace: Workspace,
  stack: StackName,
  paths: readonly (readonly (string | number)[])[],
): Promise<void> {
  if (paths.length === 0) return;
  const set = paths.flatMap(([top, ...rest]) => {
    const place = rest.map((one) => `[${typeof one === "number" ? one : JSON.stringify(one)}]`);
    return ["--secret", `${String(top)}${place.join("")}=${SECRET}`];
  });
  const { code, output } = await workspace.pulumi(
    "config",
    "set-all",
    "--stack",
    stack,
    "--path",
    ...set,
  );
  if (code !== 0) throw new Error(`the secrets of ${stack} could not be set: ${output}`);
}

/**
 * Open a workspace that was made before.
 *
 * @param internet the settings by which its commands and the program reach edges on this machine
 */
export async function openWorkspace(
  directory: string,
  debugProviders: string,
  cloudflareUrl?: string,
  internet: Readonly<Record<string, string>> = {},
): Promise<Workspace> {
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

/** The project, with the program where it lies and its state here. */
function projectFile(project: Document): string {
  project.set("main", PROGRAM);
  for (const key of ["backend", "stackConfigDir", "config"]) project.delete(key);
  return project.toString();
}

const CONTACTS = [
  ["lead"],
  ["deploymentLead"],
  ["operationsLead"],
  ["securityLead"],
  ["vendors", "vercel"],
  ["vendors", "database"],
  ["vendors", "thirdParty", 0],
];

/** A day from now on: `2026-01-31`. */
function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** What production says of a rollout that is under way, and when it may not advance: none is here. */
const UNDER_WAY = ["rollback", "halt", "resume", "freezes"];

/** How a stack file says what its secrets are encrypted with. */
const KEYS = ["secretsprovider", "encryptedkey", "encryptionsalt"];

/** A project's stack file, for this machine: nothing protected, no secrets, no rollout under way. */
function stackFile(
  document: Document,
  stack: StackName,
  { soak, datadogHost, dns }: WorkspaceOptions,
): string {
  const own = namespaceOf(document);
  const at = (...path: (string | number)[]) => [
    "config",
    `${own}${path[0] ?? ""}`,
    ...path.slice(1),
  ];
  const set = (value: unknown, ...path: (string | number)[]) => {
    document.setIn(at(...path), document.createNode(value));
  };
  for (const key of KEYS) document.delete(key);
  for (const path of secretsOf(document)) takeOut(document, ["config", ...path]);
  // The policies refuse a secret whose day has passed, and none is handed out here.
  const bypass: unknown = document.getIn(at("operations", "bypass"));
  const days = isSeq(bypass) ? bypass.toJSON() : [];
  const later = days.map((_, index) => dayIn(365 + index));
  if (days.some((day) => String(day) < dayIn(0))) set(later, "operations", "bypass");
  set(false, "protect");
  set(datadogHost, "datadog", "host");
  // No edge answers for the canary host before the internet is there.
  set(false, "health", "probe");
  if (stack === "production") {
    set("0", "percentage");
    document.deleteIn(at("releases", "canary"));
    for (const key of UNDER_WAY) document.deleteIn(at(key));
    set([dns], "resolvers");
    if (soak !== undefined) {
      const plan = STAGES.map((percentage) => ({ percentage, soak }));
      set(plan, "plan");
    }
    for (const path of CONTACTS)
      if (document.hasIn(at("contacts", ...path, "name")))
        // The day on which they were tried: nobody is called from here.
        set(dayIn(0), "contacts", ...path, "confirmedAt");
  }
  return document.toString(AS_EDITED);
}

/** Take a value out, with the blocks that are left empty. */
function takeOut(document: Document, path: readonly (string | number)[]): void {
  document.deleteIn(path);
  const block = path.slice(0, -1);
  const left: unknown = document.getIn(block);
  if (block.length > 1 && isCollection(left) && left.items.length === 0) takeOut(document, block);
}

function exports(env: Record<string, string>): string {
  return Object.entries(env)
    .map(([key, value]) => `export ${key}='${value}'\n`)
    .join("");
}
