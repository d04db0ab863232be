import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { declared } from "../declared.ts";
import { AWS } from "./index.ts";
import { digest, FILES, recorded, type Recorded } from "./recorded.ts";
import { CLOUDFORMATION, template } from "./template.ts";
import { verdicts, type Verdict } from "./verdicts.ts";

const AGAIN = "if it is to be, run make models";

/** Where a model is wrong, and how that is known. */
const MODEL_IS_WRONG: Readonly<Record<string, string>> = {
  // https://github.com/getmoto/moto/pull/8984
  "production traffic: GetHostedZone.HostedZone.Id: 33 is more than 32":
    "ids that Route 53 gives now have more than 20 characters, and `/hostedzone/` before them",
};

describe("What is declared at AWS", () => {
  let now: Recorded;
  before(async () => {
    now = await recorded(await declared());
  });
  const kept = (file: string) => readFileSync(file, "utf8");

  it(`is, as calls, what AWS's models judged; ${AGAIN}`, () => {
    assert.deepEqual(now, JSON.parse(kept(FILES.recorded)));
  });

  it(`is, as a template, what CloudFormation's rules judged; ${AGAIN}`, () => {
    assert.deepEqual(template(now.calls), JSON.parse(kept(FILES.template)));
  });

  it(`is what the verdicts are about; ${AGAIN}`, () => {
    const { recorded, template } = verdicts();
    assert.equal(recorded, digest(kept(FILES.recorded)));
    assert.equal(template, digest(kept(FILES.template)));
  });

  it("is judged type by type, in calls and in answers, with a call each at least", () => {
    const { calls, answers, emulator } = verdicts();
    for (const judged of [calls, answers, emulator]) {
      assert.deepEqual(Object.keys(judged).sort(), Object.keys(AWS).sort());
      assert.ok(Object.values(judged).every(({ judged = 0 }) => judged > 0));
    }
  });

  it("is judged by CloudFormation's rules, but for what only reads", () => {
    const { cloudformation } = verdicts();
    assert.deepEqual(
      [...new Set(Object.values(CLOUDFORMATION))].sort(),
      Object.keys(cloudformation),
    );
    assert.deepEqual(
      Object.keys(AWS).filter((type) => !(type in CLOUDFORMATION)),
      ["aws:acm/certificateValidation:CertificateValidation"],
    );
  });

  it("breaks nothing of the service models, of CloudFormation's rules or of moto", () => {
    const { calls, cloudformation, emulator } = verdicts();
    assert.deepEqual([calls, cloudformation, emulator].flatMap(faults), []);
  });

  it("is answered by the stand-ins as the service models have it, but where those are wrong", () => {
    assert.deepEqual(faults(verdicts().answers), Object.keys(MODEL_IS_WRONG));
  });
});

function faults(verdicts: Readonly<Record<string, Verdict>>): string[] {
  return Object.values(verdicts).flatMap(({ faults }) => faults);
}
