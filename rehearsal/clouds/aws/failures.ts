import type { Wording } from "../resourceType.ts";

/** The account that the stand-in plays. */
export const ACCOUNT = "123456789012";

/**
 * An error of an AWS API as the AWS SDK for Go words it.
 *
 * @param doing what the provider was doing, e.g. `creating Route 53 Record`
 * @param call the service and the operation, e.g. `Route 53: ChangeResourceRecordSets`
 * @param error its status and its code, e.g. `400, InvalidChangeBatch`
 */
export function apiError(doing: string, call: string, error: string, message: string): string {
  return `${doing}: operation error ${call}, https response error StatusCode: ${error}: ${message}`;
}

const GIVEN_UP = "exceeded maximum number of attempts, 25";

/** How AWS words failures that any call can meet. */
export const wording: Wording = {
  404: (type, id) => `${type} ${id}: couldn't find resource`,
  // https://github.com/hashicorp/terraform-provider-aws/issues/5171: 400, not 429.
  429: (type, operation) =>
    apiError(`${operation} ${type}`, GIVEN_UP, "400, api error Throttling", "Rate exceeded"),
  500: (type, operation) =>
    apiError(
      `${operation} ${type}`,
      GIVEN_UP,
      "500, api error InternalFailure",
      "The request processing has failed because of an unknown error, exception or failure.",
    ),
};
