/** A resource to register, as an exported state has it. */
export interface Listed {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The URN of the resource that it is part of; absent for one of the stack itself. */
  readonly parent?: string;
  readonly protect: boolean;
  /** The version of its provider; absent where the engine itself makes it. */
  readonly version?: string;
}

interface Exported {
  readonly deployment: { readonly resources: readonly ExportedResource[] };
}

interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly parent?: string;
  readonly protect?: boolean;
  readonly provider?: string;
  readonly external?: boolean;
}

/** The resources of an exported state that a program registers, parents first. */
export function listedIn(text: string): Listed[] {
  const { resources } = (JSON.parse(text) as Exported).deployment;
  const versions = new Map(
    resources
      .filter(({ type }) => type.startsWith("pulumi:providers:"))
      .map(({ urn, inputs }) => [urn, String(inputs?.["version"])]),
  );
  return resources
    .filter(
      ({ type, external }) =>
        !external && (!/^pulumi:(pulumi|providers):/.test(type) || type === "pulumi:index:Stash"),
    )
    .map(({ urn, type, custom, inputs = {}, parent, protect = false, provider }) => {
      const version = versions.get(provider?.replace(/::[^:]+$/, "") ?? "");
      return {
        ...{ urn, type, name: urn.slice(urn.lastIndexOf("::") + 2), custom, inputs, protect },
        ...(parent && !/::pulumi:pulumi:Stack::/.test(parent) && { parent }),
        ...(version && version !== "undefined" && { version }),
      };
    });
}
