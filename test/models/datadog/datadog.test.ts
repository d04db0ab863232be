import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { CLOUDS } from "../../../rehearsal/clouds/all.ts";
import { Store } from "../../../rehearsal/clouds/store/store.ts";
import { DatadogOrders, startDatadogApi } from "../../../rehearsal/datadogApi/index.ts";
import { newFolder } from "../../engine/madeOnce.ts";
import { declared, type Declared } from "../declared.ts";
import { BODILESS, DATADOG } from "./bodies.ts";
import { form, REFUSED } from "./grammar.ts";
import { faultsOf } from "./judge.ts";

const MONITOR = "datadog:index/monitor:Monitor";

const now = Math.floor(Date.now() / 1000);
const QUERY = encodeURIComponent("sum:trace.http.server.request.hits{env:production}.as_count()");

/** The calls that the gate and the commands make, and the models of their answers. */
const ANSWERS: readonly (readonly [model: string, path: string, sent?: object])[] = [
  ["Array<Monitor>", "/api/v1/monitor?group_states=all&with_downtimes=true"],
  ["SyntheticsListTestsResponse", "/api/v1/synthetics/tests"],
  ["MetricsQueryResponse", `/api/v1/query?from=${now - 300}&to=${now}&query=${QUERY}`],
  ["EventCreateResponse", "/api/v1/events", { title: "it", text: "it", tags: [] }],
];

/**
 * What the API answers and no model has: the gate says by it how far a limit is passed.
 * https://github.com/zorkian/go-datadog-api, monitors_test.go
 */
const NOT_IN_MODEL = "has no triggering_value";

describe("What is declared at Datadog", () => {
  let all: readonly Declared[];
  before(async () => {
    all = (await declared()).filter(({ type }) => type.startsWith("datadog:"));
  });

  it("is sent as the models of Datadog's client have it, to the last key", () => {
    const faults = all
      .filter(({ type }) => type !== BODILESS)
      .flatMap(({ type, name, inputs }) => {
        const { version, model, body } = of(type)(inputs);
        return faultsOf(version, model, body).map((fault) => `${type} ${name}: ${fault}`);
      });
    assert.deepEqual([...new Set(faults)], []);
  });

  it("is judged, by its answer where it is sent without a body", () => {
    const answered = all.filter(({ type }) => type === BODILESS);
    assert.equal(answered.length, 1);
    for (const { id } of answered) {
      const data = { id: "external_id", type: "external_id", attributes: { external_id: id } };
      assert.deepEqual(faultsOf("v2", "AWSNewExternalIDResponse", { data }), []);
    }
    const types = [...new Set(all.map(({ type }) => type))];
    assert.deepEqual(types.sort(), [...Object.keys(DATADOG), BODILESS].sort());
  });

  it("has monitors whose queries are of the forms that Datadog documents", () => {
    const monitors = all.filter(({ type }) => type === MONITOR);
    const odd = monitors.map(({ inputs }) => String(inputs["query"])).filter((one) => !form(one));
    assert.ok(monitors.length > 0);
    assert.deepEqual(odd, []);
    for (const query of REFUSED) assert.equal(form(query), undefined, query);
  });

  it("is answered by the stand-in's API as those models have it", async () => {
    const folder = await newFolder();
    const file = join(folder, "clouds.sqlite");
    const store = new Store(file, CLOUDS);
    for (const { type, id, outputs } of all)
      if (!store.resource(type, id)) store.insert(type, id, id, outputs, new Date().toISOString());
    store.close();
    const orders = new DatadogOrders(file);
    orders.setRequests("1.5.0", 100);
    orders.setMonitorState("error-rate", { state: "Alert", group: "version:1.5.0", value: 6.2 });
    const api = await startDatadogApi({ file });
    try {
      for (const [model, path, sent] of ANSWERS) {
        const answer = await fetch(`${api.url}${path}`, {
          headers: { "dd-api-key": "none", "dd-application-key": "none" },
          ...(sent && { method: "POST", body: JSON.stringify(sent) }),
        });
        assert.ok(answer.ok, path);
        const faults = faultsOf("v1", model, await answer.json());
        assert.deepEqual(
          faults.filter((fault) => !fault.endsWith(NOT_IN_MODEL)),
          [],
          path,
        );
      }
    } finally {
      await api.close();
      orders.close();
      await rm(folder, { recursive: true });
    }
  });

  it("would not be, with a value that Datadog has not, a key that it does not know, or without a query", () => {
    const monitor = { name: "it", type: "query alert", query: "avg(last_5m):avg:a{*} > 1" };
    const judge = (inputs: object) => {
      const { version, model, body } = of("datadog:index/monitor:Monitor")({
        ...monitor,
        ...inputs,
      });
      return faultsOf(version, model, body).join();
    };
    assert.equal(judge({}), "");
    assert.equal(judge({ onMissingData: "page" }), 'Monitor.options.onMissingData is not "page"');
    assert.equal(judge({ surprise: 1 }), "Monitor.options has no surprise");
    assert.match(judge({ query: undefined }), /missing required property 'query'/);
  });
});

function of(type: string) {
  const mapping = DATADOG[type];
  if (!mapping) throw new Error(`${type}: test/models/datadog/ says of no body that makes it`);
  return mapping;
}
