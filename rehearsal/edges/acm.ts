import type { Store } from "../clouds/index.ts";
import { sameName } from "../clouds/names.ts";
import type { Resolver } from "../dns/index.ts";
import type { Ca, Material } from "./ca.ts";

interface Proof {
  readonly resourceRecordName: string;
  readonly resourceRecordValue: string;
}

/**
 * The certificates of ACM: issued once each of their names' proof is found by DNS, and kept.
 * https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
export function acmCertificates(store: Store, ca: Ca, resolver: () => Resolver) {
  const issued = new Map<string, Material>();
  const asking = new Map<string, Promise<Material | undefined>>();
  const issue = async (arn: string): Promise<Material | undefined> => {
    const certificate = store
      .resources("aws:acm/certificate:Certificate")
      .find(({ outputs }) => outputs["arn"] === arn);
    if (!certificate) return undefined;
    const { outputs } = certificate;
    const proofs = outputs["domainValidationOptions"] as readonly Proof[];
    const proved = await Promise.all(proofs.map((proof) => isThere(proof, resolver())));
    if (!proved.every(Boolean)) return undefined;
    const others = (outputs["subjectAlternativeNames"] ?? []) as readonly string[];
    const material = ca.issue([...new Set([String(outputs["domainName"]), ...others])], 395);
    issued.set(arn, material);
    return material;
  };
  return async (arn: string): Promise<Material | undefined> => {
    const known = issued.get(arn);
    if (known) return known;
    const asked = asking.get(arn) ?? issue(arn).finally(() => asking.delete(arn));
    asking.set(arn, asked);
    return asked;
  };
}

async function isThere(proof: Proof, resolver: Resolver): Promise<boolean> {
  const { answers } = await resolver.resolve({ name: proof.resourceRecordName, type: "CNAME" });
  return answers.some(
    (one) => one.type === "CNAME" && sameName(one.data, proof.resourceRecordValue),
  );
}
