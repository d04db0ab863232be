import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import { assertBack } from "../engine/production.ts";
import { startServer, unsigned, type Server } from "./bucket.ts";
import { openPath, type Path } from "./path.ts";
import { sharedProduction, type SharedProduction } from "./sharedState.ts";
import { measured } from "./table.ts";

const ROLLBACK = ["rollback", "--yes", "--reason", "checkout fails"];

describe("a state in a bucket whose secrets a key service seals", () => {
  let server: Server;
  let keys: Path;
  let shared: SharedProduction | undefined;
  before(async () => {
    server = await startServer("moto");
    keys = await openPath(server.port);
    shared = await sharedProduction("50", server, [keys.port]);
    const made = await fetch(`http://127.0.0.1:${server.port}/`, {
      method: "POST",
      headers: {
        ...unsigned("kms"),
        "x-amz-target": "TrentService.CreateKey",
        "content-type": "application/x-amz-json-1.1",
      },
      body: "{}",
    });
    const { KeyMetadata: key } = (await made.json()) as { KeyMetadata: { KeyId: string } };
    const { here, there } = shared;
    const changed = await here.pulumi(
      ...["stack", "change-secrets-provider", "--stack", "production"],
      `awskms:///${key.KeyId}?endpoint=http://127.0.0.1:${keys.port}&region=us-east-1&awssdk=v2`,
    );
    assert.equal(changed.code, 0, changed.output);
    const file = "Pulumi.production.yaml";
    await copyFile(`${here.directory}/${file}`, `${there.directory}/${file}`);
    // Whoever needs it has nothing: the key service alone opens the state.
    for (const { env } of [here, there]) delete env["PULUMI_CONFIG_PASSPHRASE"];
  });
  after(async () => {
    await shared?.close();
    await keys.close();
    await server.close();
  });

  it("is not rolled back where the service is out of reach: the steps by hand are printed", async () => {
    keys.set("cut");
    assert.ok(shared);
    const { code, output } = await shared.there.canary(...ROLLBACK);
    keys.set("clear");
    measured("no key service", `a roll back exits ${code}`, "with the steps by hand");
    assert.equal(code, 2, output);
    assert.match(output, /the roll back did not begin: /);
    assert.match(output, /^1\. AWS console, Route 53, hosted zone \w+: /m);
    assert.doesNotMatch(output, /\n\s+at /);
  });

  it("is rolled back from another machine, with no passphrase", async () => {
    const before = keys.passed.length;
    assert.ok(shared);
    const { code, output } = await shared.there.canary(...ROLLBACK);
    measured("secrets sealed by awskms", `a roll back exits ${code}`, "");
    assert.equal(code, 0, output);
    assert.ok(keys.passed.length > before, "the key service was not used");
    assertBack(shared.production);
    assert.equal((await shared.record()).kind, "roll back");
  });
});
