import type { Output } from "@pulumi/pulumi";
import { STATUS_OK } from "../../rollout/health.ts";
import type { Check } from "../../rollout/checks.ts";
import type { ChecksArgs, Step } from "./checksArgs.ts";

/** A host's name, or what says it once the host is made. */
export type Host = string | Output<string>;

/** Text that a host's name is part of, known as soon as the name is. */
type Named = (name: string) => string;

/** A check's request of a host, and what the answer must be; nothing where the app has no such thing. */
export function requestOf(check: Check, host: Host, args: ChecksArgs) {
  const naming = (text: Named) => (typeof host === "string" ? text(host) : host.apply(text));
  const at = (path: string) => naming((name) => `https://${name}${path}`);
  const { api, signIn, payment, realtime, assets } = args;
  switch (check) {
    case "health":
      return {
        subtype: "http",
        requestDefinition: { method: "GET", url: at(args.health.path), timeout: 10 },
        assertions: [status(args.health.status), ...wellBody(args)],
      };
    case "api":
      return api === undefined
        ? undefined
        : {
            subtype: "http",
            requestDefinition: { method: "GET", url: at(api), timeout: 10 },
            assertions: [
              status(200),
              {
                type: "header",
                property: "content-type",
                operator: "contains",
                target: "application/json",
              },
            ],
          };
    case "sign-in":
      return signIn && flow(at, signIn, args.variables);
    case "payment":
      return payment && flow(at, payment, args.variables);
    case "assets":
      return (
        assets &&
        flow(
          at,
          assets.map((path) => ({ name: path, method: "GET", path, status: 200 })),
          {},
        )
      );
    case "realtime":
      return (
        realtime && {
          subtype: "websocket",
          requestDefinition: {
            url: naming((name) => `wss://${name}${realtime.path}`),
            message: realtime.send,
          },
          assertions: [{ type: "receivedMessage", operator: "contains", target: realtime.expect }],
        }
      );
    case "certificate":
      return {
        subtype: "ssl",
        requestDefinition: { host, port: "443" },
        assertions: [
          {
            type: "certificate",
            operator: "isInMoreThan",
            target: String(args.certificateDays),
          },
        ],
      };
  }
}

/** Requests one after the other; the first that is wrong ends it. */
function flow(
  at: (path: string) => Host,
  steps: readonly Step[],
  variables: ChecksArgs["variables"],
) {
  return {
    subtype: "multi",
    apiSteps: steps.map(({ name, method, path, status: right, body }) => ({
      name,
      subtype: "http",
      requestDefinition: {
        method,
        url: at(path),
        timeout: 30,
        persistCookies: true,
        ...(body !== undefined && { body, bodyType: "application/json" }),
      },
      assertions: [status(right)],
      allowFailure: false,
      isCritical: true,
    })),
    ...(Object.keys(variables).length > 0 && {
      configVariables: Object.entries(variables).map(([name, id]) => ({
        type: "global",
        name,
        id,
      })),
    }),
  };
}

/** What the body must say: part by part, where it is JSON that has them; else the app's own text. */
function wellBody({ health: { body }, healthParts }: ChecksArgs) {
  if (body !== STATUS_OK) return [{ type: "body", operator: "contains", target: body }];
  return [
    json("$.status", "ok"),
    ...healthParts.map((part) => json(`$.checks.${part}.ok`, "true")),
  ];
}

function status(right: number) {
  return { type: "statusCode", operator: "is", target: String(right) };
}

function json(jsonpath: string, targetvalue: string) {
  return {
    type: "body",
    operator: "validatesJSONPath",
    targetjsonpath: { jsonpath, operator: "is", targetvalue },
  };
}
