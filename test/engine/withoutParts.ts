interface Exported {
  readonly deployment: { readonly resources: readonly Kept[] };
}

interface Kept {
  readonly urn: string;
  readonly type: string;
}

/** The components whose resources route no traffic. */
const PARTS = /canary:index:(Monitoring|Notifications|Operations)\b/;

/** An exported state without the resources of these components, and without the provider that only they have. */
export function withoutParts(text: string): string {
  const state = JSON.parse(text) as Exported;
  const resources = state.deployment.resources.filter(
    ({ urn, type }) => !PARTS.test(urn) && type !== "pulumi:providers:datadog",
  );
  return JSON.stringify({ ...state, deployment: { ...state.deployment, resources } });
}
