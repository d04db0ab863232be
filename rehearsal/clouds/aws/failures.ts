import type { Wording } from "../resourceType.ts";

/** The account that the stand-in plays. */
export const ACCOUNT = "123456789012";

export interface ApiError {
  /** What the provider was doing, e.g. `creating Route 53 Record`. */
  readonly doing: string;
  /** The service and the operation, e.g. `Route 53: ChangeResourceRecordSets`. */
  readonly call: string;
  readonly status: number;
  /** The error's code, e.g. `InvalidChangeBatch`. */
  readonly code: string;
  readonly message: string;
}

/** An error of an AWS API as the AWS SDK for Go words it. */
export function apiError({ doing, call, status, code, message }: ApiError): string {
  return `${doing}: operation error ${call}, https response error StatusCode: ${status}, ${code}: ${message}`;
}

/** How AWS words failures that any call can meet. */
export const wording: Wording = {
  404: (type, id) => `${type} ${id}: couldn't find resource`,
  // https://github.com/hashicorp/terraform-provider-aws/issues/5171: 400, not 429.
  429: (type, operation) =>
    apiError({
      doing: `${operation} ${type}`,
      call: "exceeded maximum number of attempts, 25",
      status: 400,
      code: "api error Throttling",
      message: "Rate exceeded",
    }),
  500: (type, operation) =>
    apiError({
      doing: `${operation} ${type}`,
      call: "exceeded maximum number of attempts, 25",
      status: 500,
      code: "api error InternalFailure",
      message:
        "The request processing has failed because of an unknown error, exception or failure.",
    }),
};
