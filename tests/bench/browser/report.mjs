// The table of tests/bench/report.hpp, for what is measured in the browser: each row with its reference and its budget.

let kept = 0, broken = 0;

function row(measure, value, reference, ratio, budget, verdict) {
  if (verdict === 'ok') kept++;
  if (verdict === 'OVER' || verdict === 'FAILED') broken++;
  console.log(`  ${measure.padEnd(54)} ${value.padStart(12)} ${reference.padStart(12)} ${ratio.padStart(8)} ${budget.padStart(10)}  ${verdict}`);
}

export const milliseconds = (value) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 1)} MB`;
export const perSecond = (bytes) => `${(bytes / 1e6).toFixed(0)} MB/s`;

export function heading(title) {
  console.log(`\n${title}`);
  row('measure', 'value', 'reference', 'ratio', 'budget', '');
}

/** A measure with a limit of its own; with a reference of the same run, the ratio to that is told beside it. */
export function limit(measure, value, allowed, write, reference) {
  const ratio = reference > 0 ? (value / reference).toFixed(2) : '';
  row(measure, write(value), reference > 0 ? write(reference) : '', ratio, write(allowed), value <= allowed ? 'ok' : 'OVER');
}

/** A measure against a reference of the same run: at most `allowed` times as much. */
export function atMost(measure, value, reference, allowed, write) {
  const ratio = value / reference;
  row(measure, write(value), write(reference), ratio.toFixed(2), `≤ ${allowed}`, ratio <= allowed ? 'ok' : 'OVER');
}

/** The same: at least `wanted` times as much. */
export function atLeast(measure, value, reference, wanted, write) {
  const ratio = value / reference;
  row(measure, write(value), write(reference), ratio.toFixed(2), `≥ ${wanted}`, ratio >= wanted ? 'ok' : 'OVER');
}

/** Both and their ratio, without a budget. */
export function beside(measure, value, reference, write) {
  row(measure, write(value), write(reference), (value / reference).toFixed(2), '', '');
}

export function told(measure, value, write) { row(measure, write(value), '', '', '', ''); }

export function failed(measure, error) {
  row(measure, '', '', '', '', 'FAILED');
  console.log(`    ${String(error?.message ?? error).split('\n')[0]}`);
}

/** Prints the totals; true when every budget was kept. */
export function finish() {
  console.log(`\n${kept} within budget, ${broken} over or failed`);
  return broken === 0;
}
