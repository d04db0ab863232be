import * as pulumi from "@pulumi/pulumi";
import { readRecord, type StoredRecord } from "../rollout/record.ts";
import type { WrittenResource } from "./trafficSettings.ts";

/** What the last update wrote in this stack's own state, whether or not it came to its end. */
export interface LastWritten {
  readonly stored: StoredRecord;
  readonly resources: readonly WrittenResource[];
}

/** What the engine answers, by URN. */
type Answered = Record<string, { type: string; outputs: Record<string, unknown> }>;

/**
 * Read it from the engine's last snapshot. The stack's outputs would not do: they are written when all
 * else is done, so that an update which dies before leaves them behind the record.
 *
 * Called where there is no snapshot at all, the engine ends itself (3.274.1). An update has one as soon
 * as the stack's own resource is registered.
 *
 * @param updated whether the stack was ever updated, which a preview has to know
 */
export async function lastWritten(updated: boolean): Promise<LastWritten> {
  const stackName = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  if (pulumi.runtime.isDryRun()) {
    if (!updated) return { stored: undefined, resources: [] };
  } else {
    await registered(pulumi.runtime.getStackResource());
  }
  const answered = await ask({ stackName });
  const resources = Object.entries(answered).map(([urn, resource]) => ({ urn, ...resource }));
  const record = resources.find(
    ({ type, urn }) => type === "pulumi:index:Stash" && urn.endsWith("::record"),
  );
  return { stored: readRecord(record?.outputs["input"]), resources };
}

async function registered(resource: pulumi.Resource | undefined): Promise<void> {
  if (resource) await new Promise((resolve) => resource.urn.apply(resolve));
}

/** Call a function of the engine's own. */
async function ask(args: pulumi.Inputs): Promise<Answered> {
  const { outputs } = (await pulumi.runtime.invoke(
    "pulumi:pulumi:readStackResourceOutputs",
    args,
  )) as { outputs: Answered };
  return outputs;
}
