import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { lookAt } from "../../measure/serving.ts";

describe("the public host, queried for its health", () => {
  async function hostOf(status: number | "hang") {
    let requested = 0;
    const server = createServer((_, response) => {
      requested++;
      if (status === "hang") return;
      response.writeHead(status, { "x-app-version": "1.4.0" }).end('{"status":"ok"}');
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/health`,
      requested: () => requested,
      [Symbol.dispose]: () => {
        server.closeAllConnections();
        server.close();
      },
    };
  }

  it("is queried a few times, whatever it answers", async () => {
    for (const status of [200, 503]) {
      using host = await hostOf(status);
      const observed = { status, body: '{"status":"ok"}', version: "1.4.0" };
      assert.deepEqual(
        await lookAt(host.url, 5),
        Array.from({ length: 5 }, () => observed),
      );
    }
  });

  it("is given up after its limit, and queried no more where it cannot be reached", async () => {
    using host = await hostOf("hang");
    assert.deepEqual(await lookAt(host.url, 1), [{ failed: "no answer within 1 s" }]);
    assert.equal(host.requested(), 1);
    const [answer, ...more] = await lookAt("http://127.0.0.1:1/", 5);
    assert.ok(answer?.failed);
    assert.deepEqual(more, []);
  });
});
