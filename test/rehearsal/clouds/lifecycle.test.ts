import assert from "node:assert/strict";
import { CLOUDS } from "../../../rehearsal/clouds/all.ts";
import { UNKNOWN } from "../../../rehearsal/clouds/engine/unknown.ts";
import type { Properties } from "../../../rehearsal/clouds/index.ts";
import * as datadog from "./datadogSamples.ts";
import * as notification from "./notificationSamples.ts";
import * as operations from "./operationsSamples.ts";
import * as a from "./samples.ts";
import { stand, type Stand } from "./stand.ts";

interface Life {
  /** The inputs to create it with, what it needs made before. */
  readonly born: (clouds: Stand) => Promise<Properties>;
  /** An input that changes in place, and to what. */
  readonly changes?: Properties;
  /** The form of its id. */
  readonly id: RegExp;
}

const uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

const lives: Record<string, Life> = {
  [a.ZONE]: {
    born: () => Promise.resolve(a.zone()),
    changes: { comment: "another" },
    id: /^Z[0-9A-Z]{20}$/,
  },
  [a.RECORD]: {
    born: async (clouds) => {
      const { id } = await clouds.create(a.ZONE, a.zone());
      return a.weighted(id, "stable", 90);
    },
    changes: { weightedRoutingPolicies: [{ weight: 75 }] },
    id: /^Z\w+_www\.example\.com_CNAME_stable$/,
  },
  [a.HEALTH_CHECK]: {
    born: () => Promise.resolve(a.healthCheck()),
    changes: { invertHealthcheck: true },
    id: new RegExp(`^${uuid}$`),
  },
  [a.CERTIFICATE]: {
    born: () => Promise.resolve(a.certificate()),
    changes: { tags: { team: "shop" } },
    id: new RegExp(`^arn:aws:acm:us-east-1:123456789012:certificate/${uuid}$`),
  },
  [a.VALIDATION]: {
    born: async (clouds) => ({ certificateArn: await a.issued(clouds), region: "us-east-1" }),
    id: /^\w{32}$/,
  },
  [a.DISTRIBUTION]: {
    born: () => Promise.resolve(a.distribution()),
    changes: { comment: "another" },
    id: /^E[0-9A-Z]{13}$/,
  },
  [a.DNS_RECORD]: {
    born: () => Promise.resolve(a.dnsRecord()),
    changes: { content: "two.example.net" },
    id: /^[0-9a-f]{32}$/,
  },
  [a.PROJECT]: {
    born: () => Promise.resolve(a.project()),
    changes: { framework: "nextjs" },
    id: /^prj_[0-9A-Za-z]{28}$/,
  },
  "vercel:index/customEnvironment:CustomEnvironment": {
    born: async (clouds) => {
      const { id } = await clouds.create(a.PROJECT, a.project());
      return { projectId: id, name: "staging" };
    },
    changes: { branchTracking: { pattern: "staging", type: "equals" } },
    id: /^env_[0-9A-Za-z]{28}$/,
  },
  [a.DOMAIN]: {
    born: async (clouds) => {
      const { id } = await clouds.create(a.PROJECT, a.project());
      return { projectId: id, domain: a.HOST };
    },
    changes: { redirect: "example.com" },
    id: /^www\.example\.com$/,
  },
  [a.ALIAS]: {
    born: async (clouds) => {
      await a.ready(clouds);
      return { alias: a.HOST, deploymentId: "dpl_1" };
    },
    changes: { deploymentId: "dpl_2" },
    id: /^[0-9A-Za-z]{24}$/,
  },
  [a.VARIABLE]: {
    born: async (clouds) => a.variable(await a.ready(clouds)),
    changes: { value: "https://shop.example.com" },
    id: /^[0-9A-Za-z]{16}$/,
  },
  ...datadog.lives,
  ...notification.lives,
  ...operations.lives,
};

function life(type: string): Life {
  const result = lives[type];
  assert.ok(result, type);
  return result;
}

describe("every type", () => {
  it("is in this file", () => {
    const names = CLOUDS.flatMap(({ types }) => types.map(({ token }) => token));
    assert.deepEqual(names.sort(), Object.keys(lives).sort());
  });
});

