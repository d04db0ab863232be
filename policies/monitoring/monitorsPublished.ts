import { declaredAs, expectedMonitors, MONITOR } from "../lib/monitors.ts";
import { productionPolicy } from "../lib/policy.ts";
import { ofType, textOf } from "../lib/resources.ts";

export default productionPolicy({
  name: "monitors-published",
  level: "mandatory",
  severity: "high",
  description: "Every monitor that the gate asks is there, once, and none is a draft.",
  remediation: "Declare monitors by Monitoring.",
  judge: (stack) => [
    ...expectedMonitors(stack).flatMap(({ key }) => {
      const { length } = declaredAs(stack, key);
      return length === 1 ? [] : [`${length} monitors are tagged as ${key}, not 1`];
    }),
    ...ofType(stack.resources, MONITOR)
      .filter((monitor) => textOf(monitor, "draftStatus") !== "published")
      .map(({ name }) => `${name} is a draft, which notifies nobody`),
  ],
});
