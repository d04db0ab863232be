import { secondsBetween, type Instant } from "../rollout/time.ts";

/** What times are given relative to: now, and the zone, which is the machine's own where absent. */
export interface Here {
  readonly now: Instant;
  /** By its IANA name: `Europe/Berlin`. */
  readonly zone?: string | undefined;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time as a person says it, in its largest unit or two: `45 s`, `3 min`, `1 h 30 min`, `302 days`. */
export function about(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < MINUTE) return `${whole} s`;
  if (whole < HOUR) return `${Math.round(whole / MINUTE)} min`;
  if (whole < 2 * DAY) {
    const minutes = Math.round((whole % HOUR) / MINUTE);
    const [hours, rest] =
      minutes === 60 ? [Math.floor(whole / HOUR) + 1, 0] : [Math.floor(whole / HOUR), minutes];
    return rest === 0 || hours > 9 ? `${hours} h` : `${hours} h ${rest} min`;
  }
  return `${Math.floor(whole / DAY)} days`;
}

/** How far a time is from now: `3 min ago`, `in 15 min`, `now`. */
export function fromNow(at: Instant, { now }: Here): string {
  const ahead = secondsBetween(now, at);
  if (Math.abs(ahead) < 1) return "now";
  return ahead < 0 ? `${about(-ahead)} ago` : `in ${about(ahead)}`;
}

/** A time on the clocks here: `14:32`; with its day where that is another one: `2026-01-31 14:32`. */
export function onClock(at: Instant, here: Here): string {
  const [day, time] = parts(at, here);
  return day === parts(here.now, here)[0] ? time : `${day} ${time}`;
}

/** A text with each of its times as the clocks here have them: `until 14:32`. */
export function localized(text: string, here: Here): string {
  return text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (at) => onClock(at, here));
}

function parts(at: Instant, { zone }: Here): [day: string, time: string] {
  if (zone === undefined) return partsHere(new Date(at));
  // Sweden writes a date as ISO 8601 does.
  const text = new Intl.DateTimeFormat("sv-SE", {
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
    timeZone: zone,
  }).format(new Date(at));
  const [day = "", time = ""] = text.split(" ");
  return [day, time];
}

/** On this machine's clocks; without Intl, which takes 14 ms to load. */
function partsHere(at: Date): [day: string, time: string] {
  const two = (number: number) => String(number).padStart(2, "0");
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join("-");
  return [day, `${two(at.getHours())}:${two(at.getMinutes())}`];
}
