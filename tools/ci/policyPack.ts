// The arguments that give `pulumi up` the policy pack in a job, one a line; it fails where the
// project's config of it is refused: node tools/ci/policyPack.ts
import { policyPackArgs } from "../../cli/policyPack.ts";

try {
  const args = await policyPackArgs(process.cwd());
  console.log(args.join("\n"));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
