/**
 * The checks that Datadog makes, by their names in keys, with the checklist's items that each covers:
 * of the canary host before visitors come, of the public one once they have. The canary's entry point
 * adds a hop and nothing else, so only its health is checked: at 0 % stable answers there. Of its
 * origin the certificate is checked, without which CloudFront serves nobody.
 */
export const CHECKS = {
  health: {
    title: "health",
    canary: ["test-health-endpoints"],
    entry: ["canary-verify-health"],
    public: ["post-app-health", "rb-monitor-health", "rbv-app-health"],
  },
  api: {
    title: "API",
    canary: ["test-api-endpoints", "canary-user-flows"],
    public: ["full-critical-flows", "ux-critical-flows", "rbv-user-flows", "mon-user-experience"],
  },
  "sign-in": {
    title: "sign-in",
    canary: ["test-auth-flows", "canary-user-flows"],
    public: ["full-critical-flows", "ux-auth", "rbv-user-flows", "mon-user-experience"],
  },
  payment: {
    title: "payment",
    canary: ["test-payments", "canary-user-flows"],
    public: ["full-critical-flows", "ux-payments", "rbv-user-flows", "mon-user-experience"],
  },
  realtime: { title: "real-time", canary: ["test-realtime"], public: ["post-realtime"] },
  assets: {
    title: "pages and assets",
    canary: ["test-ui-components"],
    public: ["ux-links-assets", "ux-ui-rendering", "mon-user-experience"],
  },
  certificate: {
    title: "certificate",
    canary: ["full-ssl"],
    origin: ["full-ssl"],
    public: ["full-ssl"],
  },
} as const;

export type Check = keyof typeof CHECKS;

type CheckItems = { readonly title: string } & Partial<Record<CheckedHost, readonly string[]>>;

/** What is checked: where a prepared release is tested, how visitors reach it, and where they come in. */
export const CHECKED_HOSTS = {
  canary: "the canary host",
  entry: "the canary's entry point",
  origin: "the canary's origin",
  public: "the public host",
} as const;

export type CheckedHost = keyof typeof CHECKED_HOSTS;

/** One check of one host. */
export interface HostCheck {
  /** The key of the monitor that Datadog makes for it: `canary-health`, `canary-entry`. */
  readonly key: string;
  readonly host: CheckedHost;
  readonly check: Check;
  /** What it checks, as text: `the canary host: health`. */
  readonly what: string;
  /** The checklist's items that it covers. */
  readonly items: readonly string[];
}

/** All checks, host by host. */
export const HOST_CHECKS: readonly HostCheck[] = (
  Object.keys(CHECKED_HOSTS) as CheckedHost[]
).flatMap((host) =>
  (Object.keys(CHECKS) as Check[]).flatMap((check) => {
    const { title, [host]: items }: CheckItems = CHECKS[check];
    if (!items) return [];
    return {
      key: host === "entry" ? "canary-entry" : `${host}-${check}`,
      ...{ host, check, what: `${CHECKED_HOSTS[host]}: ${title}` },
      // A certificate runs out in weeks: it is to be renewed, and nothing is broken yet.
      items: [...items, ...(check === "certificate" ? [] : ["trig-critical-broken"])],
    };
  }),
);

/** What is checked of a further public host: that it is there. What a user does is done on the first one. */
const OF_OTHERS: readonly Check[] = ["health", "certificate"];

/** The checks of a further public host, by its name: the key of each is the first host's, a dot and the name. */
export function hostChecksOf(name: string): readonly HostCheck[] {
  return HOST_CHECKS.filter(({ check }) => OF_OTHERS.includes(check)).map((one) => ({
    ...one,
    key: `${one.key}.${name}`,
    what: `${one.what} (${name})`,
  }));
}

/** The key that stands for a monitor in the runbook, in routes and in triggers: that of the first public host's. */
export function plainKey(key: string): string {
  return key.replace(/\..*$/, "");
}
