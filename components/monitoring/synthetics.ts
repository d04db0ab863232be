import { SyntheticsTest } from "@pulumi/datadog/syntheticsTest.js";
import * as pulumi from "@pulumi/pulumi";
import { testsOf, type CheckedArgs } from "./checks.ts";
import type { ChecksArgs } from "./checksArgs.ts";
import { refuseFaults } from "./refuse.ts";
import { faultsOfTest } from "./validateTest.ts";

export interface SyntheticsArgs extends CheckedArgs {
  readonly checks: ChecksArgs;
}

/** Datadog's tests from outside: of both hosts as users have them, and of the canary's entry point. */
export class Synthetics extends pulumi.ComponentResource {
  /** The ids of the monitors that Datadog makes of the tests, by their keys; each a number. */
  public readonly monitorIds: Readonly<Record<string, pulumi.Output<number>>>;

  public constructor(name: string, args: SyntheticsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { hosts } = args;
    // Without the entry point: it takes minutes to make, and every test would wait for it.
    const constant = { hosts: { canary: hosts.canary, public: hosts.public } };
    super("canary:index:Synthetics", name, constant, opts);
    const tests = testsOf(args.checks, args);
    refuseFaults(tests.map(([key, test]) => [`the check ${key}`, faultsOfTest(test)]));
    this.monitorIds = Object.fromEntries(
      tests.map(([key, test]) => {
        const { monitorId } = new SyntheticsTest(`${name}-${key}`, test, { parent: this });
        return [key, monitorId];
      }),
    );
    this.registerOutputs({ monitorIds: this.monitorIds });
  }
}
