import { textIn } from "../candidates.ts";
import { interrupted, type FinderArgs, type Finders } from "./finder.ts";

/** Finds what an interrupted update had made. */
export function awsFinders(args: FinderArgs): Finders {
  const { accounts } = args;
  return {
    "aws:route53/zone:Zone": interrupted(
      args,
      ({ name }) => name,
      async (name) => (await (await accounts.aws()).hostedZones(name)).map(({ id }) => id),
    ),
    "aws:acm/certificate:Certificate": interrupted(
      args,
      ({ domainName }) => domainName,
      async (host) =>
        (await (await accounts.aws()).certificates(host))
          .filter(({ domainName, isInUse }) => domainName === host && !isInUse)
          .map(({ arn }) => arn),
    ),
    "aws:cloudfront/distribution:Distribution": interrupted(
      args,
      ({ aliases }) => (Array.isArray(aliases) ? (aliases as unknown[])[0] : undefined),
      async (alias) => (await (await accounts.aws()).distributions(alias)).map(({ id }) => id),
    ),
    "aws:s3/bucket:Bucket": interrupted(
      args,
      ({ bucket }) => bucket,
      async (name) => ((await (await accounts.aws()).bucket(name)) === "ours" ? [name] : []),
    ),
    "aws:iam/role:Role": interrupted(
      args,
      ({ name }) => name,
      async (name) => ((await (await accounts.aws()).hasRole(name)) ? [name] : []),
    ),
    // https://www.pulumi.com/registry/packages/aws/api-docs/route53/record/#import
    "aws:route53/record:Record": interrupted(
      args,
      ({ name }) => name,
      async (name, candidate) => {
        const [zoneId, type] = [textIn(candidate, "zoneId"), textIn(candidate, "type")];
        const set = textIn(candidate, "setIdentifier");
        if (zoneId === undefined || type === undefined) return [];
        return (await (await accounts.aws()).records(zoneId, name))
          .filter((one) => one.type === type && one.setIdentifier === set)
          .map(() => [zoneId, name, type, set].filter((part) => part !== undefined).join("_"));
      },
    ),
  };
}
