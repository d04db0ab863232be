import { openStore, type Store } from "./clouds/index.ts";

// A command that looks at what the stand-in clouds hold, as somebody outside would see it:
// FILE serves HOST RELEASE|STABLE, FILE leads HOST, FILE certificate HOST. It exits with 1 where
// something is not as it must be.

type Look = (store: Store, host: string, whose: string) => string | undefined;

const LOOKS: Readonly<Record<string, Look>> = {
  /** The host serves the release that the environment names. */
  serves(store, host, whose) {
    const wanted = process.env[`${whose}_DEPLOYMENT`];
    const aliases = store.resources("vercel:index/alias:Alias").map(({ outputs }) => outputs);
    const serving = aliases.find(({ alias }) => alias === host)?.["deploymentId"];
    return serving !== undefined && serving === wanted
      ? undefined
      : `${host} serves ${String(serving)}, not ${String(wanted)}`;
  },
  /** The host leads, at Cloudflare, to two weighted records. */
  leads(store, host) {
    const records = store.resources("cloudflare:index/dnsRecord:DnsRecord");
    const to = records.find(({ outputs }) => outputs["name"] === host)?.outputs["content"];
    const weighted = store
      .resources("aws:route53/record:Record")
      .filter(({ outputs }) => outputs["name"] === to && outputs["weightedRoutingPolicies"]);
    return weighted.length === 2
      ? undefined
      : `${host} leads to ${String(to)}, which has ${weighted.length} weighted records`;
  },
  /** There is a certificate for the host, and it was validated. */
  certificate(store, host) {
    const [certificate] = store
      .resources("aws:acm/certificate:Certificate")
      .filter(({ outputs }) => outputs["domainName"] === host);
    const validated = store
      .resources("aws:acm/certificateValidation:CertificateValidation")
      .some(({ outputs }) => outputs["certificateArn"] === certificate?.outputs["arn"]);
    return certificate && validated ? undefined : `no validated certificate is for ${host}`;
  },
};

const [file = "", what = "", host = "", whose = ""] = process.argv.slice(2);
const look = LOOKS[what];
if (!look) throw new Error(`there is no look called ${what}`);
const store = openStore(file);
const wrong = look(store, host, whose);
store.close();
console.log(wrong ?? "as it must be");
process.exitCode = wrong === undefined ? 0 : 1;
