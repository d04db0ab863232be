import assert from "node:assert/strict";
import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../../rehearsal/run.ts";
import {
  assertBack,
  fresh,
  next,
  old,
  ORIGIN,
  served,
  traffic,
  type Production,
} from "./production.ts";
import { byPassphrase } from "./secretsProvider.ts";

const RECORD = "aws:route53/record:Record";
const ALIAS = "vercel:index/alias:Alias";

describe("./canary rollback through the engine", () => {
  let production: Production;
  afterEach(() => production.close());

  const rollback = (...args: string[]) =>
    production.workspace.canary("rollback", "--yes", "--reason", "checkout fails", ...args);

  /** Everyone is on the good release, and all hosts serve it. */
  const isBack = (good = old) => {
    assertBack(production, good);
  };

  /** A plain up from the file that the roll back wrote changes nothing of the rollout. */
  const holds = async () => {
    const before = await production.record();
    const { code, output } = await production.up("--skip-preview");
    assert.equal(code, 0, output);
    assert.deepEqual(await production.record(), before);
    isBack();
  };

  for (const stage of ["10", "25", "50", "75", "100"]) {
    it(`takes everyone off the canary at ${stage} %`, async () => {
      production = await traffic(stage);
      const { code, output } = await rollback();
      assert.equal(code, 0, output);
      assert.match(output, /everyone is on 1\.4\.0, 1\.5\.0 is halted; took (\d+ min )?\d+ s/);
      isBack();
      const record = await production.record();
      assert.equal(record.kind, "roll back");
      assert.deepEqual(
        record.halted.map(({ release }) => release.version),
        ["1.5.0"],
      );
      await holds();
    });
  }

  it("leaves what a destroy goes by: a zone is deleted after its records, a domain after its alias", async () => {
    production = await traffic("10");
    assert.equal((await rollback()).code, 0);
    const { output } = await production.workspace.pulumi(
      "stack",
      "export",
      "--stack",
      "production",
    );
    const { deployment } = JSON.parse(output) as {
      deployment: { resources: { urn: string; dependencies?: string[] }[] };
    };
    const named = (urn: string) => urn.replace(/^.*\/(\w+:\w+)::/, "$1 ");
    const needed = deployment.resources
      .filter(({ urn }) => urn.includes(RECORD) || urn.includes(ALIAS))
      .map(({ urn, dependencies = [] }) => [named(urn), dependencies.map(named)] as const);
    const domain = (name: string) => [`projectDomain:ProjectDomain ${name}`];
    const zone = ["zone:Zone traffic"];
    // What leads to another cloud comes back with the next up.
    assert.deepEqual(Object.fromEntries(needed), {
      "alias:Alias production-public": domain("production-public"),
      "alias:Alias production-canary": domain("production-canary"),
      "alias:Alias production-canary-host": domain("production-canary-host"),
      "record:Record traffic-stable": zone,
      "record:Record traffic-canary": zone,
    });
  });

  for (const stage of ["promoted", "finished"]) {
    it(`brings the old release back where the new one is ${stage}`, async () => {
      production = await traffic(stage);
      const { code, output } = await rollback();
      assert.equal(code, 0, output);
      isBack();
      const { stable, canary, halted } = await production.record();
      assert.deepEqual([stable.version, canary.version], ["1.4.0", "1.5.0"]);
      assert.deepEqual(
        halted.map(({ release }) => release.version),
        ["1.5.0"],
      );
      await holds();
    });
  }

  it("halts a release that takes no traffic yet, and says so the second time", async () => {
    production = await traffic("prepared");
    assert.equal((await rollback()).code, 0);
    isBack();
    const again = await rollback();
    assert.equal(again.code, 0);
    assert.match(again.output, /nothing was rolled out: everyone is on 1\.4\.0/);
    await holds();
  });

  it("moves the weights where Vercel fails, exits 3 and says that the aliases did not move", async () => {
    production = await traffic("50");
    for (const operation of ["update", "read"] as const) {
      production.store.fault({ type: ALIAS, operation, kind: 500, times: 100 });
    }
    const { code, output } = await rollback();
    assert.equal(code, 3, output);
    assert.deepEqual(production.held().weights, { stable: 100, canary: 0 });
    assert.equal(production.held().hosts[ORIGIN], fresh.deployment);
    assert.match(output, /the aliases were not moved: /);
    assert.match(output, /vercel alias set dpl_8cZq1LrT5vWxYb3NdKs7PfHmGj2A www\.example\.com/);
    assert.equal((await production.record()).percentage, 0);

    production.store.clearFaults();
    await holds();
  });

  it("moves the weights where Vercel never answers", async () => {
    production = await traffic("50");
    production.store.fault({ type: ALIAS, operation: "update", kind: "hang", times: 100 });
    const { code, output } = await rollback();
    assert.equal(code, 3, output);
    assert.match(output, /took more than 12 s and was interrupted/);
    assert.deepEqual(production.held().weights, { stable: 100, canary: 0 });
  });

  it("moves the weights where Route 53 takes orders and answers no question", async () => {
    production = await traffic("50");
    production.store.fault({ type: RECORD, operation: "read", kind: "hang", times: 100 });
    const { code, output } = await rollback();
    assert.equal(code, 3, output);
    assert.match(output, /could not be read back/);
    assert.deepEqual(production.held().weights, { stable: 100, canary: 0 });
  });

  it("moves the weights where somebody took the record out of the state, and exits 3", async () => {
    production = await traffic("50");
    const urn = "urn:pulumi:production::canary::pulumi:index:Stash::record";
    const gone = await production.workspace.pulumi(
      "state",
      "delete",
      "--yes",
      "-s",
      "production",
      urn,
    );
    assert.equal(gone.code, 0, gone.output);
    assert.equal(await production.record(), undefined);

    const { code, output } = await rollback();
    assert.equal(code, 3, output);
    assert.deepEqual(production.held().weights, { stable: 100, canary: 0 });
    assert.match(output, /the state holds no record of the rollout/);
    assert.match(output, /the aliases were left as they are, since no record says what is good/);
    assert.match(output, /By hand:\n1\. AWS console/);

    const named = await rollback("--to", old.deployment);
    assert.equal(named.code, 0, named.output);
    isBack();
  });

  it("takes its secrets provider from the state, and a passphrase from a file beside the project", async () => {
    production = await byPassphrase(await traffic("50"));
    const { directory, env } = production.workspace;
    await writeFile(join(directory, "pass.txt"), "rehearsal");
    const { code, output } = await run(join(directory, "canary"), ["rollback", "--yes"], {
      cwd: directory,
      env: {
        ...env,
        PULUMI_CONFIG_PASSPHRASE: undefined,
        PULUMI_CONFIG_PASSPHRASE_FILE: "pass.txt",
      },
    });
    assert.equal(code, 0, output);
    await holds();
  });

  it("reverts a finished release and leaves another that is prepared where it is", async () => {
    production = await traffic("finished");
    await production.edit({ canary: next });
    assert.equal((await production.up("--skip-preview")).code, 0);
    const { code, output } = await rollback();
    assert.equal(code, 0, output);
    assert.match(output, /everyone is on 1\.4\.0, 1\.5\.0 is halted/);
    const record = await production.record();
    assert.equal((await production.up("--skip-preview")).code, 0);
    assert.deepEqual(await production.record(), record);
    assert.deepEqual(production.held().hosts, served(old, old, next));
  });

  it("needs neither a valid config nor a program that runs", async () => {
    production = await traffic("50");
    await production.edit({ set: { percentage: "25%", hosts: "nonsense" } });
    await production.setProgram("missing");
    const { code, output } = await rollback();
    assert.equal(code, 0, output);
    isBack();
  });

  it("says who is back when, by the clients that the last update was given", async () => {
    production = await traffic("10");
    await production.edit({ set: { clients: { go: 99, haproxy: 1 } } });
    const { output: up } = await production.up("--skip-preview");
    assert.match(up, /\d+ unchanged/);
    assert.doesNotMatch(up, /to update|updated|replaced/);
    await production.edit({ set: { clients: "nonsense" } });
    const { code, output } = await rollback();
    assert.equal(code, 0, output);
    assert.match(
      output,
      /with a new connection +leave CloudFront: Go net\/http: after a pause of 90 s\n/,
    );
    assert.match(output, /when made to +leave CloudFront: HAProxy without resolvers: a restart\n/);
    assert.doesNotMatch(output, /Chromium/);
    isBack();
  });

  it("says what to write where the stack file is no YAML, once traffic has moved", async () => {
    production = await traffic("50");
    await appendFile(
      join(production.workspace.directory, "Pulumi.production.yaml"),
      "\n}{: not yaml\n",
    );
    const { code, output } = await rollback();
    assert.match(output, /Put this into it by hand/, `exit code ${code ?? "none"}`);
    isBack();
  });

  it("undoes a start that was killed once the cloud had taken the weight", async () => {
    production = await traffic("prepared");
    await production.edit({ percentage: 10 });
    production.store.fault({
      type: RECORD,
      operation: "update",
      kind: "applied-then-hang",
      times: 2,
    });
    const killed = production.start("up", "--yes", "--skip-preview");
    await production.until(() => production.isAt(10));
    killed.kill("SIGKILL");
    await production.until(() => killed.exitCode !== null || killed.signalCode !== null);
    assert.equal((await production.record()).percentage, 0);

    const { code, output } = await rollback();
    assert.equal(code, 0, output);
    assert.match(output, /an update that died .* left the stack locked/);
    isBack();
    await holds();
  });
});
