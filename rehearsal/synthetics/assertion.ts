import type { SyntheticsTestArgs } from "@pulumi/datadog/syntheticsTest.js";
import type { Unwrap } from "@pulumi/pulumi";
import { parsed } from "../http.ts";
import type { EndpointAnswer } from "./ask.ts";

export type Assertion = NonNullable<Unwrap<SyntheticsTestArgs>["assertions"]>[number];

/**
 * What is wrong with an answer, in words; undefined where it is as asserted. Assertions that the
 * program does not declare are refused. https://docs.datadoghq.com/api/latest/synthetics/
 */
export function faultOf(assertion: Assertion, answer: EndpointAnswer): string | undefined {
  const { type, operator, target = "", property = "", targetjsonpath } = assertion;
  switch (`${type} ${operator}`) {
    case "statusCode is":
      return answer.status === Number(target)
        ? undefined
        : `${answer.status ?? "no"} in place of ${target}`;
    case "header contains": {
      const value = String(answer.headers?.[property.toLowerCase()] ?? "");
      return value.includes(target) ? undefined : `${property} is ${value}, without ${target}`;
    }
    case "body validatesJSONPath": {
      const { jsonpath, operator: how, targetvalue } = targetjsonpath ?? {};
      if (jsonpath === undefined || how !== "is") break;
      const value = at(jsonpath, answer.body ?? "");
      return value === targetvalue ? undefined : `${jsonpath} is ${value ?? "not there"}`;
    }
    case "body contains":
      return answer.body?.includes(target) === true ? undefined : `the body lacks ${target}`;
    case "receivedMessage contains":
      return answer.message?.includes(target) === true ? undefined : `the message lacks ${target}`;
    case "certificate isInMoreThan":
      return (answer.daysLeft ?? 0) > Number(target)
        ? undefined
        : `the certificate ends in ${Math.floor(answer.daysLeft ?? 0)} days`;
  }
  throw new Error(`a rehearsal does not know the assertion ${type} ${operator}`);
}

/** The value of a plain path, `$.a.b`, as text. */
function at(jsonpath: string, body: string): string | undefined {
  if (!/^\$(\.\w+)+$/.test(jsonpath))
    throw new Error(`a rehearsal reads plain paths alone ($.a.b), not ${jsonpath}`);
  let value: unknown = parsed(body);
  for (const key of jsonpath.split(".").slice(1)) {
    value = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  }
  return typeof value === "object" || value === undefined ? undefined : `${value as boolean}`;
}
