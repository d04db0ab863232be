import { engineMessages } from "../../engine/engine.ts";
import type { Check } from "../check.ts";
import type { Context } from "../context.ts";
import { fault, ok, type Finding } from "../finding.ts";

/** Whether secrets can be read, in the state and in the stack file: a roll back writes providers' keys anew. */
export const secretsProvider: Check = {
  id: "secrets-provider",
  title: "the key of the stack's secrets",
  for: ["up", "start", "rollback"],
  seconds: 60,
  run: async (context) => {
    // Where the state cannot be reached at all, that is the fault.
    await context.resources();
    const read = await Promise.all([
      sealed("the state", () => context.stack.exportState({ secrets: true }), context),
      sealed(context.file, () => context.stack.config(), context),
    ]);
    const faults = read.flat();
    return faults.length > 0
      ? faults
      : [ok("secrets of the state and of the stack file can be read")];
  },
};

async function sealed(
  what: string,
  read: () => Promise<unknown>,
  { env }: Context,
): Promise<Finding[]> {
  try {
    await read();
    return [];
  } catch (error) {
    const why = engineMessages(error);
    const isPassphrase = /passphrase/i.test(why);
    const isSet = ["PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE"].some(
      (name) => env[name] !== undefined,
    );
    // A roll back reads the state alone.
    const stops = what === "the state" ? undefined : (["up", "start"] as const);
    return [
      fault(
        `the secrets of ${what} cannot be read: ${why}`,
        "the key that they were sealed with",
        isPassphrase
          ? `${isSet ? "another" : "the team's"} passphrase in PULUMI_CONFIG_PASSPHRASE, or its file in PULUMI_CONFIG_PASSPHRASE_FILE`
          : "credentials that may decrypt with the key service that secretsprovider names in the stack file",
        stops,
      ),
    ];
  }
}
