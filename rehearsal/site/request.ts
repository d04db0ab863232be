/** A request as the app gets it. */
export interface AppRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly body: string;
}

/** A call that the app made for a request. */
export interface Call {
  readonly ms: number;
  readonly failed: boolean;
}
