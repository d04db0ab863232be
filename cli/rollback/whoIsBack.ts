import { WEIGHTED_TTL } from "../../components/weightedName.ts";
import { sharesIn } from "../../rollout/clients.ts";
import { leaving } from "../../rollout/leaving.ts";
import { deploymentOf, frontsOf, type State } from "../state.ts";
import type { Line } from "./checklist.ts";
import type { Outcome } from "./rollback.ts";

/**
 * Who is served the good release, and when: by what reached them, an alias or a weight. An alias acts on
 * the next request, over whichever connection; a weight on the next answer of DNS, which each kind of client
 * keeps in its own way: which kinds there are is in the state, since a roll back reads no config.
 *
 * What an alias does not reach are answers under way, and pages that skew protection keeps on the
 * deployment that they were loaded from: https://vercel.com/docs/skew-protection
 *
 * @returns nothing where no release was taken away, or nothing moved
 */
export function whoIsBack({ decision, weights, state }: Outcome): Line[] {
  const { bad, hosts, transition } = decision;
  if (bad === undefined || transition === "hold") return [];
  const isBack =
    hosts !== undefined &&
    frontsOf(state).every(
      ({ aliases: { stable, origin } }) =>
        deploymentOf(stable) === hosts.stable && deploymentOf(origin) === hosts.origin,
    );
  const clients = leaving(sharesIn(state.rollout?.outputs["clients"]), WEIGHTED_TTL);
  if (isBack) {
    const skew = skewProtectionOf(state);
    return [
      [
        "at once",
        "everyone, with the next request, over whichever connection it comes: CloudFront serves the good release too",
      ],
      ...clients.map(([when, who]) => [when, `leave CloudFront: ${who}`] as const),
      ["when their connection ends", `who has an answer or a websocket of ${bad} under way`],
      ...(skew === undefined
        ? []
        : [
            [
              "when it is loaded anew",
              `a page of ${bad} that is open, for ${skew} at most: skew protection`,
            ] as const,
          ]),
    ];
  }
  if (weights.stable !== 100 || weights.canary !== 0) return [];
  return [["at once", `nobody: the hosts serve ${bad} still`], ...clients];
}

function skewProtectionOf({ resources }: State): string | undefined {
  const project = resources.find(({ type }) => type === "vercel:index/project:Project");
  const value = project?.inputs["skewProtection"];
  return typeof value === "string" ? value : undefined;
}
