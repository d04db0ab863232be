import { byId, clock, element, redraw, short, write } from "/dom.js";

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

const WORST_FIRST = ["Alert", "No Data", "Warn", "OK"];

/** Every monitor: those that are not well first, then those that measure something. */
export function monitors({ monitors: rows }) {
  const rank = ({ state, value }) => 2 * WORST_FIRST.indexOf(state) + (value === undefined ? 1 : 0);
  const shown = rows
    .map(({ value, ...row }) => ({ ...row, value: value === undefined ? undefined : short(value) }))
    .sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title));
  write(byId("monitors-count"), counts(rows.map(({ state }) => state)));
  redraw(byId("monitors"), shown, () =>
    shown.map(({ title, state, value, alerts, group }) =>
      element(
        "li",
        { "data-state": state },
        element("span", { class: "name" }, title),
        ...(value === undefined
          ? []
          : [
              element("span", { class: "value" }, value),
              element("span", { class: "alerts" }, alerts ?? ""),
            ]),
        element(
          "span",
          { class: "state" },
          group && state !== "OK" ? `${state}, ${group.replace("version:", "")}` : state,
        ),
      ),
    ),
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
  const words = section.replaceAll("-", " ");
  return words[0].toUpperCase() + words.slice(1);
}

function counts(states) {
  return [...Map.groupBy(states, (state) => state)]
    .map(([state, all]) => `${all.length} ${state}`)
    .join(", ");
}