for (const [type, { born, changes, id: form }] of Object.entries(lives)) {
  describe(type, () => {
    async function made() {
      const clouds = stand();
      const inputs = clouds.of(type).check(type, await born(clouds)).inputs;
      const { id, outputs } = await clouds.create(type, inputs);
      return { clouds, inputs, id, outputs };
    }

    it("is created with the inputs and what the cloud adds, which a preview does not know", async () => {
      const { clouds, inputs, id, outputs } = await made();
      assert.match(id, form);
      const planned = clouds.of(type).plan(type, inputs);
      const added = Object.keys(planned).filter((name) => !(name in inputs));
      assert.deepEqual(Object.keys(planned).sort(), Object.keys(outputs).sort());
      for (const name of added) assert.equal(planned[name], UNKNOWN);
      for (const [name, value] of Object.entries(inputs)) assert.deepEqual(outputs[name], value);
    });

    it("is read as it is, and shows no difference", async () => {
      const { clouds, inputs, id, outputs } = await made();
      const result = await clouds.read(type, id);
      assert.deepEqual([result.id, result.outputs], [id, outputs]);
      assert.deepEqual(clouds.of(type).diff(type, { inputs, outputs }, inputs).keys, []);
    });

    if (changes) {
      it("is changed in place, and keeps what the cloud added", async () => {
        const { clouds, inputs, id, outputs } = await made();
        const news = { ...inputs, ...changes };
        const { keys, replaces } = clouds.of(type).diff(type, { inputs, outputs }, news);
        assert.deepEqual([keys, replaces], [Object.keys(changes), []]);
        const changed = await clouds.update(type, id, news);
        for (const [name, value] of Object.entries(changes)) {
          assert.deepEqual(changed.outputs[name], value);
        }
        assert.deepEqual(
          Object.keys(clouds.of(type).plan(type, news, outputs)).sort(),
          Object.keys(changed.outputs).sort(),
        );
        const last = clouds.store.calls().at(-1);
        assert.deepEqual(
          [last?.operation, last?.id, last?.keys],
          ["update", id, Object.keys(changes)],
        );
      });

      it("shows what was changed by hand when it is refreshed, and that it differs", async () => {
        const { clouds, inputs, id, outputs } = await made();
        clouds.store.byHand({ type, id }, changes);
        const old = { inputs, outputs };
        const signal = new AbortController().signal;
        const result = await clouds.of(type).read({ type, id, urn: "" }, old, signal);
        assert.deepEqual(result.inputs, { ...inputs, ...changes });
        assert.deepEqual(clouds.of(type).diff(type, result, inputs).keys, Object.keys(changes));
      });
    }

    it("is deleted, also where it is gone already", async () => {
      const { clouds, id } = await made();
      await clouds.delete(type, id);
      assert.deepEqual(await clouds.read(type, id), { id: "", outputs: {}, inputs: {} });
      await clouds.delete(type, id);
    });

    it("is gone when it was deleted by hand", async () => {
      const { clouds, id } = await made();
      clouds.store.byHand({ type, id }, "delete");
      assert.equal((await clouds.read(type, id)).id, "");
    });
  });
}

describe("what is gone", () => {
  for (const type of [a.RECORD, a.ALIAS]) {
    it(`is made again by an update of a ${type}, whose API knows no other call`, async () => {
      const clouds = stand();
      const inputs = await life(type).born(clouds);
      const { id, outputs } = await clouds.create(type, inputs);
      clouds.store.byHand({ type, id }, "delete");
      await clouds.update(type, id, inputs);
      assert.deepEqual((await clouds.read(type, id)).outputs, outputs);
    });
  }
});

describe("ids", () => {
  it("are the same in another store, and others when created again", async () => {
    const [one, other] = [stand(), stand()];
    const first = await one.create(a.ZONE, a.zone());
    assert.deepEqual(await other.create(a.ZONE, a.zone()), first);
    await one.delete(a.ZONE, first.id);
    assert.notEqual((await one.create(a.ZONE, a.zone())).id, first.id);
  });
});
