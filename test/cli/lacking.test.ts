import assert from "node:assert/strict";
import { absentIn, completed } from "../../cli/lacking.ts";
import { parseState } from "../../cli/state.ts";

const AT = "urn:pulumi:production::shop";

/** A state in which somebody deleted the canary's record of the host `eu`, and its public host's alias. */
function state() {
  const stack = { urn: `${AT}::pulumi:pulumi:Stack::shop`, type: "pulumi:pulumi:Stack" };
  const component = (kind: string, name: string, more = {}) => ({
    urn: `${AT}::canary:index:${kind}::${name}`,
    type: `canary:index:${kind}`,
    parent: stack.urn,
    ...more,
  });
  const custom = (type: string, name: string, parent: string, more: object) => ({
    urn: `${AT}::${type}::${name}`,
    ...{ type, parent, custom: true, ...more },
  });
  const environment = component("Environment", "production");
  const of = (suffix: string, host: string) => {
    const split = component("TrafficSplit", `traffic${suffix}`, {
      inputs: { target: "cname.vercel-dns.com" },
      outputs: { canaryEntry: `${host}.cloudfront.net` },
    });
    const record = (leg: string, weight: number) =>
      custom("aws:route53/record:Record", `traffic${suffix}-${leg}`, split.urn, {
        inputs: { name: `${host}.rollout`, zoneId: `Z-${host}`, setIdentifier: leg },
        outputs: { weightedRoutingPolicies: [{ weight }] },
      });
    const check = custom(
      "aws:route53/healthCheck:HealthCheck",
      `traffic${suffix}-canary`,
      split.urn,
      { id: `check-${host}` },
    );
    const role = `production${suffix}-public`;
    const domain = custom("vercel:index/projectDomain:ProjectDomain", role, environment.urn, {
      inputs: { domain: `${host}.example.com` },
    });
    const alias = custom("vercel:index/alias:Alias", role, environment.urn, {
      outputs: { alias: `${host}.example.com`, deploymentId: "dpl_1" },
    });
    return {
      split,
      stable: record("stable", 90),
      canary: record("canary", 10),
      check,
      domain,
      alias,
    };
  };
  const first = Object.values(of("", "www"));
  const { split, stable, check, domain } = of("-eu", "eu");
  const resources = [stack, environment, ...first, split, stable, check, domain];
  return parseState({ deployment: { resources } }, "production");
}

describe("what a state lacks of a further public host", () => {
  it("is said by the host's name", () => {
    assert.deepEqual(
      absentIn(state()).filter((what) => what.endsWith(" of eu")),
      [
        'the weighted record "canary" of eu',
        "the alias of the public host of eu",
        "the alias of the canary's origin of eu",
      ],
    );
  });

  it("is made from what stands beside it, and nothing of another host's", () => {
    const [eu] = completed(state()).others;
    assert.equal(eu?.name, "eu");
    const { urn, inputs } = eu.weighted.canary ?? {};
    assert.match(urn ?? "", /::traffic-eu-canary$/);
    assert.deepEqual(inputs, {
      name: "eu.rollout",
      zoneId: "Z-eu",
      setIdentifier: "canary",
      records: ["eu.cloudfront.net"],
      healthCheckId: "check-eu",
      allowOverwrite: true,
    });
    assert.equal(eu.aliases.stable?.inputs["alias"], "eu.example.com");
  });
});
