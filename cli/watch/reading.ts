import { settingsIn } from "../../components/trafficSettings.ts";
import type { MonitorRow, Part, Reading, Recovery } from "../../controlRoom/index.ts";
import { pageAt, type Account } from "../../measure/datadog/account.ts";
import { instantOf } from "../../measure/datadog/text.ts";
import type { DnsAnswer } from "../../measure/dns.ts";
import type { Answer } from "../../measure/limit.ts";
import type { Observation, ObservedMonitor } from "../../measure/observe.ts";
import { driftOf } from "../../rollout/drift.ts";
import { readable, type RolloutRecord } from "../../rollout/record.ts";
import { dashboardOf, frontOf, watchedOf } from "../monitored.ts";
import { absentIn } from "../lacking.ts";
import { aliasesOf, deploymentOf, hostOf, weightsOf, type State } from "../state.ts";
import type { Lookup } from "./lookup.ts";

/** All that was learned of a stack, as it was learned last. */
export interface Learned {
  readonly project: string;
  readonly state: State;
  /** Since when the state could not be read, and why; absent where it could. */
  readonly stale?: { readonly since: Date; readonly why: string } | undefined;
  /** What the stack file says of Datadog; absent where it cannot be read. */
  readonly account?: Account | undefined;
  /** What Datadog answered last, or why nothing is known of it. */
  readonly observed: Answer<Observation>;
  /** What the name servers answered last; absent where there is no weighted name to look up. */
  readonly looked?: Lookup | undefined;
}

/** What the control room shows of a stack. What could not be read is left out, with the reason. */
export function readingOf(learned: Learned): Reading {
  const { project, state, account, observed, looked } = learned;
  const { stored } = state;
  const record = readable(stored);
  const front = frontOf(state);
  const dashboard = dashboardOf(state);
  const monitors = answered(observed, ({ monitors }) => monitors);
  const traffic = answered(observed, ({ traffic }) => traffic);
  const dns = looked && dnsOf(looked);
  return {
    app: {
      name: watchedOf(state)?.service ?? project,
      host: front.host,
      url: front.host && `https://${front.host}`,
      dashboard: account && dashboard && pageAt(account, dashboard),
    },
    record: stored,
    recovery: monitors.ok ? recoveryIn(monitors.value, record) : undefined,
    weights: numbers(weightsOf(state)),
    hosts: Object.fromEntries(
      aliasesOf(state).map(([, alias]) => [hostOf(alias), served(record, deploymentOf(alias))]),
    ),
    dns: dns?.ok ? dns.value : undefined,
    notices: noticesOf(state, record),
    traffic: traffic.ok ? traffic.value.map(({ at, ...legs }) => ({ at: at * 1000, ...legs })) : [],
    limits: monitors.ok ? limitsOf(monitors.value) : {},
    monitors: monitors.ok ? monitors.value.map((one) => rowOf(one, record)) : [],
    unknown: reasons({
      state: learned.stale && staleness(learned.stale),
      monitors: failure("Datadog's monitors", monitors),
      traffic: failure("Datadog's metrics", traffic),
      dns: dns && !dns.ok ? dns.failed : undefined,
    }),
  };
}

function answered<T>(
  observed: Answer<Observation>,
  part: (observation: Observation) => Answer<T>,
): Answer<T> {
  return observed.ok ? part(observed.value) : observed;
}

function failure(what: string, answer: Answer<unknown>): string | undefined {
  if (answer.ok) return undefined;
  return `${what} are not known: ${answer.failed}. That says nothing good of the release, and nothing bad.`;
}

function staleness({ since, why }: NonNullable<Learned["stale"]>): string {
  const clock = since.toLocaleTimeString("en-GB", { hour12: false });
  return `The stack's state cannot be read since ${clock}, and what it says here is as old: ${why}`;
}

function reasons(all: Readonly<Record<Part, string | undefined>>): Partial<Record<Part, string>> {
  return Object.fromEntries(Object.entries(all).filter(([, why]) => why !== undefined));
}

