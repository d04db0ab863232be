import assert from "node:assert/strict";
import { CLIENT_KINDS, USUAL_CLIENTS } from "../../rollout/clients.ts";
import { faults, parse, problems, production, type Stack } from "./stack.ts";

const clients = (shares: unknown): Stack => production({ clients: shares });

describe("clients", () => {
  it("are an assumption where absent: mostly browsers", () => {
    const config = parse(production());
    assert.ok(config.environment === "production");
    assert.deepEqual(config.clients, USUAL_CLIENTS);
    assert.ok((config.clients.chromium ?? 0) >= 90);
  });

  it("are shares by kind, typed as numbers or digits", () => {
    const config = parse(clients({ chromium: "97", go: 3, haproxy: 0 }));
    assert.ok(config.environment === "production");
    assert.deepEqual(config.clients, { chromium: 97, go: 3, haproxy: 0 });
  });

  it("are refused where they are not 100 % in all", () => {
    for (const shares of [{ chromium: 90 }, { chromium: 100, go: 1 }, {}])
      assert.deepEqual(
        faults(clients(shares)).map(({ key, problem, allowed }) => [key, problem, allowed]),
        [
          [
            "clients",
            "has shares that are not 100 % in all",
            "each kind's share in percent, 100 in all",
          ],
        ],
      );
  });

  it("are refused with a kind that was not measured, and the kinds are named", () => {
    const [fault, ...others] = faults(clients({ chromium: 90, netscape: 10 }));
    assert.deepEqual(others, []);
    assert.equal(fault?.key, "clients.netscape");
    assert.equal(fault.allowed, `one of ${CLIENT_KINDS.join(", ")}`);
    assert.deepEqual(
      faults(clients({ chromium: 90, goo: 10 })).map(({ allowed }) => allowed),
      ["did you mean clients.go?"],
    );
  });

  for (const share of ["10%", -1, 101, 2.5, null, true])
    it(`are refused with a share of ${JSON.stringify(share)}`, () => {
      const [problem = ""] = problems(clients({ chromium: 90, go: share }));
      assert.match(problem, /^clients\.go is /);
    });
});
