import { engineMessages, engineMessagesOn } from "./engine/engine.ts";
import type { Write } from "./fromState.ts";
import { interruption, TimedOut } from "./interrupt.ts";
import { nameOf } from "./state.ts";

/** How long what depends on a write may take once all is written, in seconds: nobody waits for it. */
const REST = 20;

/** How far the writes of a run are: it is interrupted once all that are left took longer than they may. */
export class Progress {
  public readonly interruption = interruption();
  readonly #writes: readonly Write[];
  readonly #settled = new Map<Write, boolean>();
  readonly #late = new Set<Write>();
  readonly #timers: NodeJS.Timeout[];

  public constructor(writes: readonly Write[]) {
    this.#writes = writes;
    this.#timers = writes.map((write) =>
      setTimeout(() => {
        this.#late.add(write);
        this.#look();
      }, write.seconds * 1000),
    );
  }

  public settle(write: Write, isWritten: boolean): void {
    this.#settled.set(write, isWritten);
    this.#look();
  }

  #look(): void {
    const open = this.#writes.filter((write) => !this.#settled.has(write));
    if (open.length === 0) this.#timers.push(setTimeout(this.interruption.begin, REST * 1000));
    else if (open.every((write) => this.#late.has(write))) this.interruption.begin();
  }

  /** Why each that is not written is not; `error` is what the engine gave. */
  public failed(error: unknown): ReadonlyMap<Write, string> {
    const left = this.#writes.filter((write) => this.#settled.get(write) !== true);
    return new Map(left.map((write) => [write, this.#why(write, error)]));
  }

  #why(write: Write, error: unknown): string {
    if (this.#late.has(write)) return new TimedOut(write.seconds).message;
    const said = engineMessagesOn(nameOf(write.resource.urn), error);
    if (said !== undefined) return said;
    if ((write.after ?? []).some((one) => this.#settled.get(one) !== true))
      return "what comes before it was not written";
    return engineMessages(error);
  }

  public close(): void {
    this.#timers.forEach(clearTimeout);
  }
}
