import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { rehearsedProject } from "../../../cli/rehearse/project.ts";
import { UserError } from "../../../cli/userError.ts";
import { USUAL_CLIENTS } from "../../../rollout/clients.ts";
import { startClouds } from "../../../rehearsal/clouds/index.ts";
import { createWorkspace } from "../../../rehearsal/workspace.ts";
import { named } from "../../../rehearsal/stackFile.ts";
import { BOOKS, layBare, layBooks, type Changes } from "./books.ts";

describe("a project that is rehearsed", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "canary-test-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** What is said of a project that is not rehearsed. */
  async function refused(): Promise<string> {
    const ended = await rehearsedProject(folder).then(
      () => "accepted",
      (error: unknown) => error,
    );
    assert.ok(ended instanceof UserError, String(ended));
    return ended.message;
  }

  const append = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, readFileSync(file, "utf8") + text);
  };

  it("has its own name, hosts, releases and names at Datadog, whatever its stacks are called", async () => {
    const project = await rehearsedProject(layBooks(folder));
    assert.equal(project.name, "books");
    const { guide, ...hosts } = BOOKS;
    assert.deepEqual(project.hosts, {
      ...{ ...hosts, prepared: "prepared.next.books.test" },
      others: {
        guide: {
          public: guide,
          canary: `canary-origin.${guide}`,
          prepared: `canary.${guide}`,
          delegated: `rollout.${guide}`,
        },
      },
    });
    assert.deepEqual(project.vercel, { staging: "books", production: "books" });
    const { staged, stable, canary } = project.releases;
    assert.deepEqual(
      [staged.version, stable.version, canary?.version],
      ["4.0.0-rc.1", "3.9.1", "4.0.0"],
    );
    // As the program has them where a file leaves them out.
    assert.equal(project.names.operations.request, "http.server.request");
    assert.deepEqual([project.names.service, project.names.env], ["books", "live"]);
  });

  it("has the clients that come for more than a visit, as its file says", async () => {
    layBooks(folder);
    const who = async () =>
      (await rehearsedProject(folder)).clients.map(({ share, leaves, keeps }) => [
        share,
        leaves,
        keeps,
      ]);
    assert.equal((await who()).length, Object.keys(USUAL_CLIENTS).length - 1);
    append(
      "Pulumi.live.yaml",
      "  books:clients: { chromium: 93, go: 2, haproxy: 5, python-httpx: 0 }\n",
    );
    assert.deepEqual(await who(), [
      [5, "never", Infinity],
      [2, 90, 0],
    ]);
  });

  it("may be without a database, payments and synthetic tests", async () => {
    const project = await rehearsedProject(layBare(folder));
    assert.equal(project.checked, false);
    assert.deepEqual(project.names.metrics.payments, undefined);
    assert.equal(project.hosts.prepared, "prepared.next.books.test");
    const whole = await rehearsedProject(layBooks(folder));
    assert.equal(whole.checked, true);
  });

  it("is copied without its rollout, its freezes and what its secrets hold", async () => {
    layBooks(folder);
    append("Pulumi.live.yaml", "encryptionsalt: v1:abc=:v1:def:ghi\n");
    append("Pulumi.yaml", "backend:\n  url: s3://somewhere\n");
    const workspace = join(folder, "ground");
    const clouds = await startClouds({ file: join(folder, "clouds.sqlite") });
    try {
      const laid = await createWorkspace(workspace, {
        project: folder,
        debugProviders: clouds.debugProviders,
        datadogHost: "http://127.0.0.1:9",
        dns: "127.0.0.1:9",
      });
      const text = readFileSync(join(workspace, "Pulumi.production.yaml"), "utf8");
      assert.match(text, /percentage: "0"/);
      assert.doesNotMatch(text, /4\.0\.0|a long one|cmVhZCBieSBpdHM6b3duIGtleQ|v1:abc/);
      assert.doesNotMatch(readFileSync(join(workspace, "Pulumi.yaml"), "utf8"), /somewhere/);
      const plan = await named<{ percentage: number }[]>(laid, "production", "plan");
      assert.equal(plan[0]?.percentage, 1);
      const { output } = await laid.pulumi(
        ...["config", "--json", "--show-secrets", "--stack", "production"],
      );
      const secrets = Object.entries(JSON.parse(output) as object).find(([key]) =>
        key.endsWith(":secrets"),
      )?.[1] as { readonly value: string; readonly secret: boolean } | undefined;
      assert.deepEqual(
        [secrets?.secret, secrets?.value],
        [true, '{"DATABASE_URL":"rehearsed-in-place-of-a-secret"}'],
      );
    } finally {
      await clouds.close();
    }
  });

  it("has later days for what was good until one that has passed", async () => {
    for (const [days, isKept] of [
      [["2020-01-31", "2020-06-30"], false],
      [["2099-01-31"], true],
    ] as const) {
      const workspace = join(folder, String(isKept));
      await createWorkspace(workspace, {
        project: layBooks(join(folder, "project"), { "operations.bypass": days }),
        debugProviders: "",
        datadogHost: "http://127.0.0.1:9",
        dns: "127.0.0.1:9",
      });
      const text = readFileSync(join(workspace, "Pulumi.production.yaml"), "utf8");
      const { config } = parse(text) as { config: { "books:operations": { bypass: string[] } } };
      const good = config["books:operations"].bypass;
      if (isKept) assert.deepEqual(good, days);
      assert.equal(good.length, days.length);
      assert.deepEqual(good, good.toSorted());
      for (const day of good) assert.ok(Date.parse(day) > Date.now(), day);
    }
  });

  it("has faults that are said as they are in a preview, and no stack trace", async () => {
    layBooks(folder, { percentage: "25%" });
    const said = await refused();
    assert.match(said, /^Pulumi\.live\.yaml cannot be rehearsed as it is\. The configuration/);
    assert.match(said, /percentage is "25%"/);
  });

  const unfit: [it: string, make: () => void, says: RegExp][] = [
    [
      "no stack of staging",
      () => {
        rmSync(join(folder, "Pulumi.stage.yaml"));
      },
      /says environment: staging/,
    ],
    [
      "two stacks of production, neither of which is called so",
      () => {
        writeFileSync(
          join(folder, "Pulumi.other.yaml"),
          readFileSync(join(folder, "Pulumi.live.yaml")),
        );
      },
      /Pulumi\.live\.yaml and Pulumi\.other\.yaml in .* are both of production/,
    ],
    [
      "another language",
      () => {
        writeFileSync(join(folder, "Pulumi.yaml"), "name: books\nruntime: python\n");
      },
      /the runtime in .* is python: what is rehearsed is this program/,
    ],
    [
      "values that Pulumi ESC keeps",
      () => {
        append("Pulumi.live.yaml", "environment:\n  - live\n");
      },
      /imports environments of Pulumi ESC/,
    ],
    [
      "no YAML",
      () => {
        append("Pulumi.stage.yaml", "\t: [\n");
      },
      /Pulumi\.stage\.yaml is no YAML/,
    ],
  ];
  for (const [it_, make, says] of unfit) {
    it(`is refused in words where it has ${it_}`, async () => {
      layBooks(folder);
      make();
      assert.match(await refused(), says);
    });
  }

  it("is refused in words where it measures on logs, which are not played", async () => {
    const logs: Changes = { "monitoring.signal": "logs" };
    layBooks(folder, logs);
    assert.match(await refused(), /monitoring\.signal: logs\), which cannot be rehearsed/);
  });
});
