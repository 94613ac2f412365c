import type { Bench } from "./benches.ts";
import type { Result } from "./measure.ts";

const COLUMNS = ["name", "ours", "baseline", "unit", "ratio", "min – max", "peak MB", "aim"];

/** The results as a table for people, with the baseline of each in words below. */
export function tableOf(results: readonly Result[], benches: readonly Bench[]): string {
  const rows = results.map((result) => [
    result.name,
    figure(result.ours),
    figure(result.baseline),
    result.unit,
    result.ratio.toFixed(2),
    `${result.min.toFixed(2)} – ${result.max.toFixed(2)}`,
    String(result.peakRssMb),
    aimOf(result, benches),
  ]);
  const widths = COLUMNS.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column]!)].map((cell) => cell.length))
  );
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => cell.padEnd(widths[column]!)).join("  ").trimEnd();
  const shown = benches.filter(({ names }) => results.some(({ name }) => names.includes(name)));
  return [
    "",
    line(COLUMNS),
    line(widths.map((width) => "─".repeat(width))),
    ...rows.map(line),
    "",
    ...shown.map(({ names, baseline }) => `${names[0]}: ${baseline}`),
  ].join("\n");
}

function aimOf(result: Result, benches: readonly Bench[]): string {
  const aim = benches.map(({ aims }) => aims[result.name]).find((found) => found !== undefined);
  if (aim === undefined) return "–";
  const isMet = "ratioMin" in aim ? result.ratio >= aim.ratioMin : result.ours <= aim.oursMax;
  const words = "ratioMin" in aim ? `≥ ${aim.ratioMin}` : `≤ ${aim.oursMax} ${result.unit}`;
  return `${words}: ${isMet ? "met" : "MISSED"}`;
}

function figure(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
