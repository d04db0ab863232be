// Production with a gate that is closed: the same components, another gate.
import { declareProduction, foundRecord } from "../../../../components/index.ts";
import { toRequest } from "../../../../config.ts";
import { facts, productionConfig } from "../given.ts";

const config = productionConfig();
const { record } = await declareProduction({
  ...config,
  found: await foundRecord(),
  request: toRequest(config),
  facts: facts(),
  gate: () =>
    Promise.resolve({
      verdict: "closed",
      measurements: [{ name: "error rate", verdict: "closed", seen: "6.2 %, critical above 5 %" }],
    }),
});
export default { record };
