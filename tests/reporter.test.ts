import { describe, expect, it } from 'vitest';
import { statement } from '../src/refusals.ts';
import { terminalReporter } from '../src/reporter.ts';

function record(isTTY: boolean) {
  const written: string[] = [];
  const clock = { now: 0 };
  const stream = { isTTY, write: (text: string) => written.push(text) };
  return { written, clock, reporter: terminalReporter(stream, () => clock.now) };
}

describe('terminalReporter', () => {
  it('redraws one line on a terminal and leaves none behind', () => {
    const { written, clock, reporter } = record(true);
    clock.now = 1_000;
    reporter.progress({ label: statement('embeddingPassages'), done: 1, total: 4 });
    clock.now += 100;
    reporter.progress({ label: statement('embeddingPassages'), done: 2, total: 4 });
    reporter.progress({ label: statement('embeddingPassages'), done: 4, total: 4 });
    expect(written[0]).toContain('Embedding passages ██████░░░░░░░░░░░░░░░░░░ 1/4');
    expect(written[1]).toMatch(/^\r.*2\/4$/);
    expect(written[2]).toBe('\r\u001b[K');
  });

  it('lets no name of a file steer the terminal', () => {
    const { written, reporter } = record(true);
    const file = 'a\u001b]0;taken\u0007\u009b2J\u202e.md';
    reporter.notice(statement('notIndexed', { file, reason: statement('empty') }));
    reporter.line(file);
    reporter.progress({
      label: statement('downloading', { model: file, file }),
      done: 1,
      total: 4,
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are looked for.
    expect(written.join('').replaceAll('\r\u001b[K', '')).not.toMatch(/[\u001b\u0007\u009b\u202e]/);
  });

  it('does not draw again at once', () => {
    const { written, clock, reporter } = record(true);
    clock.now = 1_000;
    for (let done = 0; done < 50; done++)
      reporter.progress({ label: statement('readingFiles'), done, total: 99 });
    expect(written).toHaveLength(1);
  });

  it('moves a bar out of the way of a line', () => {
    const { written, clock, reporter } = record(true);
    clock.now = 1_000;
    reporter.progress({ label: statement('embeddingPassages'), done: 1, total: 4 });
    reporter.line('Stopping.');
    const reason = statement('empty');
    reporter.notice(statement('notIndexed', { file: 'news.md', reason }));
    expect(written.slice(1)).toEqual([
      '\r\u001b[K',
      'Stopping.\n',
      'news.md was not indexed: it is empty.\n',
    ]);
  });

  it('writes plain lines, seldom, where there is no terminal', () => {
    const { written, clock, reporter } = record(false);
    for (let done = 0; done < 120; done++) {
      clock.now = done * 100;
      reporter.progress({ label: statement('embeddingPassages'), done, total: 999 });
    }
    expect(written).toEqual([
      'Embedding passages: 50 of 999\n',
      'Embedding passages: 100 of 999\n',
    ]);
  });
});
