import { aws } from "./aws/index.ts";
import { cloudflare } from "./cloudflare/index.ts";
import { datadog } from "./datadog/index.ts";
import type { Cloud } from "./resourceType.ts";
import { vercel } from "./vercel/index.ts";

/** Every cloud that stands in. */
export const CLOUDS: readonly Cloud[] = [aws, cloudflare, datadog, vercel];
