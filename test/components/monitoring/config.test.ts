import assert from "node:assert/strict";
import { testsOf } from "../../../components/monitoring/checks.ts";
import type { MonitoringArgs } from "../../../components/monitoring/index.ts";
import { circumstancesOf, comparedVersions } from "../../../rollout/circumstances.ts";
import { shapesOf } from "../../../components/monitoring/shapes.ts";
import { faultsOfMonitor } from "../../../components/monitoring/validate.ts";
import { faultsOfTest } from "../../../components/monitoring/validateTest.ts";
import * as pulumi from "@pulumi/pulumi";
import { monitoringOf } from "../../../program/declared.ts";
import { monitorsOf } from "../../../rollout/monitors.ts";
import type { ProductionConfig } from "../../../config.ts";
import { parse, production, type Stack } from "../../config/stack.ts";

/** What the program makes of a stack's config. */
function argsOf(config: ProductionConfig): MonitoringArgs {
  return {
    ...monitoringOf(config, "canary/production", () => pulumi.output("key")),
    drain: undefined,
    hosts: {
      canary: config.hosts.prepared,
      entry: "d111111abcdef8.cloudfront.net",
      origin: config.hosts.canary,
      public: config.hosts.public,
    },
    health: config.health,
    releases: config.releases,
  };
}

function declared(changes: Stack = {}) {
  const config = parse(production(changes));
  assert.ok(config.environment === "production");
  const args = argsOf(config);
  const circumstances = circumstancesOf(args);
  const versions = comparedVersions(args);
  const shapes = shapesOf({ ...args, watched: args, versions, circumstances });
  return { args, circumstances, shapes: new Map(shapes) };
}

describe("the committed stack's monitors", () => {
  it("are taken by Datadog, on both signals", () => {
    for (const signal of ["apm", "logs"]) {
      const { args, shapes } = declared({ "monitoring.signal": signal });
      for (const [key, shape] of shapes) assert.deepEqual([key, faultsOfMonitor(shape)], [key, []]);
      assert.ok(args.checks);
      const checks = { ...args.checks, health: args.health, healthParts: [], certificateDays: 20 };
      for (const [, test] of testsOf(checks, args)) assert.deepEqual(faultsOfTest(test), []);
    }
  });

  it("are made stricter by config", () => {
    const { shapes } = declared({ "thresholds.errorRate": { warning: 0.5, critical: 2.5 } });
    const rate = shapes.get("error-rate");
    assert.match(rate?.query ?? "", / > 2\.5$/);
    assert.deepEqual(rate?.monitorThresholds, { critical: "2.5", warning: "0.5" });
  });

  it("have checks and Error Tracking where config says so", () => {
    const canary = { version: "1.5.0", commit: "c".repeat(40), deployment: "dpl_150" };
    const of = (changes: Stack) => {
      const { args, circumstances } = declared({ "releases.canary": canary, ...changes });
      const keys = monitorsOf(circumstances).map(({ key }) => key);
      return [args.checks !== undefined, keys.includes("public-api"), keys.includes("new-errors")];
    };
    const none = { none: "not bought yet" };
    assert.deepEqual(of({}), [true, true, true]);
    assert.deepEqual(of({ "monitoring.checks": none }), [false, false, true]);
    assert.deepEqual(of({ "monitoring.checks.api": none }), [true, false, true]);
    assert.deepEqual(of({ "monitoring.errorTracking": none }), [true, true, false]);
  });

  it("compare two releases, distinguished as the signal does", () => {
    const canary = { version: "1.5.0+B", commit: "c".repeat(40), deployment: "dpl_Canary" };
    const ratio = (changes: Stack) =>
      declared({ "releases.canary": canary, ...changes }).shapes.get("latency-ratio")?.query;
    assert.match(ratio({}) ?? "", /version:1\.5\.0_b\} \/ .*version:1\.4\.0\}/);
    assert.match(ratio({ "monitoring.signal": "logs" }) ?? "", /version:dpl_canary\} \/ /);
    assert.equal(ratio({ "releases.canary": undefined }), undefined);
  });
});
