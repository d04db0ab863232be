import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** The secrets provider of the tests' stacks: a key in Vault's transit engine. */
export const BY_VAULT = "hashivault://tests";

let served: Promise<Readonly<Record<string, string>>> | undefined;

/**
 * The environment in which an engine finds a stand-in for Vault, one in each process of the tests. A key from
 * Vault costs the engine a request; one from a passphrase a fifth of a second of its processor's time.
 * https://github.com/google/go-cloud/blob/v0.46.0/secrets/hashivault/vault.go
 */
export function vault(): Promise<Readonly<Record<string, string>>> {
  return (served ??= serve());
}

/** Encrypts nothing: what it gives is the text itself behind the mark that Vault's own texts have. */
async function serve(): Promise<Readonly<Record<string, string>>> {
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      const { plaintext, ciphertext } = body as Readonly<Record<string, string | undefined>>;
      const data =
        ciphertext === undefined
          ? { ciphertext: `vault:v1:${plaintext ?? ""}` }
          : { plaintext: ciphertext.replace(/^vault:v1:/, "") };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ data }));
    });
  });
  server.listen(0, "127.0.0.1").unref();
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { VAULT_SERVER_URL: `http://127.0.0.1:${port}` };
}
