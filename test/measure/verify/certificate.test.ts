import assert from "node:assert/strict";
import { createServer as createPlainServer, type AddressInfo, type Server } from "node:net";
import { createSecureContext, createServer, type SecureContext } from "node:tls";
import { certificate, type CertificateOptions } from "../../../measure/verify/certificate.ts";
import { Authority } from "./authority.ts";
import { NEVER } from "./workspace.ts";

const HOST = "www.example.com";

describe("the certificate of a leg", () => {
  let authority: Authority;
  before(() => {
    authority = new Authority();
  });
  after(() => {
    authority[Symbol.dispose]();
  });

  async function look(server: Server, over: Partial<CertificateOptions> = {}, signal = NEVER) {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const options = { host: HOST, at: "127.0.0.1", port, days: 20, ca: authority.ca };
      return await certificate({ ...options, now: () => new Date(), ...over }, signal);
    } finally {
      server.close();
    }
  }

  const requests: string[] = [];
  const leg = (host: string, days: number) => {
    const certificate = authority.issue(host, days);
    const answer = (name: string, done: (error: null, context: SecureContext) => void) => {
      requests.push(name);
      done(null, createSecureContext(certificate));
    };
    return createServer({ ...certificate, SNICallback: answer }, (socket) => {
      socket.on("error", () => undefined);
    });
  };

  it("is well where it is for the host, by a known authority, and good for long enough", async () => {
    const { faults, observed, counts } = await look(leg(HOST, 21));
    assert.deepEqual(faults, []);
    assert.equal(observed, "127.0.0.1: 20 days left, by Test Authority");
    assert.deepEqual(counts, { "days left at 127.0.0.1": 20 });
    assert.deepEqual(requests, [HOST]);
  });

  it("is at fault with too few days left", async () => {
    assert.deepEqual((await look(leg(HOST, 20))).faults, [
      `that of 127.0.0.1 for ${HOST} has 19 days left, and needs 20`,
    ]);
  });

  it("is at fault for another host", async () => {
    const { faults } = await look(leg("other.example.com", 30));
    assert.match(faults.join(), /for www\.example\.com is not valid: .*(ALTNAME|altnames)/i);
  });

  it("is at fault by an authority that nobody knows", async () => {
    using stranger = new Authority();
    const { faults } = await look(leg(HOST, 30), { ca: stranger.ca });
    assert.match(faults.join(), /is not valid: /);
  });

  it("is at fault where there is none", async () => {
    const plain = createPlainServer((socket) => {
      socket.end("HTTP/1.1 400\r\n\r\n");
    });
    assert.match((await look(plain)).faults.join(), /^127\.0\.0\.1 shows no certificate for www/);
  });

  it("is given up when it is cut short", async () => {
    const silent = createPlainServer((socket) => {
      socket.on("error", () => undefined);
    });
    await assert.rejects(look(silent, {}, AbortSignal.timeout(50)), { name: "TimeoutError" });
  });
});
