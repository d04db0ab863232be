import { REVIEWS, type Pages, type Step } from "../site/declared.ts";

/** One request of a visitor. */
export type VisitorRequest = Pick<Step, "method" | "path" | "body">;

/** Of how many other requests one is for reviews. */
const BETWEEN = 7;

/**
 * What a visitor does, one after the other: looks around, signs in, pays; and in between requests
 * reviews, which no check does. What is to be refused, they leave alone.
 */
export function walkOf({ assets, api, signIn, payment }: Pages): readonly VisitorRequest[] {
  const steps = [...assets.slice(0, 2), ...api, ...signIn, ...api, ...payment];
  const rest = steps.filter(({ status }) => status < 400);
  return rest.flatMap((step, index) => (index % BETWEEN === 2 ? [step, REVIEWS] : [step]));
}

/** The share of reviews among the requests of a visit, 0 to 1. */
export function shareOfReviews(walk: readonly VisitorRequest[]): number {
  return walk.filter((one) => one === REVIEWS).length / walk.length;
}
