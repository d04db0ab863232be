import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { backend } from "../../../../cli/doctor/checks/backend.ts";
import { config } from "../../../../cli/doctor/checks/config.ts";
import { lock } from "../../../../cli/doctor/checks/lock.ts";
import { record } from "../../../../cli/doctor/checks/record.ts";
import { secretsProvider } from "../../../../cli/doctor/checks/secretsProvider.ts";
import { readConfig } from "../../../../cli/doctor/readConfig.ts";
import { EngineError } from "../../../../cli/engine/engine.ts";
import { contextFor, textOf } from "../context.ts";
import { observed, giving, inState } from "../fakeClouds.ts";

const signal = AbortSignal.timeout(60_000);

describe("the stack file", () => {
  it("has each fault of its keys named, or says why it cannot be read", async () => {
    const { project, file } = contextFor();
    const stack = { name: "production", config: () => Promise.reject(new Error("no backend")) };
    const now = () => new Date();
    const faults = async (text: string) => {
      writeFileSync(file, text);
      return observed(config, {}, { faults: (await readConfig(project, stack, now)).faults });
    };
    assert.match(
      await observed(config, {}, { faults: (await readConfig(project, stack, now)).faults }),
      /^fault: there is no .*Pulumi\.production\.yaml/,
    );
    const text = await faults("config:\n  shop:environment: production\n  shop:percentage: 25%\n");
    assert.match(text, /fault: percentage is "25%" \| .* \| for example:/);
    assert.match(text, /fault: hosts is missing/);
    assert.match(await faults("config: [\n"), /^fault: .* cannot be read: /);
  });

  it("is read without its key, its secrets sealed, and settings that are sealed are not sent", async () => {
    const { project, file } = contextFor();
    writeFileSync(
      file,
      "config:\n  shop:environment: staging\n  datadog:apiKey: {secure: AAAB}\n  aws:region: us-east-1\n",
    );
    const stack = { name: "production", config: () => Promise.reject(new Error("no key")) };
    const { settings } = await readConfig(project, stack, () => new Date());
    assert.deepEqual(settings, { "aws:region": "us-east-1" });
  });
});

describe("the state", () => {
  const stack = (exportState: () => Promise<{ deployment?: unknown }>) => ({
    ...{ name: "production", exportState, config: () => Promise.resolve({}) },
  });
  const fails = (why: string) => () => Promise.reject(new EngineError(`error: ${why}`));

  it("is a fault where it cannot be reached, or has no such stack", async () => {
    const at = (why: string) => observed(backend, {}, { stack: stack(fails(why)) });
    assert.match(
      await at("no stack named 'production' found"),
      /^fault: there is no stack production.*pulumi stack init production/,
    );
    assert.match(await at("unable to open bucket s3://x"), /^fault: unable to open .*pulumi login/);
    assert.match(await observed(backend, {}), /^ok: the stack production is there/);
  });

  it("is a fault where its secrets cannot be read, and the passphrase is named", async () => {
    const exportState = ({ secrets = false } = {}) =>
      secrets ? fails("passphrase must be set with PULUMI_CONFIG_PASSPHRASE")() : giving({})();
    const context = contextFor({ stack: { ...stack(giving({})), exportState } });
    assert.match(
      textOf(await secretsProvider.run(context, signal)),
      /^fault: the secrets of the state cannot be read: passphrase must .* \| .* \| the team's passphrase in PULUMI_CONFIG_PASSPHRASE/,
    );
    const sealed = { ...stack(giving({})), config: fails("kms: access denied") };
    const findings = await secretsProvider.run(contextFor({ stack: sealed }), signal);
    assert.match(textOf(findings), /^fault: .*credentials that may decrypt/);
    // A roll back does not read the stack file.
    assert.deepEqual(findings[0]?.stops, ["up", "start"]);
    assert.match(await observed(secretsProvider, {}), /^ok/);
  });

  it("is a fault where an update holds its lock", async () => {
    const { project } = contextFor();
    const own = { ...project, backend: "file://state" };
    const saved = process.env["PULUMI_BACKEND_URL"];
    delete process.env["PULUMI_BACKEND_URL"];
    try {
      assert.match(await observed(lock, {}, { project: own }), /^ok/);
      const folder = join(project.directory, "state/.pulumi/locks/organization/shop/production");
      mkdirSync(folder, { recursive: true });
      const held = { pid: 4242, username: "ci", hostname: "runner-7", timestamp: "2026-01-31" };
      writeFileSync(join(folder, "a.json"), JSON.stringify(held));
      assert.match(
        await observed(lock, {}, { project: own }),
        /^fault: the lock is held by ci@runner-7 \(pid 4242\)/,
      );
    } finally {
      if (saved !== undefined) process.env["PULUMI_BACKEND_URL"] = saved;
    }
  });

  it("is a fault where its record cannot be read", async () => {
    const stash = {
      ...inState("pulumi:index:Stash", "record"),
      inputs: { input: { schema: 999 } },
    };
    const deployment = {
      resources: [
        inState("pulumi:pulumi:Stack", "shop"),
        inState("canary:index:Rollout", "r"),
        stash,
      ],
    };
    const context = {
      stack: stack(giving({ deployment })),
      resources: giving(deployment.resources),
    };
    assert.match(await observed(record, {}, context), /^fault: the record cannot be read: /);
    assert.match(await observed(record, {}), /^ok: nothing was rolled out yet/);
  });
});
