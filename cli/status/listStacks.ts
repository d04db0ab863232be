import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { BY_COMMAND, readAgain } from "../../measure/readAgain.ts";
import { concurrently } from "../concurrently.ts";
import { engine, engineMessages } from "../engine/engine.ts";
import { UserError } from "../userError.ts";

/** A stack of the backend, as the engine lists it. */
export interface ListedStack {
  /** As the engine takes it: `organization/project/stack`. */
  readonly name: string;
  /** Whether an update of it runs; only Pulumi Cloud says so. */
  readonly updateInProgress: boolean;
}

/** The stacks of a backend, and the projects whose stacks could not be listed, with why. */
export interface Listing {
  readonly stacks: readonly ListedStack[];
  readonly unlisted: readonly { readonly project: string; readonly fault: string }[];
}

export interface ListOptions {
  /** The folder that the engine runs in. */
  readonly directory: string;
  /** The folder that the state is in; absent where it is in none. */
  readonly folder?: string | undefined;
  /** The projects to list; all where there are none. */
  readonly projects: readonly string[];
  /** How many runs of the engine there may be at once. */
  readonly most: number;
}

const listed = z.array(z.object({ name: z.string(), updateInProgress: z.boolean().optional() }));

/**
 * List a backend's stacks. In a bucket or a folder, the engine reads each state for that, and lists none
 * where one cannot be read, without its name. Then a folder's files are listed. A bucket's are not: its
 * projects can be named.
 * https://github.com/pulumi/pulumi/blob/v3.274.1/pkg/backend/diy/backend.go
 *
 * @throws {UserError} where all are wanted and the engine lists none
 */
export async function listStacks(options: ListOptions): Promise<Listing> {
  const { projects, most } = options;
  if (projects.length > 0) {
    const listings = await concurrently(projects, most, (project) => listProject(options, project));
    return {
      stacks: listings.flatMap(({ stacks }) => stacks),
      unlisted: listings.flatMap(({ unlisted }) => unlisted),
    };
  }
  try {
    return { stacks: await list(options, ["--all"]), unlisted: [] };
  } catch (error) {
    const stacks = await filesIn(options);
    if (stacks.length > 0) return { stacks, unlisted: [] };
    throw new UserError(
      `the engine cannot list the stacks: ${engineMessages(error)}\none state that cannot be read stops its list: ./canary status --all --project NAME NAME … lists each project by itself`,
    );
  }
}

async function listProject(options: ListOptions, project: string): Promise<Listing> {
  try {
    const stacks = await list(options, ["--project", project]);
    const unlisted = stacks.length > 0 ? [] : [{ project, fault: "it has no stack here" }];
    return { stacks, unlisted };
  } catch (error) {
    const stacks = await filesIn(options, project);
    if (stacks.length > 0) return { stacks, unlisted: [] };
    const fault = `its stacks cannot be listed: ${engineMessages(error)}`;
    return { stacks, unlisted: [{ project, fault }] };
  }
}

async function list({ directory }: ListOptions, which: readonly string[]): Promise<ListedStack[]> {
  const args = ["stack", "ls", "--json", "--fully-qualify-stack-names", ...which];
  const printed = await readAgain(() => engine(args, { cwd: directory }), BY_COMMAND);
  return listed
    .parse(JSON.parse(printed))
    .map(({ name, updateInProgress = false }) => ({ name, updateInProgress }));
}

/**
 * By the files that the engine keeps, which may be compressed: `.pulumi/stacks/PROJECT/STACK.json`. None
 * where the state is in no folder.
 * https://github.com/pulumi/pulumi/blob/v3.274.1/pkg/backend/diy/store.go
 */
async function filesIn({ folder }: ListOptions, only?: string): Promise<ListedStack[]> {
  if (folder === undefined) return [];
  const stacks = join(folder, ".pulumi/stacks");
  const names = (project: string) => readdir(join(stacks, project)).catch(() => []);
  const projects = only === undefined ? await names("") : [only];
  const listings = projects.map(async (project) =>
    (await names(project)).flatMap((file) => {
      const stack = /^(.+)\.json(\.gz|\.zst)?$/.exec(file)?.[1];
      const name = `organization/${project}/${stack ?? ""}`;
      return stack === undefined ? [] : [{ name, updateInProgress: false }];
    }),
  );
  return (await Promise.all(listings)).flat();
}
