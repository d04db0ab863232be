/**
 * Where everything is on this machine's loopback: each cloud has an address of its own, as it has on
 * the internet. 127.0.0.0/8 is all loopback on Linux.
 */
export const ADDRESSES = {
  vercel: "127.77.0.1",
  cloudfront: "127.77.0.2",
  /** Nobody listens: the proxy is not played. */
  cloudflareProxy: "127.77.0.3",
  cloudflare: "127.77.0.53",
  route53: "127.77.0.54",
  vendors: "127.77.0.55",
  resolver: "127.0.0.1",
} as const;
