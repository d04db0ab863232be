import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Command } from "commander";

const ROOT = join(import.meta.dirname, "..");
const BUILD = join(ROOT, "tools/pulumi/build.sh");

/** Gets Pulumi where the machine has none that will do. */
export function engineCommand(): Command {
  return new Command("engine")
    .description("Get Pulumi: the one of this machine where it will do, else built with Go, once.")
    .action(async () => {
      const child = spawn(BUILD, { stdio: "inherit" });
      const [code] = (await once(child, "close")) as [number | null];
      process.exitCode = code ?? 1;
      if (code === 0)
        console.log(`For pulumi itself: export PATH="${join(ROOT, ".tools/bin")}:$PATH"`);
    });
}
