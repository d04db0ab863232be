import { availableParallelism } from "node:os";
import { Command } from "commander";
import { EVIDENCED } from "../../checklist/items.ts";
import { notApplicable } from "../../checklist/scope.ts";
import type { ProductionConfig } from "../../config.ts";
import { endAll } from "../../measure/verify/process.ts";
import { runTasks } from "../../measure/verify/run.ts";
import { readProduction } from "../production.ts";
import { evidenceFolder } from "../project.ts";
import { formatOption, type OutputFormat } from "../formatOption.ts";
import type { VerifyOutput } from "../output/verify.ts";
import { withProgress } from "../progressLine.ts";
import { stackOption } from "../stackOption.ts";
import { table } from "../table.ts";
import { UserError } from "../userError.ts";
import { refuseCheckout } from "./checkout.ts";
import { keeper, verifiedIn } from "./keep.ts";
import { checkContextOf } from "./checkContext.ts";
import { select } from "./select.ts";
import { verifiedBy, taskOf, type Planned } from "./tasks.ts";
import { terminal, itemPrinter } from "./print.ts";
import { verifyOutput, type Ended } from "./output.ts";

interface Options {
  stack: string;
  list?: boolean;
  format: OutputFormat;
}

export function verifyCommand(): Command {
  return new Command("verify")
    .description(
      "Verify by commands and checks that a release may go on, and write the results down as evidence. Without a name: all that the next step requires and a command can verify.",
    )
    .argument("[items...]", "items or sections of the checklist, by their ids")
    .option("-l, --list", "list the items with what verifies them here, and run nothing")
    .addOption(formatOption())
    .addOption(stackOption())
    .addHelpText(
      "after",
      `
Commands run in the app's checkout (app.checkout in config), which must be clean and at the release's
commit. What verifies an item is configured under verify in config; many items have a default. A command may
take ten minutes, a check one, unless its timeout says otherwise.

Evidence goes to evidence/<app commit>.json: commit it. Interrupted (^C), commands are ended, and what was
verified until then stays.
Exit codes: 0 all was verified, 1 something failed, 2 nothing was run, 130 interrupted.`,
    )
    .action(verify);
}

async function verify(typed: string[], { stack: stackName, list, format }: Options): Promise<void> {
  if (list && format === "json")
    throw new UserError("--list has no JSON: ./canary checklist --format json lists the items");
  const production = await withProgress("reading the stack", readProduction(stackName));
  const { project, config, record, request } = production;
  if (list) {
    console.log(listing(config));
    return;
  }
  const selected = select({
    typed,
    record,
    request,
    scope: config,
    isCommand: ({ id }) => config.verify[id]?.command !== undefined,
    isVerified: verifiedIn(evidenceFolder(project)),
  });
  if (selected.length === 0) {
    const none: VerifyOutput = { items: [], passed: 0, failed: 0, interrupted: false };
    console.log(
      format === "json"
        ? JSON.stringify(none)
        : "the next step requires nothing that a command can verify",
    );
    return;
  }
  const context = checkContextOf(production);
  const planned = selected.map((one): Planned => ({ ...one, task: taskOf(one, context) }));
  const keep = keeper(evidenceFolder(project), planned);
  await refuseCheckout(planned, context);

  const missing = planned.filter(({ task }) => !task).map(({ item }) => item);
  // JSON has stdout for itself.
  const printer = itemPrinter(
    planned,
    terminal(format === "json" ? process.stderr : process.stdout),
  );
  const ended = new Map<string, Ended>();
  const interruption = new AbortController();
  listen(interruption);
  await runTasks(
    planned.flatMap(({ task }) => task ?? []),
    {
      atOnce: Math.max(2, availableParallelism()),
      interrupted: interruption.signal,
      starts: printer.starts,
      ends: (done) => {
        const fault = keep(done);
        ended.set(done.task.item, { done, fault });
        printer.ends(done, fault);
      },
    },
  );
  const interrupted = interruption.signal.aborted;
  printer.concludes(missing, interrupted);
  if (format === "json")
    console.log(JSON.stringify(verifyOutput(planned, ended, interrupted), null, 2));
  if (interrupted) throw new UserError("interrupted: what was verified until then is kept", 130);
  if (printer.failed() > 0 || missing.length > 0) process.exitCode = 1;
}

/** The first signal ends what runs; another one at once. */
function listen(interruption: AbortController): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      if (interruption.signal.aborted) {
        endAll();
        process.exit(130);
      }
      interruption.abort();
    });
}

function listing(config: ProductionConfig): string {
  return table([
    ["item", "section", "verified by"],
    ...EVIDENCED.map((item) => {
      const why = notApplicable(item, config);
      return [
        item.id,
        item.section,
        why === undefined ? verifiedBy(item, config) : `does not apply: ${why}`,
      ];
    }),
  ]);
}
