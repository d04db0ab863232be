import type { Reading, Source } from "../../controlRoom/index.ts";
import { observerOf } from "../../program/gate.ts";
import type { Answer } from "../../measure/limit.ts";
import type { Observation } from "../../measure/observe.ts";
import { isUnreadable } from "../../rollout/record.ts";
import { readRequested, type RequestedConfig } from "../requested.ts";
import { engineMessages } from "../engine/engine.ts";
import type { Stack } from "../engine/stack.ts";
import type { Project } from "../project.ts";
import { readState, type State } from "../state.ts";
import { UserError } from "../userError.ts";
import { lookUp } from "./lookup.ts";
import { readingOf, type Learned } from "./reading.ts";
import { repeat } from "./repeat.ts";

/** Seconds between two reads of the state: an export starts an engine. */
const STATE_EVERY = 10;
/** Seconds that Datadog gets for all calls of one reading. */
const PATIENCE = 8;

export interface StackSource extends Source {
  outdated(): void;
  close(): void;
}

/**
 * What there is to know of a real stack: its state, its stack file, Datadog and DNS. What cannot be
 * reached later is said, and queried again.
 *
 * @param every seconds between two queries of Datadog and DNS
 * @throws {UserError} where the stack cannot be opened, or has no rollout
 */
export async function openStackSource(
  project: Project,
  stack: Stack,
  every: number,
): Promise<StackSource> {
  const readNow = () => readState(stack);
  let learned: Learned = {
    project: project.name,
    state: await readNow(),
    observed: { ok: false, failed: "no answer yet" },
  };
  let reading = readingOf(learned);
  const learn = (more: Partial<Learned>) => {
    learned = { ...learned, ...more };
    reading = readingOf(learned);
  };

  const state = repeat(async () => {
    try {
      learn({ state: await readNow(), stale: undefined });
    } catch (error) {
      learn({ stale: learned.stale ?? { since: new Date(), why: describe(error) } });
    }
  }, STATE_EVERY);

  const outside = repeat(async () => {
    const increase = await readRequested(stack, project);
    const { state } = learned;
    const config = "fault" in increase ? undefined : increase.config;
    const [observed, looked] = await Promise.all([
      queryDatadog(increase, state, `${project.name}/${stack.name}`),
      lookUp(state, config?.resolvers),
    ]);
    learn({ account: config?.datadog, observed, looked });
  }, every);

  return {
    read(): Reading {
      return reading;
    },
    outdated() {
      state.again();
      outside.again();
    },
    close() {
      state.stop();
      outside.stop();
    },
  };
}

/** What Datadog says of the rollout, by the stack file's own numbers. Never rejects. */
async function queryDatadog(
  increase: RequestedConfig,
  { stored }: State,
  stack: string,
): Promise<Answer<Observation>> {
  if ("fault" in increase)
    return { ok: false, failed: `the stack file cannot be read: ${increase.fault}` };
  if (!stored || isUnreadable(stored)) return { ok: false, failed: "there is no record to go by" };
  const { config, keys } = increase;
  try {
    const observer = observerOf(config, { ...keys, stack, limitSeconds: PATIENCE });
    return { ok: true, value: await observer(stored) };
  } catch (error) {
    return { ok: false, failed: describe(error) };
  }
}

function describe(error: unknown): string {
  return error instanceof UserError ? error.message : engineMessages(error);
}
