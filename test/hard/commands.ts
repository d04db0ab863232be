import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { run, type Finished } from "../../rehearsal/run.ts";
import type { Production } from "../engine/production.ts";
import { ended } from "./bucket.ts";
import {
  CONFIG,
  ENVIRONMENT,
  plantsIn,
  logsOf,
  PEOPLE,
  textsBelow,
  type Plant,
} from "./planted.ts";

/** What a command or a file was found to have that it must not have. */
export interface Leak {
  readonly where: string;
  readonly what: readonly string[];
}

/** A production with secrets of every kind in it, whose every output is searched for them. */
export interface Searched {
  /** How many texts were searched, so that none is a fault too. */
  readonly texts: () => number;
  /** Where a secret was found so far. */
  readonly leaks: readonly Leak[];
  /** Where a person's number or address was found so far, where it does not belong. */
  readonly people: readonly Leak[];
  /** Run a command, and search what it prints and all that is kept afterwards. */
  after(name: string, command: "pulumi" | "canary", ...args: string[]): Promise<Finished>;
  /** Run `canary watch`, and search what its page and its stream send within some seconds. */
  watched(seconds: number): Promise<string>;
}

/** Plant the secrets in a production's config and in the environment of what is run from now on. */
export async function planted(production: Production): Promise<Searched> {
  const { directory, env } = production.workspace;
  const where = {
    cwd: directory,
    env: {
      ...env,
      ...Object.fromEntries(ENVIRONMENT.map(({ name, value }) => [name, value])),
      PULUMI_POLICY_PACK: undefined,
    },
  };
  const leaks: Leak[] = [];
  const people: Leak[] = [];
  let texts = 0;
  const search = (place: string, text: string, plants: readonly Plant[] = SECRET) => {
    texts++;
    const what = plantsIn(text, plants);
    if (what.length > 0) leaks.push({ where: place, what });
    const who = plantsIn(text, PEOPLE);
    if (who.length > 0 && !BELONG.test(place)) people.push({ where: place, what: who });
  };
  const kept = async (name: string) => {
    for (const folder of ["state", "evidence", "home/logs"])
      for (const [file, text] of await textsBelow(join(directory, folder)))
        search(`${folder}, after ${name}: ${file}`, text);
    for (const file of ["Pulumi.yaml", "Pulumi.production.yaml"])
      search(`${file}, after ${name}`, await readFile(join(directory, file), "utf8"));
    for (const [table, text] of logsOf(production.file))
      search(`the stand-ins' ${table}, after ${name}`, text);
  };
  const set = CONFIG.flatMap(({ name, value }) => {
    const [top = "", ...rest] = name.split(".");
    return ["--secret", `${[top, ...rest.map((one) => `["${one}"]`)].join("")}=${value}`];
  });
  const setting = await production.workspace.pulumi(
    ...["config", "set-all", "--stack", "production", "--path", ...set],
  );
  if (setting.code !== 0) throw new Error(`nothing was planted: ${setting.output}`);

  return {
    texts: () => texts,
    leaks,
    people,
    async after(name, command, ...args) {
      const program = command === "canary" ? join(directory, "canary") : command;
      const own = command === "pulumi" ? ["--non-interactive", "--color", "never"] : [];
      const finished = await run(program, [...own, ...args], where);
      search(name, finished.output);
      await kept(name);
      return finished;
    },
    async watched(seconds) {
      const child = spawn(join(directory, "canary"), ["watch", "--stack", "production"], {
        ...where,
        stdio: ["ignore", "pipe", "pipe"],
      });
      let printed = "";
      const address = Promise.withResolvers<string>();
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (text: string) => {
          printed += text;
          const [url] = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(printed) ?? [];
          if (url) address.resolve(url);
        });
      const closed = once(child, "close").then(() => {
        address.reject(new Error(`canary watch ended: ${printed}`));
      });
      try {
        const url = await address.promise;
        let streamed = await (await fetch(url)).text();
        const response = await fetch(new URL("/events", url));
        const decoder = new TextDecoder();
        const until = setTimeout(() => void response.body?.cancel(), seconds * 1000);
        for await (const chunk of response.body ?? []) {
          streamed += decoder.decode(chunk as Uint8Array, { stream: true });
          if (streamed.includes("data:")) break;
        }
        clearTimeout(until);
        search("canary watch, its page and stream", streamed);
        search("canary watch, what it prints", printed);
        return streamed;
      } finally {
        await ended(child);
        await closed.catch(() => undefined);
      }
    },
  };
}

/**
 * Where people's numbers and addresses belong: in config, and in the messages of monitors, of which the
 * state, the engine's own output and the vendor have a copy. Seeds are ids of what a stand-in holds.
 */
const BELONG = /^(state|Pulumi\.\w+\.yaml|pulumi |the stand-ins' seeds)/;

const SECRET = [...CONFIG, ...ENVIRONMENT];
