import { engineMessages } from "../../engine/engine.ts";
import { backendOf } from "../../backend.ts";
import type { Check } from "../check.ts";
import { fault, ok } from "../finding.ts";

/** Whether the state can be reached, and has the stack. */
export const backend: Check = {
  id: "backend",
  title: "the state and its stack",
  for: ["up", "start", "rollback"],
  seconds: 60,
  run: async ({ project, stack }) => {
    try {
      await stack.exportState();
      const where = await backendOf(project);
      return [
        ok(`the stack ${stack.name} is there${where === undefined ? "" : ` (${place(where)})`}`),
      ];
    } catch (error) {
      const why = engineMessages(error);
      const expected = `a state that can be read, with the stack ${stack.name}`;
      return [
        /no stack named|not found/.test(why)
          ? fault(`there is no stack ${stack.name}: ${why}`, expected, initOf(stack.name))
          : fault(
              why,
              expected,
              "pulumi login, or PULUMI_BACKEND_URL and the bucket's credentials; docs/team-state.md",
            ),
      ];
    }
  },
};

function initOf(stack: string): string {
  return `pulumi stack init ${stack} --secrets-provider PROVIDER, in the team's state; -s names another stack`;
}

/** Without what a query may hold. */
function place(url: string): string {
  return url.replace(/\?.*$/, "");
}
