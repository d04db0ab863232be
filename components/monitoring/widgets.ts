import type { Levels } from "./definition.ts";

/** A line of a graph: a query, and what it is called. */
export interface Line {
  readonly query: string;
  readonly name: string;
}

/** Where a graph's lines are to stay below, in the graph's own unit. */
interface Marked {
  readonly levels?: Levels | undefined;
  /** A search of events to draw on it, such as a rollout's transitions. */
  readonly events?: string | undefined;
  /** Default `line`. */
  readonly as?: "line" | "bars" | undefined;
}

/** A graph over time, with thresholds as lines across it. */
export function graph(
  title: string,
  lines: readonly Line[],
  { levels, events, as = "line" }: Marked = {},
) {
  return {
    timeseriesDefinition: {
      title,
      showLegend: true,
      requests: lines.map(({ query, name }) => ({
        q: query,
        displayType: as,
        metadatas: [{ expression: query, aliasName: name }],
      })),
      ...(levels && { markers: markers(levels) }),
      ...(events !== undefined && { events: [{ q: events }] }),
    },
  };
}

/** The states of the monitors that a search finds. */
export function monitorStates(title: string, query: string) {
  return {
    manageStatusDefinition: {
      title,
      query,
      displayFormat: "countsAndList",
      colorPreference: "text",
      showLastTriggered: true,
    },
  };
}

/** How an objective is kept. */
export function objectiveState<Id>(title: string, sloId: Id) {
  return {
    serviceLevelObjectiveDefinition: {
      title,
      sloId,
      viewType: "detail",
      viewMode: "overall",
      showErrorBudget: true,
      timeWindows: ["7d", "30d"],
    },
  };
}

/** Widgets under a heading. */
export function group<W extends unknown[]>(title: string, ...widgets: W) {
  return { groupDefinition: { title, layoutType: "ordered", showTitle: true, widgets } };
}

function markers({ warning, critical }: Levels) {
  return [
    { value: `y = ${warning}`, displayType: "warning dashed", label: `warning ${warning}` },
    { value: `y = ${critical}`, displayType: "error dashed", label: `critical ${critical}` },
  ];
}
