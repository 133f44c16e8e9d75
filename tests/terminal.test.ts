/** What reaches a terminal: no name of a file steers it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../src/project-root.ts';
import { print, printable, printJson } from '../src/terminal.ts';

// A title that is set, a screen that is cleared, a colour, C1's own CSI, a turned order, a bell.
const NASTY =
  'a\u001b]0;x\u0007\u001b[2J\u001b[31m\u009b2Jb\u202egpj.\u2066\u0085c\r\u0008\u007f.md';

function written(
  isTTY: boolean,
  write: (stream: { write(text: string): void; isTTY: boolean }) => void,
) {
  let text = '';
  const stream = {
    isTTY,
    write(more: string) {
      text += more;
    },
  };
  write(stream);
  return text;
}

const STEERS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is looked for.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

describe('printable', () => {
  it('shows that there was something, and keeps everything else', () => {
    expect(printable('One\ttab,\nمرحبا, Straße, 🏳️‍🌈, नमस्‍ते')).toBe(
      'One\ttab,\nمرحبا, Straße, 🏳️‍🌈, नमस्‍ते',
    );
    expect(printable(NASTY)).not.toMatch(STEERS);
    expect(printable(NASTY)).toMatch(/^a�\]0;x��\[2J�\[31m�2Jb�gpj\.��c���\.md$/);
  });
});

describe('print', () => {
  const colors = pc.createColors(true);

  it('lets our own colours pass on a terminal, and nothing else that steers it', () => {
    const text = `${colors.bold(colors.cyan('Title'))} ${colors.dim(`${NASTY.replace('\u001b[31m', '')}`)}\n`;
    const shown = written(true, (stream) => print(text, stream));
    expect(shown).toContain(colors.bold(colors.cyan('Title')));
    const struck = colors.strikethrough('left out');
    expect(written(true, (stream) => print(struck, stream))).toBe(struck);
    // What is left without the colours of ours is clean.
    const ours = Object.values(colors)
      .flatMap((paint) => (typeof paint === 'function' ? paint('|').split('|') : []))
      .filter((part) => part !== '');
    const rest = ours.reduce((left, code) => left.replaceAll(code, ''), shown);
    expect(rest).not.toMatch(STEERS);
  });

  it('lets no colour into a file or pipe', () => {
    expect(written(false, (stream) => print(`${NASTY}\n`, stream))).not.toMatch(STEERS);
  });
});

describe('printJson', () => {
  it('loses nothing and steers nothing', () => {
    const value = { file: NASTY, more: ['ü', 1] };
    const line = written(true, (stream) => printJson(value, stream));
    expect(line).not.toMatch(STEERS);
    expect(JSON.parse(line)).toEqual(value);
  });
});

describe('the command line', () => {
  it('writes through here only', () => {
    const folder = join(projectRoot(), 'src', 'cli');
    const direct = readdirSync(folder).filter((name) =>
      /process\.std(?:out|err)\.write|console\./.test(readFileSync(join(folder, name), 'utf8')),
    );
    expect(direct).toEqual([]);
  });
});
