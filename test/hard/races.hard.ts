import assert from "node:assert/strict";
import { startServer, type ServerName } from "./bucket.ts";
import { raceOn, type Ending } from "./races.ts";
import { measured } from "./table.ts";

/** How often each server's lock is raced for: 200 times in all. */
const RACES: readonly (readonly [ServerName, number])[] = [
  ["gofakes3", 80],
  ["versitygw", 60],
  ["moto", 60],
];
const ENDINGS: readonly Ending[] = [
  "one",
  "one after the other",
  "neither",
  "another error",
  "both at once",
];

describe("the lock of a state in a bucket", () => {
  for (const [name, times] of RACES) {
    it(`is never held by two at once in ${times} races at ${name}, and leaves nothing behind`, async () => {
      const server = await startServer(name);
      try {
        const races = await raceOn(server, times, 16);
        const count = (of: Ending) => races.filter(({ ending }) => ending === of).length;
        const counts = ENDINGS.map((of) => `${of} ${count(of)}`);
        measured(`${times} races for the lock, ${name}`, counts.join(", "), "");
        assert.equal(count("both at once"), 0);
        // Neither would be no race: then the lock itself would be all that there is to see.
        assert.ok(count("one") > 0);
        for (const error of races.flatMap(({ errors }) => errors))
          assert.match(error, /^ *\d\) NotFound$/m);
        assert.deepEqual(
          races.map(({ left }) => left).filter((left) => left > 0),
          [],
        );
      } finally {
        await server.close();
      }
    });
  }
});
