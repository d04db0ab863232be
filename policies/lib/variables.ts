import { ofType, textOf, type Resource } from "./resources.ts";

/** An environment variable of the app. Its value is for patterns alone, and never told. */
export interface Variable {
  readonly key: string;
  readonly value: string;
  readonly sensitive: boolean;
  readonly targets: readonly unknown[];
}

/** The app's environment variables. */
export function variablesOf(resources: readonly Resource[]): Variable[] {
  const type = "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable";
  return ofType(resources, type).map((resource) => {
    const { sensitive, targets } = resource.props;
    return {
      key: textOf(resource, "key"),
      value: textOf(resource, "value"),
      sensitive: sensitive === true,
      targets: Array.isArray(targets) ? targets : [],
    };
  });
}
