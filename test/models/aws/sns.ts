import type { TopicArgs } from "@pulumi/aws/sns/topic.js";
import type { TopicSubscriptionArgs } from "@pulumi/aws/sns/topicSubscription.js";
import { allTaken, sent } from "../taken.ts";
import { ofAws, tagList } from "./call.ts";

const service = "sns";

/** topic.go: each attribute is a call of its own after the creation. */
export const topic = ofAws<TopicArgs>({
  calls: ({ name, displayName, tags, ...left }, id) => {
    allTaken(left, "a topic");
    const attribute = (AttributeName: string, AttributeValue: string) => ({
      service,
      operation: "SetTopicAttributes",
      body: { TopicArn: id, AttributeName, AttributeValue },
    });
    return [
      {
        service,
        operation: "CreateTopic",
        body: sent({ Name: name, Tags: tags && tagList(tags) }),
      },
      ...(displayName === undefined ? [] : [attribute("DisplayName", displayName)]),
    ];
  },
  answer: ({ displayName, owner }, id) => ({
    service,
    operation: "GetTopicAttributes",
    body: { Attributes: sent({ TopicArn: id, Owner: owner, DisplayName: displayName }) },
  }),
});

/** topic_subscription.go */
export const topicSubscription = ofAws<TopicSubscriptionArgs>({
  calls: ({ topic, protocol, endpoint, ...left }) => {
    allTaken(left, "a subscription");
    const body = {
      TopicArn: topic,
      Protocol: protocol,
      Endpoint: endpoint,
      ReturnSubscriptionArn: true,
    };
    return [{ service, operation: "Subscribe", body }];
  },
  answer: ({ topic, protocol, endpoint, ownerId, pendingConfirmation }, id) => ({
    service,
    operation: "GetSubscriptionAttributes",
    body: {
      Attributes: {
        SubscriptionArn: id,
        TopicArn: topic,
        Protocol: protocol,
        Endpoint: endpoint,
        Owner: ownerId,
        PendingConfirmation: String(pendingConfirmation),
      },
    },
  }),
});
