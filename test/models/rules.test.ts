import assert from "node:assert/strict";
import { groundsOf } from "./grounds.ts";
import { rules } from "./rules.ts";

describe("Each refusal of a stand-in", () => {
  const all = groundsOf(rules());

  it("is moto's too, or in a page that is cited, or says that it is a guess or the stand-in's own", () => {
    assert.ok(all.length > 70, String(all.length));
    const groundless = all.filter(
      ({ moto, pages, isGuess, isOwn }) =>
        moto === undefined && pages.length === 0 && !isGuess && !isOwn,
    );
    assert.deepEqual(
      groundless.map(({ cloud, name }) => `${cloud}/${name}`),
      [],
    );
  });

  it("of AWS is tried at moto, but for what the provider itself refuses", () => {
    const untried = all.filter(({ cloud, inModel }) => cloud === "aws" && inModel === undefined);
    assert.deepEqual(
      untried.map(({ name }) => name),
      [
        "certificateValidation.ts unknownCertificate",
        "certificateValidation.ts unnamedProof",
        "record.ts shortName",
      ],
    );
  });

  it("of AWS answers an error that the service's model has, but for S3's, whose model has few", () => {
    const unknown = all.filter(({ cloud, inModel }) => cloud === "aws" && inModel === false);
    assert.deepEqual(
      unknown.map(({ name }) => name).filter((name) => !name.startsWith("bucket")),
      [],
    );
  });
});
