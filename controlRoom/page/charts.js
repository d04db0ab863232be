import uPlot from "/uplot.js";
import { clock, element, redraw, short } from "/dom.js";

const LEGS = ["stable", "canary"];
const HEIGHT = 132;
/** Seconds that are visible at least; else as many as there are. */
const SPAN = 60;

/** Each chart: what it draws of a leg's second, and the thresholds that it is held to. */
const CHARTS = [
  { id: "requests", of: ({ requests }) => requests, least: 10 },
  { id: "errors", of: ({ errors }) => errors, limits: ({ errors }) => errors, least: 6 },
  { id: "latency", of: ({ p95 }) => p95, limits: ({ latency }) => latency, least: 100 },
];

const plots = new Map();
const dark = matchMedia("(prefers-color-scheme: dark)");
dark.addEventListener("change", () => {
  for (const plot of plots.values()) plot.destroy();
  plots.clear();
});
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries)
    plots.get(target.parentElement.id)?.setSize({ width: target.clientWidth, height: HEIGHT });
});

/** Draw the last minutes, and give the newest sample in a table for screen readers. */
export function charts({ at, traffic, limits }) {
  const times = traffic.map((sample) => sample.at / 1000);
  for (const { id, of, limits: drawn, least } of CHARTS) {
    const limit = drawn?.(limits);
    const lines = LEGS.map((leg) => traffic.map((sample) => of(sample[leg])));
    const bounds = [limit?.warning, limit?.critical].map((value) => times.map(() => value ?? null));
    const plot = plots.get(id) ?? newPlot(id, least);
    plot.setData([times, ...lines, ...bounds], false);
    const visible = Math.max(SPAN, at / 1000 - (times[0] ?? Infinity));
    plot.setScale("x", { min: at / 1000 - visible, max: at / 1000 });
    tell(id, lines, limit);
  }
}

function tell(id, [stable, canary], limit) {
  const rows = [
    ["stable", short(stable.at(-1))],
    ["canary", short(canary.at(-1))],
    ...(limit?.warning === undefined ? [] : [["warns", short(limit.warning)]]),
    ...(limit === undefined ? [] : [["alerts", short(limit.critical)]]),
  ];
  redraw(document.querySelector(`#${id} table`), rows, () => [
    element(
      "tbody",
      {},
      ...rows.map(([name, value]) =>
        element(
          "tr",
          { "data-line": name },
          element("th", { scope: "row" }, name),
          element("td", {}, value),
        ),
      ),
    ),
  ]);
}

function placeOf(id) {
  return document.querySelector(`#${id} .plot`);
}

function newPlot(id, least) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const font = `11px ${style.getPropertyValue("--font")}`;
  const axis = {
    stroke: colour("quiet"),
    font,
    grid: { stroke: colour("line"), width: 1 },
    ticks: { show: false },
  };
  const limit = (name) => ({
    stroke: colour(name),
    width: 1,
    dash: [5, 4],
    points: { show: false },
  });
  const place = placeOf(id);
  const plot = new uPlot(
    {
      width: place.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      // A clock under the right edge is half outside.
      padding: [8, 28, 0, 0],
      scales: {
        x: { time: true },
        y: { range: (plot, _, most) => [0, top(plot, most ?? 0, least)] },
      },
      axes: [
        { ...axis, size: 22, space: 70, grid: { show: false }, values: clocks },
        { ...axis, size: 40 },
      ],
      series: [
        {},
        { stroke: colour("stable"), width: 1.5, points: { show: false } },
        { stroke: colour("canary"), width: 2, points: { show: false } },
        limit("warn"),
        limit("alert"),
      ],
    },
    [[], [], [], [], []],
    place,
  );
  plots.set(id, plot);
  sizes.observe(place);
  return plot;
}

/** The axis of time, in local clock time. */
function clocks(_, splits) {
  return splits.map((at) => clock(at * 1000));
}

/** As high as what is drawn, but never so high that the thresholds cannot be distinguished. */
function top({ data }, most, least) {
  const alerts = data.at(-1).at(-1) ?? null;
  return Math.max(least, alerts === null ? most * 1.1 : Math.min(most * 1.1, alerts * 5));
}
