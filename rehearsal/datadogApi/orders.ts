import { DatadogBook, type GroupRow } from "./book.ts";

/** The states that a monitor can be in. https://docs.datadoghq.com/api/latest/monitors/ */
export type MonitorState = "OK" | "Warn" | "Alert" | "No Data" | "Ignored" | "Skipped" | "Unknown";

/** The calls that the stand-in answers. */
export type ApiCall = "monitors" | "query" | "tests" | "events";

/**
 * How a call fails: `429` too many requests, `500` Datadog's own failure, `hang` no answer, `malformed`
 * an answer that is not what it should be, `unreachable` the connection is cut.
 */
export type ApiFault = 429 | 500 | "hang" | "malformed" | "unreachable";

/** An event that was posted, as it was sent. */
export type PostedEvent = Readonly<Record<string, unknown>>;

/**
 * Orders to the stand-in Datadog, from this process or another: what is set here holds from the next
 * call on, and again after it was stopped and started.
 */
export class DatadogOrders {
  readonly #book: DatadogBook;

  public constructor(book: DatadogBook) {
    this.#book = book;
  }

  /**
   * Put a monitor, by its tag `canary_monitor:<key>`, into a state: one group of it, or all of a
   * monitor without groups. When it triggered, recovered or lost its data follows from the change.
   *
   *     datadog.setMonitorState("error-rate", { state: "Alert", group: "version:1.5.0", value: 6.2 });
   */
  public setMonitorState(
    key: string,
    change: {
      readonly state: MonitorState;
      /** E.g. `version:1.5.0`. Default `*`: a monitor without groups. */
      readonly group?: string;
      /** What it measures. Default: as it was. */
      readonly value?: number;
      /** When it changed, ISO 8601. Default now. */
      readonly at?: string;
    },
  ): void {
    const { state, group = "*", value, at = new Date().toISOString() } = change;
    const seconds = secondsOf(at);
    this.#book.transaction(() => {
      const before = this.#book
        .groups()
        .find((row) => row.monitor === key && row.group === group) ?? {
        monitor: key,
        group,
        state: "OK",
        value: null,
        triggered: 0,
        resolved: 0,
        nodata: 0,
      };
      const entered = before.state === state ? {} : momentOf(state, seconds);
      this.#book.keepGroup({ ...before, ...entered, state, value: value ?? before.value });
    });
  }

  /** Mute a monitor until a moment (ISO 8601; default for ever), or unmute it (`"never"`). */
  public mute(key: string, until?: string): void {
    if (until === "never") {
      this.#book.removeMute(key);
      return;
    }
    const end = until === undefined ? null : secondsOf(until);
    this.#book.keepMute({ monitor: key, start: secondsOf(new Date().toISOString()), end });
  }

  /**
   * How many requests a release has had at this stage, by the value of its `version` tag; `"no data"`
   * where none are known of.
   */
  public setRequests(version: string, count: number | "no data"): void {
    if (count === "no data") this.#book.removeRequests(version);
    else this.#book.keepRequests(version, count);
  }

  /** Count requests that a release had at a moment (milliseconds since 1970), by its `version` tag. */
  public countRequests(version: string, at: number, count: number): void {
    this.#book.addRequests(version, Math.floor(at / 1000), count);
  }

  /** Whether anything was ever sent of a metric; it was, where nothing is ordered. */
  public setSent(metric: string, sent: boolean): void {
    if (sent) this.#book.removeUnsent(metric);
    else this.#book.keepUnsent(metric);
  }

  /** Order the next calls to fail: of one kind or all, so many times (default 1) or always. */
  public fault(fault: {
    readonly kind: ApiFault;
    readonly call?: ApiCall;
    readonly times?: number | "always";
  }): void {
    const { kind, call = null, times = 1 } = fault;
    this.#book.keepFault({ call, kind: String(kind), times: times === "always" ? null : times });
  }

  /** Let no further call fail. */
  public clearFaults(): void {
    this.#book.clearFaults();
  }

  /** Every call that was made, in order. */
  public calls(): { readonly call: string; readonly at: string }[] {
    return this.#book.calls().map(({ call, at }) => ({ call, at }));
  }

  /** Every event that was posted, in order. */
  public events(): PostedEvent[] {
    return this.#book
      .calls()
      .filter(({ call }) => call === "events")
      .flatMap(({ body }) => (body === null ? [] : [JSON.parse(body) as PostedEvent]));
  }

  public close(): void {
    this.#book.close();
  }
}

/** What a change into a state writes down; a group that is well again has recovered. */
function momentOf(state: MonitorState, at: number): Partial<GroupRow> {
  switch (state) {
    case "OK":
      return { resolved: at };
    case "Alert":
    case "Warn":
      return { triggered: at };
    case "No Data":
      return { nodata: at, triggered: at };
    default:
      return {};
  }
}

function secondsOf(at: string): number {
  const milliseconds = Date.parse(at);
  if (Number.isNaN(milliseconds)) throw new RangeError(`"${at}" is no time`);
  return Math.floor(milliseconds / 1000);
}
