import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CLOUDS } from "../../rehearsal/clouds/all.ts";
import { AWS } from "../../test/models/aws/index.ts";
import { CLOUDFORMATION } from "../../test/models/aws/template.ts";
import { verdicts } from "../../test/models/aws/verdicts.ts";
import { BODILESS, DATADOG } from "../../test/models/datadog/bodies.ts";
import { groundsOf, type Grounds } from "../../test/models/grounds.ts";
import { rules } from "../../test/models/rules.ts";
import { UNJUDGED, VERCEL } from "../../test/models/vercel/bodies.ts";
import { table } from "./markdown.ts";

/** What judged a type, and what nothing did. */
interface Row {
  readonly by: readonly string[];
  readonly nothing: string;
}

/** The page that says, type by type, which of the vendors' own models judged what is declared. */
export function vendorsModels(): string {
  const { devDependencies, dependencies } = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"),
  ) as Record<"devDependencies" | "dependencies", Record<string, string>>;
  const npm = (name: string) =>
    `${inline(name)} ${devDependencies[name] ?? dependencies[name] ?? ""}`.trimEnd();
  const { versions } = verdicts();
  const types = CLOUDS.flatMap(({ types }) => types.map(({ token }) => token));
  return `# What the vendors' own models say of what is declared

Everything here runs against stand-ins that we wrote. So what is declared is judged by what the vendors publish too. This page is made by \`make docs\`; the tests in \`test/models/\` are red where it is no longer so.

- **AWS**: the calls that the provider makes are judged by the service models in botocore ${versions.botocore} (names, types, what is required, lengths, enums, patterns), as a template by CloudFormation's schemas and rules in cfn-lint ${versions["cfn-lint"]}, and are made in order at moto ${versions.moto}. \`make models\` does it anew and needs Python. Its verdicts are kept, and \`make test\` compares them with what is declared now.
- **Vercel**: the bodies that are sent, to the last key, by the schemas in ${npm("@vercel/sdk")}.
- **Cloudflare**: the bodies by the types in ${npm("cloudflare")}, with the compiler.
- **Datadog**: the bodies, to the last key, by the models in ${npm("@datadog/datadog-api-client")} (types, enums, what is required), and monitors' queries by the forms that Datadog documents.

What is judged is the example at 10 %, and the same on logs with Vercel's drain, Cloudflare's integration and staging as a custom environment. What the stand-ins answer is judged by the same models.

**No model could judge** how the real provider turns what is declared into calls: that is written here, out of its source. Nor does any know what one account, plan or token may.

## Type by type

${table(
  ["type", "judged by", "what nothing could judge"],
  types.map((type) => {
    const { by, nothing } = rowOf(type);
    return [inline(type), by.join("; ") || "**nothing**", nothing];
  }),
)}

\`pulumi:index:Stash\` and the components (\`canary:index:…\`) are at no vendor: nothing of theirs is judged.

## What the stand-ins refuse

Each refusal is moto's too, or is in a page that is cited, or is marked as a guess. Where moto takes what the stand-in refuses, the page decides: moto does not play all of AWS.

${table(
  ["refusal", "stands on"],
  groundsOf(rules()).map((rule) => [inline(`${rule.cloud}/${rule.name}`), groundsIn(rule)]),
)}

## Where a model is wrong

- botocore's model of Route 53 has ids of at most 32 characters, and those that Route 53 gives now have more, with \`/hostedzone/\` before them ([moto's change](https://github.com/getmoto/moto/pull/8984)).
- Datadog's API says by how far a monitor's limit is passed (\`triggering_value\`); its client's model does not have it.
`;
}

function inline(text: string): string {
  return `\`${text}\``;
}

function rowOf(type: string): Row {
  if (type in AWS) return ofAws(type);
  if (type in VERCEL) return ofVercel(type);
  if (type === "cloudflare:index/dnsRecord:DnsRecord") {
    return {
      by: ["the types of the SDK"],
      nothing: "numbers and texts: a type has no bounds (TTL), and no rule between records",
    };
  }
  if (type in DATADOG) return ofDatadog(type);
  if (type === BODILESS)
    return {
      by: ["the client's model of what is answered"],
      nothing: "what is sent: it has no body",
    };
  throw new Error(`${type}: tools/docs/vendorsModels.ts says of nothing that judges it`);
}

function ofAws(type: string): Row {
  const { calls, emulator } = verdicts();
  const { judged = 0, checked = 0 } = calls[type] ?? {};
  const template = CLOUDFORMATION[type];
  const many = judged === 1 ? "1 call" : `${judged} calls`;
  const refused = emulator[type]?.faults.length === 0 ? "moto" : "moto, which refuses it";
  return {
    by: [
      `botocore (${many}, ${checked} values)`,
      ...(template === undefined ? [] : [`cfn-lint (${template})`]),
      refused,
    ],
    nothing: AWS_NOTHING[type] ?? "rules between resources: the refusals below",
  };
}

const AWS_NOTHING: Readonly<Record<string, string>> = {
  "aws:acm/certificateValidation:CertificateValidation":
    "the wait until it is issued, and the comparison of names, which are the provider's own",
  "aws:route53/healthCheck:HealthCheck": "whether the check would be well",
  "aws:iam/role:Role": "whom the policy of trust lets in",
  "aws:iam/rolePolicy:RolePolicy": "whether the permissions are enough for Datadog",
  "aws:sns/topicSubscription:TopicSubscription": "whether the number takes messages",
};

function ofVercel(type: string): Row {
  const by = [
    ...(UNJUDGED.bodies.includes(type) ? [] : ["the SDK's schema of what is sent"]),
    ...(UNJUDGED.answers.includes(type) ? [] : ["its schema of what is answered, in part"]),
  ];
  const nothing = [
    ...(UNJUDGED.bodies.includes(type) ? ["what is sent: the SDK has no such call"] : []),
    ...(UNJUDGED.answers.includes(type) ? ["what is answered"] : []),
    "lengths and patterns: the SDK has none",
  ];
  return { by, nothing: nothing.join("; ") };
}

/** What the stand-in's API answers of, as the gate reads it. */
const ANSWERED = ["datadog:index/monitor:Monitor", "datadog:index/syntheticsTest:SyntheticsTest"];

function ofDatadog(type: string): Row {
  const isMonitor = type === "datadog:index/monitor:Monitor";
  return {
    by: [
      "the client's model of what is sent",
      ...(isMonitor ? ["the documented forms of a query"] : []),
      ...(ANSWERED.includes(type) ? ["the model of what the API answers"] : []),
    ],
    nothing: isMonitor
      ? "whether a metric exists; the rules between options, which are the refusals below"
      : "texts and numbers: the client has no patterns and no bounds; what is answered but its id, which is what was sent",
  };
}

function groundsIn({ moto, inModel, pages, isGuess, isOwn }: Grounds): string {
  const grounds = [
    ...(moto === undefined ? [] : [`moto: the same ${moto}`]),
    ...pages.map((page) => `[${new URL(page).hostname}](${page})`),
    ...(isGuess ? ["**a guess**"] : []),
    ...(isOwn ? ["the stand-in's own: no cloud refuses it"] : []),
    ...(inModel === true ? ["an error of botocore's model"] : []),
  ];
  return grounds.join("; ");
}
