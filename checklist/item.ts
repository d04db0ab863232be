import type { Rule } from "../rollout/refusal.ts";
import type { SectionId } from "./section.ts";

/**
 * When an item is required: at every preview and update; the start; the advance that reaches this
 * percentage; the promote; the close-out of a rollout that was finished, of one that was rolled back
 * or reverted, or of any.
 */
export type Needed =
  | "always"
  | "start"
  | "25"
  | "50"
  | "75"
  | "100"
  | "promote"
  | "finish"
  | "roll back"
  | "close-out";

/** A resource that a stack declares. */
export interface ResourceCoverage {
  readonly by: "resource";
  /** Its type as Pulumi has it, e.g. `datadog:index/monitor:Monitor`. */
  readonly type: string;
  /** The name that the program gives it; any of the type where absent. */
  readonly name?: string;
  /** The stack that declares it. Default production. */
  readonly stack?: "staging";
}

/** A policy of the pack, by its name. */
export interface PolicyCoverage {
  readonly by: "policy";
  readonly policy: string;
}

/** What judges an increase: monitors that the gate queries, by their keys; its probe; or a rule. */
export type GateCoverage =
  | { readonly by: "gate"; readonly monitors: readonly string[] }
  | { readonly by: "gate"; readonly rule: Rule | "version probe" };

/** What was verified for a release: by a command or check that was run, or by a person. */
export interface EvidenceCoverage {
  readonly by: "evidence";
  readonly how: "verify" | "attest";
}

/** A command that does it. */
export interface ProcedureCoverage {
  readonly by: "procedure";
  readonly command: string;
}

/** What covers an item, so that nobody has to think of it. */
export type Coverage =
  ResourceCoverage | PolicyCoverage | GateCoverage | EvidenceCoverage | ProcedureCoverage;

/** A box or a contact of the checklist. */
export interface Item {
  /** Its stable name, e.g. `cq-lint`: in evidence, exemptions and commands. */
  readonly id: string;
  readonly section: SectionId;
  /** The checklist's own text. */
  readonly text: string;
  /** When it is required; evidence is required at each of these but `always`. */
  readonly needed: readonly Needed[];
  readonly coveredBy: readonly Coverage[];
  /**
   * How long its evidence lives, in seconds: the oldest that it may be at a start; after a roll back
   * how soon it is due, and later counts as late. At other times it must be newer than the stage, or
   * than the end of the rollout, whatever its age.
   */
  readonly within?: number;
  /** How bad it is when it does not hold. */
  readonly severity: "low" | "medium" | "high" | "critical";
  /** Whether a listed approver may exempt it for a while. */
  readonly exemptable: boolean;
  /** What to do where it does not hold, in a sentence. */
  readonly remedy: string;
  /** Whether whoever attests it must be somebody else than the author of the release. */
  readonly secondPerson?: true;
}

/** How an item is evidenced; nothing where it is not. */
export function evidenced({ coveredBy }: Item): EvidenceCoverage["how"] | undefined {
  return coveredBy.find((coverage) => coverage.by === "evidence")?.how;
}
