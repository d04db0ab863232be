import type { AliasArgs } from "@pulumiverse/vercel/alias.js";
import type { CustomEnvironmentArgs } from "@pulumiverse/vercel/customEnvironment.js";
import type { ProjectArgs } from "@pulumiverse/vercel/project.js";
import type { ProjectDeploymentRetentionArgs } from "@pulumiverse/vercel/projectDeploymentRetention.js";
import type { ProjectDomainArgs } from "@pulumiverse/vercel/projectDomain.js";
import type { ProjectEnvironmentVariableArgs } from "@pulumiverse/vercel/projectEnvironmentVariable.js";
import type { ProjectProtectionBypassArgs } from "@pulumiverse/vercel/projectProtectionBypass.js";
import {
  AddProjectDomainRequestBody$outboundSchema as ofDomain,
  AddProjectDomainResponseBody$inboundSchema as domainAnswer,
} from "@vercel/sdk/models/addprojectdomainop.js";
import {
  AssignAliasRequestBody$outboundSchema as ofAlias,
  AssignAliasResponseBody$inboundSchema as aliasAnswer,
} from "@vercel/sdk/models/assignaliasop.js";
import {
  CreateCustomEnvironmentRequestBody$outboundSchema as ofEnvironment,
  CreateCustomEnvironmentResponseBody$inboundSchema as environmentAnswer,
} from "@vercel/sdk/models/createcustomenvironmentop.js";
import {
  CreateProjectRequestBody$outboundSchema as ofNewProject,
  DeploymentExpiration$inboundSchema as expiration,
} from "@vercel/sdk/models/createprojectcontenthint2.js";
import { CreateProjectEnvRequestBody$outboundSchema as ofVariable } from "@vercel/sdk/models/createprojectenvop.js";
import { CreateProjectResponseBody$inboundSchema as projectAnswer } from "@vercel/sdk/models/createprojectresponsebody.js";
import { UpdateProjectRequestBody$outboundSchema as ofProject } from "@vercel/sdk/models/updateprojectdefinitions.js";
import {
  UpdateProjectProtectionBypassRequestBody$outboundSchema as ofBypass,
  UpdateProjectProtectionBypassResponseBody$inboundSchema as bypassAnswer,
} from "@vercel/sdk/models/updateprojectprotectionbypassop.js";
import { allTaken, sent, without } from "../taken.ts";
import { ofVercel, type OfVercel } from "./body.ts";
import { logDrain, traceDrain } from "./drains.ts";

/** How long skew protection may be, in seconds: the provider's own table. */
const SKEW: Readonly<Record<string, number>> = {
  "30 minutes": 1800,
  "4 hours": 14400,
  "12 hours": 43200,
  "1 day": 86400,
  "7 days": 604800,
};

/** How long a deployment may be kept, in days: the provider's own table. */
const DAYS: Readonly<Record<string, number>> = {
  ...{ "1d": 1, "1w": 7, "1m": 30, "2m": 60, "3m": 90, "6m": 180, "1y": 365 },
};

const project = ofVercel<ProjectArgs>({
  bodies: ({ name, framework, autoAssignCustomDomains, skewProtection, ...left }) => {
    allTaken(left, "a project");
    const skewProtectionMaxAge = SKEW[skewProtection ?? ""];
    return [
      { schema: ofNewProject, body: sent({ name, framework }) },
      {
        schema: ofProject,
        body: sent({ name, framework, autoAssignCustomDomains, skewProtectionMaxAge }),
      },
    ];
  },
  answer: ({ name, framework, autoAssignCustomDomains, skewProtection, nodeVersion }, id) => ({
    schema: projectAnswer,
    body: sent({
      ...{ id, name, framework, autoAssignCustomDomains, nodeVersion },
      skewProtectionMaxAge: SKEW[String(skewProtection)],
    }),
  }),
});

const projectDomain = ofVercel<ProjectDomainArgs>({
  bodies: (inputs) => {
    const { domain, gitBranch, customEnvironmentId, ...left } = without(inputs, "projectId");
    allTaken(left, "a project's domain");
    return [{ schema: ofDomain, body: sent({ name: domain, gitBranch, customEnvironmentId }) }];
  },
  answer: ({ domain, projectId, verified, gitBranch, customEnvironmentId }) => ({
    schema: domainAnswer,
    body: sent({ name: domain, projectId, verified, gitBranch, customEnvironmentId }),
  }),
});

