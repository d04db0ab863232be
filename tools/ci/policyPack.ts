// The arguments that give `pulumi up` the policy pack in a job, one a line; it fails where there is no
// pack, or where its config is refused: node tools/ci/policyPack.ts
import { policyPackArgs } from "../../cli/policyPack.ts";

try {
  const args = await policyPackArgs(process.cwd());
  if (args.length === 0) throw new Error("policies/PulumiPolicy.yaml is not there");
  console.log(args.join("\n"));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
