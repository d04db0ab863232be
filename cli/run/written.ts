import { commitOrExplain, uncommitted } from "../commit.ts";
import { stackFile, type Project } from "../project.ts";
import { UserError } from "../userError.ts";

/** What the steps of a run wrote to the stack file, until it is committed. */
export class Written {
  readonly #project: Project;
  readonly #stack: string;
  #steps: string[] = [];

  public constructor(project: Project, stack: string) {
    this.#project = project;
    this.#stack = stack;
  }

  /** A step that is about to write it: one that fails late may have, and come about. */
  public add(step: string): void {
    if (!this.#steps.includes(step)) this.#steps.push(step);
  }

  /** Commit it. Throws (`UserError`, 1) where git refuses it again and again. */
  public async commit(): Promise<void> {
    if (this.#steps.length === 0) return;
    const message = this.#text();
    this.#steps = [];
    const failed = await commitOrExplain(this.#project, this.#file(), message);
    if (failed !== undefined)
      throw new UserError(
        `${failed}\nTraffic stays where it is, and nobody watches it now. Once that is committed, go on: ./canary run --commit`,
        1,
      );
  }

  /** Say, where it is left uncommitted, that it is: what a run fails by says nothing of git. */
  public reportUncommitted(): void {
    if (this.#steps.length === 0) return;
    const reported = uncommitted(this.#file(), this.#text());
    if (reported !== undefined) console.error(`canary: ${reported}`);
  }

  #file(): string {
    return stackFile(this.#project, this.#stack);
  }

  #text(): string {
    return `Roll ${this.#stack} out: ${this.#steps.join(", ")}`;
  }
}
