// What node's test runner says, a line for each test, and the totals last.
import { Transform } from 'node:stream';

const counts = { passed: 0, failed: 0, skipped: 0 };

const tell = (outcome, { name, details }, why) => {
  counts[outcome]++;
  return `${outcome}: ${name} (${Math.round(details.duration_ms)} ms)${why}\n`;
};

function line({ type, data }) {
  if (type === 'test:diagnostic' && (data.nesting > 0 || /^(Error|Warning):/.test(data.message))) return `  ${data.message}\n`;
  const error = type === 'test:fail' ? data.details.error : null;
  if (data?.details?.type === 'suite' || data?.name?.endsWith('.mjs')) // told of test by test, but for what fails outside of them
    return error && error.failureType !== 'subtestsFailed' ? tell('failed', data, `: outside of its tests\n${error.cause?.stack ?? error}`) : '';
  if (error) return tell('failed', data, `\n${error.cause?.stack ?? error}`);
  if (type !== 'test:pass') return '';
  return data.skip !== undefined ? tell('skipped', data, `: ${data.skip}`) : tell('passed', data, '');
}

export default new Transform({
  writableObjectMode: true,
  transform(event, _, done) { done(null, line(event)); },
  flush(done) { done(null, `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`); },
});
