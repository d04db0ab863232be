import { has, listOf, ofType, textOf, type Resource } from "./resources.ts";

/** An environment variable of the app. Its value is matched against patterns alone, and never printed. */
export interface Variable {
  readonly key: string;
  readonly value: string;
  readonly sensitive: boolean;
  /** Which of Vercel's own environments have it. */
  readonly targets: readonly unknown[];
  /** The only branch of whose previews it is one; "" for all. */
  readonly branch: string;
  /** Whether a custom environment has it. */
  readonly custom: boolean;
}

/** The app's environment variables. */
export function variablesOf(resources: readonly Resource[]): Variable[] {
  const type = "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable";
  return ofType(resources, type).map((resource) => {
    return {
      key: textOf(resource, "key"),
      value: textOf(resource, "value"),
      sensitive: resource.props["sensitive"] === true,
      targets: listOf(resource, "targets"),
      branch: textOf(resource, "gitBranch"),
      custom: has(resource, "customEnvironmentIds"),
    };
  });
}
