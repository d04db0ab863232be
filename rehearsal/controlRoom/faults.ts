import { WELL, type Knobs, type SiteOrders } from "../site/knobs.ts";
import { FAULTS, type Fault } from "./snapshot.ts";

/** How each fault is ordered. */
const BROKEN: Readonly<Record<Fault, Partial<Knobs>>> = {
  // One in eight requests of a visit is for reviews.
  errors: { reviews: 80 },
  latency: { latency: 5 },
  database: { databaseErrors: 50 },
  redis: { redis: false },
  "sign-in": { signIn: false },
  silence: { silent: true },
};

/** Break a deployment in one way, or mend that alone. */
export function order(site: SiteOrders, deployment: string, fault: Fault, broken: boolean): void {
  const knobs = BROKEN[fault];
  const well = Object.fromEntries(
    Object.keys(knobs).map((knob) => [knob, WELL[knob as keyof Knobs]]),
  );
  site.break(deployment, broken ? knobs : well);
}

/** What is wrong with a deployment. */
export function brokenIn(site: SiteOrders, deployment: string): Fault[] {
  const knobs = site.of(deployment);
  return FAULTS.filter((fault) =>
    Object.keys(BROKEN[fault]).some(
      (knob) => knobs[knob as keyof Knobs] !== WELL[knob as keyof Knobs],
    ),
  );
}
