// The repository's own program, with the weighted records' hooks taken away.
import * as pulumi from "@pulumi/pulumi";

pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
  if (type !== "aws:route53/record:Record") return undefined;
  const { hooks, ...others } = opts;
  if (!hooks) throw new Error("the weighted records had no hook to take away");
  return { props, opts: others };
});

export default (await import("../../../../index.ts")).default;
