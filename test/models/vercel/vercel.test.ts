import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { drain } from "../../../components/monitoring/drain.ts";
import { declared, type Declared } from "../declared.ts";
import { UNJUDGED, VERCEL } from "./bodies.ts";
import type { Body, Schema } from "./body.ts";

const TRACE_DRAIN = "vercel:index/traceDrain:TraceDrain";

describe("What is declared at Vercel", () => {
  let all: readonly Declared[];
  before(async () => {
    const ofVercel = (await declared()).filter(({ type }) => type.startsWith("vercel:"));
    all = [...ofVercel, await traces()];
  });

  it("is sent as the schemas of Vercel's SDK have it, to the last key", () => {
    assert.deepEqual(
      all.flatMap(({ type, name, inputs }) =>
        of(type)
          .bodies(inputs)
          .flatMap((body) => faults(`${type} ${name}`, body)),
      ),
      [],
    );
  });

  it("is answered by the stand-in as those schemas have it, as far as it answers", () => {
    const judged = all.map(({ type, name, outputs, id }) => {
      const { schema, body } = of(type).answer(outputs, id);
      return answerFaults(`${type} ${name}`, { schema: schema && partial(schema), body });
    });
    assert.deepEqual(judged.flat(), []);
  });

  it("is judged, but for what the SDK has no schema of", () => {
    const types = [...new Set(all.map(({ type }) => type))];
    assert.deepEqual(types.sort(), Object.keys(VERCEL).sort());
    const unjudged = (bodies: (one: Declared) => readonly Body[]) => [
      ...new Set(
        all
          .filter((one) => bodies(one).every(({ schema }) => schema === undefined))
          .map(({ type }) => type),
      ),
    ];
    assert.deepEqual(
      unjudged(({ type, inputs }) => of(type).bodies(inputs)),
      UNJUDGED.bodies,
    );
    assert.deepEqual(
      unjudged(({ type, outputs, id }) => [of(type).answer(outputs, id)]).sort(),
      UNJUDGED.answers,
    );
  });

  it("would not be, with a value that Vercel has not, or a key that it does not know", () => {
    const { bodies } = of("vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable");
    const variable = { projectId: "prj_1", key: "A", value: "b", sensitive: false };
    const judge = (inputs: object) =>
      bodies({ ...variable, ...inputs }).flatMap((body) => faults("it", body));
    assert.deepEqual(judge({ targets: ["production"] }), []);
    assert.match(judge({ targets: ["staging"] }).join(), /Invalid enum value/);
    const [body] = bodies({ ...variable, targets: ["production"] });
    assert.ok(body);
    const more = { ...body, body: { ...body.body, surprise: true } };
    assert.match(faults("it", more).join(), /surprise/);
  });
});

function of(type: string) {
  const mapping = VERCEL[type];
  if (!mapping) throw new Error(`${type}: test/models/vercel/ says of no body that makes it`);
  return mapping;
}

/** What a schema refuses of a body, and what it does not know: the SDK leaves that out without a word. */
function faults(what: string, { schema, body }: Body): string[] {
  if (!schema) return [];
  const result = schema.safeParse(body);
  if (!result.success) return [`${what}: ${result.error.message}`];
  try {
    assert.deepEqual(result.data, body);
    return [];
  } catch (error) {
    return [`${what}: ${String(error)}`];
  }
}

/** The same of an answer, which the SDK makes its own values from: its keys alone are compared. */
function answerFaults(what: string, { schema, body }: Body): string[] {
  const result = schema?.safeParse(body);
  if (!result) return [];
  if (!result.success) return [`${what}: ${result.error.message}`];
  const kept = Object.keys(result.data as object);
  return Object.keys(body)
    .filter((key) => !kept.includes(key))
    .map((key) => `${what}: ${key} is not known`);
}

/** A schema whose keys may all be absent. */
function partial(schema: Schema): Schema {
  const one = schema as Schema & { partial?(): Schema; innerType?(): Schema };
  const inner = one.innerType?.();
  return inner ? partial(inner) : (one.partial?.() ?? schema);
}

/** The trace drain, which the example has in place of the log drain where its signal is apm. */
async function traces(): Promise<Declared> {
  let made: Declared | undefined;
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs, id = "drn_1" }) => {
      const plain = unsealed(inputs) as Declared["inputs"];
      made = { type, name, id, inputs: plain, outputs: plain };
      return { id, state: plain };
    },
    call: ({ inputs }) => inputs as Declared["inputs"],
  });
  const args = { projectId: "prj_1", site: "datadoghq.com", apiKey: "0".repeat(32) };
  const { urn } = drain("traces", "apm", { service: "shop", env: "production" }, args, {});
  await new Promise((resolve) => urn.apply(resolve));
  assert.equal(made?.type, TRACE_DRAIN);
  return made;
}

/** A value with its secrets in plain: the SDK marks them, in an object around each. */
function unsealed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unsealed);
  if (typeof value !== "object" || value === null) return value;
  if (pulumi.runtime.specialSigKey in value) return unsealed((value as { value?: unknown }).value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unsealed(one)]));
}
