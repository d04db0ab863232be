import { connect } from "node:tls";
import type { CheckResult } from "./verified.ts";

export interface CertificateOptions {
  /** The name that the certificate must be good for. */
  readonly host: string;
  /** Where it is requested: another name or address that serves the host. */
  readonly at: string;
  /** Default 443. */
  readonly port?: number;
  /** Days that it must still be good for. */
  readonly days: number;
  /** Who may have signed it, as PEM. Default: whoever Node trusts. */
  readonly ca?: string;
  readonly now: () => Date;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * Whether whoever serves a host presents a certificate for it: signed by a chain that leads to a known
 * authority, for that name, and good for so many days still.
 * https://nodejs.org/docs/latest-v24.x/api/tls.html#tlsconnectoptions-callback
 */
export function certificate(
  options: CertificateOptions,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { host, at, port = 443, days, ca, now } = options;
  const { promise, resolve, reject } = Promise.withResolvers<CheckResult>();
  // What is wrong with it is checked here, so that it is reported with the days that are left.
  const socket = connect({
    host: at,
    port,
    servername: host,
    rejectUnauthorized: false,
    ...(ca !== undefined && { ca }),
  });
  const abort = () => {
    reject(signal.reason as Error);
    socket.destroy();
  };
  signal.addEventListener("abort", abort, { once: true });
  socket.once("error", (error: Error) => {
    const fault = `${at} shows no certificate for ${host}: ${error.message}`;
    resolve({ faults: [fault], observed: "", details: fault });
  });
  socket.once("secureConnect", () => {
    const { valid_to, issuer, fingerprint256 } = socket.getPeerCertificate();
    const left = Math.floor((Date.parse(valid_to) - now().getTime()) / DAY);
    const faults = [
      ...(socket.authorized
        ? []
        : [`that of ${at} for ${host} is not valid: ${toMessage(socket.authorizationError)}`]),
      ...(left >= days
        ? []
        : [`that of ${at} for ${host} has ${left} days left, and needs ${days}`]),
    ];
    const by = [issuer.O ?? issuer.CN].flat().join(", ");
    resolve({
      faults,
      observed: `${at}: ${left} days left, by ${by}`,
      counts: { [`days left at ${at}`]: left },
      details: `${host} at ${at}:${port} ${fingerprint256} until ${valid_to} by ${by}`,
    });
    socket.destroy();
  });
  return promise.finally(() => {
    signal.removeEventListener("abort", abort);
  });
}

/** Node's typings say `Error`; what is there is its code, as text. */
function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
