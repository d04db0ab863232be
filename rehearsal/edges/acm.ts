import type { Store } from "../clouds/index.ts";
import { sameName } from "../clouds/names.ts";
import type { Resolver } from "../dns/index.ts";
import { issuedOnce, type Ca } from "./ca.ts";

interface Proof {
  readonly resourceRecordName: string;
  readonly resourceRecordValue: string;
}

/**
 * The certificates of ACM: issued once each of their names' proof is found by DNS, and kept.
 * https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
export function acmCertificates(store: Store, ca: Ca, resolver: () => Resolver) {
  return issuedOnce(async (arn) => {
    const certificate = store.resource("aws:acm/certificate:Certificate", arn);
    if (!certificate) return undefined;
    const { outputs } = certificate;
    const proofs = outputs["domainValidationOptions"] as readonly Proof[];
    const proved = await Promise.all(proofs.map((proof) => isThere(proof, resolver())));
    if (!proved.every(Boolean)) return undefined;
    const others = (outputs["subjectAlternativeNames"] ?? []) as readonly string[];
    return ca.issue([...new Set([String(outputs["domainName"]), ...others])], 395);
  });
}

async function isThere(proof: Proof, resolver: Resolver): Promise<boolean> {
  const { answers } = await resolver.resolve({ name: proof.resourceRecordName, type: "CNAME" });
  return answers.some(
    (one) => one.type === "CNAME" && sameName(one.data, proof.resourceRecordValue),
  );
}
