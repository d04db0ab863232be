/**
 * What a cart comes to, in cents.
 *
 * @param {readonly { readonly cents: number, readonly count: number }[]} lines
 * @param {number} [discount] in percent
 */
export function total(lines, discount = 0) {
  const sum = lines.reduce((all, { cents, count }) => all + cents * count, 0);
  return Math.round(sum * (1 - discount / 100));
}
