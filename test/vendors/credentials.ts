import type { VendorAccount, VendorApis } from "../../rehearsal/vendorApis/index.ts";

/** The environment by which a command reads a stand-in account. */
export function credentialsOf(
  account: VendorAccount,
  apis: Pick<VendorApis, "vercel" | "cloudflare" | "aws">,
) {
  return {
    VERCEL_API_TOKEN: account.vercel.token,
    VERCEL_API_URL: apis.vercel,
    CLOUDFLARE_API_TOKEN: account.cloudflare.token,
    CLOUDFLARE_BASE_URL: apis.cloudflare,
    AWS_ACCESS_KEY_ID: account.aws.accessKeyId,
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_ENDPOINT_URL: apis.aws,
  };
}
