/** What was measured of one subject. */
export interface Measured {
  readonly median: number;
  /** Half the distance between the quartiles over the median, 0 and up: the machine's noise. */
  readonly noise: number;
}

/** Of values that are there: at least one. */
export function measured(values: readonly number[]): Measured {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => {
    const index = share * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(index)] ?? NaN, sorted[Math.ceil(index)] ?? NaN];
    return low + (high - low) * (index % 1);
  };
  const median = at(0.5);
  return { median, noise: (at(0.75) - at(0.25)) / 2 / median };
}

/**
 * Measure several subjects in turn, so many rounds: what else the machine does meanwhile meets all of
 * them alike. A round before warms up and does not count, but where it would take too long.
 */
export async function interleaved<Name extends string>(
  subjects: Readonly<Record<Name, () => Promise<number>>>,
  rounds: number,
  { warmUp = true } = {},
): Promise<Readonly<Record<Name, Measured>>> {
  const names = Object.keys(subjects) as Name[];
  const values = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = warmUp ? 0 : 1; round <= rounds; round++)
    for (const name of names) {
      const value = await subjects[name]();
      if (round > 0) values.get(name)?.push(value);
    }
  return Object.fromEntries(
    names.map((name) => [name, measured(values.get(name) ?? [])]),
  ) as Record<Name, Measured>;
}
