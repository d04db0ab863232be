import type { TopicSubscriptionArgs } from "@pulumi/aws/sns/topicSubscription.js";
import { z } from "zod";
import { kept } from "../inputs.ts";
import { uuid } from "../store/draw.ts";
import type { Held, Kind, Proposed, ResourceType } from "../resourceType.ts";
import { ACCOUNT, apiError } from "./failures.ts";
import { topicKind } from "./topic.ts";

const inputs = z.strictObject({
  topic: z.string(),
  protocol: z.enum([
    "application",
    "email",
    "email-json",
    "firehose",
    "http",
    "https",
    "lambda",
    "sms",
    "sqs",
  ]),
  endpoint: z.string(),
  ...kept(
    "confirmationTimeoutInMinutes",
    "deliveryPolicy",
    "endpointAutoConfirms",
    "filterPolicy",
    "filterPolicyScope",
    "rawMessageDelivery",
    "redrivePolicy",
    "region",
    "replayPolicy",
    "subscriptionRoleArn",
  ),
} satisfies Record<keyof TopicSubscriptionArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

const kind: Kind<Inputs> = { token: "aws:sns/topicSubscription:TopicSubscription", inputs };

/** Who gets what is published to a topic of SNS. Nothing is here. */
export const topicSubscription: ResourceType<Inputs> = {
  ...kind,
  immutable: ["topic", "protocol", "endpoint", "region"],
  computed: ["arn", "confirmationWasAuthenticated", "ownerId", "pendingConfirmation"],
  identify: ({ topic }, draw) => `${topic}:${uuid(draw)}`,
  outputs: (_, { id }) => ({
    arn: id,
    confirmationWasAuthenticated: true,
    ownerId: ACCOUNT,
    // A number confirms nothing: https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
    pendingConfirmation: false,
  }),
  refuses: (proposed, held) => noTopic(proposed, held) ?? noNumber(proposed),
};

/** https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html#API_Subscribe_Errors */
function noTopic({ inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const found = held.of(topicKind).some(({ id }) => id === inputs.topic);
  return found ? undefined : refusal(inputs, 404, "NotFound", "Topic does not exist");
}

/** https://github.com/aws-samples/aws-sagemaker-build/issues/4; a number is E.164 */
function noNumber({ inputs }: Proposed<Inputs>): string | undefined {
  const { protocol, endpoint } = inputs;
  if (protocol !== "sms" || /^\+[1-9]\d{6,14}$/.test(endpoint)) return undefined;
  const message = `Invalid parameter: Invalid SMS endpoint: ${endpoint}`;
  return refusal(inputs, 400, "InvalidParameter", message);
}

function refusal({ topic }: Inputs, status: number, code: string, message: string): string {
  const doing = `creating SNS Topic Subscription (${topic})`;
  return apiError({ doing, call: "SNS: Subscribe", status, code, message });
}
