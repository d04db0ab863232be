/** A fault that the user can act on: printed as its message alone, never with a stack trace. */
export class UserError extends Error {
  public readonly exitCode: number;

  /** `message` says what was expected, what was found and what to do; `exitCode` defaults to 2. */
  public constructor(message: string, exitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}
