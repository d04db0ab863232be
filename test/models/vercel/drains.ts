import type { LogDrainArgs } from "@pulumiverse/vercel/logDrain.js";
import type { TraceDrainArgs } from "@pulumiverse/vercel/traceDrain.js";
import { CreateDrainRequestBody$outboundSchema as ofDrain } from "@vercel/sdk/models/createdrainop.js";
import { allTaken, sent } from "../taken.ts";
import { ofVercel } from "./body.ts";

export const logDrain = ofVercel<LogDrainArgs>({
  bodies: ({ name, projectIds, environments, sources, ...inputs }) => {
    const { deliveryFormat, endpoint, headers = {}, secret, ...left } = inputs;
    allTaken(left, "a log drain");
    const body = {
      name,
      projects: projectIds ? "some" : "all",
      ...sent({ projectIds }),
      filter: {
        version: "v2",
        filter: { type: "basic", log: { sources }, deployment: { environments } },
      },
      schemas: { log: { version: "v1" } },
      delivery: {
        ...{ type: "http", endpoint, encoding: deliveryFormat, headers },
        ...sent({ secret }),
      },
      source: { kind: "self-served" },
    };
    return [{ schema: ofDrain, body }];
  },
  answer: ({ name, projectIds }) => ({ schema: undefined, body: { name, projectIds } }),
});

export const traceDrain = ofVercel<TraceDrainArgs>({
  bodies: ({ name, projectIds, deliveryFormat, endpoint, headers = {}, secret, ...left }) => {
    allTaken(left, "a trace drain");
    const body = {
      name,
      projects: projectIds ? "some" : "all",
      ...sent({ projectIds }),
      schemas: { trace: { version: "v1" } },
      delivery: {
        ...{ type: "otlphttp", endpoint: { traces: endpoint }, encoding: deliveryFormat, headers },
        ...sent({ secret }),
      },
      source: { kind: "self-served" },
    };
    return [{ schema: ofDrain, body }];
  },
  answer: ({ name, projectIds }) => ({ schema: undefined, body: { name, projectIds } }),
});
