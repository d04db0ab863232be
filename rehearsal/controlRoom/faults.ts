import { Refused, type Switches } from "../../controlRoom/index.ts";
import { WELL, type Knobs, type SiteOrders } from "../site/knobs.ts";

/** What can be wrong with the canary at the press of a button: what its button says, and how it is ordered. */
const FAULTS: Readonly<Record<string, readonly [label: string, order: Partial<Knobs>]>> = {
  // One in eight requests of a visit is for reviews.
  errors: ["Errors, 10 %", { reviews: 80 }],
  latency: ["Latency, 5 x", { latency: 5 }],
  database: ["Database", { databaseErrors: 50 }],
  redis: ["Redis", { redis: false }],
  "sign-in": ["Sign-in", { signIn: false }],
  silence: ["Silence", { silent: true }],
};

/** Break a deployment in one way, or mend that alone. Throws (`Refused`) where it is no way. */
export function order(site: SiteOrders, deployment: string, fault: string, broken: boolean): void {
  const [, knobs] = FAULTS[fault] ?? [];
  if (!knobs)
    throw new Refused(
      `there is no fault called ${fault}: name one of ${Object.keys(FAULTS).join(", ")}`,
    );
  const well = Object.fromEntries(
    Object.keys(knobs).map((knob) => [knob, WELL[knob as keyof Knobs]]),
  );
  site.break(deployment, broken ? knobs : well);
}

/** All faults, with those on that a deployment has; none is on where there is no deployment. */
export function faultsOf(site: SiteOrders, deployment: string | undefined): Switches {
  const knobs = deployment === undefined ? WELL : site.of(deployment);
  const all = Object.entries(FAULTS).map(([id, [label, order]]) => ({
    id,
    label,
    on: Object.keys(order).some((knob) => knobs[knob as keyof Knobs] !== WELL[knob as keyof Knobs]),
  }));
  return { title: "Break the canary; press again to mend it", all };
}