function numbers(values: Readonly<Record<string, number | undefined>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The version of a deployment that the record names, else the deployment itself. */
function served(record: RolloutRecord | undefined, deployment: string | undefined): string {
  const existing = record && [record.stable, record.canary, record.previous];
  return (
    existing?.find((one) => one?.deployment === deployment)?.version ?? deployment ?? "nothing"
  );
}

/** What differs from the record in the state, is missing there, or was begun and never ended. */
function noticesOf(state: State, record: RolloutRecord | undefined): string[] {
  const drift = record ? driftOf(record, settingsIn(state.resources), "in the state") : [];
  const pending = state.pending.map((what) => `an update ended in the middle of ${what}`);
  const absent = absentIn(state).map((what) => `the state does not have ${what}`);
  const result = [...drift, ...absent, ...pending];
  return result.length === 0
    ? []
    : [...result, "Nothing increases until that is repaired: ./canary status says how."];
}

const STATES = {
  open: "OK",
  warning: "Warn",
  closed: "Alert",
  exempt: "Exempt",
  inconclusive: "Inconclusive",
} as const;

function rowOf(one: ObservedMonitor, record: RolloutRecord | undefined): MonitorRow {
  const { measurement, silent, value, alerts, expected } = one;
  const { key, name, verdict, observed, link } = measurement;
  // Of a canary without visitors there is no data, which the gate takes for good news where it may.
  const idle = silent && expected?.scope === "canary" && record?.percentage === 0;
  const mute = idle || (silent && verdict === "inconclusive");
  return {
    key: key ?? name,
    title: name,
    state: mute ? "No Data" : STATES[verdict],
    value: mute ? undefined : value,
    alerts,
    detail: observed,
    link,
    idle,
  };
}

/** The last recovery among the monitors that the next step requires: at 100 % stable is not compared. */
function recoveryIn(
  monitors: readonly ObservedMonitor[],
  record: RolloutRecord | undefined,
): Recovery | undefined {
  const last = monitors
    .filter(({ expected }) => !(expected?.comparesWithStable && record?.percentage === 100))
    .toSorted((a, b) => b.recovered - a.recovered)[0];
  if (!last || last.recovered === 0) return undefined;
  return { at: Date.parse(instantOf(last.recovered)), title: last.measurement.name };
}

/** Where the charts draw the thresholds: errors in percent, response times in milliseconds. */
function limitsOf(monitors: readonly ObservedMonitor[]): Reading["limits"] {
  const of = (key: string) => {
    const expected = monitors.find((one) => one.expected?.key === key)?.expected;
    const { critical, warning } = expected?.declared?.thresholds ?? {};
    const times = expected?.unit === "s" ? 1000 : 1;
    if (critical === undefined) return undefined;
    return {
      critical: critical * times,
      warning: warning === undefined ? undefined : warning * times,
    };
  };
  return { errors: of("error-rate"), latency: of("latency") };
}

/** Where visitors are led: the legs that any of the zone's servers names, and how many of them answer. */
function dnsOf({ answers, stable, canary }: Lookup): Answer<string> {
  // What a resolver keeps is as old as the TTL.
  const own = answers.filter(({ keeps }) => !keeps);
  const said = own.filter(({ failed }) => failed === undefined);
  if (said.length === 0) return { ok: false, failed: silence(own) };
  const legs = new Map([
    [stable, "stable"],
    [canary, "canary"],
  ]);
  const targets = new Set(said.flatMap(({ targets }) => targets));
  const named = [...targets].map((target) => legs.get(target) ?? target).sort();
  return {
    ok: true,
    value: `${named.toReversed().join(" and ")} (${said.length} of ${own.length} name servers)`,
  };
}

function silence([first]: readonly DnsAnswer[]): string {
  if (!first) return "not known: the state has no name servers of the zone";
  return `not known: no name server of the zone answers here (${first.server}: ${first.failed ?? ""})`;
}
