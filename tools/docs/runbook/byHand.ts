import { WEIGHTED_TTL, weightedNameOf } from "../../../components/weightedName.ts";
import type { ProductionConfig } from "../../../config.ts";
import { publicHosts } from "../../../config/hosts.ts";
import { weights } from "../../../rollout/traffic.ts";
import { code, section, table } from "../markdown.ts";

/** A roll back without this tool: the consoles, or the clouds' own commands. */
export function byHand(config: ProductionConfig): string {
  return section(
    "## Roll back by hand",
    "For when this tool is not installed, or the state cannot be reached. Do 1, then 2. For each, the console or the command is enough. **Let nobody run `pulumi up` or `./canary run` until 4**: it would restore what config requests.",
    traffic(config),
    hosts(config),
    verify(config),
    settle(),
    anew(),
  );
}

function traffic({ hosts, cloudflare, vercel }: ProductionConfig): string {
  const zone = hosts.delegated;
  const name = weightedNameOf(hosts.public, cloudflare.zone, zone);
  const back = weights(0);
  const set = (leg: "stable" | "canary", value: string, more: object) => ({
    Action: "UPSERT",
    ResourceRecordSet: {
      Name: `${name}.`,
      Type: "CNAME",
      SetIdentifier: leg,
      Weight: back[leg],
      TTL: WEIGHTED_TTL,
      ResourceRecords: [{ Value: value }],
      ...more,
    },
  });
  const batch = {
    Changes: [
      set("stable", vercel.target, {}),
      set("canary", "dXXXX.cloudfront.net", { HealthCheckId: "XXXX" }),
    ],
  };
  return section(
    "### 1. All traffic to stable",
    `**Console**: AWS, Route 53, Hosted zones, \`${zone}\`. There are two CNAME records \`${name}\`. Edit the one with the record ID \`stable\`: weight ${back.stable}. Then the one with \`canary\`: weight ${back.canary}. Stable first: with [two weights of 0](https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-weighted.html) both would be served alike.`,
    "**Command**, in AWS CloudShell or wherever `aws` and `jq` are. One change, of both or of none:",
    code(
      "sh",
      [
        `zone=$(aws route53 list-hosted-zones-by-name --dns-name ${zone} --max-items 1 \\`,
        "  --query 'HostedZones[0].Id' --output text)",
        'aws route53 list-resource-record-sets --hosted-zone-id "$zone" --output json \\',
        `  --query "ResourceRecordSets[?Name=='${name}.' && Type=='CNAME']" |`,
        `  jq '{Changes: [.[] | .Weight = ${JSON.stringify(back)}[.SetIdentifier]`,
        `    | {Action: "UPSERT", ResourceRecordSet: .}]}' > change.json`,
        "cat change.json # as below",
        'aws route53 change-resource-record-sets --hosted-zone-id "$zone" --change-batch file://change.json',
      ].join("\n"),
    ),
    "`change.json`, where nothing but the weights may differ from what is there:",
    code("json", JSON.stringify(batch, null, 2)),
    alike(hosts.others, cloudflare.zone),
  );
}

/** The zones and names of further public hosts, whose weights move with the first one's. */
function alike(others: ProductionConfig["hosts"]["others"], zone: string): string | undefined {
  const all = Object.values(others);
  if (all.length === 0) return undefined;
  return section(
    "**The same for each of these**, all of which the release moves with:",
    table(
      ["public host", "hosted zone", "name of both records"],
      all.map((host) => [
        `\`${host.public}\``,
        `\`${host.delegated}\``,
        `\`${weightedNameOf(host.public, zone, host.delegated)}\``,
      ]),
    ),
  );
}

function hosts({ hosts, vercel }: ProductionConfig): string {
  const team = vercel.team === undefined ? "" : `?teamId=${vercel.team}`;
  const both = `\`${hosts.public}\` and \`${hosts.canary}\`, the origin of CloudFront,`;
  const every = publicHosts(hosts).flatMap((one) => [one.public, one.canary]);
  return section(
    "### 2. Both legs to the good deployment",
    `The good one is \`releases.stable.deployment\` in \`Pulumi.production.yaml\`; where it is the promoted release that is bad, the one that stood there before: \`git log -p -3 -- Pulumi.production.yaml\`. ${both} must serve it: the second one is for visitors whose DNS answer is old.`,
    `**Console**: Vercel, project \`${vercel.project}\`, [Instant Rollback](https://vercel.com/docs/instant-rollback), and choose that deployment: it takes all of the project's production domains.`,
    "**Command**, with a token of Vercel's in `VERCEL_API_TOKEN`:",
    code(
      "sh",
      [
        "good=dpl_XXXX",
        `for host in ${every.join(" ")}; do`,
        `  curl -sS -X POST "https://api.vercel.com/v2/deployments/$good/aliases${team}" \\`,
        '    -H "Authorization: Bearer $VERCEL_API_TOKEN" -H "Content-Type: application/json" \\',
        '    -d "{\\"alias\\":\\"$host\\"}"',
        "done",
      ].join("\n"),
    ),
    "The same with Vercel's own command, once for each host: `vercel alias set DEPLOYMENT_URL HOST`.",
  );
}

function verify({ hosts, cloudflare, vercel, health }: ProductionConfig): string {
  const zone = hosts.delegated;
  const name = weightedNameOf(hosts.public, cloudflare.zone, zone);
  return section(
    "### 3. Check the result",
    table(
      ["what", "command", "expect"],
      [
        [
          "what Route 53 answers, at its source",
          `\`for ns in $(dig +short NS ${zone}); do dig +short CNAME ${name} @$ns; done\``,
          `always \`${vercel.target}.\``,
        ],
        [
          "what your resolver has cached",
          `\`dig CNAME ${name}\``,
          `the same within ${WEIGHTED_TTL} s; some resolvers keep it longer`,
        ],
        [
          "the public host",
          `\`curl -sSi https://${hosts.public}${health.path}\``,
          `${health.status}, \`${health.body}\`, and the good version where the app says one`,
        ],
        [
          "the same, past every cache of names",
          `\`curl -sSi --connect-to ${hosts.public}:443:${vercel.target}:443 https://${hosts.public}${health.path}\``,
          "the same",
        ],
        [
          "the origin of the canary's leg",
          `\`curl -sSi https://${hosts.canary}${health.path}\``,
          "the same",
        ],
      ],
    ),
    ...(Object.keys(hosts.others).length > 0 ? ["So for each of the other public hosts."] : []),
    "Then watch for 15 minutes: error rate and response time are as before, and no alert is left. If something is still wrong, the release was not the cause.",
  );
}

function settle(): string {
  return section(
    "### 4. Bring the record up to date",
    "As soon as this tool works again, before anybody runs `pulumi up`:",
    code(
      "sh",
      [
        "pulumi refresh --yes --stack production",
        './canary rollback --reason "rolled back by hand: what happened"',
      ].join("\n"),
    ),
    "It halts the release, writes the stack file, and prints the `git` commands for it.",
  );
}

function anew(): string {
  return section(
    "### 5. If the record is lost, or cannot be read",
    "`./canary status` says so. `./canary rollback --to DEPLOYMENT` takes everyone to that deployment, and leaves the record as it is. Then begin a new record, with the good release under `releases.stable`:",
    code(
      "sh",
      [
        "pulumi state delete --force --yes --stack production \\",
        "  'urn:pulumi:production::canary::pulumi:index:Stash::record' # where it is there",
        "pulumi config set percentage 0 --stack production",
        "pulumi up --stack production",
      ].join("\n"),
    ),
    "The new record does not have what was halted before: take a bad release out of `releases.canary` first.",
  );
}
