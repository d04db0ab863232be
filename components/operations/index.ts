/** What a deployment leaves behind, and who may read it. */
export type { ArchiveArgs } from "./archive.ts";
export { Operations, type AwsArgs, type OperationsArgs } from "./operations.ts";
export type { RetentionArgs } from "./retention.ts";
