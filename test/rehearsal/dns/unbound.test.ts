import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { isAlive } from "../../../cli/isAlive.ts";
import { startDns } from "../../../rehearsal/dns/index.ts";
import { queried } from "../../../rehearsal/dns/providers.ts";
import { serveDns } from "../../../rehearsal/dns/serve.ts";
import { sooner } from "../../../rehearsal/dns/sooner.ts";
import {
  findUnbound,
  NoUnbound,
  startUnbound,
  unboundConfig,
} from "../../../rehearsal/dns/unbound.ts";
import { newFolder } from "../../engine/madeOnce.ts";
import { openAsker } from "./ask.ts";

const STUBS = [
  { apex: "example.com", address: "127.77.1.53" },
  { apex: "vercel-dns.com", address: "127.77.1.55" },
];

/** A program that stands for unbound: it notes its process id and its configuration. */
async function standIn(lines: string): Promise<{ readonly folder: string; readonly file: string }> {
  const folder = await newFolder();
  const file = join(folder, "unbound");
  writeFileSync(file, `#!/bin/sh\necho $$ > ${folder}/pid\ncp "$3" ${folder}/conf\n${lines}\n`, {
    mode: 0o755,
  });
  return { folder, file };
}

const left = async () =>
  (await readdir(tmpdir())).filter((one) => one.startsWith("canary-unbound-"));

describe("unbound in place of the rehearsal's own resolver", () => {
  it("asks each zone's server here at its port, and is unbound as it comes beside that", () => {
    assert.equal(
      unboundConfig("127.77.2.1", { stubs: STUBS, port: 5300 }, "/tmp/one"),
      `server:
  interface: 127.77.2.1
  port: 5300
  access-control: 127.0.0.0/8 allow
  do-not-query-localhost: no
  do-ip6: no
  directory: "/tmp/one"
  username: ""
  chroot: ""
  pidfile: ""
  do-daemonize: no
  use-syslog: no
  module-config: "iterator"
  local-zone: "example.com." nodefault
  local-zone: "vercel-dns.com." nodefault
remote-control:
  control-enable: no
stub-zone:
  name: "example.com."
  stub-addr: 127.77.1.53@5300
stub-zone:
  name: "vercel-dns.com."
  stub-addr: 127.77.1.55@5300
`,
    );
  });

  it("is found on the PATH; where it is not there, what to do is said", async () => {
    const { folder, file } = await standIn("");
    assert.equal(findUnbound(["", "/nowhere", folder].join(delimiter)), file);
    assert.throws(
      () => findUnbound(["", "/nowhere"].join(delimiter)),
      (error) =>
        error instanceof NoUnbound &&
        /expected unbound on the PATH.*apt install unbound/.test(error.message),
    );
  });

  it("is started for each address with its own configuration, and ended by its process id", async () => {
    const before = await left();
    const { folder, file } = await standIn('echo "info: start of service" >&2\nexec sleep 60');
    const args = { stubs: STUBS, port: 5300, addresses: ["127.77.2.1"] };
    const started = await startUnbound(file, args);
    const pid = Number(readFileSync(join(folder, "pid"), "utf8"));
    assert.ok(isAlive(pid));
    assert.match(readFileSync(join(folder, "conf"), "utf8"), /interface: 127\.77\.2\.1\n/);
    assert.equal((await left()).length, before.length + 1);
    await started.close();
    assert.ok(!isAlive(pid));
    assert.deepEqual(await left(), before);
  });

  it("has an instance for each of the visitors' providers, and servers whose TTLs run out by the clock", async () => {
    const { folder, file } = await standIn('echo "info: start of service" >&2\nexec sleep 60');
    const asker = openAsker();
    const zones = [{ id: "1", name: "example.com" }];
    const args = { file: join(folder, "clouds.sqlite"), zones, scale: 60 };
    const own = await startDns(args);
    const dns = await startDns({ ...args, unbound: file });
    try {
      assert.deepEqual(own.providers, { count: 100, late: 0 });
      const { count, servers = [], late } = dns.providers;
      assert.deepEqual([count, late, new Set(servers).size], [20, 1, 20]);
      assert.ok(servers.includes(`127.77.2.20:${dns.port}`));
      assert.match(
        readFileSync(join(folder, "conf"), "utf8"),
        new RegExp(`name: "example.com."\n {2}stub-addr: 127.77.1.53@${dns.port}\n`),
      );
      const ttlAt = async (host: string) => {
        const question = { name: "none.example.com", type: "A" } as const;
        const [soa] = (await asker.ask({ host, port: dns.port }, question)).authorities ?? [];
        return soa?.type === "SOA" ? soa.ttl : undefined;
      };
      assert.equal(await ttlAt("127.77.1.53"), 30);
      assert.equal(await ttlAt("127.77.0.53"), 1800);
    } finally {
      await dns.close();
      await own.close();
      asker.close();
    }
  });

  it("is queried over DNS by its visitors, who keep nothing", async () => {
    let address = "127.0.0.1";
    const server = await serveDns(
      ({ name }) =>
        name === "www.example.com"
          ? { rcode: 0, answers: [{ type: "A", name, ttl: 60, data: address }] }
          : { rcode: 3 },
      { host: "127.77.2.1", port: 0 },
    );
    const visitor = queried(`${server.host}:${server.port}`);
    try {
      assert.deepEqual(await visitor.addresses("www.example.com"), [address]);
      address = "127.0.0.2";
      assert.deepEqual(await visitor.addresses("www.example.com"), [address]);
      await assert.rejects(visitor.addresses("example.com"), /ENOTFOUND/);
    } finally {
      await server.close();
    }
  });

  it("that does not start is said with its own words, and nothing is left of it", async () => {
    const before = await left();
    const { file } = await standIn('echo "error: cannot bind" >&2\nexit 1');
    const args = { stubs: STUBS, port: 5300, addresses: ["127.77.2.1", "127.77.2.2"] };
    await assert.rejects(startUnbound(file, args), /did not start: it ended\nerror: cannot bind/);
    assert.deepEqual(await left(), before);
  });
});

describe("TTLs for a resolver that counts them by the clock", () => {
  const record = (ttl: number) =>
    ({ name: "www.example.com", type: "CNAME", ttl, values: ["a.example.com"] }) as const;
  const zone = { apex: "example.com", nameServers: [], contact: "", negativeTtl: 900, records: [] };

  it("run out as much sooner as time passes faster, after a second at least", () => {
    assert.deepEqual(sooner({ is: "answer", records: [record(300), record(60)] }, 60), {
      is: "answer",
      records: [record(5), record(1)],
    });
    assert.deepEqual(sooner({ is: "answer", records: [record(60)] }, 300), {
      is: "answer",
      records: [record(1)],
    });
    assert.deepEqual(sooner({ is: "referral", nameServers: [record(172_800)] }, 60), {
      is: "referral",
      nameServers: [record(2880)],
    });
    assert.deepEqual(sooner({ is: "nxdomain", zone, records: [] }, 60), {
      ...{ is: "nxdomain", records: [] },
      zone: { ...zone, negativeTtl: 15 },
    });
    assert.deepEqual(sooner({ is: "refused" }, 60), { is: "refused" });
    assert.equal(sooner(undefined, 60), undefined);
  });
});
