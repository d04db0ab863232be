/** Something could not be found out: `message` says why, `remedy` what it takes to know. */
export class NotChecked extends Error {
  public readonly remedy: string;
  public constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}
