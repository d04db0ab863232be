// The repository's own program, whose resources are declared otherwise than it would: as
// `test:broken` has it, and without a hook where `test:unhooked` is true.
import * as pulumi from "@pulumi/pulumi";
import type { Broken } from "../../broken.ts";

const config = new pulumi.Config("test");
const broken = config.getObject<readonly Broken[]>("broken") ?? [];
const unhooked = config.getBoolean("unhooked") ?? false;

pulumi.runtime.registerStackTransformation(({ type, name, props, opts }) => {
  const others = { ...opts };
  if (unhooked) delete others.hooks;
  const change = broken.filter(
    (one) => one.type === type && (one.name === undefined || one.name === name),
  );
  const declared = Object.entries<unknown>(
    Object.assign({}, props, ...change.map((one) => one.props)) as Record<string, unknown>,
  );
  return {
    props: Object.fromEntries(
      declared
        .filter(([, value]) => value !== null)
        .map(([key, value]) => [key, value === "unknown" ? pulumi.output(pulumi.unknown) : value]),
    ),
    opts: others,
  };
});

export default (await import("../../../../index.ts")).default;
