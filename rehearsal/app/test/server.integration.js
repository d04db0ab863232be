import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { shop } from "../src/server.js";

test("the app says that it is well, and which version it is", async () => {
  const server = shop("1.5.0").listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const response = await fetch(`http://127.0.0.1:${server.address().port}/api/health`);
    assert.deepEqual(await response.json(), { status: "ok", version: "1.5.0" });
  } finally {
    server.close();
  }
});
