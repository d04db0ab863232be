import { WEIGHTED_TTL } from "../../../components/weightedName.ts";
import type { ProductionConfig } from "../../../config.ts";
import { leaving } from "../../../rollout/leaving.ts";
import { TRIGGERS } from "../../../rollout/triggers.ts";
import { code, section, table } from "../markdown.ts";

/** The command, when, and who is back when. */
export function rollBack({ clients }: ProductionConfig): string {
  return section(
    "## Roll back now",
    code("sh", './canary rollback --reason "what you see"'),
    "It needs the state's login and the credentials of AWS and Vercel, and nothing else. No lock, gate, broken checkout or refused step stops it. After some seconds it prints what the clouds have. A lower percentage or 0 in `Pulumi.production.yaml` and `pulumi up` does the same, more slowly.",
    table(
      ["exit", "what to do"],
      [
        [
          "0",
          "Done: the clouds confirm weights and hosts. [Check it yourself](#3-check-the-result).",
        ],
        [
          "3",
          "Not complete: it prints what did not move, and the steps [by hand](#roll-back-by-hand).",
        ],
        [
          "1, 2",
          "It could not begin, and says why. If that takes more than a minute to mend, go on [by hand](#roll-back-by-hand).",
        ],
      ],
    ),
    "**When**: any one of these. `./canary run` rolls back by itself. Without it, whoever moves the rollout rolls back.",
    table(
      ["trigger", "alerts"],
      TRIGGERS.map(({ label: message, monitors }) => [
        message,
        monitors.map((key) => `[${key}](#${key})`).join(", "),
      ]),
    ),
    "You need no alert: what you observe is enough. If you are not sure and it is not urgent, `./canary halt` stops the release where it is. Traffic stays.",
    "**Who is back, and when**: everyone at once, with the next request, since CloudFront serves the good release too. They leave CloudFront",
    table(["", "who, and when"], leaving(clients, WEIGHTED_TTL)),
    "Where exit 3 says that the aliases did not move, they get the bad release until then.",
  );
}
