import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { sooner } from "../../../rehearsal/dns/sooner.ts";
import {
  findUnbound,
  NoUnbound,
  startUnbound,
  unboundConfig,
} from "../../../rehearsal/dns/unbound.ts";
import { newFolder } from "../../engine/madeOnce.ts";

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

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

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
