import { z } from "zod";
import { tags } from "../inputs.ts";
import type { Held, Proposed, ResourceType } from "../resourceType.ts";
import { ACCOUNT, apiError } from "./failures.ts";
import { uuid } from "../store/draw.ts";

const inputs = z.object({
  // The real provider makes a name up where there is none; no program here leaves it to that.
  name: z.string(),
  tags,
});

type Inputs = z.infer<typeof inputs>;

/** A topic of SNS, in the region of the committed stack files. */
export const topic: ResourceType<Inputs> = {
  token: "aws:sns/topic:Topic",
  inputs,
  immutable: ["name", "fifoTopic", "region"],
  identify: ({ name }) => `arn:aws:sns:us-east-1:${ACCOUNT}:${name}`,
  adds: {
    arn: (_, { id }) => id,
    beginningArchiveTime: () => "",
    owner: () => ACCOUNT,
    tagsAll: ({ tags }) => tags ?? {},
  },
  refuses: badName,
  // It is idempotent: https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
  overwrites: ({ name }, held) => held.of(topic).find(({ outputs }) => outputs.name === name),
};

/** https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
function badName({ inputs }: Proposed<Inputs>): string | undefined {
  if (/^[A-Za-z0-9_-]{1,256}$/.test(inputs.name)) return undefined;
  return apiError(
    `creating SNS Topic (${inputs.name})`,
    "SNS: CreateTopic",
    "400, InvalidParameter",
    "Invalid parameter: Topic Name",
  );
}

const subscriptionInputs = z.object({
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
});

type SubscriptionInputs = z.infer<typeof subscriptionInputs>;

/** Who gets what is published to a topic of SNS. Nothing is here. */
export const topicSubscription: ResourceType<SubscriptionInputs> = {
  token: "aws:sns/topicSubscription:TopicSubscription",
  inputs: subscriptionInputs,
  immutable: ["topic", "protocol", "endpoint", "region"],
  identify: ({ topic }, draw) => `${topic}:${uuid(draw)}`,
  adds: {
    arn: (_, { id }) => id,
    confirmationWasAuthenticated: () => true,
    ownerId: () => ACCOUNT,
    // A number confirms nothing: https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
    pendingConfirmation: () => false,
  },
  refuses: (proposed, held) => noTopic(proposed, held) ?? noNumber(proposed),
};

/** https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html#API_Subscribe_Errors */
function noTopic({ inputs }: Proposed<SubscriptionInputs>, held: Held): string | undefined {
  return held.find(topic, inputs.topic)
    ? undefined
    : refusal(inputs, "404, NotFound", "Topic does not exist");
}

/** https://github.com/aws-samples/aws-sagemaker-build/issues/4; a number is E.164 */
function noNumber({ inputs }: Proposed<SubscriptionInputs>): string | undefined {
  const { protocol, endpoint } = inputs;
  if (protocol !== "sms" || /^\+[1-9]\d{6,14}$/.test(endpoint)) return undefined;
  const message = `Invalid parameter: Invalid SMS endpoint: ${endpoint}`;
  return refusal(inputs, "400, InvalidParameter", message);
}

function refusal({ topic }: SubscriptionInputs, error: string, message: string): string {
  const doing = `creating SNS Topic Subscription (${topic})`;
  return apiError(doing, "SNS: Subscribe", error, message);
}
