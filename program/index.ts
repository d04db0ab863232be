/** What a program imports: a stack's whole program, and the components that it is made of. */
import "./stackTraces.ts";
import "./debugLogs.ts";

export { canaryRollout } from "./canaryRollout.ts";
export { CanaryRollout, type CanaryRolloutArgs } from "./component.ts";
export * from "../components/index.ts";
