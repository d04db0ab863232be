import { commandsIn, type Workspace } from "./commands.ts";
import { checklistOf } from "./items.ts";
import { Journal } from "./journal.ts";
import { Refused, type Action, type Served, type Snapshot } from "./snapshot.ts";
import type { Source } from "./source.ts";
import { readable, rowOf } from "./standing.ts";

/** How often the source is read, in milliseconds, whether anybody looks on or not. */
const BEAT = 500;

export interface RoomArgs {
  readonly stack: string;
  readonly workspace: Workspace;
  /** Seconds between two queries of the gate in an unattended run; the command's own default where absent. */
  readonly every?: number;
}

/** A control room without its server: a source, the commands that are run, and the log of both. */
export interface Room extends Served {
  /** Begin a `./canary` command. Throws (`Refused`). */
  begin(args: readonly string[]): void;
  /** Enter something in the log, and query the checklist again. */
  evidence(text: string): void;
  close(): Promise<void>;
}

export function openRoom(source: Source, { stack, workspace, every }: RoomArgs): Room {
  const journal = new Journal();
  const command = (text: string) => {
    journal.add("command", text);
  };
  const commands = commandsIn(workspace, command);
  const checklist = checklistOf(workspace, stack, command);
  const on = ["--stack", stack];
  const args = {
    advance: ["advance", "--yes", ...on],
    run: ["run", "--yes", ...(every === undefined ? [] : ["--every", String(every)]), ...on],
    "roll back": ["rollback", "--yes", "--reason", "seen in the control room", ...on],
  } as const;

  const beat = setInterval(() => {
    const { record, monitors } = source.read();
    const changed = [journal.transition(readable(record)), journal.monitors(monitors)];
    if (changed.includes(true)) checklist.outdated();
  }, BEAT);

  const turn = (id: string, on: boolean) => {
    if (!source.turn) throw new Refused("nothing can be turned on or off here");
    journal.add("order", source.turn(id, on));
  };

  return {
    snapshot(): Snapshot {
      const { record: found, recovered, switches = [], ...reading } = source.read();
      const record = readable(found);
      const at = Date.now();
      return {
        ...reading,
        at,
        stack,
        plan: record?.plan ?? [],
        rollout: record && rowOf(record, recovered, at),
        checklist: checklist.items,
        log: journal.entries,
        switches,
        running: commands.running(),
        failed: commands.failed(),
      };
    },
    act(action: Action): void {
      if (action.do === "turn") turn(action.id, action.on);
      else if (action.do === "stop") commands.stop();
      else commands.begin(args[action.do]);
    },
    begin(args) {
      commands.begin(args);
    },
    evidence(text) {
      journal.add("evidence", text);
      checklist.outdated();
    },
    close: async () => {
      clearInterval(beat);
      await commands.close();
      await checklist.close();
    },
  };
}
