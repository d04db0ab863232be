import type { TopicArgs } from "@pulumi/aws/sns/topic.js";
import { z } from "zod";
import { kept, tags } from "../inputs.ts";
import type { Kind, Proposed, ResourceType } from "../resourceType.ts";
import { ACCOUNT, apiError } from "./failures.ts";

const inputs = z.strictObject({
  // The real provider makes a name up where there is none; no program here leaves it to that.
  name: z.string(),
  displayName: z.string().optional(),
  fifoTopic: z.boolean().optional(),
  tags,
  ...kept(
    "applicationFailureFeedbackRoleArn",
    "applicationSuccessFeedbackRoleArn",
    "applicationSuccessFeedbackSampleRate",
    "archivePolicy",
    "contentBasedDeduplication",
    "deliveryPolicy",
    "fifoThroughputScope",
    "firehoseFailureFeedbackRoleArn",
    "firehoseSuccessFeedbackRoleArn",
    "firehoseSuccessFeedbackSampleRate",
    "httpFailureFeedbackRoleArn",
    "httpSuccessFeedbackRoleArn",
    "httpSuccessFeedbackSampleRate",
    "kmsMasterKeyId",
    "lambdaFailureFeedbackRoleArn",
    "lambdaSuccessFeedbackRoleArn",
    "lambdaSuccessFeedbackSampleRate",
    "namePrefix",
    "policy",
    "region",
    "signatureVersion",
    "sqsFailureFeedbackRoleArn",
    "sqsSuccessFeedbackRoleArn",
    "sqsSuccessFeedbackSampleRate",
    "tracingConfig",
  ),
} satisfies Record<keyof TopicArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

export const topicKind: Kind<Inputs> = { token: "aws:sns/topic:Topic", inputs };

/** A topic of SNS, in the region of the committed stack files. */
export const topic: ResourceType<Inputs> = {
  ...topicKind,
  immutable: ["name", "fifoTopic", "region"],
  computed: ["arn", "beginningArchiveTime", "owner", "tagsAll"],
  identify: ({ name }) => `arn:aws:sns:us-east-1:${ACCOUNT}:${name}`,
  outputs: ({ tags }, { id }) => ({
    arn: id,
    beginningArchiveTime: "",
    owner: ACCOUNT,
    tagsAll: tags ?? {},
  }),
  refuses: badName,
};

/** https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
function badName({ inputs }: Proposed<Inputs>): string | undefined {
  if (/^[A-Za-z0-9_-]{1,256}$/.test(inputs.name)) return undefined;
  return apiError({
    doing: `creating SNS Topic (${inputs.name})`,
    call: "SNS: CreateTopic",
    status: 400,
    code: "InvalidParameter",
    message: "Invalid parameter: Topic Name",
  });
}
