// A reporter for node --test: the lines covered, as Istanbul's json-summary has them.
export default async function* coverage(events) {
  for await (const { type, data } of events) {
    if (type !== "test:coverage") continue;
    const { totalLineCount, coveredLineCount, coveredLinePercent } = data.summary.totals;
    const lines = {
      total: totalLineCount,
      covered: coveredLineCount,
      skipped: 0,
      pct: coveredLinePercent,
    };
    yield JSON.stringify({ total: { lines } });
  }
}
