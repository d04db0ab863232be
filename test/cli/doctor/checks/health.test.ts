import assert from "node:assert/strict";
import { judge } from "../../../../cli/doctor/checks/health.ts";
import { look } from "../../../../measure/probe.ts";
import { serving, type Answer } from "../../../measure/verify/server.ts";
import { exampleConfig, textOf } from "../context.ts";

const { health, releases } = exampleConfig();
const VERSION = { "x-app-version": releases.stable.version };
const WELL = '{"status":"ok"}';

/** What is found of a host that gives an answer. */
async function observed(answer: Answer, release = releases.stable): Promise<string> {
  using server = await serving(answer);
  const answered = await look({ url: server.url }, AbortSignal.timeout(5000));
  const host = { host: "www.example.com", url: server.url, release, stops: ["start"] as const };
  return textOf(judge(host, health, answered));
}

describe("a host's health check", () => {
  it("is in order where it is well and serves the release, by its version or its commit", async () => {
    assert.equal(await observed({ body: WELL, headers: VERSION }), "");
    const commit = { "x-app-version": releases.stable.commit };
    assert.equal(await observed({ body: WELL, headers: commit }), "");
    assert.equal(await observed({ body: `{"version":"1.4.0","status":"ok"}` }), "");
  });

  it("is a fault where its status or its body is another one", async () => {
    assert.match(
      await observed({ status: 500, headers: VERSION }),
      /^fault: http:\S+ answers 500 \|/,
    );
    assert.match(
      await observed({ body: '{"status": "ok"}', headers: VERSION }),
      /^fault: .* answers 200 without "status":"ok"/,
    );
  });

  it("is a fault where it names no version, or another release's", async () => {
    assert.match(await observed({ body: WELL }), /^fault: .* does not say which version it is/);
    assert.match(
      await observed({ body: WELL, headers: { "x-app-version": "1.3.0" } }),
      /^fault: www\.example\.com serves 1\.3\.0 \| 1\.4\.0/,
    );
  });

  it("is a fault where Route 53 does not find the text", async () => {
    const body = JSON.stringify({ padding: "x".repeat(6000), status: "ok" });
    assert.match(await observed({ body, headers: VERSION }), /^fault: .* ends at octet 60\d\d/);
  });

  it("is a fault behind Vercel's protection, and where it redirects", async () => {
    assert.match(await observed({ status: 401, body: "sign in" }), /^fault: .* 401 with a sign-in/);
    const location = "https://vercel.com/sso-api?url=x";
    assert.match(
      await observed({ status: 302, headers: { location } }),
      /^fault: .* 302 with a sign-in: Vercel's deployment protection/,
    );
    assert.match(
      await observed({ status: 308, headers: { location: "https://example.com/" } }),
      /^fault: .* redirects \(308\) to https:\/\/example\.com\//,
    );
  });

  it("is a fault where nobody answers", async () => {
    const answered = await look({ url: "http://127.0.0.1:9/" }, AbortSignal.timeout(5000));
    const host = { host: "h", url: "http://h", release: undefined, stops: ["up"] as const };
    assert.match(textOf(judge(host, health, answered)), /^fault: h does not answer: /);
  });
});
