import * as pulumi from "@pulumi/pulumi";
import { keepOutputs, type Production, type ProductionArgs } from "../components/index.ts";
import { inForce, type InForce } from "../config/inForce.ts";
import { stackConfig } from "../config/stack.ts";
import { productionOf } from "./production.ts";
import { readState } from "./readState.ts";

/** What a program gives a rollout beside the stack's config. Each adds to what the config has. */
export interface CanaryRolloutArgs {
  /** Environment variables of the app in plain text, such as the name of a queue. */
  readonly variables?: ProductionArgs["variables"];
  /**
   * Those that nobody may read back, such as a database's password. The policies judge values: one that is
   * not known yet, since its resource is still to be made, is refused. Make that resource first.
   */
  readonly secrets?: ProductionArgs["secrets"];
}

/** A stack has one record, and so one rollout. */
let declared = false;

/**
 * A rollout inside a program with other resources: production with its record, the gate, monitors,
 * certificates and the split of traffic, as `canaryRollout` declares them for a program of its own.
 *
 *     const rollout = new CanaryRollout("shop", { variables: { QUEUE: "orders" } });
 *     export const url = rollout.url;
 *
 * Its hosts, releases, percentage and monitors are the stack's config, where the policies, the reviewer
 * and the commands read them: under `canary-rollout:` where the program has keys of its own, else under
 * the project's name. `canary advance`, `status`, `rollback` and all other commands work on it.
 *
 * @throws {pulumi.RunError} where the config has faults, is of staging, or the stack has a rollout already
 */
export class CanaryRollout extends pulumi.ComponentResource {
  /** The address that visitors request. */
  public readonly url: string;
  /** The rollout in one line: `1.5.0 at 25 %, stable 1.4.0`. */
  public readonly rollout: pulumi.Output<string>;
  /** The evidence that counted at the last transition: `11 items, sha256:4f1c9a0b27de`. */
  public readonly evidence: pulumi.Output<string>;
  /** The name that answers by weight, e.g. `www.rollout.www.example.com`. */
  public readonly weightedName: pulumi.Output<string>;
  /** The canary's entry point, `d….cloudfront.net`. */
  public readonly canaryEntry: pulumi.Output<string>;

  public constructor(
    name: string,
    args: CanaryRolloutArgs = {},
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("canary:index:CanaryRollout", name, {}, opts);
    if (declared) throw new pulumi.RunError("a stack has one CanaryRollout: declare it once");
    declared = true;
    const now = new Date();
    const config = productionConfig(now);
    const outputs = pulumi.output(this.#declare(config, args, now));
    this.url = `https://${config.hosts.public}`;
    this.rollout = outputs.rollout;
    this.evidence = outputs.evidence;
    this.weightedName = outputs.weightedName;
    this.canaryEntry = outputs.canaryEntry;
    this.registerOutputs({ url: this.url });
  }

  async #declare(config: InForce, extra: CanaryRolloutArgs, now: Date) {
    const before = await readState(keepOutputs);
    return outputsOf(await productionOf(config, { before, now, extra, parent: this }));
  }
}

/** Without the components, which are no outputs. */
function outputsOf({ record, traffic }: Production) {
  const { weightedName, canaryEntry } = traffic;
  return { rollout: record.rollout, evidence: record.evidence, weightedName, canaryEntry };
}

function productionConfig(now: Date): InForce {
  const config = stackConfig();
  if (config.environment === "production") return inForce(config, now.toISOString());
  throw new pulumi.RunError(
    `CanaryRollout is for production, and the stack ${pulumi.getStack()} is staging: call canaryRollout() there`,
  );
}
