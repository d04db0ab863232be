import { z } from "zod";

// The parts of a SARIF log that say whether a scan is clean, by the numbers of the standard's sections.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html

const level = z.enum(["none", "note", "warning", "error"]);
/** -1 is what the standard has for none. */
const index = z.int().min(-1).default(-1);
const properties = z
  .object({ "security-severity": z.union([z.string(), z.number()]).optional() })
  .optional();

/** 3.50 */
const configuration = z.object({ level: level.optional() });

/** 3.49 */
const descriptor = z.object({
  id: z.string().optional(),
  guid: z.string().optional(),
  defaultConfiguration: configuration.optional(),
  properties,
});

/** 3.19 */
const component = z.object({
  name: z.string().optional(),
  guid: z.string().optional(),
  rules: z.array(descriptor).default([]),
  notifications: z.array(descriptor).default([]),
});

/** 3.54 */
const componentReference = z.object({
  name: z.string().optional(),
  guid: z.string().optional(),
  index,
});

/** 3.52 */
const reference = z.object({
  id: z.string().optional(),
  guid: z.string().optional(),
  index,
  toolComponent: componentReference.optional(),
});

/** 3.51 */
const override = z.object({ descriptor: reference, configuration });

/** 3.58 */
const notification = z.object({
  level: level.optional(),
  descriptor: reference.optional(),
  message: z.object({ text: z.string().optional() }).optional(),
});

/** 3.20 */
const invocation = z.object({
  executionSuccessful: z.boolean(),
  exitSignalName: z.string().optional(),
  exitSignalNumber: z.int().optional(),
  processStartFailureMessage: z.string().optional(),
  ruleConfigurationOverrides: z.array(override).default([]),
  notificationConfigurationOverrides: z.array(override).default([]),
  toolExecutionNotifications: z.array(notification).default([]),
  toolConfigurationNotifications: z.array(notification).default([]),
});

/** 3.35; before the standard was final, `status` was spelt `state`. */
const suppression = z.object({ status: z.string().optional(), state: z.string().optional() });

/** 3.27 */
const result = z.object({
  ruleId: z.string().optional(),
  ruleIndex: index,
  rule: reference.optional(),
  kind: z
    .enum(["pass", "open", "informational", "notApplicable", "review", "fail"])
    .default("fail"),
  level: level.optional(),
  /** How often it was found, where it stands for several (3.27.31). */
  occurrenceCount: z.int().min(1).default(1),
  baselineState: z.enum(["new", "unchanged", "updated", "absent"]).optional(),
  suppressions: z.array(suppression).default([]),
  provenance: z.object({ invocationIndex: index }).optional(),
  properties,
  locations: z
    .array(
      z.object({
        physicalLocation: z
          .object({ artifactLocation: z.object({ uri: z.string().optional() }).optional() })
          .optional(),
      }),
    )
    .default([]),
});

/** 3.18 */
const tool = z.object({ driver: component, extensions: z.array(component).default([]) });

/** 3.22: how another format was made into this log. */
const conversion = z.object({ tool, invocation: invocation.optional() });

/** 3.14 */
const run = z.object({
  tool,
  conversion: conversion.optional(),
  policies: z.array(z.unknown()).default([]),
  invocations: z.array(invocation).default([]),
  // Absent or null where the tool did not get as far (3.14.23).
  results: z.array(result).optional(),
  externalPropertyFileReferences: z.record(z.string(), z.unknown()).default({}),
});

export const log = z.object({
  version: z.literal("2.1.0"),
  runs: z.array(run).min(1),
  inlineExternalProperties: z.array(z.unknown()).default([]),
});

export type Level = z.infer<typeof level>;
export type Descriptor = z.infer<typeof descriptor>;
export type Component = z.infer<typeof component>;
export type Reference = z.infer<typeof reference>;
export type Invocation = z.infer<typeof invocation>;
export type Notification = z.infer<typeof notification>;
export type Result = z.infer<typeof result>;
export type Run = z.infer<typeof run>;
