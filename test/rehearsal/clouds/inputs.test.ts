import assert from "node:assert/strict";
import { CLOUDS } from "../../../rehearsal/clouds/all.ts";
import { inputsOf } from "../../../rehearsal/clouds/engine/sdk.ts";

describe("what a type says of its inputs", () => {
  for (const { sdk, types } of CLOUDS) {
    for (const { token, inputs, defaults = {}, immutable = [] } of types) {
      it(`names inputs that the SDK has: ${token}`, () => {
        const names = inputsOf(sdk, token);
        const said = [...Object.keys(inputs.shape), ...Object.keys(defaults), ...immutable];
        assert.deepEqual(
          said.filter((name) => !names.has(name)),
          [],
        );
      });
    }
  }

  it("is read from the SDK, also where it marks a value as a secret", () => {
    const account = "datadog:cloudflare/integrationAccount:IntegrationAccount";
    assert.deepEqual([...inputsOf("@pulumi/datadog", account)].sort(), [
      "apiKey",
      "email",
      "name",
      "resources",
    ]);
  });
});
