import type { TokenAccess } from "./environment.ts";
import { oneLine, VendorFailure } from "./failures.ts";

/** Seconds that one try of the call may take. */
const PATIENCE = 15;

/**
 * Whether a token may edit the records of a zone: a batch of no operations needs the permission, and
 * changes nothing. Any answer but a refusal means that the token was let in.
 * https://developers.cloudflare.com/api/resources/dns/subresources/records/methods/batch/
 */
export async function mayEditRecords(
  { token, endpoint }: TokenAccess,
  zoneId: string,
): Promise<boolean> {
  const [{ createClient }, { BaseRecords }] = await Promise.all([
    import("cloudflare/tree-shakable"),
    import("cloudflare/resources/dns/records"),
  ]);
  const client = createClient({
    resources: [BaseRecords],
    apiToken: token,
    timeout: PATIENCE * 1000,
    ...(endpoint !== undefined && { baseURL: endpoint }),
  });
  try {
    await client.dns.records.batch({ zone_id: zoneId });
    return true;
  } catch (error) {
    const status = error instanceof Error && "status" in error ? error.status : undefined;
    if (status === 401 || status === 403) return false;
    if (typeof status === "number" && status < 500) return true;
    const said = oneLine(error);
    const what = `say whether the records of ${zoneId} may be edited`;
    throw new VendorFailure({ vendor: "Cloudflare", what, said });
  }
}
