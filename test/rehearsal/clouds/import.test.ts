import assert from "node:assert/strict";
import * as a from "./samples.ts";
import { stand } from "./stand.ts";

describe("what exists, imported by the id that the vendor's provider takes", () => {
  it("is a project by its id, and a team's with the team in front alone", async () => {
    const clouds = stand();
    const { id } = await clouds.create(a.PROJECT, a.project(), "own");
    const teams = await clouds.create(
      a.PROJECT,
      a.project({ name: "other", teamId: "team_1" }),
      "teams",
    );
    assert.equal((await clouds.import(a.PROJECT, id)).id, id);
    assert.equal((await clouds.import(a.PROJECT, `team_1/${teams.id}`)).id, teams.id);
    assert.equal((await clouds.import(a.PROJECT, teams.id)).id, "");
    assert.equal((await clouds.import(a.PROJECT, `team_2/${teams.id}`)).id, "");
  });

  it("is a domain, a variable and a custom environment, with their project in front", async () => {
    const clouds = stand();
    const { id: projectId } = await clouds.create(a.PROJECT, a.project());
    const domain = await clouds.create(a.DOMAIN, { projectId, domain: a.HOST });
    const variable = await clouds.create(a.VARIABLE, a.variable(projectId));
    const environment = await clouds.create(a.ENVIRONMENT, { projectId, name: "staging" });
    for (const [type, own, { id }] of [
      [a.DOMAIN, a.HOST, domain],
      [a.VARIABLE, variable.id, variable],
      [a.ENVIRONMENT, "staging", environment],
    ] as const) {
      assert.equal((await clouds.import(type, `${projectId}/${own}`)).id, id);
      assert.equal((await clouds.import(type, `team_1/${projectId}/${own}`)).id, id);
      assert.equal((await clouds.import(type, own)).id, "");
      assert.equal((await clouds.import(type, `prj_none/${own}`)).id, "");
    }
  });

  it("is a DNS record with its zone in front, and shows no difference to what is declared", async () => {
    const clouds = stand();
    const inputs = a.dnsRecord({ proxied: false });
    const { id } = await clouds.create(a.DNS_RECORD, inputs);
    const imported = await clouds.import(a.DNS_RECORD, `${inputs.zoneId}/${id}`);
    assert.equal(imported.id, id);
    assert.deepEqual(clouds.of(a.DNS_RECORD).diff(a.DNS_RECORD, imported, inputs).keys, []);
    assert.equal((await clouds.import(a.DNS_RECORD, id)).id, "");
    assert.equal((await clouds.import(a.DNS_RECORD, `${"f".repeat(32)}/${id}`)).id, "");
  });
});
