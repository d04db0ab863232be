import { BY_COMMAND, isHalfWritten, readAgain } from "../../measure/readAgain.ts";
import { stateFolder } from "../backend.ts";
import { removeEmptyAttributes } from "../emptyAttributes.ts";
import { engine, type EngineOptions } from "./engine.ts";

/** A value of a stack's config, as the engine hands it on: blocks and lists are JSON. */
export interface ConfigValue {
  readonly value: string;
  readonly secret: boolean;
}

/** A command that reads ends at once: collecting garbage less often takes a fifth off its processor time. */
const READING = { GOGC: process.env["GOGC"] ?? "400" };

/** A stack, which the engine acts on in its project's folder. */
export class Stack {
  public readonly name: string;
  readonly #directory: string;
  readonly #env: EngineOptions["env"];

  public constructor(name: string, directory: string, env?: EngineOptions["env"]) {
    this.name = name;
    this.#directory = directory;
    this.#env = env;
  }

  /** Run a command of the engine on this stack; gives what it printed. */
  public engine(args: readonly string[], options?: Omit<EngineOptions, "cwd">): Promise<string> {
    const env = { ...options?.env, ...this.#env };
    const own = { ...options, cwd: this.#directory, env };
    return engine([...args, "--stack", this.name], own);
  }

  /**
   * The state.
   *
   * @param secrets whether in plain text, which takes their key and twice the time. Default false: as the state
   *   keeps them
   */
  public async exportState({ secrets = false } = {}): Promise<{ deployment?: unknown }> {
    const args = ["stack", "export", ...(secrets ? ["--show-secrets"] : [])];
    return JSON.parse(await this.#read(args)) as { deployment?: unknown };
  }

  /** What its stack file says, by full key, secrets in plain text. */
  public async config(): Promise<Readonly<Record<string, ConfigValue>>> {
    const text = await this.#read(["config", "--show-secrets", "--json"]);
    return JSON.parse(text) as Record<string, ConfigValue>;
  }

  /** Take the lock away that an update holds, or left behind. */
  public async cancel(): Promise<void> {
    await this.engine(["cancel", "--yes"]);
  }

  /** Where it stays half written, an update was killed just then. */
  async #read(args: readonly string[]): Promise<string> {
    const read = () => this.engine(args, { env: READING });
    try {
      return await readAgain(read, BY_COMMAND);
    } catch (error) {
      if (!isHalfWritten(error)) throw error;
      const backend = this.#env?.["PULUMI_BACKEND_URL"];
      await removeEmptyAttributes(await stateFolder({ directory: this.#directory, backend }));
      return read();
    }
  }
}
