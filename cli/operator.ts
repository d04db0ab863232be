import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { LocalWorkspace, type ConfigMap, type Stack } from "@pulumi/pulumi/automation/index.js";
import { backendUrl } from "./backend.ts";
import { programFromState, type FromState } from "./fromState.ts";
import { within } from "./interrupt.ts";
import type { Project } from "./project.ts";
import { isSecret, type State, type StateResource } from "./state.ts";

/** Writes and reads a stack's resources from its state alone: neither index.ts nor the stack file is read. */
export interface Operator {
  /** Write the targets, within so many seconds. */
  write(what: FromState, seconds: number): Promise<void>;
  /** Ask the clouds for what they hold of some resources, and keep it in the state. */
  refresh(targets: readonly StateResource[], seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Open a stack for writing from its state; it works in a folder of its own, so call `close` when done. */
export async function openOperator(
  project: Project,
  stack: Stack,
  state: State,
): Promise<Operator> {
  const backend = backendUrl((await stack.workspace.whoAmI()).url, project.directory);
  const checkout = await stack.workspace.projectSettings();
  const workDir = await mkdtemp(join(tmpdir(), "canary-"));
  const inline = await LocalWorkspace.selectStack(
    { stackName: stack.name, projectName: project.name, program: () => Promise.resolve() },
    {
      workDir,
      projectSettings: {
        name: project.name,
        runtime: "nodejs",
        ...(backend === undefined && checkout.backend && { backend: checkout.backend }),
      },
      envVars: {
        // The folder has no stack file to name the secrets provider: the state does. Without it the
        // engine asks for a passphrase, or encrypts the state anew with whichever one is set.
        PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
        ...(backend !== undefined && { PULUMI_BACKEND_URL: backend }),
        ...passphraseFile(project.directory),
      },
    },
  );
  const config = providerConfig(state.resources);
  if (Object.keys(config).length > 0) await inline.setAllConfig(config);
  const quiet = { suppressProgress: true, suppressOutputs: true };
  return {
    async write(what, seconds) {
      const target = urns(what.targets);
      const program = programFromState(what);
      await within(seconds, (signal) => inline.up({ ...quiet, target, program, signal }));
    },
    async refresh(targets, seconds) {
      const target = urns(targets);
      await within(seconds, (signal) => inline.refresh({ ...quiet, target, signal }));
    },
    close: () => rm(workDir, { recursive: true, force: true }),
  };
}

/** A passphrase file named relative to the project's folder. */
function passphraseFile(directory: string): Record<string, string> {
  const file = process.env["PULUMI_CONFIG_PASSPHRASE_FILE"];
  return file ? { PULUMI_CONFIG_PASSPHRASE_FILE: resolve(directory, file) } : {};
}

function urns(resources: readonly StateResource[]): string[] {
  return resources.map(({ urn }) => urn);
}

/** The default providers' config as the state has it, e.g. `aws:region`. */
function providerConfig(resources: readonly StateResource[]): ConfigMap {
  const config: ConfigMap = {};
  for (const { type, urn, inputs } of resources) {
    const name = /^pulumi:providers:(.+)$/.exec(type)?.[1];
    if (name === undefined || !urn.includes("::default_")) continue;
    for (const [key, value] of Object.entries(inputs)) {
      if (key === "version" || key === "__internal") continue;
      config[`${name}:${key}`] = isSecret(value)
        ? { value: text(JSON.parse(value.plaintext)), secret: true }
        : { value: text(value) };
    }
  }
  return config;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
