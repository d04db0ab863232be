import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import forge from "node-forge";

/** A certificate with its chain, and its key, as PEM. */
export interface Material {
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority of this machine alone. */
export interface Ca {
  /** Its own certificate, as PEM: what clients trust. */
  readonly certificate: string;
  /** The file that it is in, for `curl --cacert`. */
  readonly file: string;
  /** Issue a certificate for names. It requires no proof: who may have it is the caller's business. */
  issue(names: readonly string[], days?: number): Material;
}

const DAY = 24 * 60 * 60 * 1000;

/** Open the authority of a folder, made where there is none. */
export function openCa(directory: string): Ca {
  const file = join(directory, "ca.pem");
  const keyFile = join(directory, "ca.key");
  if (!existsSync(file)) {
    mkdirSync(directory, { recursive: true });
    const key = newKey();
    writeFileSync(keyFile, key, { mode: 0o600 });
    writeFileSync(file, selfSigned(key));
  }
  const certificate = readFileSync(file, "utf8");
  const issuer = {
    certificate: forge.pki.certificateFromPem(certificate),
    key: forge.pki.privateKeyFromPem(readFileSync(keyFile, "utf8")),
  };
  const key = newKey();
  return {
    certificate,
    file,
    issue: (names, days = 90) => {
      const leaf = blank(key, days);
      leaf.setSubject([{ name: "commonName", value: names[0] }]);
      leaf.setIssuer(issuer.certificate.subject.attributes);
      leaf.setExtensions([
        { name: "basicConstraints", cA: false },
        { name: "keyUsage", digitalSignature: true, keyEncipherment: true },
        { name: "extKeyUsage", serverAuth: true },
        { name: "subjectAltName", altNames: names.map((value) => ({ type: 2, value })) },
      ]);
      leaf.sign(issuer.key, forge.md.sha256.create());
      return { cert: forge.pki.certificateToPem(leaf) + certificate, key };
    },
  };
}

function selfSigned(key: string): string {
  const own = blank(key, 3650);
  const name = [{ name: "commonName", value: "Rehearsal of this machine" }];
  own.setSubject(name);
  own.setIssuer(name);
  own.setExtensions([
    { name: "basicConstraints", cA: true, critical: true },
    { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
  ]);
  own.sign(forge.pki.privateKeyFromPem(key), forge.md.sha256.create());
  return forge.pki.certificateToPem(own);
}

/** A certificate with a key and a time, and nothing said yet. */
function blank(key: string, days: number): forge.pki.Certificate {
  const { n, e } = forge.pki.privateKeyFromPem(key);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(n, e);
  // Positive, and in as few bytes as it takes: DER allows no other.
  certificate.serialNumber = `5a${randomBytes(15).toString("hex")}`;
  certificate.validity.notBefore = new Date(Date.now() - DAY);
  certificate.validity.notAfter = new Date(Date.now() + days * DAY);
  return certificate;
}

/** Node makes a key much faster than the library does, which reads PKCS #1 alone. */
function newKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs1", format: "pem" }).toString();
}

/** Issue each certificate once, by its name; one that was not issued is requested again. */
export function issuedOnce(issue: (name: string) => Promise<Material | undefined>) {
  const requested = new Map<string, Promise<Material | undefined>>();
  return async (name: string): Promise<Material | undefined> => {
    const issuing = requested.get(name) ?? issue(name);
    requested.set(name, issuing);
    let issued: Material | undefined;
    try {
      return (issued = await issuing);
    } finally {
      if (!issued) requested.delete(name);
    }
  };
}
