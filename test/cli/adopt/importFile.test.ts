import assert from "node:assert/strict";
import { candidatesIn } from "../../../cli/adopt/candidates.ts";
import { importFileOf } from "../../../cli/adopt/importFile.ts";
import { UNKNOWN } from "../../../cli/review/values.ts";

const urn = (type: string, name: string) => `urn:pulumi:production::shop::${type}::${name}`;
const PROJECT = "vercel:index/project:Project";
const DOMAIN = "vercel:index/projectDomain:ProjectDomain";
const candidate = (type: string, name: string) => ({
  type,
  name,
  urn: urn(type, name),
  inputs: {},
});

const ENVIRONMENT = { type: "canary:index:Environment", name: "production", component: true };
const OTHER = { type: "canary:index:Certificates", name: "canary", component: true };
const project = {
  ...{ type: PROJECT, name: "productionProject", logicalName: "production" },
  ...{
    id: "<PLACEHOLDER>",
    parent: "production",
    version: "5.4.1",
    pluginDownloadUrl: "github://x",
  },
};
const domain = (name: string) => ({
  ...{ type: DOMAIN, name, id: "<PLACEHOLDER>", parent: "production", version: "5.4.1" },
});

describe("the import file", () => {
  const previewed = (resources: object[], nameTable?: object) =>
    JSON.stringify({ ...(nameTable && { nameTable }), resources });

  it("has what exists with its id, and the components that it is in", () => {
    const all = [
      ENVIRONMENT,
      OTHER,
      project,
      domain("production-public"),
      domain("production-canary"),
    ];
    assert.deepEqual(
      importFileOf(previewed(all), [
        { candidate: candidate(PROJECT, "production"), id: "prj_1" },
        { candidate: candidate(DOMAIN, "production-public"), id: "prj_1/www.example.com" },
      ]),
      {
        resources: [
          ENVIRONMENT,
          { ...project, id: "prj_1" },
          { ...domain("production-public"), id: "prj_1/www.example.com" },
        ],
      },
    );
  });

  it("names the components that the state has already", () => {
    const nameTable = { production: urn("canary:index:Environment", "production") };
    const existing = [{ candidate: candidate(DOMAIN, "production-public"), id: "prj_1/www" }];
    assert.deepEqual(
      importFileOf(previewed([OTHER, domain("production-public")], nameTable), existing),
      {
        nameTable,
        resources: [{ ...domain("production-public"), id: "prj_1/www" }],
      },
    );
  });
});

describe("what a preview would create", () => {
  it("is read from its events, without what is not known yet", () => {
    const step = (op: string, name: string, inputs: object) =>
      JSON.stringify({
        timestamp: 1,
        resourcePreEvent: {
          metadata: { op, type: DOMAIN, urn: urn(DOMAIN, name), new: { inputs }, old: null },
        },
      });
    const log = [
      step("create", "production-public", { projectId: UNKNOWN, domain: "www.example.com" }),
      step("same", "production-canary", { domain: "canary.example.com" }),
      JSON.stringify({ timestamp: 1, preludeEvent: { config: {} } }),
      "{ cut off",
    ].join("\n");
    assert.deepEqual(candidatesIn(log), [
      { ...candidate(DOMAIN, "production-public"), inputs: { domain: "www.example.com" } },
    ]);
  });
});
