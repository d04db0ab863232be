import type { BadStory } from "../story.ts";
import { certificate } from "./certificate.ts";
import { database } from "./database.ts";
import { edgeDown } from "./edgeDown.ts";
import { errors } from "./errors.ts";
import { latency } from "./latency.ts";
import { redis } from "./redis.ts";
import { signIn } from "./signIn.ts";
import { silent } from "./silent.ts";
import { vercelDown } from "./vercelDown.ts";

/** Releases that go bad on real traffic, in the order in which they are played. */
export const BAD: readonly BadStory[] = [
  errors,
  silent,
  latency,
  database,
  redis,
  signIn,
  edgeDown,
  certificate,
  vercelDown,
];
