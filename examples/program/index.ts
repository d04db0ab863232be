// A rollout in a program that has other resources, too: here a topic that the app publishes orders to.
import { Topic } from "@pulumi/aws/sns/topic.js";
import * as pulumi from "@pulumi/pulumi";
import { CanaryRollout } from "canary-rollout";

// The program's own key, `bakery:topic`, in the namespace of the project. Those of the rollout are under
// `canary-rollout:`.
const name = new pulumi.Config().require("topic");
const orders = new Topic("orders", { name });

const rollout = new CanaryRollout(
  "bakery",
  { variables: { ORDERS_TOPIC: name } },
  { dependsOn: [orders] },
);

export const url = rollout.url;
export const release = rollout.rollout;
