import { join } from "node:path";
import { evidenced, type Item } from "../../checklist/item.ts";
import type { ProductionConfig } from "../../config.ts";
import type { Task } from "../../measure/verify/run.ts";
import { runsCommand } from "../../measure/verify/command.ts";
import { defaultOf, type CheckContext } from "./defaults.ts";
import { appEnvironment } from "./environment.ts";
import type { Selected } from "./select.ts";

/** How long a check of our own may take, in seconds; a command has what config gives it, or ten minutes. */
const CHECK_LIMIT = 60;
const COMMAND_LIMIT = 600;

/** An item with the task of showing it; without one where nothing is configured and there is no default. */
export interface Planned extends Selected {
  readonly task: Task | undefined;
}

type Config = Pick<ProductionConfig, "verify">;

/** What verifies an item here, as text. */
export function verifiedBy(item: Item, { verify }: Config): string {
  const command = verify[item.id]?.command?.join(" ");
  if (command !== undefined) return command;
  if (evidenced(item) === "attest") return "a person: ./canary attest";
  return defaultOf(item)?.name ?? `nothing yet: verify.${item.id}`;
}

/** Whether an item is verified in the app's checkout. */
export function isInCheckout(item: Item, { verify }: Config): boolean {
  return verify[item.id]?.command !== undefined || (defaultOf(item)?.inCheckout ?? false);
}

/** The task of showing an item; nothing where nothing is configured and there is no default. */
export function taskOf({ item, release }: Selected, context: CheckContext): Task | undefined {
  const own = context.config.verify[item.id];
  if (own?.command) {
    const { command, folder, reports, environment } = own;
    const verifier = runsCommand({
      command,
      cwd: join(context.checkout ?? "", folder),
      env: appEnvironment({ release, stable: context.record.stable }, environment),
      reports,
      limits: own,
    });
    const when = own.alone ? "alone" : "beside";
    return { item: item.id, verifier, by: { command }, limit: own.timeout ?? COMMAND_LIMIT, when };
  }
  const standard = defaultOf(item);
  if (!standard) return undefined;
  const { name, command, last = false, make } = standard;
  return {
    item: item.id,
    verifier: make(context, release),
    by: command ? { command } : { check: name },
    limit: own?.timeout ?? (command ? COMMAND_LIMIT : CHECK_LIMIT),
    when: last ? "last" : own?.alone ? "alone" : "beside",
  };
}
