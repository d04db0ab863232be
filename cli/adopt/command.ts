import { Command, Option } from "commander";
import { verboseOption } from "../advance.ts";
import { findProject, selectStack } from "../project.ts";
import { stackOption, yesOption } from "../stackOption.ts";

interface Options {
  readonly stack: string;
  readonly switch?: boolean;
  readonly undoSwitch?: boolean;
  readonly yes?: boolean;
  readonly verbose?: boolean;
}

export function adoptCommand(): Command {
  return new Command("adopt")
    .description(
      "Take over a live site without an outage: import what exists, check that nothing of it is deleted or replaced, and make the first update. The public name is switched by --switch, a step of its own.",
    )
    .addOption(
      new Option(
        "--switch",
        "lead the public name to the weighted name, once all that it leads to is checked",
      ).conflicts("undoSwitch"),
    )
    .option("--undo-switch", "lead the public name straight to Vercel again, from the state alone")
    .addOption(verboseOption())
    .addOption(stackOption())
    .addOption(yesOption())
    .addHelpText(
      "after",
      `
It reads from Vercel, Cloudflare, Datadog and AWS what exists of what the stack declares, and imports it
into the state. The public name is made a CNAME to Vercel with a TTL of 60 s, without Cloudflare's proxy.
The first update then creates the rest; it leaves the public name alone. Visitors notice none of it.

--switch is one update of one record. It is made at 0 %, where both legs serve the host with certificates
of their own and the weighted name leads to Vercel alone, and it is checked afterwards. --undo-switch
changes that record at Cloudflare, and needs CLOUDFLARE_API_TOKEN and the state.

Each step asks, unless --yes. Interrupted anywhere, run it again: it goes on from what the state and the
vendors have.

Exit codes: 0 done, 1 stopped, with nothing of the next step begun, 2 it could not begin, 3 the public name
was changed, and what it leads to is not verified.`,
    )
    .action(async ({ stack: name, ...options }: Options) => {
      const project = findProject();
      const stack = selectStack(project, name);
      const args = { project, stack, ...options };
      if (options.undoSwitch) await (await import("./undoSwitch.ts")).undoSwitch(args);
      else if (options.switch) await (await import("./switch.ts")).makeSwitch(args);
      else await (await import("./adopt.ts")).adopt(args);
    });
}
