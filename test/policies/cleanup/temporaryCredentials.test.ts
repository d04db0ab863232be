import policy from "../../../policies/cleanup/temporaryCredentials.ts";
import { describePolicy } from "../describe.ts";
import { beside, being, changing, UNKNOWN } from "../judged.ts";

const bypass = being("vercel:index/projectProtectionBypass:ProjectProtectionBypass");
const noted = (note: string | undefined) => ({ resources: changing(bypass, { note }) });
const token = (expiresOn?: string) => ({
  resources: beside({
    type: "cloudflare:index/apiToken:ApiToken",
    name: "purge",
    props: expiresOn === undefined ? {} : { expiresOn },
  }),
});

describePolicy(
  policy,
  [
    [
      "a secret past its day",
      noted("good until 2026-01-30"),
      /operations-bypass was good until 2026-01-30/,
    ],
    ["a secret without a day", noted("for the tests"), /does not say until when it is good/],
    ["a secret without a note", noted(undefined), /does not say until when it is good/],
    ["a token past its moment", token("2026-01-31T11:59:59Z"), /purge was good until/],
    ["a token for ever", token(), /purge does not say until when it is good/],
    ["a day that is none", noted("good until 2026-13-41"), /was good until 2026-13-41/],
    ["a note that is not known yet", noted(UNKNOWN), /cannot be judged: note is not known yet/],
  ],
  [
    ["a secret on its last day", noted("good until 2026-01-31")],
    ["a token that is still good", token("2026-02-01T00:00:00Z")],
  ],
);
