import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Asker } from "../../../cli/init/ask.ts";
import { init, type InitOptions } from "../../../cli/init/command.ts";
import type { Given } from "../../../cli/init/flags.ts";
import { UserError } from "../../../cli/userError.ts";
import { LIVE, ZONE_ID } from "../../vendors/liveSite.ts";

/** What no account says. */
export const PERSON = {
  leadName: "Ada Loaf",
  leadPhone: "+49 30 12345678",
  leadEmail: "ada@corner.shop",
} as const satisfies Given;

/** Every answer that is required. */
export const ALL = {
  ...PERSON,
  site: "www.corner.shop",
  zoneId: ZONE_ID,
  project: "corner",
  deployment: LIVE.id,
  commit: LIVE.commit,
  version: LIVE.version,
  stagingDeployment: "dpl_2nRw6XcV9bMk4JhTgFp1QzLsYd8E",
  repository: "https://github.com/corner/shop",
  datadogSite: "datadoghq.eu",
} as const satisfies Given;

/** A folder of a test's own, and what `canary init` prints and does there. */
export interface Folder {
  readonly directory: string;
  /** What was printed; or, where it was refused, what was said. */
  run(options: Partial<InitOptions>, asker?: Asker): Promise<string>;
  /** As `run`, where it is refused. */
  refused(options: Partial<InitOptions>, asker?: Asker): Promise<string>;
  remove(): void;
}

export function newFolder(): Folder {
  const parent = mkdtempSync(join(tmpdir(), "init-"));
  const directory = join(parent, "corner-shop");
  const run: Folder["run"] = async (options, asker) => {
    const printed: string[] = [];
    const { log } = console;
    console.log = (...texts: unknown[]) => void printed.push(texts.join(" "));
    try {
      const whole = {
        directory,
        flags: {},
        teams: {},
        environment: {},
        now: new Date("2026-01-31T12:00:00Z"),
        rehearse: () => Promise.resolve(),
        ...options,
      };
      await init(whole, asker && (() => Promise.resolve(asker)));
    } finally {
      console.log = log;
    }
    return printed.join("\n");
  };
  return {
    directory,
    run,
    refused: async (options, asker) => {
      try {
        return `not refused: ${await run(options, asker)}`;
      } catch (error) {
        if (error instanceof UserError) return error.message;
        throw error;
      }
    },
    remove: () => {
      rmSync(parent, { recursive: true, force: true });
    },
  };
}
