import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { versionProbe, type VersionProbeOptions } from "../../measure/probe.ts";
import { NEW } from "../rollout/build.ts";

interface Response {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

describe("the probe of the canary host's version", () => {
  /** A host that answers in turn, its last answer again and again. */
  async function probe(responses: readonly Response[], over: Partial<VersionProbeOptions> = {}) {
    const requests: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      const {
        status = 200,
        headers = {},
        body = "",
      } = responses[Math.min(requests.length, responses.length - 1)] ?? {};
      requests.push(request.headers["x-vercel-protection-bypass"]?.toString());
      response.writeHead(status, { ...headers }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/health`;
    try {
      const measurement = await versionProbe({ url, pause: 0, ...over })(
        NEW,
        AbortSignal.timeout(30_000),
      );
      return { ...measurement, requests };
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  const GOOD = { body: JSON.stringify({ status: "ok", version: "1.5.0" }) };

  it("is open where three answers in a row are good", async () => {
    const { verdict, observed, requests } = await probe([GOOD]);
    assert.equal(verdict, "open");
    assert.equal(observed, "1.5.0, 3 times 200");
    assert.equal(requests.length, 3);
  });

  it("takes the version, or the commit, from a header", async () => {
    assert.equal((await probe([{ headers: { "X-App-Version": "1.5.0" } }])).verdict, "open");
    const commit = { headers: { "X-Commit": NEW.commit } };
    assert.equal((await probe([commit], { header: "x-commit" })).verdict, "open");
  });

  it("is closed by another version, be it the third time", async () => {
    const { verdict, observed } = await probe([GOOD, GOOD, { body: '{"version":"1.4.0"}' }]);
    assert.equal(verdict, "closed");
    assert.equal(observed, "200 with 1.4.0; 200 with 1.5.0 was expected, 3 times");
  });

  it("is closed by a version that only begins the same, and by none", async () => {
    assert.equal((await probe([{ body: '{"version":"1.5.0-rc.1"}' }])).verdict, "closed");
    assert.equal((await probe([{ body: "1.5.0" }])).verdict, "closed");
  });

  it("is closed by another status, also by a redirect", async () => {
    assert.equal((await probe([{ ...GOOD, status: 503 }])).verdict, "closed");
    const away = { ...GOOD, status: 302, headers: { location: "/elsewhere" } };
    assert.equal((await probe([away, GOOD])).verdict, "closed");
  });

  it("is closed by another status or body than the stack file says, and open with those", async () => {
    const well = { status: 203, body: "all well" };
    const own = { status: 203, body: "all well", headers: { "x-app-version": "1.5.0" } };
    const { verdict, observed } = await probe([own], { well });
    assert.deepEqual([verdict, observed], ["open", "1.5.0, 3 times 203"]);
    assert.equal(
      (await probe([{ ...own, status: 200 }], { well })).observed,
      "200 with 1.5.0; 203 with 1.5.0 was expected, 3 times",
    );
    assert.equal(
      (await probe([{ ...own, body: "ailing" }], { well })).observed,
      "203 without all well, with 1.5.0; 203 with 1.5.0 was expected, 3 times",
    );
  });

  it("is inconclusive where nothing answers", async () => {
    const { verdict, observed } = await probe([GOOD], { url: "http://127.0.0.1:1/api/health" });
    assert.equal(verdict, "inconclusive");
    assert.match(observed, /no answer: /);
  });

  it("sends what lets it through a deployment's protection", async () => {
    const headers = { "x-vercel-protection-bypass": "secret" };
    assert.deepEqual((await probe([GOOD], { headers })).requests, ["secret", "secret", "secret"]);
  });
});
