import { Topic } from "@pulumi/aws/sns/topic.js";
import { TopicSubscription } from "@pulumi/aws/sns/topicSubscription.js";
import type * as pulumi from "@pulumi/pulumi";
import { topicName, type Addressed } from "./handles.ts";

/**
 * A topic that Datadog publishes to through its AWS integration, in whose role `sns:Publish` is, and a
 * subscription for each number. The topic's own policy lets its account publish, and the role is of
 * that account: https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
export function textMessages(
  name: string,
  { stack, channels }: Pick<Addressed, "stack" | "channels">,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  if (channels.sms.length === 0) return [];
  const topic = new Topic(name, { name: topicName(stack), displayName: "canary" }, opts);
  const numbers = channels.sms.map(
    (endpoint) =>
      new TopicSubscription(
        `${name}-${endpoint}`,
        { topic: topic.arn, protocol: "sms", endpoint },
        opts,
      ),
  );
  return [topic, ...numbers];
}
