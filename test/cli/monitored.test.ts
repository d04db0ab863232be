import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dashboardOf, extrasOf, frontOf, watchedOf } from "../../cli/monitored.ts";
import type { State, StateResource } from "../../cli/state.ts";

function resource(type: string, over: Partial<StateResource> = {}): StateResource {
  const none = { urn: "", custom: true, id: "", parent: "", provider: "", protect: false };
  return {
    ...none,
    type,
    inputs: {},
    outputs: {},
    dependencies: [],
    propertyDependencies: {},
    delete: false,
    external: false,
    ...over,
  };
}

const stable = resource("aws:route53/record:Record", {
  inputs: { name: "www.rollout.example.com", zoneId: "Z1", records: ["cname.vercel-dns.com"] },
});
const alias = resource("vercel:index/alias:Alias", { outputs: { alias: "www.example.com" } });
const zone = resource("aws:route53/zone:Zone", {
  id: "Z1",
  outputs: { nameServers: ["ns-1", "ns-2"] },
});
const check = resource("aws:route53/healthCheck:HealthCheck", {
  inputs: { resourcePath: "/api/health", searchString: "ok" },
});
const monitoring = resource("canary:index:Monitoring", {
  inputs: { stack: "canary/production", service: "shop", env: "production", signal: "apm" },
  outputs: { dashboardUrl: "/dashboard/a" },
});
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const provider = resource("pulumi:providers:datadog", {
  inputs: { apiKey: { ...SECRET, plaintext: '"from the state"' } },
});

/** A state with these resources, and the traffic's. */
function state(...resources: StateResource[]): State {
  const both = { stable, canary: stable };
  return {
    ...{ resources, stack: alias, rollout: alias, record: alias, stored: undefined },
    ...{ weighted: both, aliases: { stable: alias, origin: alias }, others: [], pending: [] },
  };
}

describe("what is known of a stack without its program", () => {
  it("is where visitors come in, and how Datadog knows it, from the state", () => {
    assert.deepEqual(frontOf(state(resource("aws:route53/zone:Zone", { id: "Z0" }), zone, check)), {
      host: "www.example.com",
      health: { path: "/api/health", holds: "ok" },
      weighted: {
        name: "www.rollout.example.com",
        stable: "cname.vercel-dns.com",
        nameServers: ["ns-1", "ns-2"],
      },
    });
    assert.deepEqual(watchedOf(state(monitoring)), monitoring.inputs);
    assert.equal(dashboardOf(state(monitoring)), "/dashboard/a");
  });

  it("is less where the state has less", () => {
    const { health, weighted } = frontOf(state());
    assert.deepEqual([health, weighted?.nameServers], [undefined, []]);
    assert.deepEqual([watchedOf(state()), dashboardOf(state())], [undefined, undefined]);
  });
});

describe("what the stack file adds", () => {
  let directory: string;
  const saved = { api: process.env["DATADOG_API_KEY"], app: process.env["DATADOG_APP_KEY"] };
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "known-"));
    delete process.env["DATADOG_API_KEY"];
    delete process.env["DATADOG_APP_KEY"];
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
    if (saved.api !== undefined) process.env["DATADOG_API_KEY"] = saved.api;
    if (saved.app !== undefined) process.env["DATADOG_APP_KEY"] = saved.app;
  });

  const extras = (text: string) => {
    writeFileSync(join(directory, "Pulumi.production.yaml"), text);
    return extrasOf({ directory, name: "canary" }, "production", state(provider));
  };

  it("is read key by key: a fault in one takes no other away", () => {
    const read = extras(`config:
  canary:percentage: 25%
  canary:datadog: { site: datadoghq.eu }
  canary:resolvers: ["10.0.0.2"]
  canary:health: { probe: "maybe" }
`);
    assert.equal(read.account?.site, "datadoghq.eu");
    assert.deepEqual(read.resolvers, ["10.0.0.2"]);
    assert.equal(read.probe, true);
    assert.equal(extras("config:\n  canary:health: { probe: false }\n").probe, false);
    assert.equal(extras("config:\n  canary:health: { status: 203 }\n").status, 203);
  });

  it("goes with the keys that the environment has, else with the provider's in the state", () => {
    const text = "config:\n  canary:datadog: { site: datadoghq.eu }\n";
    assert.equal(extras(text).account?.apiKey, "from the state");
    assert.equal(extras(text).account?.appKey, undefined);
    process.env["DATADOG_API_KEY"] = "from the environment";
    assert.equal(extras(text).account?.apiKey, "from the environment");
    delete process.env["DATADOG_API_KEY"];
  });

  it("is nothing where it cannot be read", () => {
    for (const text of ["}{: not yaml", "", "config: 7", "config:\n  canary:datadog: eu\n"])
      assert.deepEqual(extras(text), { probe: true, status: 200 });
    const nowhere = { directory: join(directory, "nowhere"), name: "canary" };
    assert.deepEqual(extrasOf(nowhere, "production", state()), { probe: true, status: 200 });
  });
});
