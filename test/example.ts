import { join } from "node:path";

/**
 * The project that tests and generated pages are made from: a Pulumi.yaml and both stack files. The
 * repository's own are free to edit for whoever adopts it.
 */
export const EXAMPLE = join(import.meta.dirname, "../examples/shop");

/** Its hosts. */
export const PUBLIC = "www.example.com";
export const ORIGIN = "canary-origin.example.com";
export const CANARY = "canary.example.com";
