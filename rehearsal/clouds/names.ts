/** A DNS name as it is compared: lower case, without the dot that ends it. */
export function dnsName(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

/** Whether two DNS names are one. */
export function sameName(one: string, other: string): boolean {
  return dnsName(one) === dnsName(other);
}

/** Whether a name, e.g. of a certificate, covers a host: the same, or `*.` and one label before it. */
export function covers(pattern: string, host: string): boolean {
  if (sameName(pattern, host)) return true;
  return pattern.startsWith("*.") && sameName(pattern.slice(2), host.replace(/^[^.]+\./, ""));
}
