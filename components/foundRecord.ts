import * as pulumi from "@pulumi/pulumi";
import { readRecord, type FoundRecord } from "../rollout/record.ts";

/**
 * What the last update left in this stack's own state, under the output `record`. A program reads its
 * own outputs through a reference to its own stack; where there is none yet, there is no record.
 */
export async function foundRecord(): Promise<FoundRecord> {
  const self = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  const output = await new pulumi.StackReference(self).getOutputDetails("record");
  return readRecord(output.value);
}
