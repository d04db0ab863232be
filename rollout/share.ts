/** What both releases served in a stretch of time. */
export interface Served {
  readonly canary: number;
  readonly stable: number;
}

/** How a split that was measured stands to the one that was declared. */
export interface Split {
  /** The canary's share of all requests, 0 to 1. */
  readonly measured: number;
  /** Whether more lies between the two than chance explains; undefined where there are too few requests. */
  readonly mismatch: boolean | undefined;
}

/** The least stretches that a test is made of. */
const LEAST = 20;

/** The quantile of the normal distribution that leaves 0.0001 outside, on both sides together. */
const NORMAL = 3.8906;

/**
 * Test a split for a sample ratio mismatch: requests of the canary against what its declared share
 * (0 to 1) of all of them would be.
 *
 * The usual test of it, Pearson's of goodness of fit at a low p (Fabijan et al., Diagnosing Sample Ratio
 * Mismatch in Online Controlled Experiments, KDD 2019, https://doi.org/10.1145/3292500.3330722), counts
 * each request as a coin of its own. Here one DNS answer sends all users of one resolver to one leg until
 * it runs out, so that requests come in lumps and that test would always warn. The stretches are the
 * sample instead: each as long as an answer is kept, its excess of the canary's requests one observation
 * (the t test of a ratio over clusters; Deng, Knoblich, Lu, Applying the Delta Method in Metric
 * Analytics, KDD 2018, https://arxiv.org/abs/1803.06336). An answer reaches into the next stretch, so
 * that the covariance of neighbours counts too (Newey, West, Econometrica 55, 1987), and chance is
 * never taken for less than that of coins. At p 0.0001, since few lumps are skewed more than the test allows.
 *
 * What lasts does not count as chance: a large resolver that keeps its answer longer than it may appears
 * as a mismatch, which it is.
 */
export function splitOf(declared: number, stretches: readonly Served[]): Split | undefined {
  const all = stretches.reduce((total, { canary, stable }) => total + canary + stable, 0);
  if (all === 0) return undefined;
  const canary = stretches.reduce((total, one) => total + one.canary, 0);
  return { measured: canary / all, mismatch: mismatch(declared, stretches, all) };
}

function mismatch(
  declared: number,
  stretches: readonly Served[],
  all: number,
): boolean | undefined {
  const many = stretches.length;
  // Everyone or nobody is no chance, and the requests themselves say who comes late.
  if (many < LEAST || declared <= 0 || declared >= 1) return undefined;
  const excess = stretches.map(({ canary, stable }) => canary - declared * (canary + stable));
  const total = excess.reduce((sum, one) => sum + one, 0);
  const mean = total / many;
  const covariance = (lag: number) =>
    excess
      .slice(lag)
      .reduce((sum, one, index) => sum + (one - mean) * ((excess[index] ?? mean) - mean), 0);
  const clustered = (many / (many - 1)) * (covariance(0) + 2 * Math.max(0, covariance(1)));
  const coins = all * declared * (1 - declared);
  return Math.abs(total) > quantile(many - 1) * Math.sqrt(Math.max(clustered, coins));
}

/**
 * Student's t in place of the normal quantile: few stretches estimate their own spread badly.
 * Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5.
 */
function quantile(freedom: number): number {
  const x = NORMAL;
  const terms = [
    (x ** 3 + x) / 4,
    (5 * x ** 5 + 16 * x ** 3 + 3 * x) / 96,
    (3 * x ** 7 + 19 * x ** 5 + 17 * x ** 3 - 15 * x) / 384,
  ];
  return terms.reduce((sum, term, index) => sum + term / freedom ** (index + 1), x);
}
