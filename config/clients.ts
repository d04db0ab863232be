import { z } from "zod";
import { areAll, CLIENT_KINDS, USUAL_CLIENTS, type ClientShares } from "../rollout/clients.ts";
import { whole } from "./kinds.ts";
import { rule } from "./rule.ts";
import { worded } from "./messages.ts";

const kind = worded(z.enum(CLIENT_KINDS), {
  allowed: `one of ${CLIENT_KINDS.join(", ")}`,
  example: "chromium",
});

/** How many of a site's clients are of each kind, in percent; an assumption where absent. */
export const clients = z.partialRecord(kind, whole(0, 100, 100)).default(USUAL_CLIENTS);

/** The shares are all clients that there are. */
export const clientsAreAll = rule<{ readonly clients: ClientShares }>(["clients"], (config) =>
  areAll(config.clients)
    ? []
    : [
        {
          path: ["clients"],
          problem: "has shares that are not 100 % in all",
          allowed: "each kind's share in percent, 100 in all",
        },
      ],
);
