import type { Check } from "./check.ts";
import { backend } from "./checks/backend.ts";
import { caa } from "./checks/caa.ts";
import { checkout } from "./checks/checkout.ts";
import { clock } from "./checks/clock.ts";
import { config } from "./checks/config.ts";
import { delegation } from "./checks/delegation.ts";
import { engine } from "./checks/engine.ts";
import { git } from "./checks/git.ts";
import { lock } from "./checks/lock.ts";
import { node } from "./checks/node.ts";
import { packages } from "./checks/packages.ts";
import { record } from "./checks/record.ts";
import { secretsProvider } from "./checks/secretsProvider.ts";
import { verifyCommands } from "./checks/verifyCommands.ts";

/** All checks, in the order in which they are listed. */
export const CHECKS: readonly Check[] = [
  ...[config, node, engine, packages],
  ...[backend, lock, secretsProvider, record],
  ...[delegation, caa],
  ...[clock],
  ...[git, checkout, verifyCommands],
];
