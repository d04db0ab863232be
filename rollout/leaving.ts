import { clientsOf, type Client, type ClientShares } from "./clients.ts";
import { duration } from "./time.ts";

/** How some clients leave an address that DNS no longer gives; and which, with when. */
export type Leaving = readonly [how: string, who: string];

/**
 * Who leaves the canary's leg when, once its weight is 0. It serves them the good release meanwhile, where
 * an alias has moved.
 *
 * @param ttl of the weighted records, in seconds: a resolver keeps their answer as long
 * @returns a line for each way to leave that some of a site's clients have
 */
export function leaving(shares: ClientShares, ttl: number): Leaving[] {
  const all = clientsOf(shares);
  const line = (
    how: string,
    has: (leaves: Client["leaves"]) => boolean,
    when: (one: Client) => string,
  ): Leaving[] => {
    const matches = Map.groupBy(
      all.filter(({ leaves }) => has(leaves)),
      when,
    );
    const who = [...matches].map(([at, of]) => `${of.map(({ name }) => name).join(", ")}: ${at}`);
    return who.length === 0 ? [] : [[how, who.join("; ")]];
  };
  const within = ({ keeps }: Client) => `within ${duration(ttl + keeps)}`;
  return [
    ...line("by themselves", (leaves) => leaves === "with DNS", within),
    ...line(
      "with a new connection",
      (leaves) => leaves === "next connection" || typeof leaves === "number",
      (one) =>
        typeof one.leaves === "number"
          ? `after a pause of ${one.leaves} s`
          : `${within(one)}, but for a connection that lives on`,
    ),
    ...line(
      "when made to",
      (leaves) => leaves === "never",
      ({ until = "nothing does" }) => until,
    ),
  ];
}
