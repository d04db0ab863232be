import { wrapped } from "../wrap.ts";
import type { Finding, Verdict } from "./finding.ts";
import { isSound, type Examination } from "./output.ts";
import type { Checked } from "./runChecks.ts";

export interface ReportOptions {
  /** The longest line, in characters. */
  readonly width: number;
  /** Whether what is in order is listed too. */
  readonly all: boolean;
}

/** The columns of the labels below a finding's head. */
const LABEL = 11;

/** An examination as people read it: faults first, then what is unknown; what is in order is counted. */
export function report(examination: Examination, { width, all }: ReportOptions): string[] {
  const { stack, purposes, checked } = examination;
  const config = checked.filter(({ check }) => check.id === "config");
  const others = checked.filter(({ check }) => check.id !== "config");
  const observed = [...config, ...others];
  const well = observed.filter(({ verdict }) => verdict === "ok");
  return [
    ...wrapped(`${stack}: ${summary(examination)}`, width),
    ...(["fault", "unknown"] as const).flatMap((verdict) =>
      observed.flatMap((one) =>
        one.findings
          .filter((finding) => finding.verdict === verdict)
          .flatMap((finding) => ["", ...lines(one, finding, width)]),
      ),
    ),
    ...observed.flatMap(({ check, findings }) =>
      findings
        .filter((one) => one.notable)
        .flatMap((one) => ["", `NOTE ${check.id}`, ...indented("", one.observed, width)]),
    ),
    ...(all && well.length > 0 ? ["", ...well.flatMap((one) => wellLines(one, width))] : []),
    "",
    ...wrapped(end(examination, well.length, all), width),
    ...(isSound(examination)
      ? []
      : wrapped(`This stops: ${stopped(checked, purposes).join(", ")}.`, width)),
  ];
}

function summary({ checked }: Examination): string {
  const count = (verdict: Verdict) =>
    checked.flatMap(({ findings }) => findings).filter((one) => one.verdict === verdict).length;
  const [faults, unknowns] = [count("fault"), count("unknown")];
  if (faults + unknowns === 0) return "no fault was found";
  return [
    ...(faults > 0 ? [faults === 1 ? "1 fault" : `${faults} faults`] : []),
    ...(unknowns > 0 ? [`${unknowns} unknown`] : []),
  ].join(", ");
}

function lines({ check }: Checked, finding: Finding, width: number): string[] {
  const { verdict, observed, expected, remedy, stops = check.for } = finding;
  return [
    ...wrapped(
      `${verdict === "fault" ? "FAULT" : "UNKNOWN"} ${check.id} (stops: ${stops.join(", ")})`,
      width,
    ),
    ...indented("found", observed, width),
    ...indented("expected", expected, width),
    ...indented(verdict === "fault" ? "do" : "to know", remedy, width),
  ];
}

function indented(title: string, text: string | undefined, width: number): string[] {
  const label = (of: string) => `  ${of}`.padEnd(LABEL);
  return (text?.split("\n") ?? []).flatMap((line, index) =>
    wrapped(line, width, index === 0 ? label(title) : label(""), label("")),
  );
}

function wellLines({ check, findings }: Checked, width: number): string[] {
  const texts =
    findings.length === 0 ? ["nothing to check here"] : findings.map(({ observed }) => observed);
  return wrapped(`ok ${check.id}: ${texts.join("; ")}`, width, "", "   ");
}

function end({ checked }: Examination, well: number, all: boolean): string {
  const hint = all || well === 0 ? "" : "; --all lists them";
  return `${well} of ${checked.length} checks are in order${hint}.`;
}

function stopped(checked: readonly Checked[], purposes: Examination["purposes"]): string[] {
  const stops = checked.flatMap(({ check, findings }) =>
    findings.filter(({ verdict }) => verdict !== "ok").flatMap((one) => one.stops ?? check.for),
  );
  return purposes.filter((one) => stops.includes(one));
}
