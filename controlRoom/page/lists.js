import { byId, clock, element, redraw, write } from "/dom.js";

/** What happened, newest first. */
export function log({ log: entries }) {
  redraw(byId("log"), entries, () =>
    entries.map(({ at, kind, text }) =>
      element(
        "li",
        { "data-kind": kind },
        element("time", { datetime: new Date(at).toISOString() }, clock(at)),
        element("span", { class: "kind" }, kind),
        element("span", { class: "text" }, text),
      ),
    ),
  );
}

const WORST_FIRST = ["Alert", "No Data", "Inconclusive", "Warn", "Exempt", "OK"];

/** Every monitor: those that are not well, and the others folded. */
export function monitors({ monitors: rows }) {
  const rank = ({ state, idle }) => (idle ? WORST_FIRST.length : WORST_FIRST.indexOf(state));
  const sorted = [...rows].sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title));
  const { true: well = [], false: unwell = [] } = Object.groupBy(
    sorted,
    ({ state }) => state === "OK",
  );
  write(byId("monitors-count"), counts(rows.map(stateOf)));
  redraw(byId("unwell-monitors"), unwell, () => unwell.map(monitorRow));
  redraw(byId("well-monitors"), well, () => well.map(monitorRow));
  byId("well").hidden = well.length === 0;
  write(byId("well").querySelector("summary"), `${well.length} OK`);
}

function stateOf({ state, idle }) {
  return idle ? "without visitors" : state;
}

/** A monitor, with what it measures and when it alerts. */
function monitorRow({ title, state, value, alerts, group, idle, link, detail }) {
  const of = group && state !== "OK" ? `, ${group.replace("version:", "")}` : "";
  const limit = alerts === undefined ? "" : `(alert ${alerts})`;
  const name = link
    ? element("a", { href: link, target: "_blank", rel: "noreferrer" }, title)
    : title;
  return element(
    "li",
    { "data-state": idle ? "idle" : state, title: detail },
    element("span", { class: "name" }, name),
    ...(value === undefined
      ? []
      : [element("span", { class: "value" }, `${value} ${limit}`.trim())]),
    ...(state === "OK" ? [] : [element("span", { class: "state" }, `${state}${of}`)]),
    ...(state === "Inconclusive" ? [element("span", { class: "why" }, detail ?? "")] : []),
  );
}

/** Items that are missing: how many are named first. */
const MISSING = 6;

/** What is missing of the checklist, and all of it by section, each to be unfolded. */
export function checklist({ checklist: items }) {
  write(
    byId("checklist-count"),
    items.length === 0 ? "being read" : counts(items.map(({ state }) => state)),
  );
  const missing = items.filter(({ state }) => state === "unmet" || state === "stale");
  const more = missing.length - MISSING;
  redraw(byId("missing"), missing, () => [
    ...missing.slice(0, MISSING).map(itemRow),
    ...(more > 0 ? [element("li", {}, `and ${more} more, below`)] : []),
  ]);
  const into = byId("checklist");
  redraw(into, items, () => {
    const open = new Set(
      [...into.querySelectorAll("details[open]")].map(({ dataset }) => dataset.section),
    );
    return [...Map.groupBy(items, ({ section }) => section)].map(([section, own]) =>
      element(
        "details",
        { "data-section": section, open: open.has(section) ? "" : undefined },
        element(
          "summary",
          {},
          element("span", { class: "name" }, heading(section)),
          element("span", { class: "state" }, counts(own.map(({ state }) => state))),
        ),
        element("ul", {}, ...own.map(itemRow)),
      ),
    );
  });
}

function itemRow({ text, state }) {
  return element(
    "li",
    { "data-state": state },
    element("span", { class: "name" }, text),
    element("span", { class: "state" }, state),
  );
}

function heading(section) {
  const text = section.replaceAll("-", " ");
  return text[0].toUpperCase() + text.slice(1);
}

function counts(states) {
  return [...Map.groupBy(states, (state) => state)]
    .map(([state, all]) => `${all.length} ${state}`)
    .join(", ");
}
