import { z } from "zod";
import type { Held, Proposed, ResourceType } from "../resourceType.ts";
import { MIXED } from "../store/draw.ts";
import { awsIntegrationAccount } from "./awsIntegrationAccount.ts";
import { badRequest } from "./failures.ts";

const text = z.string().optional();

const s3Archive = z
  .object({
    bucket: z.string(),
    accountId: text,
    roleName: text,
    accessKeyId: text,
    encryptionType: z.enum(["NO_OVERRIDE", "SSE_S3", "SSE_KMS"]).optional(),
  })
  .refine(
    ({ accountId, roleName, accessKeyId }) =>
      accessKeyId === undefined
        ? accountId !== undefined && roleName !== undefined
        : accountId === undefined && roleName === undefined,
    { path: ["accountId"], error: "accountId and roleName are needed, or accessKeyId alone" },
  );

const fields = z.object({
  name: z.string(),
  query: z.string(),
  s3Archive: s3Archive.optional(),
  azureArchive: z.unknown().optional(),
  gcsArchive: z.unknown().optional(),
  compressionMethod: z.enum(["GZIP", "ZSTD"]).optional(),
});

const inputs = fields.refine(
  ({ s3Archive, azureArchive, gcsArchive }) =>
    [s3Archive, azureArchive, gcsArchive].filter((one) => one !== undefined).length === 1,
  { path: ["s3Archive"], error: "an archive is in one place" },
);

type Inputs = z.infer<typeof inputs>;

/** Where Datadog puts logs for longer than it keeps them. It is given none here. */
export const logsArchive: ResourceType<Inputs> = {
  token: "datadog:index/logsArchive:LogsArchive",
  inputs,
  defaults: { compressionMethod: "GZIP", includeTags: false },
  identify: (_, draw) => draw("id", 22, MIXED),
  refuses: (proposed, held) => {
    const error = notIntegrated(proposed, held);
    return error && badRequest("logs archive", proposed.id, error);
  },
};

/** The account is one that is integrated: https://docs.datadoghq.com/logs/log_configuration/archives/#set-up-an-integration */
function notIntegrated({ inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const { accountId, roleName } = inputs.s3Archive ?? {};
  if (accountId === undefined) return undefined;
  const isSupported = held.of(awsIntegrationAccount).some(({ outputs }) => {
    const { awsAccountId, authConfig } = outputs;
    return awsAccountId === accountId && authConfig.awsAuthConfigRole?.roleName === roleName;
  });
  return isSupported ? undefined : `No AWS integration with account ${accountId} and this role`;
}
