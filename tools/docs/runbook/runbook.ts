import type { ProductionConfig } from "../../../config.ts";
import { alerts } from "./alerts.ts";
import { byHand } from "./byHand.ts";
import { contacts } from "./contacts.ts";
import { customers } from "./customers.ts";
import { rollBack } from "./rollBack.ts";
import { whoIsNotified } from "./notified.ts";

/** What the engineer on call reads at night: the shortest path first. */
export function runbook(config: ProductionConfig): string {
  return [
    `# Runbook: ${config.hosts.public}`,
    "Roll back first, ask why later: [now](#roll-back-now), or [by hand](#roll-back-by-hand). Then [call](#call), [tell customers](#tell-customers), and look up [the alert](#alerts).",
    rollBack(config),
    byHand(config),
    contacts(config),
    customers(config),
    whoIsNotified(config),
    alerts(config),
    "---",
    "Written by `make docs` from `Pulumi.production.yaml` and from what the program declares. Change those, not this page. `make docs PROJECT=. TO=FOLDER` writes that of your own stack file.",
  ].join("\n\n");
}
