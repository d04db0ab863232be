import assert from "node:assert/strict";
import { delimiter, join } from "node:path";
import { appEnvironment } from "../../../cli/verify/environment.ts";
import { NEW, OLD } from "../../rollout/build.ts";

describe("the environment of an app's command", () => {
  const tools = join(import.meta.dirname, "../../../.tools/bin");
  const env = {
    PATH: [tools, "/usr/bin"].join(delimiter),
    HOME: "/home/ada",
    DATABASE_URL: "postgres://",
    PULUMI_CONFIG_PASSPHRASE: "1",
    VERCEL_API_TOKEN: "2",
    CLOUDFLARE_API_TOKEN: "3",
    AWS_SECRET_ACCESS_KEY: "4",
    DATADOG_API_KEY: "5",
    DD_APP_KEY: "6",
  };

  const both = { release: NEW, stable: OLD };

  it("is the user's, without this program's credentials and tools, with the releases", () => {
    assert.deepEqual(appEnvironment(both, [], env), {
      PATH: "/usr/bin",
      HOME: "/home/ada",
      DATABASE_URL: "postgres://",
      RELEASE_VERSION: "1.5.0",
      RELEASE_COMMIT: NEW.commit,
      RELEASE_DEPLOYMENT: "dpl_150",
      STABLE_VERSION: "1.4.0",
      STABLE_COMMIT: OLD.commit,
      STABLE_DEPLOYMENT: "dpl_140",
    });
  });

  it("has those that the stack file names", () => {
    const given = appEnvironment(both, ["DATADOG_API_KEY"], env);
    assert.equal(given["DATADOG_API_KEY"], "5");
    assert.equal(given["DD_APP_KEY"], undefined);
  });
});
