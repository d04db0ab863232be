import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const github = join(import.meta.dirname, "../../../.github");
const files = ["actions/setup/action.yaml"].concat(
  readdirSync(join(github, "workflows")).map((name) => `workflows/${name}`),
);
const text = (file: string) => readFileSync(join(github, file), "utf8");

interface Job {
  readonly permissions?: Record<string, string>;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly environment?: string;
  readonly needs?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly "timeout-minutes"?: number;
  readonly steps?: readonly { readonly run?: string; readonly env?: Record<string, string> }[];
}

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const workflow = (name: string) => parse(text(`workflows/${name}.yaml`)) as Workflow;
const job = (name: string, id: string): Job => workflow(name).jobs[id] ?? assert.fail(id);
const runs = ({ steps = [] }: Job) => steps.map(({ run = "" }) => run).join("\n");

describe("the workflows", () => {
  for (const file of files) {
    it(`pin each action by its commit, and say which version that is: ${file}`, () => {
      const used = [...text(file).matchAll(/uses: (.*)/g)].map(([, what = ""]) => what);
      for (const what of used.filter((one) => !one.startsWith("./")))
        assert.match(what, /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });
  }

  for (const name of ["check", "review", "up", "roll-out"]) {
    it(`grant nothing but what a job names, and end: ${name}`, () => {
      const { permissions, jobs } = workflow(name);
      assert.deepEqual(permissions, {});
      for (const one of Object.values(jobs)) {
        assert.ok(one.uses !== undefined || one["timeout-minutes"] !== undefined);
        for (const [what, grant] of Object.entries(one.permissions ?? {}))
          assert.ok(grant === "read" || ["id-token", "pull-requests"].includes(what), what);
      }
    });
  }

  it("hand no secret to a stranger's pull request", () => {
    for (const file of files) assert.doesNotMatch(text(file), /^\s*pull_request_target:/m);
    assert.doesNotMatch(text("workflows/check.yaml"), /secrets\.[A-Z]/);
    const { jobs } = workflow("review");
    for (const [id, one] of Object.entries(jobs)) {
      if (/secrets\.[A-Z]/.test(JSON.stringify(one)))
        assert.match(one.if ?? "", /head\.repo\.full_name == github\.repository/, id);
    }
    assert.match(runs(job("review", "without-secrets")), /GITHUB_STEP_SUMMARY/);
  });

  it("give the token that may comment to the step that comments alone", () => {
    for (const { run, env } of job("review", "preview").steps ?? []) {
      const commenting = run?.includes("tools/ci/comment.ts") === true;
      assert.equal(JSON.stringify(env ?? {}).includes("github.token"), commenting);
    }
  });

  it("bring up what is merged with its own preview and the pack, one at a time", () => {
    const up = job("up", "up");
    assert.match(runs(up), /tools\/ci\/policyPack\.ts[^]*pulumi up --yes .*"\$\{policies\[@\]\}"/);
    assert.doesNotMatch(runs(up), /skip-preview/);
    assert.deepEqual(up.concurrency, {
      group: "up-${{ inputs.stack }}",
      "cancel-in-progress": false,
    });
    assert.equal(up.environment, "${{ inputs.stack }}");
  });

  it("bring up staging first, and main alone", () => {
    assert.equal(job("roll-out", "production").needs, "staging");
    assert.equal(job("roll-out", "staging").if, "github.ref == 'refs/heads/main'");
  });
});
