require("../program/lazyModules.cjs");

// The SDK requires the pack's entry, and would compile TypeScript itself, in seconds. Node takes it as
// it is, by import.
module.exports = import("./pack.ts");
