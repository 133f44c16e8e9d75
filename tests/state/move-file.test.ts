import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { moveFile } from '../../src/state/move-file.ts';

const SHARED_MEMORY = '/dev/shm';

const made: string[] = [];
function folder(inside = tmpdir()): string {
  const path = mkdtempSync(join(inside, 'footnote-move-'));
  made.push(path);
  return path;
}
afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

const here = folder();
const otherDisk =
  existsSync(SHARED_MEMORY) && statSync(SHARED_MEMORY).dev !== statSync(here).dev
    ? folder(SHARED_MEMORY)
    : null;

const disks: readonly (readonly [string, string])[] = [
  ['on one disk', folder()],
  ...(otherDisk === null ? [] : [['from one disk to another', otherDisk] as const]),
];

describe.each(disks)('moveFile %s', (_, to) => {
  const from = here;

  it('moves a file to a free name', async () => {
    writeFileSync(join(from, 'a'), 'words');
    expect(await moveFile(join(from, 'a'), join(to, 'b'))).toBe(true);
    expect(readFileSync(join(to, 'b'), 'utf8')).toBe('words');
    expect(readdirSync(from)).toEqual([]);
    expect(readdirSync(to)).toEqual(['b']);
  });

  it('leaves everything as it was where the name is taken', async () => {
    writeFileSync(join(from, 'a'), 'new');
    writeFileSync(join(to, 'b'), 'old');
    expect(await moveFile(join(from, 'a'), join(to, 'b'))).toBe(false);
    expect(readFileSync(join(to, 'b'), 'utf8')).toBe('old');
    expect(readFileSync(join(from, 'a'), 'utf8')).toBe('new');
    expect(readdirSync(to)).toEqual(['b']);
    rmSync(join(from, 'a'));
  });

  it('says when there is nothing to move', async () => {
    await expect(moveFile(join(from, 'none'), join(to, 'c'))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
