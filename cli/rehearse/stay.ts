import { relative } from "node:path";
import { pagesOf } from "../../rehearsal/site/declared.ts";
import type { Played } from "../../rehearsal/traffic/index.ts";
import { untilInterrupted } from "../untilInterrupted.ts";

/** Keep the clouds and the visitors until the user ends them, and say how to go on by hand. */
export async function stay({ live, outcome }: Played): Promise<void> {
  const { workspace, fixtures } = live;
  const host = fixtures.hosts.public;
  const { health } = pagesOf(live.store.resources());
  const prepared = "stages" in outcome && outcome.faults.length === 0;
  if (prepared) {
    const { prepareNextRelease } = await import("../../rehearsal/traffic/index.ts");
    await prepareNextRelease(live);
  }
  // Which stack is selected is kept by a folder's path, and this workspace was copied here.
  await workspace.pulumi("stack", "select", "production");
  const moves = prepared
    ? [
        `  pulumi config set percentage 10 && pulumi up    # ${fixtures.nextRelease.version} is prepared at 0 %`,
        "  ./canary verify    # each later step needs its own",
      ]
    : [];
  console.log(`
Visitors keep coming until ^C. In another terminal:
  cd ${relative(process.cwd(), workspace.directory) || "."} && . ./env
${[...moves, "  ./canary status", "  ./canary rollback"].join("\n")}
  dig +noall +answer @$DNS -p $DNS_PORT ${host}
  curl -i --cacert $NODE_EXTRA_CA_CERTS --connect-to ${host}:443:$(dig +short @$DNS -p $DNS_PORT ${host} | tail -1):$HTTPS_PORT https://${host}${health.path}`);
  await untilInterrupted();
}