const alias = ofVercel<AliasArgs>({
  bodies: (inputs) => {
    // The deployment is in the path.
    const { alias, ...left } = without(inputs, "deploymentId");
    allTaken(left, "an alias");
    return [{ schema: ofAlias, body: { alias } }];
  },
  answer: ({ alias }, id) => ({ schema: aliasAnswer, body: { alias, uid: id } }),
});

const variable = ofVercel<ProjectEnvironmentVariableArgs>({
  bodies: (inputs) => {
    const { key, value, sensitive, targets, gitBranch, customEnvironmentIds, ...left } = without(
      inputs,
      "projectId",
    );
    allTaken(left, "an environment variable");
    const type = sensitive ? "sensitive" : "encrypted";
    const where = sent({ target: targets, gitBranch, customEnvironmentIds });
    return [{ schema: ofVariable, body: { key, value, type, comment: "", ...where } }];
  },
  // Vercel answers what it was sent.
  answer: ({ key, value, targets, gitBranch, customEnvironmentIds }) => ({
    schema: ofVariable,
    body: sent({
      ...{ key, value, type: "encrypted" },
      ...{ target: targets, gitBranch, customEnvironmentIds },
    }),
  }),
});

const customEnvironment = ofVercel<CustomEnvironmentArgs>({
  bodies: (inputs) => {
    const { name, description, branchTracking, ...left } = without(inputs, "projectId");
    allTaken(left, "a custom environment");
    const body = sent({ slug: name, description, branchMatcher: branchTracking });
    return [{ schema: ofEnvironment, body }];
  },
  answer: ({ name, description, branchTracking }, id) => ({
    schema: environmentAnswer,
    body: sent({ id, slug: name, description, branchMatcher: branchTracking }),
  }),
});

const bypass = ofVercel<ProjectProtectionBypassArgs>({
  bodies: (inputs) => {
    const { secret, note, isEnvVar, ...left } = without(inputs, "projectId");
    allTaken(left, "a protection bypass");
    return [
      { schema: ofBypass, body: { generate: sent({ secret, note }) } },
      ...(secret === undefined || isEnvVar === undefined
        ? []
        : [{ schema: ofBypass, body: { update: sent({ secret, isEnvVar, note }) } }]),
    ];
  },
  answer: ({ secret, createdAt, createdBy, isEnvVar, note, scope }) => ({
    schema: bypassAnswer,
    body: {
      protectionBypass: { [String(secret)]: sent({ createdAt, createdBy, isEnvVar, note, scope }) },
    },
  }),
});

const retention = ofVercel<ProjectDeploymentRetentionArgs>({
  bodies: (inputs) => {
    const { expirationPreview, expirationProduction, ...rest } = without(inputs, "projectId");
    const { expirationCanceled, expirationErrored, ...left } = rest;
    allTaken(left, "a deployment retention");
    const body = sent({
      expiration: expirationPreview,
      ...{ expirationProduction, expirationCanceled, expirationErrored },
    });
    return [{ schema: undefined, body }];
  },
  answer: (outputs) => ({
    schema: expiration,
    body: {
      expirationDays: DAYS[String(outputs["expirationPreview"])],
      expirationDaysProduction: DAYS[String(outputs["expirationProduction"])],
      expirationDaysCanceled: DAYS[String(outputs["expirationCanceled"])],
      expirationDaysErrored: DAYS[String(outputs["expirationErrored"])],
    },
  }),
});

/** What the SDK has no schema of: nothing judges it. */
export const UNJUDGED = {
  bodies: ["vercel:index/projectDeploymentRetention:ProjectDeploymentRetention"],
  answers: ["vercel:index/logDrain:LogDrain", "vercel:index/traceDrain:TraceDrain"],
};

/** The types at Vercel, by their Pulumi tokens. */
export const VERCEL: Readonly<Record<string, OfVercel>> = {
  "vercel:index/project:Project": project,
  "vercel:index/projectDomain:ProjectDomain": projectDomain,
  "vercel:index/alias:Alias": alias,
  "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable": variable,
  "vercel:index/customEnvironment:CustomEnvironment": customEnvironment,
  "vercel:index/projectProtectionBypass:ProjectProtectionBypass": bypass,
  "vercel:index/logDrain:LogDrain": logDrain,
  "vercel:index/traceDrain:TraceDrain": traceDrain,
  "vercel:index/projectDeploymentRetention:ProjectDeploymentRetention": retention,
};
