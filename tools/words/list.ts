/** A house word, and the field's own in its place. */
export interface Word {
  /** All its forms, between word boundaries; an identifier is read as its words in lower case. */
  readonly forms: RegExp;
  readonly instead: string;
  /** Where it may not be: everywhere, or in identifiers and file names alone. */
  readonly where: "everywhere" | "names";
}

const everywhere = (forms: RegExp, instead: string): Word => ({
  ...{ forms, instead },
  where: "everywhere",
});
const names = (forms: RegExp, instead: string): Word => ({ forms, instead, where: "names" });

/** One list for README, docs, messages and names. */
export const WORDS: readonly Word[] = [
  everywhere(/\b(rise[ns]?|rising|rose)\b/gi, "increase; or the transition: start, advance"),
  everywhere(/\bways? back\b/gi, "going back; goes back; step back, halt, roll back"),
  everywhere(/\bshown\b/gi, "verified; missing; printed"),
  everywhere(/\b(un)?told\b/gi, "notified; set; given"),
  everywhere(/\bcarr(y|ie[ds]|ying|iers?)\b/gi, "cover; coverage; apply"),
  everywhere(/\blet(s|ting)?( \w+){0,6} pass\b/gi, "exempt; exempted"),
  everywhere(/\basked\b/gi, "pending; requested; required; queried"),
  everywhere(/\bheard\b/gi, "observed; notified"),
  everywhere(/\bseen\b/gi, "observed; detected; checked"),
  everywhere(/\blooked at\b/gi, "checked; read; tested"),
  everywhere(/\bremember(s|ed|ing)?\b/gi, "record; cache; memoize"),
  everywhere(/\bput(s|ting)?( \w+)? back\b/gi, "restore"),
  // Not `notFound`: HTTP's term, and the vendors' own.
  names(/(?<!\bnot )\bfound\b/g, "detected; checked; or what it is: record, file"),
  names(/\bknown\b/g, "what is known: names, states, keys"),
  names(/\bwords\b/g, "messages; text; description"),
  names(/\bmoments?\b/g, "timeline; time; instant"),
  names(/\bcast\b/g, "releases; fixtures"),
  names(/\bscenes?\b/g, "scenario; fixture"),
  names(/\bground\b/g, "workspace"),
  names(/\bbook\b/g, "orders; bookings"),
  names(/\bholders?\b/g, "lock owner"),
  names(/\bspare\b/g, "what it is for: standby, test"),
  names(/\bdesk\b/g, "what it is: page, console"),
];
