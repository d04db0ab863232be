import type { DnsAnswer } from "../../measure/dns.ts";
import type { Answer } from "../../measure/limit.ts";
import { isVersionOf, type HostAnswer } from "../../measure/probe.ts";
import type { Measurement } from "../../rollout/gate.ts";
import { isWell, type Health } from "../../rollout/health.ts";
import type { Release } from "../../rollout/release.ts";

/** The result of a check after a roll back: what was observed, or why nothing is verified by it. */
export type Finding = { readonly observed: string } | { readonly why: string };

/** Whether DNS leads everyone to stable. Only the zone's own servers can say so. */
export function dnsFinding(answers: readonly DnsAnswer[], stable: string): Finding {
  const elsewhere = answers.find(({ targets }) => targets.some((one) => one !== stable));
  if (elsewhere) {
    const { server, keeps, targets } = elsewhere;
    const leads = `${server} leads to ${targets.join(" and ")}`;
    return { why: keeps ? `${leads}; it may keep an answer for a minute` : leads };
  }
  const own = answers.filter(({ keeps }) => !keeps);
  const silent = own.filter(({ failed }) => failed !== undefined);
  const first = silent[0];
  if (first && silent.length === own.length)
    return {
      why: `no name server of the zone answers here (${first.server}: ${first.failed ?? ""})`,
    };
  const said = own.length - silent.length;
  if (said === 0) return { why: "the state has no name servers of the zone" };
  return { observed: `DNS leads to stable (${said} of ${own.length} name servers)` };
}

/** Whether a host is healthy, each time that it was queried. */
export function healthFinding(looked: {
  readonly answers: readonly HostAnswer[];
  /** What each is to be. */
  readonly well: Omit<Health, "path">;
}): Finding {
  const { answers, well } = looked;
  for (const one of answers) {
    if (one.failed !== undefined) return { why: `no answer: ${one.failed}` };
    if (one.status !== well.status) return { why: `it answers ${one.status}` };
    if (!isWell(well, one)) return { why: `it answers ${one.status} without ${well.body}` };
  }
  return { observed: `${well.status} and ${well.body}, ${answers.length} times` };
}

/** Whether a host serves a release, each time that it was queried; which one is good may be unknown. */
export function versionFinding(answers: readonly HostAnswer[], good: Release | undefined): Finding {
  const served = new Set<string>();
  for (const one of answers) {
    if (one.failed !== undefined) return { why: `no answer: ${one.failed}` };
    if (one.version === undefined)
      return { why: "it says no version (x-app-version, or version in the body)" };
    if (!good || !isVersionOf(one.version, good)) served.add(one.version);
  }
  const others = [...served].join(" and ");
  if (!good) return { why: `it serves ${others}, and the record cannot say which is good` };
  if (served.size > 0) return { why: `it serves ${others}, not ${good.version}` };
  return { observed: `${good.version} in ${answers.length} of ${answers.length} answers` };
}

/** What a monitor says now, by its key. */
export function monitorFinding(measured: Answer<readonly Measurement[]>, key: string): Finding {
  if (!measured.ok) return { why: `Datadog: ${measured.failed}` };
  const match = measured.value.find((one) => one.key === key);
  if (!match) return { why: "Datadog has no such monitor" };
  return match.verdict === "open" ? { observed: match.observed } : { why: match.observed };
}
