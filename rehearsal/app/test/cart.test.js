import assert from "node:assert/strict";
import { test } from "node:test";
import { total } from "../src/cart.js";

test("a cart comes to the sum of its lines", () => {
  const lines = [
    { cents: 1250, count: 2 },
    { cents: 499, count: 1 },
  ];
  assert.equal(total(lines), 2999);
});

test("a discount is taken off, to the cent", () => {
  assert.equal(total([{ cents: 999, count: 1 }], 10), 899);
});
