import type {
  PolicyResource,
  ReportViolation,
  ResourceValidation,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { Config } from "../../config.ts";
import { ConfigError } from "../../config/configError.ts";
import { isUnreadable, readRecord, type StoredRecord } from "../../rollout/record.ts";
import { cameBack } from "../../rollout/replay.ts";
import { WHEN_APPLIED, type Instant } from "../../rollout/time.ts";
import type { DeclaredStack, Policy, RolloutPolicy, StackPolicy } from "./policy.ts";
import { ROLLOUT, type Resource } from "./resources.ts";
import { isUnknownValue } from "./unknown.ts";
import { goesBack, recordIn } from "./goingBack.ts";

/** What a policy is given beside what is declared. */
export interface Surroundings {
  /** `project/stack`. */
  readonly stack: string;
  /** The stack's config, once it is loaded. Throws `ConfigError`. */
  readonly config: () => Config;
  /** Judge once what reads the config is loaded. */
  readonly onceLoaded: (judge: () => void) => void | Promise<void>;
  readonly clock: () => Instant;
  /** What is wrong with the pack's config, as text. */
  readonly packFaults: () => readonly string[];
}

/** A policy as the SDK takes it. */
export function enforced(
  policy: Policy,
  surroundings: Surroundings,
): ResourceValidationPolicy | StackValidationPolicy {
  const { name, level, severity, description, remediation, items } = policy;
  const about = {
    name,
    description,
    severity,
    enforcementLevel: level,
    remediationSteps: remediation,
    tags: [...items],
  };
  return policy.kind === "rollout"
    ? {
        ...about,
        validateResource: ofRollout(({ type, props }, report) => {
          if (type !== ROLLOUT) return undefined;
          return surroundings.onceLoaded(() => {
            judgeRollout(policy, props, surroundings, report);
          });
        }),
      }
    : {
        ...about,
        validateStack: (args, report) =>
          surroundings.onceLoaded(() => {
            judgeStack(policy, args, surroundings, report);
          }),
      };
}

/**
 * Names the one type that is judged, as the SDK's own `validateResourceOfType` does for a class: it would
 * read the properties of each resource anew for each policy otherwise.
 */
function ofRollout(validate: ResourceValidation): ResourceValidation {
  return Object.assign(validate, { __pulumiType: ROLLOUT });
}

function judgeRollout(
  policy: RolloutPolicy,
  props: Readonly<Record<string, unknown>>,
  { config, clock }: Surroundings,
  report: ReportViolation,
): void {
  for (const fault of faultsIn(() => {
    const record = readRecord(props["record"]);
    if (record === undefined) return ["the rollout has no record"];
    // With a record that cannot be read, the rollout counts as 0 % and the program refuses all else;
    // traffic-pair judges the weights.
    if (isUnreadable(record) || cameBack(record)) return [];
    const result = config();
    if (result.environment !== "production") return ["only production has a rollout"];
    return policy.judge({ record, config: result, now: judgedAt(record, clock) });
  })) {
    report(fault);
  }
}

function judgeStack(
  policy: StackPolicy,
  { resources, getConfig }: Pick<StackValidationArgs, "resources" | "getConfig">,
  { stack, config, clock, packFaults }: Surroundings,
  report: ReportViolation,
): void {
  const goingBack = goesBack(resources);
  const faults = faultsIn(() => {
    const record = recordIn(resources);
    const declared: DeclaredStack = {
      resources: resources.map(resourceOf),
      config: config(),
      stack,
      record,
      now: judgedAt(record, clock),
      clock: clock(),
      settings: getConfig<Readonly<Record<string, unknown>>>(),
      packFaults,
    };
    for (const advice of policy.advise?.(declared) ?? []) report(advisory(policy, advice));
    return policy.judge(declared);
  });
  for (const fault of faults) report(goingBack ? advisory(policy, fault) : fault);
}

/** The SDK takes this at run time, in place of the text that its types have. */
function advisory({ description }: StackPolicy, fault: string): string {
  const message = `${description}\n${fault}`;
  return { message, enforcementLevel: "advisory" } as unknown as string;
}

/**
 * What a judgement finds. One that cannot be made is a fault too: a policy that met an unknown value
 * would otherwise pass, and one that failed would stop going back. Values are never printed, since any
 * may be secret.
 */
function faultsIn(judge: () => readonly string[]): readonly string[] {
  try {
    return judge();
  } catch (error) {
    if (isUnknownValue(error)) {
      return [`this cannot be judged: ${error.props.map(String).join(".")} is not known yet`];
    }
    if (error instanceof ConfigError) {
      const keys = error.faults.map(({ key }) => key).join(", ");
      return [`this cannot be judged: the stack's configuration has faults, in ${keys}`];
    }
    return [`this cannot be judged: ${error instanceof Error ? error.name : "an error"}`];
  }
}

/** A record is judged at its own time, so that the same update weeks later is judged the same. */
function judgedAt(record: StoredRecord, clock: () => Instant): Instant {
  if (record === undefined || isUnreadable(record) || record.enteredAt === WHEN_APPLIED)
    return clock();
  return record.enteredAt;
}

function resourceOf({ type, name, props, opts }: PolicyResource): Resource {
  return { type, name, props, protect: opts.protect };
}
