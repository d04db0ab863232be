import assert from "node:assert/strict";
import { faultOf, type Assertion } from "../../../rehearsal/synthetics/assertion.ts";

describe("an assertion of a synthetic test", () => {
  const json = (jsonpath: string, targetvalue: string): Assertion => ({
    type: "body",
    operator: "validatesJSONPath",
    targetjsonpath: { jsonpath, operator: "is", targetvalue },
  });
  const body = '{"status":"ok","checks":{"redis":{"ok":false}}}';

  it("is of a status", () => {
    const is: Assertion = { type: "statusCode", operator: "is", target: "200" };
    assert.equal(faultOf(is, { status: 200 }), undefined);
    assert.equal(faultOf(is, { status: 500 }), "500 in place of 200");
    assert.equal(faultOf(is, {}), "no in place of 200");
  });

  it("is of a header, whatever its capitals", () => {
    const contains: Assertion = {
      type: "header",
      property: "Content-Type",
      operator: "contains",
      target: "json",
    };
    assert.equal(faultOf(contains, { headers: { "content-type": "application/json" } }), undefined);
    assert.match(faultOf(contains, { headers: {} }) ?? "", /without json/);
  });

  it("is of a value in a body", () => {
    assert.equal(faultOf(json("$.status", "ok"), { body }), undefined);
    const contains: Assertion = { type: "body", operator: "contains", target: '"status":"ok"' };
    assert.equal(faultOf(contains, { body }), undefined);
    assert.match(faultOf(contains, { body: "{}" }) ?? "", /^the body lacks/);
    assert.equal(
      faultOf(json("$.checks.redis.ok", "true"), { body }),
      "$.checks.redis.ok is false",
    );
    assert.equal(faultOf(json("$.gone.ok", "true"), { body }), "$.gone.ok is not there");
    assert.equal(faultOf(json("$.status", "ok"), { body: "<html>" }), "$.status is not there");
  });

  it("is of a message and of a certificate", () => {
    const message: Assertion = { type: "receivedMessage", operator: "contains", target: "pong" };
    assert.equal(faultOf(message, { message: "a pong" }), undefined);
    assert.equal(faultOf(message, {}), "the message lacks pong");
    const ends: Assertion = { type: "certificate", operator: "isInMoreThan", target: "20" };
    assert.equal(faultOf(ends, { daysLeft: 20.5 }), undefined);
    assert.equal(faultOf(ends, { daysLeft: 20 }), "the certificate ends in 20 days");
  });

  it("is refused where it is not understood", () => {
    assert.throws(
      () => faultOf({ type: "responseTime", operator: "lessThan" }, {}),
      /a rehearsal does not know the assertion responseTime lessThan/,
    );
    assert.throws(() => faultOf(json("$..ok", "true"), { body }), /reads plain paths alone/);
  });
});
