import { z } from "zod";
import type { Held, Proposed, ResourceType } from "../resourceType.ts";
import { badRequest } from "./failures.ts";

const inputs = z.object({
  accountName: z.string(),
  channelName: z.string(),
  display: z.object({}),
});

type Inputs = z.infer<typeof inputs>;

/** A channel of Datadog's Slack integration. The account was connected by somebody: any will do. */
export const slackChannel: ResourceType<Inputs> = {
  token: "datadog:slack/channel:Channel",
  inputs,
  // The provider gives a renamed channel another id; nothing here follows that, so it is another one.
  immutable: ["accountName", "channelName"],
  identify: ({ accountName, channelName }) => `${accountName}:${channelName}`,
  refuses: (proposed, held) => nameless(proposed) ?? twice(proposed, held),
};

/** https://docs.datadoghq.com/api/latest/slack-integration/#create-a-slack-integration-channel */
function nameless({ id, inputs }: Proposed<Inputs>): string | undefined {
  return inputs.channelName.startsWith("#")
    ? undefined
    : badRequest("slack channel", id, `Channel name ${inputs.channelName} must start with a #`);
}

/**
 * A guess: one channel of an account is there once, since the provider names it by both. The client's
 * model of the call has 400 and no 409.
 */
function twice({ id, inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const name = `${inputs.accountName}:${inputs.channelName}`;
  const taken = held.of(slackChannel, id).some((one) => one.id === name);
  return taken
    ? badRequest("slack channel", id, `Channel ${inputs.channelName} is there`)
    : undefined;
}
