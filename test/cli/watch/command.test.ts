import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { production, type Production } from "../../engine/production.ts";

describe("./canary watch, called wrongly", () => {
  let running: Production;
  before(async () => {
    running = await production("first");
  });
  after(() => running.close());

  const watch = (...args: string[]) => running.workspace.canary("watch", ...args);

  it("takes a port and seconds that there are", async () => {
    for (const [args, said] of [
      [["--port", "99999"], /A port from 1 to 65535/],
      [["--port", "x"], /A port from 1 to 65535/],
      [["--every", "0"], /Seconds from 1 to 3600/],
      [["there"], /too many arguments/],
    ] as const) {
      const { code, output } = await watch(...args);
      assert.notEqual(code, 0, output);
      assert.match(output, said);
    }
  });

  it("says of a port that is in use what to do, and ends", async () => {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const { code, output } = await watch("--port", String(port));
    server.close();
    assert.equal(code, 2);
    assert.match(output, new RegExp(`canary: the port ${port} of 127\\.0\\.0\\.1 is in use: name`));
    assert.doesNotMatch(output, /\n\s+at /);
  });

  it("says of a stack without a rollout, and of none, what it is", async () => {
    const staging = await watch("--stack", "staging");
    assert.equal(staging.code, 2);
    assert.match(staging.output, /the stack staging has no rollout/);
    const none = await watch("--stack", "nowhere");
    assert.equal(none.code, 2);
    assert.match(none.output, /the stack nowhere cannot be opened/);
  });
});
