import { z } from "zod";
import { day, email, flag, phone, prose, text } from "./kinds.ts";
import { rule } from "./rule.ts";
import { worded } from "./words.ts";

function stakeholder(handle: string) {
  return z.strictObject({
    /** The handle of the group's Datadog team. */
    handle: text(
      /^[a-z0-9][a-z0-9._-]{0,194}$/,
      "a Datadog team handle: lower-case letters, digits and . _ -",
      handle,
    ),
    /** E-mail addresses that are told beside the members that the team has at Datadog; none where absent. */
    members: z.array(email).default([]),
  });
}

/** The five groups that a rollout is announced to. */
export const stakeholders = z.strictObject({
  /** Builds the release. */
  development: stakeholder("shop-development"),
  /** Runs it. */
  operations: stakeholder("shop-operations"),
  /** Decides what is in it. */
  product: stakeholder("shop-product"),
  /** Answers customers. */
  support: stakeholder("shop-support"),
  /** Hears of serious incidents alone. */
  executive: stakeholder("shop-executive"),
});

/** Where news of a rollout goes. */
export const channels = z.strictObject({
  /** A Slack channel, through Datadog's Slack integration. */
  slack: z.strictObject({
    /** The Slack account's name in Datadog's Slack integration. */
    account: text(/^[A-Za-z0-9._-]{1,80}$/, "the Slack account's name in Datadog", "shop"),
    /** The channel, with its `#`. */
    channel: text(
      /^#[^\s#@,]{1,80}$/,
      "a channel's name with its #, in quotes (YAML reads what follows a # as a comment)",
      '"#releases"',
    ),
  }),
  /** Who gets alerts by mail. */
  email: z.array(email).min(1),
  /** Who gets critical alerts by text message. */
  sms: z.array(phone).min(1),
  /** The public page that says how the app is. */
  statusPage: z.strictObject({
    /** Whether Datadog's status pages, which it sells apart, are in use; true where absent. */
    enabled: flag.default(true),
    /** The page's title. */
    name: prose("Shop status"),
    /** The page's address, `PREFIX.statuspage.datadoghq.com`. */
    domainPrefix: text(/^[a-z0-9][a-z0-9-]{0,62}$/, "lower-case letters, digits and -", "shop"),
    /** The parts of the app that it shows, in this order. */
    components: z.array(prose("Checkout")).min(1),
  }),
  /** How customers hear of it, where they need to. */
  customers: z
    .strictObject({
      /** Whether they may subscribe to the status page. */
      subscribe: flag.default(true),
      /** A mailing list that reaches them. */
      email: email.optional(),
    })
    .default({ subscribe: true }),
});

function person(name: string) {
  return z.strictObject({
    /** Who it is. */
    name: prose(name),
    /** A number that is answered at night. */
    phone,
    /** An address that is read. */
    email,
    /** The day on which all three were last tried. */
    confirmedAt: day,
  });
}

/** Support can be asked somewhere. */
const reachable = rule<{ readonly url?: string | undefined; readonly email?: string | undefined }>(
  ["url", "email"],
  ({ url, email }) =>
    url === undefined && email === undefined
      ? [{ path: ["url"], found: "is missing, and email too", allowed: "one of the two, or both" }]
      : [],
);

function vendor(name: string) {
  const block = z.strictObject({
    /** The vendor's name. */
    name: prose(name),
    /** The web address where support is asked; this, `email`, or both. */
    url: text(
      /^https:\/\/[^\s<>[\]]+$/,
      "an https address",
      "https://support.example.com",
    ).optional(),
    /** The e-mail address where support is asked. */
    email: email.optional(),
    /** What they know us by. */
    account: prose("shop-production").optional(),
    /** What support was bought. */
    plan: prose("Pro").optional(),
    /** The day on which this was last tried. */
    confirmedAt: day,
  });
  return worded(block.check(reachable), {
    allowed: "a block of name, url or email, account, plan, confirmedAt",
    example: {
      name: JSON.stringify(name),
      url: "https://support.example.com",
      confirmedAt: '"2026-01-31"',
    },
  });
}

/** Who is called when a rollout goes wrong. */
export const contacts = z.strictObject({
  /** Leads the rollout. */
  deploymentLead: person("Alex Doe"),
  /** Leads operations. */
  operationsLead: person("Kim Roe"),
  /** Leads security. */
  securityLead: person("Sam Poe"),
  /** Other companies. */
  vendors: z.strictObject({
    /** Vercel's support. */
    vercel: vendor("Vercel"),
    /** Who runs the database. */
    database: vendor("Example Databases"),
    /** Every other service that the app needs; an empty list says that there is none. */
    thirdParty: z.array(vendor("Example Payments")),
  }),
});
