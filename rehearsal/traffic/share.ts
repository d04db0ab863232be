/** How a share was measured: what was declared lies within the interval, or does not. */
export interface Share {
  /** Percent of all visitors. */
  readonly measured: number;
  /** Where it lies with `CONFIDENCE` if the declared weight is what DNS answers by, in percent. */
  readonly from: number;
  readonly to: number;
  readonly within: boolean;
}

/**
 * The cases in which a measured share lies in its interval, in percent, and the standard deviations, on both
 * sides together, that as many lie within. A rehearsal measures four shares: with 99.9 % one in 250 would be
 * called wrong by chance.
 */
export const CONFIDENCE = 99.999;
const WIDTH = 4.417;

/**
 * The canary's share of visitors against its declared weight. What is drawn is a DNS answer: visitors of
 * one provider go the same way until the TTL of its answer is over. So the sample is smaller than the
 * visitors, by how many share an answer.
 *
 * @param declared the weight, in percent
 * @param answers the answers that all providers can have had meanwhile
 */
export function shareOf(
  visitors: { readonly stable: number; readonly canary: number },
  declared: number,
  answers: number,
): Share {
  const all = visitors.stable + visitors.canary;
  const sample = all / (1 + all / answers);
  const p = declared / 100;
  const half = 100 * WIDTH * Math.sqrt((p * (1 - p)) / sample);
  const measured = (100 * visitors.canary) / all;
  const [from, to] = [Math.max(0, declared - half), Math.min(100, declared + half)];
  return { measured, from, to, within: measured >= from && measured <= to };
}
