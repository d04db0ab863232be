import { byId, clock, element, redraw, write } from "/dom.js";

/** Parts that can be out of reach, each with a line that says why. */
const PARTS = ["state", "monitors", "traffic"];

/** What is released and where, how it stands, what Route 53, the hosts and DNS say, and what is not well. */
export function head({
  at,
  stack,
  app,
  headline,
  rollout,
  weights,
  hosts,
  dns,
  monitors,
  notices = [],
  unknown = {},
}) {
  const title = `${headline.text} · ${app.name}`;
  if (document.title !== title) document.title = title;
  write(byId("app"), app.name);
  write(byId("stack"), stack);
  write(byId("clock"), clock(at));
  link(byId("site"), app.url, app.host);
  link(byId("dashboard"), app.dashboard, "Datadog");
  write(byId("headline"), headline.text);
  byId("headline").dataset.bad = String(headline.bad);
  write(byId("detail"), headline.detail ?? "");
  const { stable = "–", canary, halted = false } = rollout ?? {};
  const facts = [
    ["Stable", stable],
    ["Canary", canary === undefined ? "none" : halted ? `${canary}, halted` : canary],
    ["Weights", `${weights.stable ?? "–"} : ${weights.canary ?? "–"}`],
    ...Object.entries(hosts),
    ...((unknown.dns ?? dns) ? [["DNS answers", unknown.dns ?? dns]] : []),
  ];
  redraw(byId("facts"), facts, () =>
    facts.map(([term, value]) =>
      element("div", {}, element("dt", {}, term), element("dd", {}, value)),
    ),
  );
  write(byId("unwell"), unknown.monitors ? "Monitors: not known" : unwell(monitors));
  for (const part of PARTS) write(byId(`unknown-${part}`), unknown[part] ?? "");
  redraw(byId("notices"), notices, () => notices.map((text) => element("li", {}, text)));
}

/** The monitors that alert or cannot say, but for those that watch a canary without visitors. */
function unwell(monitors) {
  const states = Map.groupBy(
    monitors.filter(({ idle }) => !idle),
    ({ state }) => state,
  );
  return ["Alert", "No Data", "Inconclusive"]
    .filter((state) => states.has(state))
    .map((state) => {
      const titles = states.get(state).map(({ title }) => title);
      return `${state}: ${titles.join(", ")}`;
    })
    .join(". ");
}

/** A link where there is an address, a name where there is none. */
function link(anchor, url, text) {
  anchor.hidden = url === undefined && (text === undefined || anchor.id === "dashboard");
  write(anchor, text ?? "");
  if (url === undefined) anchor.removeAttribute("href");
  else if (anchor.getAttribute("href") !== url) {
    anchor.setAttribute("href", url);
    anchor.setAttribute("target", "_blank");
    anchor.setAttribute("rel", "noreferrer");
  }
}
