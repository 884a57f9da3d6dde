// What node's test runner says, a line for each test, and the totals last.
import { Transform } from 'node:stream';

const counts = { passed: 0, failed: 0, skipped: 0 };

function line({ type, data }) {
  const isFile = data?.details?.type === 'suite' || data?.name?.endsWith('.mjs');
  if (type === 'test:diagnostic' && data.nesting > 0) return `  ${data.message}\n`;
  if (isFile || !['test:pass', 'test:fail'].includes(type)) return '';
  const outcome = data.skip !== undefined ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed';
  counts[outcome]++;
  const reason = outcome === 'skipped' ? `: ${data.skip}` : outcome === 'failed' ? `\n${data.details.error.cause?.stack ?? data.details.error}` : '';
  return `${outcome}: ${data.name} (${Math.round(data.details.duration_ms)} ms)${reason}\n`;
}

export default new Transform({
  writableObjectMode: true,
  transform(event, _, done) { done(null, line(event)); },
  flush(done) { done(null, `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`); },
});
