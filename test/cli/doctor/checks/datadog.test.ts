import assert from "node:assert/strict";
import { clock } from "../../../../cli/doctor/checks/clock.ts";
import { datadogCredentials } from "../../../../cli/doctor/checks/datadogCredentials.ts";
import { datadogMetrics } from "../../../../cli/doctor/checks/datadogMetrics.ts";
import { datadogSlack } from "../../../../cli/doctor/checks/datadogSlack.ts";
import { datadogSpans } from "../../../../cli/doctor/checks/datadogSpans.ts";
import { datadogTags } from "../../../../cli/doctor/checks/datadogTags.ts";
import { datadogTeams } from "../../../../cli/doctor/checks/datadogTeams.ts";
import { scopesOf } from "../../../../cli/doctor/datadogScopes.ts";
import { TYPES } from "../../../../cli/doctor/inState.ts";
import type { Check } from "../../../../cli/doctor/check.ts";
import { NotChecked } from "../../../../cli/doctor/notChecked.ts";
import type { DatadogAccount } from "../../../../vendors/datadog.ts";
import { serving } from "../../../measure/verify/server.ts";
import { exampleConfig } from "../context.ts";
import { observed, giving, inState } from "../fakeClouds.ts";

const account = (datadog: Partial<DatadogAccount>) => ({ datadog });

describe("the Datadog keys", () => {
  const all = scopesOf(exampleConfig()).map(({ name }) => name);
  const at = (valid: boolean, permissions: readonly string[] | undefined) =>
    observed(
      datadogCredentials,
      account({
        hasValidKey: giving(valid),
        permissions: giving(permissions && new Set(permissions)),
      }),
    );

  it("are in order with every permission that is needed", async () => {
    assert.match(await at(true, all), /^ok: both are of datadoghq\.com/);
  });

  it("are a fault where Datadog does not know the API key", async () => {
    assert.match(await at(false, all), /^fault: datadoghq\.com does not know the API key/);
  });

  it("name each permission that is missing, with what needs it", async () => {
    const without = (...names: string[]) => all.filter((one) => !names.includes(one));
    assert.match(
      await at(true, without("timeseries_query")),
      /^fault: the application key lacks timeseries_query \(the gate\)/,
    );
    assert.match(
      await at(true, without("teams_manage", "synthetics_write")),
      /^fault: .*synthetics_write \(monitoring\.checks\), teams_manage \(stakeholders\)/,
    );
  });

  it("are unknown where Datadog does not say what the application key may do", async () => {
    assert.match(await at(true, undefined), /^unknown: what the application key may do/);
  });
});

describe("the teams at Datadog", () => {
  const team = (handle: string) => ({ id: handle, handle, name: handle });
  const at = (there: readonly string[], more = {}) =>
    observed(
      datadogTeams,
      account({
        teams: (keyword) => Promise.resolve(there.filter((one) => one === keyword).map(team)),
      }),
      more,
    );

  it("are faults where a handle is taken, and where one that is to be there is not", async () => {
    assert.match(await at([]), /^ok: .*shop-development/);
    assert.match(
      await at(["shop-development"]),
      /^fault: Datadog has a team shop-development already, .*existing: true/,
    );
    const own = { resources: giving([inState(TYPES.team, "1", { handle: "shop-development" })]) };
    assert.match(await at(["shop-development"], own), /^ok/);
    const config = exampleConfig({
      stakeholders: { development: { handle: "web", existing: true } },
    });
    assert.match(await at([], { config }), /^fault: Datadog has no team web, which stakeholders/);
    assert.match(await at(["web"], { config }), /^ok/);
  });
});

describe("the Slack channel", () => {
  const at = (channels: readonly string[] | undefined, more = {}) =>
    observed(datadogSlack, account({ slackChannels: giving(channels && [...channels]) }), more);

  it("is a fault where Slack is not connected, and where the channel is taken", async () => {
    assert.match(await at([]), /^ok: #releases of shop/);
    assert.match(await at(undefined), /^fault: Datadog's Slack integration has no account shop/);
    assert.match(await at(["#releases"]), /^fault: Datadog has the channel #releases/);
    const own = {
      resources: giving([inState(TYPES.slackChannel, "1", { channelName: "#releases" })]),
    };
    assert.match(await at(["#releases"], own), /^ok/);
  });
});

describe("what Datadog has data of", () => {
  const KEYS = { DATADOG_API_KEY: "a", DATADOG_APP_KEY: "b" };
  /** Datadog with no series at all, and with the tags and metrics that it has had. */
  const at = async (check: Check, tags: readonly string[], metrics: readonly string[] = []) => {
    using server = await serving({ body: '{"status":"ok","series":[],"query":""}' });
    return await observed(
      check,
      account({ tags: giving([...tags]), metrics: giving([...metrics]) }),
      {
        config: exampleConfig({ datadog: { site: "datadoghq.com", host: server.url } }),
        env: KEYS,
      },
    );
  };

  it("is named by metric, with what would send it", async () => {
    assert.match(
      await at(datadogMetrics, []),
      /fault: Datadog has had no data of app\.cpu\.percent for 30 days \| app\.cpu\.percent\{env:production,service:shop\}, sent by the app itself, as monitoring\.metrics\.cpu/,
    );
  });

  it("is named by span, with the spans that there are", async () => {
    const text = await at(
      datadogSpans,
      [],
      ["trace.next.request.hits", "trace.next.request.errors"],
    );
    assert.match(
      text,
      /fault: .*trace\.http\.server\.request\.hits.* \| the app's traces, with spans called http\.server\.request \(monitoring\.operations\.request\) \| .*Datadog has next\.request$/m,
    );
    assert.doesNotMatch(text, /app\.cpu/);
  });

  it("is named by its tags, where there is data under others", async () => {
    const text = await at(datadogTags, ["env:prod", "service:shop"]);
    assert.match(
      text,
      /fault: app\.cpu\.percent has data, and none with env:production,service:shop; it has env:prod \|/,
    );
    assert.match(await at(datadogMetrics, ["env:prod"]), /^ok/);
  });

  it("is unknown where Datadog cannot be queried", async () => {
    const config = exampleConfig({
      datadog: { site: "datadoghq.com", host: "http://127.0.0.1:9" },
    });
    await assert.rejects(
      observed(datadogMetrics, account({}), { config, env: KEYS }),
      (error: unknown) => error instanceof NotChecked && /cannot be queried/.test(error.message),
    );
  });
});

describe("this machine's clock", () => {
  it("is a fault more than a minute from Datadog's", async () => {
    using server = await serving({ status: 403 });
    const config = exampleConfig({ datadog: { site: "datadoghq.com", host: server.url } });
    const ahead = (seconds: number) => ({ now: () => new Date(Date.now() + seconds * 1000) });
    assert.match(await observed(clock, {}, { config, ...ahead(0) }), /^ok/);
    assert.match(
      await observed(clock, {}, { config, ...ahead(200) }),
      /^fault: .* ahead, and 60 s/,
    );
    assert.match(await observed(clock, {}, { config, ...ahead(-200) }), /^fault: .* behind/);
  });
});
