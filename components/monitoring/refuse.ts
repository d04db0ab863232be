import * as pulumi from "@pulumi/pulumi";

/** Ends the program with all that Datadog would refuse: what of, and the faults. */
export function refuseFaults(result: readonly (readonly [of: string, faults: string[]])[]): void {
  const lines = result.flatMap(([of, faults]) => faults.map((fault) => `${of}: ${fault}`));
  if (lines.length === 0) return;
  throw new pulumi.RunError(["Datadog would refuse what is declared:", ...lines].join("\n"));
}
