import { readFileSync } from "node:fs";
import { FILES } from "./recorded.ts";

/** What one of AWS's own models says of the resources of a type. */
export interface Verdict {
  /** How many calls were judged; absent where resources were. */
  readonly judged?: number;
  /** How many values in them; absent where none are counted. */
  readonly checked?: number;
  readonly faults: readonly string[];
}

/** What `make models` keeps of what AWS's own models said. */
export interface Verdicts {
  /** The digests of what was judged. */
  readonly recorded: string;
  readonly template: string;
  /** The versions of the packages that hold the models. */
  readonly versions: Readonly<Record<"botocore" | "cfn-lint" | "moto", string>>;
  /** By type: botocore of the calls, and of the stand-ins' answers. */
  readonly calls: Readonly<Record<string, Verdict>>;
  readonly answers: Readonly<Record<string, Verdict>>;
  /** By CloudFormation's name of a type: cfn-lint. */
  readonly cloudformation: Readonly<Record<string, Verdict>>;
  /** By type: moto, which was sent the calls in their order. */
  readonly emulator: Readonly<Record<string, Verdict>>;
  /** By rule of a stand-in: the code that moto answers to the same, or `accepted`. */
  readonly refusals: Readonly<Record<string, string>>;
  /** By rule of a stand-in: whether botocore's model of the call has the error that the stand-in answers. */
  readonly errors: Readonly<Record<string, boolean>>;
}

/** The kept verdicts. */
export function verdicts(): Verdicts {
  return JSON.parse(readFileSync(FILES.verdicts, "utf8")) as Verdicts;
}
