import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Folder } from "./workspace.ts";

/** A certificate authority that nobody but a test trusts. */
export class Authority implements Disposable {
  readonly #folder = new Folder();
  readonly ca: string;

  constructor() {
    this.#openssl(
      "req",
      "-x509",
      ...KEY,
      "ca.key",
      "-out",
      "ca.pem",
      "-days",
      "30",
      "-subj",
      "/O=Test Authority",
    );
    this.ca = this.#read("ca.pem");
  }

  /** A certificate for a host, good for so many days. */
  issue(host: string, days: number): { readonly key: string; readonly cert: string } {
    this.#folder.write("names", `subjectAltName=DNS:${host}\n`);
    this.#openssl("req", ...KEY, "key", "-out", "request", "-subj", `/CN=${host}`);
    const by = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
    this.#openssl(
      "x509",
      "-req",
      "-in",
      "request",
      ...by,
      "-out",
      "cert",
      "-days",
      String(days),
      "-extfile",
      "names",
    );
    return { key: this.#read("key"), cert: this.#read("cert") };
  }

  [Symbol.dispose](): void {
    this.#folder[Symbol.dispose]();
  }

  #openssl(...args: string[]): void {
    execFileSync("openssl", args, { cwd: this.#folder.path, stdio: "pipe" });
  }

  #read(file: string): string {
    return readFileSync(join(this.#folder.path, file), "utf8");
  }
}

const KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout"];
