import { z } from "zod";
import { DIGITS, LOWER } from "../store/draw.ts";
import type { Proposed, ResourceType } from "../resourceType.ts";
import { badRequest } from "./failures.ts";

const assertions = z.array(z.looseObject({ type: z.string() })).optional();

const inputs = z.object({
  name: z.string(),
  type: z.enum(["api", "browser", "mobile", "network"]),
  status: z.enum(["live", "paused"]),
  // The provider's: https://github.com/DataDog/terraform-provider-datadog/pull/3253
  locations: z.array(z.string()).min(1),
  subtype: z
    .enum(["http", "ssl", "tcp", "dns", "multi", "icmp", "udp", "websocket", "grpc"])
    .optional(),
  assertions,
  requestDefinition: z
    .object({ port: z.string().optional(), timeout: z.number().max(180).optional() })
    .optional(),
  apiSteps: z.array(z.looseObject({ name: z.string(), assertions })).optional(),
  optionsList: z
    .looseObject({
      tickEvery: z.int().min(30).max(604800),
      minFailureDuration: z.int().min(0).max(7200).optional(),
      minLocationFailed: z.int().min(1).optional(),
      monitorPriority: z.int().min(1).max(5).optional(),
      retry: z.strictObject({ count: z.int(), interval: z.int() }).optional(),
    })
    .optional(),
});

type Inputs = z.infer<typeof inputs>;

/** A synthetic test of Datadog, which makes a monitor. It tests nothing here. */
export const syntheticsTest: ResourceType<Inputs> = {
  token: "datadog:index/syntheticsTest:SyntheticsTest",
  inputs,
  immutable: ["type"],
  // `abc-def-ghi`
  identify: (_, draw) => [1, 2, 3].map((part) => draw(`id ${part}`, 3, LOWER)).join("-"),
  adds: { monitorId: (_, { draw }) => Number(`2${draw("monitor", 8, DIGITS)}`) },
  refuses: ({ id, inputs }: Proposed<Inputs>) => {
    const error = nothingAsserted(inputs) ?? tooManyRetries(inputs) ?? tooFewLocations(inputs);
    return error && badRequest("synthetics test", id, error);
  },
};

/** https://docs.datadoghq.com/api/latest/synthetics/#create-an-api-test */
function nothingAsserted({ type, subtype, assertions, apiSteps }: Inputs): string | undefined {
  if (type !== "api") return undefined;
  const lists =
    subtype === "multi" ? (apiSteps ?? []).map((step) => step.assertions) : [assertions];
  if (lists.length === 0) return "'steps' should not be empty";
  return lists.every((list) => list?.length) ? undefined : "'assertions' should not be empty";
}

/** https://docs.datadoghq.com/synthetics/api_tests/http_tests/#define-alert-conditions */
function tooManyRetries({ optionsList }: Inputs): string | undefined {
  const { count = 0, interval = 0 } = optionsList?.retry ?? {};
  return count <= 3 && interval <= 5000 ? undefined : "'options.retry' is out of range";
}

/** A guess: more locations than a test has can never fail. */
function tooFewLocations({ locations, optionsList }: Inputs): string | undefined {
  return (optionsList?.minLocationFailed ?? 1) <= locations.length
    ? undefined
    : "'options.min_location_failed' should not be greater than the number of locations";
}
