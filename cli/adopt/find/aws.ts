import type { Candidate } from "../candidates.ts";
import type { Finder, FinderArgs, Finders } from "./finder.ts";

/**
 * Finds what an interrupted update had made and the state does not have. An account may have many things
 * of one name, and what it had before is somebody else's: so nothing but what was begun, and one of it.
 */
export function awsFinders({ accounts, begun }: FinderArgs): Finders {
  const interrupted =
    (
      nameIn: (inputs: Candidate["inputs"]) => unknown,
      ids: (name: string) => Promise<readonly string[]>,
    ): Finder =>
    async ({ urn, inputs }) => {
      const name = nameIn(inputs);
      if (typeof name !== "string" || !begun.has(urn)) return undefined;
      const [id, ...more] = await ids(name);
      return id === undefined || more.length > 0 ? undefined : { id };
    };
  return {
    "aws:route53/zone:Zone": interrupted(
      ({ name }) => name,
      async (name) => (await (await accounts.aws()).hostedZones(name)).map(({ id }) => id),
    ),
    "aws:acm/certificate:Certificate": interrupted(
      ({ domainName }) => domainName,
      async (host) =>
        (await (await accounts.aws()).certificates(host))
          .filter(({ domainName, isInUse }) => domainName === host && !isInUse)
          .map(({ arn }) => arn),
    ),
    "aws:cloudfront/distribution:Distribution": interrupted(
      ({ aliases }) => (Array.isArray(aliases) ? (aliases as unknown[])[0] : undefined),
      async (alias) => (await (await accounts.aws()).distributions(alias)).map(({ id }) => id),
    ),
    "aws:s3/bucket:Bucket": interrupted(
      ({ bucket }) => bucket,
      async (name) => ((await (await accounts.aws()).bucket(name)) === "ours" ? [name] : []),
    ),
  };
}
