import assert from "node:assert/strict";
import {
  dnsFinding,
  healthFinding,
  monitorFinding,
  versionFinding,
} from "../../../cli/rollback/findings.ts";
import type { DnsAnswer } from "../../../measure/dns.ts";
import type { HostAnswer } from "../../../measure/probe.ts";
import { NEW, OLD } from "../../rollout/build.ts";

const STABLE = "cname.vercel-dns.com";
const server = (name: string, ...targets: string[]): DnsAnswer => ({
  server: name,
  keeps: false,
  targets,
});
const silent = (name: string): DnsAnswer => ({ ...server(name), failed: "no answer" });
const kept = (...targets: string[]): DnsAnswer => ({
  ...server("the resolver", ...targets),
  keeps: true,
});

describe("what DNS shows after a roll back", () => {
  const why = (...answers: DnsAnswer[]) => {
    const result = dnsFinding(answers, STABLE);
    return "why" in result ? result.why : undefined;
  };

  it("is verified by the zone's name servers, as many as answer", () => {
    const all = [server("ns-1", STABLE), server("ns-2", STABLE), kept(STABLE)];
    assert.deepEqual(dnsFinding(all, STABLE), {
      observed: "DNS leads to stable (2 of 2 name servers)",
    });
    const some = [server("ns-1", STABLE), silent("ns-2")];
    assert.deepEqual(dnsFinding(some, STABLE), {
      observed: "DNS leads to stable (1 of 2 name servers)",
    });
  });

  it("is not, where one leads elsewhere, or does so too", () => {
    assert.equal(
      why(server("ns-1", STABLE), server("ns-2", STABLE, "d1.cloudfront.net")),
      `ns-2 leads to ${STABLE} and d1.cloudfront.net`,
    );
  });

  it("is not, where a resolver still has the canary, which it may keep for a while", () => {
    assert.equal(
      why(server("ns-1", STABLE), kept("d1.cloudfront.net")),
      "the resolver leads to d1.cloudfront.net; it may keep an answer for a minute",
    );
  });

  it("is not by a resolver alone, which may have kept an answer from before", () => {
    assert.equal(
      why(silent("ns-1"), kept(STABLE)),
      "no name server of the zone answers here (ns-1: no answer)",
    );
    assert.equal(why(kept(STABLE)), "the state has no name servers of the zone");
  });
});

describe("what the public host shows after a roll back", () => {
  const HOLDS = '"status":"ok"';
  const answer = (version: string | undefined, status = 200, body = `{${HOLDS}}`): HostAnswer => ({
    status,
    body,
    version,
  });
  const good = answer("1.4.0");

  it("is health: 200 and what the health check looks for, each time", () => {
    const health = (...answers: HostAnswer[]) =>
      healthFinding({ answers, well: { status: 200, body: HOLDS } });
    assert.deepEqual(health(good, good), { observed: '200 and "status":"ok", 2 times' });
    assert.deepEqual(health(good, answer("1.4.0", 503)), { why: "it answers 503" });
    assert.deepEqual(health(answer("1.4.0", 200, "{}")), {
      why: 'it answers 200 without "status":"ok"',
    });
    assert.deepEqual(health({ failed: "refused" }), { why: "no answer: refused" });
  });

  it("is health as the stack file has it", () => {
    const well = { status: 203, body: "all well" };
    const health = (status: number, body: string) =>
      healthFinding({ answers: [answer("1.4.0", status, body)], well });
    assert.deepEqual(health(203, "all well here"), { observed: "203 and all well, 1 times" });
    assert.deepEqual(health(200, "all well here"), { why: "it answers 200" });
    assert.deepEqual(health(203, HOLDS), { why: "it answers 203 without all well" });
  });

  it("is the good release's version, or its commit, each time", () => {
    const observed = { observed: "1.4.0 in 2 of 2 answers" };
    assert.deepEqual(versionFinding([good, answer(OLD.commit)], OLD), observed);
    assert.deepEqual(versionFinding([good, answer(NEW.version), answer(NEW.version)], OLD), {
      why: "it serves 1.5.0, not 1.4.0",
    });
    assert.match(JSON.stringify(versionFinding([answer(undefined)], OLD)), /says no version/);
    assert.deepEqual(versionFinding([{ failed: "refused" }], OLD), { why: "no answer: refused" });
  });

  it("is no good version where nothing says which that is", () => {
    assert.deepEqual(versionFinding([good, good], undefined), {
      why: "it serves 1.4.0, and the record cannot say which is good",
    });
  });
});

describe("what Datadog shows after a roll back", () => {
  const measured = (verdict: "open" | "closed" | "warning" | "inconclusive") =>
    ({
      ok: true,
      value: [{ key: "error-rate", name: "Error rate", verdict, observed: "0.4 %" }],
    }) as const;

  it("is what the monitor says: OK alone is good", () => {
    assert.deepEqual(monitorFinding(measured("open"), "error-rate"), { observed: "0.4 %" });
    for (const verdict of ["closed", "warning", "inconclusive"] as const)
      assert.deepEqual(monitorFinding(measured(verdict), "error-rate"), { why: "0.4 %" });
  });

  it("is nothing where it cannot be queried or has no such monitor", () => {
    assert.deepEqual(monitorFinding(measured("open"), "latency"), {
      why: "Datadog has no such monitor",
    });
    assert.deepEqual(monitorFinding({ ok: false, failed: "403" }, "latency"), {
      why: "Datadog: 403",
    });
  });
});
