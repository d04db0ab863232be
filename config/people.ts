import { z } from "zod";
import { day, email, flag, phone, prose, text } from "./kinds.ts";
import { orNone, reason } from "./none.ts";
import { rule } from "./rule.ts";
import { worded } from "./messages.ts";

/** A team at Datadog. */
const team = z.strictObject({
  /** The team's handle; the stack's own team, `PROJECT-STACK`, where absent. Several groups may share one. */
  handle: text(
    /^[a-z0-9][a-z0-9._-]{0,194}$/,
    "a Datadog team handle: lower-case letters, digits and . _ -",
    "shop",
  ).optional(),
  /** Whether the team is there already, and is not made here; false where absent. */
  existing: flag.default(false),
  /** E-mail addresses that are notified too, beside the members that the team has at Datadog; none where absent. */
  members: z.array(email).default([]),
});

/** Only a team that is named can be there already. */
const namedWhereExisting = rule<z.output<typeof team>>(
  ["handle", "existing"],
  ({ handle, existing }) =>
    existing && handle === undefined
      ? [{ path: ["handle"], allowed: "the handle of the team that is there already" }]
      : [],
);

const stakeholder = orNone(team.check(namedWhereExisting)).prefault({});

/** The five groups that a rollout is announced to. */
export const stakeholders = z
  .strictObject({
    /** The team that builds the release. */
    development: stakeholder,
    /** The team that runs the app. */
    operations: stakeholder,
    /** The team that decides what is in a release. */
    product: stakeholder,
    /** The team that answers customers. */
    support: stakeholder,
    /** Those who are notified of serious incidents alone. */
    executive: stakeholder,
  })
  .prefault({});

/** Where news of a rollout goes. */
export const channels = z
  .strictObject({
    /** A Slack channel, by Datadog's Slack integration. */
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
    /** The addresses that get alerts by mail; those of the leads among the contacts where absent. */
    email: orNone(z.array(email).min(1)).optional(),
    /** The telephones that get critical alerts by text message. */
    sms: orNone(z.array(phone).min(1)).optional(),
    /** The public page with the app's state; Datadog sells it apart. */
    statusPage: orNone(
      z.strictObject({
        /** The page's title. */
        name: prose("Shop status"),
        /** What the page's address begins with: `PREFIX.statuspage.datadoghq.com`. */
        domainPrefix: text(/^[a-z0-9][a-z0-9-]{0,62}$/, "lower-case letters, digits and -", "shop"),
        /** Whether the page is there already, and is not made here; false where absent. */
        existing: flag.default(false),
        /** The parts of the app that the page has, in this order; none where absent. */
        components: z.array(prose("Checkout")).default([]),
      }),
    ).optional(),
    /** How customers are notified of an incident; by the status page where absent. */
    customers: orNone(
      z.strictObject({
        /** Whether customers may subscribe to the status page; true where absent. */
        subscribe: flag.default(true),
        /** The address of a mailing list that reaches customers; none where absent. */
        email: email.optional(),
      }),
    ).optional(),
    /** Why there is none of the channels that are not here. */
    none: reason.optional(),
  })
  .prefault({});

function person(name: string) {
  return z.strictObject({
    /** The person's name. */
    name: prose(name),
    /** A number that is answered at night. */
    phone,
    /** An address that is read. */
    email,
    /** The day on which phone and e-mail were last tried. */
    confirmedAt: day,
  });
}

/** Support can be reached somewhere. */
const reachable = rule<{ readonly url?: string | undefined; readonly email?: string | undefined }>(
  ["url", "email"],
  ({ url, email }) =>
    url === undefined && email === undefined
      ? [
          {
            path: ["url"],
            problem: "is missing, and email too",
            allowed: "one of the two, or both",
          },
        ]
      : [],
);

function vendor(name: string) {
  const block = z.strictObject({
    /** The vendor's name. */
    name: prose(name),
    /** The web address of support; required where `email` is absent. */
    url: text(
      /^https:\/\/[^\s<>[\]]+$/,
      "an https address",
      "https://support.example.com",
    ).optional(),
    /** The e-mail address of support; required where `url` is absent. */
    email: email.optional(),
    /** The account that the vendor knows the team by. */
    account: prose("shop-production").optional(),
    /** The support plan that was bought. */
    plan: prose("Pro").optional(),
    /** The day on which the vendor's support was last tried. */
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

/** Whom to call when a rollout goes wrong. */
export const contacts = z
  .strictObject({
    /** The person who is every lead that has no key of its own; required where one has none. */
    lead: person("Alex Doe").optional(),
    /** Who leads the rollout; `lead` where absent. */
    deploymentLead: person("Alex Doe").optional(),
    /** Who leads operations; `lead` where absent. */
    operationsLead: person("Kim Roe").optional(),
    /** Who leads security; `lead` where absent. */
    securityLead: person("Sam Poe").optional(),
    /** The companies whose support is called. */
    vendors: z
      .strictObject({
        /** Vercel's support. */
        vercel: orNone(vendor("Vercel")).optional(),
        /** Support of whoever runs the database. */
        database: orNone(vendor("Example Databases")).optional(),
        /** Support of every other service that the app needs. */
        thirdParty: orNone(z.array(vendor("Example Payments")).min(1)).optional(),
        /** Why there is none of the vendors that are not here. */
        none: reason.optional(),
      })
      .prefault({}),
  })
  .prefault({});
