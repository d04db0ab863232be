import assert from "node:assert/strict";
import { block } from "../../../cli/rollback/checklist.ts";
import type { Outcome } from "../../../cli/rollback/rollback.ts";
import { whoIsBack } from "../../../cli/rollback/whoIsBack.ts";
import type { StateResource } from "../../../cli/state.ts";

function resource(over: Partial<StateResource> = {}): StateResource {
  return {
    ...{ urn: "", type: "", custom: true, id: "", inputs: {}, outputs: {}, parent: "" },
    ...{
      provider: "",
      protect: false,
      dependencies: [],
      propertyDependencies: {},
      delete: false,
      external: false,
    },
    ...over,
  };
}

const hosts = { stable: "dpl_140", origin: "dpl_140", canaryHost: "dpl_140" };

/** A roll back of 1.5.0 that left the aliases and weights like this. */
function outcome(
  origin = "dpl_140",
  canary = 0,
  more: Partial<Outcome["decision"]> = {},
  outputs: Readonly<Record<string, unknown>> = {
    clients: { chromium: 90, go: 5, haproxy: 5, "jdk-http1": 0 },
  },
): Outcome {
  const alias = (deploymentId: string) => resource({ outputs: { deploymentId } });
  const record = resource();
  const project = resource({
    type: "vercel:index/project:Project",
    inputs: { skewProtection: "12 hours" },
  });
  return {
    decision: { transition: "roll back", bad: "1.5.0", hosts, blocks: {}, ...more },
    weights: { stable: 100 - canary, canary },
    state: {
      ...{
        resources: [project],
        stack: record,
        rollout: resource({ outputs }),
        record,
        stored: undefined,
        others: [],
        pending: [],
      },
      ...{ weighted: { stable: record, canary: record } },
      aliases: { stable: alias("dpl_140"), origin: alias(origin) },
    },
    faults: [],
  };
}

const when = (of: Outcome) => whoIsBack(of).map(([at, who]) => `${at}: ${who}`);

describe("who is back after a roll back", () => {
  it("is everyone at once where the leg's origin serves the good release, but what is under way", () => {
    assert.deepEqual(when(outcome()), [
      "at once: everyone, with the next request, over whichever connection it comes: CloudFront serves the good release too",
      "with a new connection: leave CloudFront: Chromium: within 2 min, but for a connection that lives on; Go net/http: after a pause of 90 s",
      "when made to: leave CloudFront: HAProxy without resolvers: a restart",
      "when their connection ends: who has an answer or a websocket of 1.5.0 under way",
      "when it is loaded anew: a page of 1.5.0 that is open, for 12 hours at most: skew protection",
    ]);
  });

  it("is whoever DNS reaches where the weights alone moved", () => {
    assert.deepEqual(when(outcome("dpl_150")), [
      "at once: nobody: the hosts serve 1.5.0 still",
      "with a new connection: Chromium: within 2 min, but for a connection that lives on; Go net/http: after a pause of 90 s",
      "when made to: HAProxy without resolvers: a restart",
    ]);
  });

  it("is of the usual clients where an older version wrote the state, or what it holds is damaged", () => {
    const damaged = [null, "chromium", { chromium: 90 }, { netscape: 100 }, []];
    for (const outputs of [{}, ...damaged.map((clients) => ({ clients }))])
      assert.equal(
        when(outcome("dpl_140", 0, {}, outputs))[3],
        "when made to: leave CloudFront: nginx with a name in proxy_pass or upstream: a reload; HAProxy without resolvers: a restart; JDK HttpClient over HTTP/2, Python requests: the server closes",
      );
  });

  it("is in lines that a terminal has room for", () => {
    const lines = block("Who is back", whoIsBack(outcome("dpl_140", 0, {}, {})), 100).split("\n");
    assert.ok(lines.every((line) => line.length <= 100));
    assert.ok(lines.length < 15, lines.join("\n"));
    assert.equal(
      lines[3],
      "  by themselves               leave CloudFront: JDK HttpClient over HTTP/1.1: within 1 min 30 s; a",
    );
    assert.match(lines[4] ?? "", /^ {30}client behind BIND with serve-stale: within /);
  });

  it("is not said where nothing moved, or everyone was back before", () => {
    assert.deepEqual(when(outcome("dpl_150", 10)), []);
    assert.deepEqual(when(outcome("dpl_140", 0, { transition: "hold" })), []);
  });
});
