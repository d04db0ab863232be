import { byId, element, redraw, write } from "/dom.js";

/** The stack, the releases, what Route 53 and the hosts say of them, and the monitors that are not well. */
export function head({ stack, rollout, weights, hosts, monitors }) {
  write(byId("stack"), stack);
  const { stable = "–", canary, halted = false } = rollout ?? {};
  const facts = [
    ["Stable", stable],
    ["Canary", canary === undefined ? "none" : halted ? `${canary}, halted` : canary],
    ["Weights", `${weights.stable ?? "–"} : ${weights.canary ?? "–"}`],
    ...Object.entries(hosts),
  ];
  redraw(byId("facts"), facts, () =>
    facts.map(([term, value]) =>
      element("div", {}, element("dt", {}, term), element("dd", {}, value)),
    ),
  );
  const unwell = Map.groupBy(monitors, ({ state }) => state);
  write(
    byId("unwell"),
    ["Alert", "No Data"]
      .filter((state) => unwell.has(state))
      .map(
        (state) =>
          `${state}: ${unwell
            .get(state)
            .map(({ title }) => title)
            .join(", ")}`,
      )
      .join(". "),
  );
}
