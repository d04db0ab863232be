import assert from "node:assert/strict";
import { purgeCache, type PurgeOptions } from "../../measure/verify/purge.ts";
import { startCloudflareApi, TOKEN, type CloudflareApi } from "../../rehearsal/cloudflareApi.ts";
import { NEVER } from "../measure/verify/workspace.ts";

describe("the stand-in of Cloudflare's API", () => {
  let api: CloudflareApi;
  before(async () => {
    api = await startCloudflareApi();
  });
  after(() => api.close());

  const purge = async (over: Partial<PurgeOptions> = {}) => {
    const zoneId = "0123456789abcdef0123456789abcdef";
    const options = { zoneId, hosts: ["www.example.com"], token: TOKEN, baseUrl: api.url, ...over };
    return (await purgeCache(options, NEVER)).faults.join();
  };

  it("purges hosts for its token", async () => {
    assert.equal(await purge(), "");
  });

  it("refuses another token, no hosts, too many, and what is no zone", async () => {
    assert.match(await purge({ token: "other" }), /401: Authentication error \(10000\)/);
    assert.match(await purge({ hosts: [] }), /400: Request must contain one of hosts/);
    const many = Array.from({ length: 101 }, (_, index) => `${index}.example.com`);
    assert.match(await purge({ hosts: many }), /400: /);
    assert.match(await purge({ zoneId: "example.com" }), /404: Could not route to the request/);
  });
});
