import assert from "node:assert/strict";
import { health, serves } from "../../../measure/verify/health.ts";
import { purgeCache } from "../../../measure/verify/purge.ts";
import { NEW } from "../../rollout/build.ts";
import { NEVER } from "./workspace.ts";
import { serving, type Answer } from "./server.ts";

const WELL = { status: 200, body: '"status":"ok"' };
const OK = { body: '{"status":"ok","version":"1.5.0"}' };

/** A signal that aborts soon. */
function soon(): AbortSignal {
  return AbortSignal.timeout(50);
}

describe("a host's health", () => {
  const faults = async (answer: Answer, well = WELL) => {
    using server = await serving(answer);
    const result = await health(`${server.url}/api/health`, well, NEVER);
    return result.faults.map((fault) => fault.replace(/127\.0\.0\.1:\d+/, "HOST"));
  };

  it('is well with 200 and "status":"ok"', async () => {
    assert.deepEqual(await faults(OK), []);
  });

  it("is not with another status, another word, or no JSON", async () => {
    assert.deepEqual(await faults({ ...OK, status: 503 }), [
      `HOST answers 503 in place of 200: ${OK.body}`,
    ]);
    assert.deepEqual(await faults({ body: '{"status":"degraded"}' }), [
      'HOST answers 200 without "status":"ok": {"status":"degraded"}',
    ]);
    assert.deepEqual(await faults({ body: "ok" }), ['HOST answers 200 without "status":"ok": ok']);
  });

  it("is what the stack file says: another status, and any text", async () => {
    const well = { status: 203, body: "all well" };
    assert.deepEqual(await faults({ status: 203, body: "it is all well" }, well), []);
    assert.deepEqual(await faults({ status: 200, body: "it is all well" }, well), [
      "HOST answers 200 in place of 203: it is all well",
    ]);
    assert.deepEqual(await faults({ status: 203, body: OK.body }, well), [
      `HOST answers 203 without all well: ${OK.body}`,
    ]);
  });

  it("is not that of another host, where a redirect leads", async () => {
    using other = await serving(OK);
    assert.deepEqual(await faults({ status: 302, headers: { location: other.url } }), [
      'HOST answers 302 without "status":"ok": ',
    ]);
  });

  it("is not where nobody answers", async () => {
    const { faults } = await health("http://127.0.0.1:1/", WELL, NEVER);
    assert.match(faults.join(), /^127\.0\.0\.1:1 does not answer: /);
  });

  it("is given up when it is cut short", async () => {
    using server = await serving("silence");
    await assert.rejects(health(server.url, WELL, soon()), { name: "TimeoutError" });
  });
});

describe("a host's version", () => {
  it("is the release's, or a fault", async () => {
    using server = await serving(OK);
    assert.deepEqual((await serves(server.url, WELL, NEW, NEVER)).faults, []);
    const { faults } = await serves(server.url, WELL, { ...NEW, version: "1.6.0" }, NEVER);
    assert.match(faults.join(), /is 200 with 1\.5\.0; 200 with 1\.6\.0 was expected/);
  });
});

describe("the purge at Cloudflare", () => {
  const zoneId = "0123456789abcdef0123456789abcdef";
  const purge = (baseUrl: string, token: string | undefined = "secret", signal = NEVER) =>
    purgeCache({ zoneId, hosts: ["www.example.com"], token, baseUrl }, signal);

  it("asks for the hosts, with the token", async () => {
    using server = await serving({
      body: `{"success":true,"errors":[],"result":{"id":"${zoneId}"}}`,
    });
    const { faults, observed } = await purge(server.url);
    assert.deepEqual(faults, []);
    assert.equal(observed, "purged www.example.com");
    assert.deepEqual(server.required, [
      {
        method: "POST",
        url: `/zones/${zoneId}/purge_cache`,
        authorization: "Bearer secret",
        body: '{"hosts":["www.example.com"]}',
      },
    ]);
  });

  it("fails by Cloudflare's word, whatever the status", async () => {
    const errors = '[{"code":10000,"message":"Authentication error"}]';
    using unwell = await serving({ status: 500, body: '{"success":true,"errors":[]}' });
    assert.deepEqual((await purge(unwell.url)).faults, ["Cloudflare answers 500: nothing more"]);
    for (const status of [200, 403]) {
      using server = await serving({ status, body: `{"success":false,"errors":${errors}}` });
      assert.deepEqual((await purge(server.url)).faults, [
        `Cloudflare answers ${status}: Authentication error (10000)`,
      ]);
    }
    using server = await serving({ status: 502, body: "<html>" });
    assert.deepEqual((await purge(server.url)).faults, ["Cloudflare answers 502: nothing more"]);
  });

  it("asks nobody without a token, and takes it to no other place", async () => {
    using other = await serving({ body: '{"success":true,"errors":[]}' });
    using server = await serving({ status: 307, headers: { location: other.url } });
    assert.match((await purge(server.url, "")).faults.join(), /set CLOUDFLARE_API_TOKEN$/);
    assert.equal(server.required.length, 0);
    assert.match((await purge(server.url)).faults.join(), /^Cloudflare does not answer: /);
    assert.equal(other.required.length, 0);
  });

  it("is given up when it is cut short", async () => {
    using server = await serving("silence");
    await assert.rejects(purge(server.url, "secret", soon()), { name: "TimeoutError" });
  });
});
