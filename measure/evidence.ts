import { closeSync, constants, fstatSync, fsyncSync, lstatSync, mkdirSync } from "node:fs";
import { openSync, readSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  entriesIn,
  LARGEST,
  readEvidenceText,
  withEntry,
  type Bounds,
  type Entry,
  type EvidenceFile,
  type ReadEvidence,
} from "../checklist/evidence.ts";
import type { RecordedEvidence } from "../rollout/facts.ts";
import type { Instant } from "../rollout/time.ts";

/** The folder that evidence is kept in, beside Pulumi.yaml. */
export const EVIDENCE = "evidence";

/** The evidence for a release, and what is wrong with its file, as text that names it. */
export interface Evidence {
  /** All that counts; nothing where the file is at fault. */
  readonly recorded: readonly RecordedEvidence[];
  /** Empty where there is no file: then nothing was verified yet. */
  readonly faults: readonly string[];
}

/**
 * What evidence is judged by where it is written. The clock is read after the file: what another writer
 * has just written is of the past then.
 */
export interface TimedBounds extends Omit<Bounds, "now"> {
  readonly clock: () => Instant;
}

/** Evidence could not be written, and nothing of it was. */
export class EvidenceError extends Error {
  override readonly name = "EvidenceError";
}

/** A writer that is older than this has died, in milliseconds. */
const STALE = 10_000;

/** The name of a release's file in the folder `evidence/`. */
export function evidenceName({ commit }: { readonly commit: string }): string {
  return `${commit}.json`;
}

/** Read the evidence for a release. Never throws: a file at fault is a missing fact. */
export function readEvidence(folder: string, bounds: Bounds): Evidence {
  const { file, faults } = readFile(folder, { ...bounds, clock: () => bounds.now });
  return {
    recorded: file ? entriesIn(file) : [],
    faults: faults.map((fault) => `evidence/${evidenceName(bounds.release)} ${fault}`),
  };
}

/**
 * Write the evidence for an item, in place of what there was for it before. Whole or not at all: what
 * reads meanwhile finds the old file or the new one, and of two writers none loses the other's.
 *
 * @throws {EvidenceError} where the file that is there is at fault, or cannot be written
 */
export function writeEvidence(folder: string, timed: TimedBounds, entry: Entry): void {
  const { release, items, clock } = timed;
  const name = evidenceName(release);
  soundFile(folder, timed);
  mkdirSync(folder, { recursive: true });
  const beside = join(folder, `.${name}.new`);
  const descriptor = openBeside(beside);
  try {
    const file = soundFile(folder, timed);
    const text = `${JSON.stringify(withEntry(file, release, entry), null, 2)}\n`;
    const [fault] = readEvidenceText(text, { release, items, now: clock() }).faults;
    if (fault !== undefined) throw new EvidenceError(`evidence/${name} was not written: ${fault}`);
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
    renameSync(beside, join(folder, name));
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** The file to add to, if there is one. Throws where it is at fault: nothing of it is lost. */
function soundFile(folder: string, timed: TimedBounds): EvidenceFile | undefined {
  const { file, faults } = readFile(folder, timed);
  if (faults.length === 0) return file;
  throw new EvidenceError(
    `evidence/${evidenceName(timed.release)} is not written over, since it ${faults.join("; ")}: mend it, or take it away (git keeps it) to begin anew`,
  );
}

/** The file beside it that the new text goes to: made by one writer at a time, which makes it a lock. */
function openBeside(beside: string): number {
  const until = Date.now() + STALE / 2;
  for (;;) {
    try {
      return openSync(beside, "wx", 0o644);
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
    }
    if (ageOf(beside) > STALE) rmSync(beside, { force: true });
    else if (Date.now() > until)
      throw new EvidenceError(`another writer holds ${beside}: try again when it has ended`);
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
}

function ageOf(file: string): number {
  const result = statSync(file, { throwIfNoEntry: false });
  return result ? Date.now() - result.mtimeMs : 0;
}

type Read = ReadEvidence | { readonly file?: undefined; readonly faults: readonly [] };

function readFile(folder: string, { release, items, clock }: TimedBounds): Read {
  // The name is made of it: anything else could lead out of the folder.
  if (!/^[0-9a-f]{40}$/.test(release.commit))
    return { faults: ["would be named after a commit, which is 40 hexadecimal digits"] };
  try {
    const text = readText(folder, evidenceName(release));
    return readEvidenceText(text, { release, items, now: clock() });
  } catch (error) {
    if (isCode(error, "ENOENT")) return { faults: [] };
    if (isCode(error, "ELOOP")) return { faults: ["is a symbolic link, not a file"] };
    return {
      faults: [error instanceof Unfit ? error.message : `cannot be read: ${toMessage(error)}`],
    };
  }
}

/** The text of a file that is in the folder itself: no link leads there, and it is not too large. */
function readText(folder: string, name: string): string {
  if (lstatSync(folder).isSymbolicLink())
    throw new Unfit(`is in a folder that is a symbolic link (${folder})`);
  // Not blocking: a pipe would keep whoever opens it waiting.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const descriptor = openSync(join(folder, name), flags);
  try {
    if (!fstatSync(descriptor).isFile()) throw new Unfit("is not a file");
    const buffer = Buffer.alloc(LARGEST + 1);
    let length = 0;
    for (let read = 1; read > 0 && length < buffer.length; length += read)
      read = readSync(descriptor, buffer, length, buffer.length - length, null);
    if (length > LARGEST)
      throw new Unfit(`is larger than ${LARGEST / 1e6} MB, the most that is read`);
    return new TextDecoder("utf-8", { fatal: true }).decode(buffer.subarray(0, length));
  } finally {
    closeSync(descriptor);
  }
}

class Unfit extends Error {}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
