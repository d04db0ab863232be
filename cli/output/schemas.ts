import { z } from "zod";
import { checklist } from "./checklist.ts";
import { examined } from "./doctor.ts";
import { reviewed } from "./review.ts";
import { runEvent } from "./run.ts";
import { status } from "./status.ts";
import { statusAll } from "./statusAll.ts";
import { verified } from "./verify.ts";

/** What each command prints with `--format json`, by its name and option; of `run`, each line. */
export const OUTPUTS = {
  ...{ status, checklist, verify: verified, run: runEvent, review: reviewed },
  doctor: examined,
  "status-all": statusAll,
};

/** The JSON schema of what a command prints, as text. */
export function jsonSchema(command: keyof typeof OUTPUTS): string {
  return JSON.stringify(
    {
      title: `./canary ${command.replace("-", " --")} --format json`,
      ...z.toJSONSchema(OUTPUTS[command], { io: "input" }),
    },
    null,
    2,
  );
}
