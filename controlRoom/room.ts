import { commandsIn, type Workspace } from "./commands.ts";
import { headlineOf } from "./headline.ts";
import { checklistOf } from "./items.ts";
import { Journal } from "./journal.ts";
import { argsOf, movesOf } from "./moves.ts";
import { Refused, type Action, type Served, type Snapshot } from "./snapshot.ts";
import type { Source } from "./source.ts";
import { readable, rowOf } from "./standing.ts";

/** How often the source is read, in milliseconds, whether a page is open or not. */
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
  /** End what goes forward as ^C does, wait for what goes back, and end once both have. */
  close(): Promise<void>;
}

export function openRoom(source: Source, { stack, workspace, every }: RoomArgs): Room {
  const journal = new Journal();
  const command = (text: string) => {
    journal.add("command", text);
  };
  const checklist = checklistOf(workspace, stack, command);
  const commands = commandsIn(workspace, command, () => {
    source.outdated?.();
    checklist.outdated();
  });

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
      const { record: stored, recovery, ...reading } = source.read();
      const record = readable(stored);
      const at = Date.now();
      const running = commands.running();
      return {
        ...reading,
        at,
        stack,
        headline: headlineOf(stored),
        plan: record?.plan ?? [],
        rollout: record && rowOf(record, recovery, at),
        checklist: checklist.items,
        log: journal.entries,
        moves: movesOf(record, running !== undefined, { stack, every }),
        running,
        failed: commands.failed(),
      };
    },
    act(action: Action): void {
      switch (action.do) {
        case "turn":
          turn(action.id, action.on);
          return;
        case "stop":
          commands.stop();
          return;
        case "halt":
          if (action.reason.trim() === "")
            throw new Refused("a halt needs a reason, for the record");
          commands.begin(argsOf("halt", { stack, reason: action.reason }));
          return;
        case "roll back":
          commands.begin(argsOf("roll back", { stack, reason: action.reason ?? "" }));
          return;
        default:
          commands.begin(argsOf(action.do, { stack, every }));
      }
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
