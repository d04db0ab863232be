import assert from "node:assert/strict";
import { faults, problems, parse, production } from "./stack.ts";

describe("Resolvers", () => {
  it("are addresses, with a port where it is not 53", () => {
    const resolvers = ["10.0.0.2", "127.0.0.1:5353", "2001:db8::1", "[2001:db8::1]:53"];
    const config = parse(production({ resolvers }));
    assert.deepEqual(config.environment === "production" && config.resolvers, resolvers);
  });

  it("may be absent", () => {
    assert.equal("resolvers" in parse(production()), false);
  });

  for (const resolver of [
    "localhost:53",
    "dns.example.com",
    "10.0.0.2:70000",
    "10.0.0.2:0",
    "10.0.0.256",
    "[10.0.0.2]:53",
    "",
  ]) {
    it(`are refused where one is ${JSON.stringify(resolver)}`, () => {
      const [message] = problems(production({ resolvers: [resolver] }));
      assert.match(message ?? "", /^resolvers\[0\] /);
    });
  }

  it("are refused where there is none in the list", () => {
    assert.equal(faults(production({ resolvers: [] })).length, 1);
  });
});
