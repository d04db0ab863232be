import { z } from "zod";
import { day, email, flag, phone, prose, text } from "./kinds.ts";
import { orNone, reason } from "./none.ts";
import { rule } from "./rule.ts";
import { worded } from "./words.ts";

/** A team at Datadog. */
const team = z.strictObject({
  /** The team's handle; the stack's own team, `PROJECT-STACK`, where absent. Several groups may share one. */
  handle: text(
    /^[a-z0-9][a-z0-9._-]{0,194}$/,
    "a Datadog team handle: lower-case letters, digits and . _ -",
    "shop",
  ).optional(),
  /** Whether the team is there already: it is used by its handle, and not made here; false where absent. */
  existing: flag.default(false),
  /** E-mail addresses that are told beside the members that the team has at Datadog; none where absent. */
  members: z.array(email).default([]),
});

const stakeholder = orNone(team).prefault({});

/** The five groups that a rollout is announced to. */
export const stakeholders = z
  .strictObject({
    /** Builds the release. */
    development: stakeholder,
    /** Runs it. */
    operations: stakeholder,
    /** Decides what is in it. */
    product: stakeholder,
    /** Answers customers. */
    support: stakeholder,
    /** Hears of serious incidents alone. */
    executive: stakeholder,
  })
  .prefault({});

/** Where news of a rollout goes. */
export const channels = z
  .strictObject({
    /** A Slack channel, through Datadog's Slack integration. */
    slack: orNone(
      z.strictObject({
        /** The Slack account's name in Datadog's Slack integration. */
        account: text(/^[A-Za-z0-9._-]{1,80}$/, "the Slack account's name in Datadog", "shop"),
        /** The channel, with its `#`. */
        channel: text(
          /^#[^\s#@,]{1,80}$/,
          "a channel's name with its #, in quotes (YAML reads what follows a # as a comment)",
          '"#releases"',
        ),
        /** Whether the channel is among those of Datadog's Slack integration already; false where absent. */
        existing: flag.default(false),
      }),
    ).optional(),
    /** Who gets alerts by mail; the leads among the contacts where absent. */
    email: orNone(z.array(email).min(1)).optional(),
    /** Who gets critical alerts by text message. */
    sms: orNone(z.array(phone).min(1)).optional(),
    /** The public page that says how the app is; Datadog sells it apart. */
    statusPage: orNone(
      z.strictObject({
        /** The page's title. */
        name: prose("Shop status"),
        /** The page's address, `PREFIX.statuspage.datadoghq.com`. */
        domainPrefix: text(/^[a-z0-9][a-z0-9-]{0,62}$/, "lower-case letters, digits and -", "shop"),
        /** Whether the page is there already: it is not made here then; false where absent. */
        existing: flag.default(false),
        /** The parts of the app that it shows, in this order; none are made where absent. */
        components: z.array(prose("Checkout")).default([]),
      }),
    ).optional(),
    /** How customers hear of it, where they need to. */
    customers: orNone(
      z.strictObject({
        /** Whether they may subscribe to the status page. */
        subscribe: flag.default(true),
        /** A mailing list that reaches them. */
        email: email.optional(),
      }),
    ).optional(),
    /** Why there is none of those that are not here. */
    none: reason.optional(),
  })
  .prefault({});

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
export const contacts = z
  .strictObject({
    /** One person who is each lead that is not named apart. */
    lead: person("Alex Doe").optional(),
    /** Leads the rollout; `lead` where absent. */
    deploymentLead: person("Alex Doe").optional(),
    /** Leads operations; `lead` where absent. */
    operationsLead: person("Kim Roe").optional(),
    /** Leads security; `lead` where absent. */
    securityLead: person("Sam Poe").optional(),
    /** Other companies. */
    vendors: z
      .strictObject({
        /** Vercel's support. */
        vercel: orNone(vendor("Vercel")).optional(),
        /** Who runs the database. */
        database: orNone(vendor("Example Databases")).optional(),
        /** Every other service that the app needs. */
        thirdParty: orNone(z.array(vendor("Example Payments")).min(1)).optional(),
        /** Why there is none of those that are not here. */
        none: reason.optional(),
      })
      .prefault({}),
  })
  .prefault({});
