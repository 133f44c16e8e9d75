/** Moves a file to a place where nothing is yet, whole or not at all. */
import { constants } from 'node:fs';
import { copyFile, link, rename, rm, unlink } from 'node:fs/promises';
import { codeOf, draftBeside } from './disk-files.ts';

/**
 * Gives `from` the name `to` where that name is free, and takes the old one away. A hard link is the
 * one way that never overwrites and shows no half file; between two disks, or where there are no
 * links, the file is first copied beside its new place, under a name with a dot that nobody reads.
 * @returns false, with everything as it was, when `to` is taken
 */
export async function moveFile(from: string, to: string): Promise<boolean> {
  if (await linked(from, to)) {
    await unlink(from);
    return true;
  }
  return false;
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (codeOf(error) === 'ENOENT') throw error;
  }
  const copy = draftBeside(to);
  try {
    await copyFile(from, copy, constants.COPYFILE_EXCL);
    try {
      await link(copy, to);
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      // A file system without links: the name is taken first, by an empty file, then filled at once.
      try {
        await copyFile(copy, to, constants.COPYFILE_EXCL);
      } catch (taken) {
        if (codeOf(taken) === 'EEXIST') return false;
        throw taken;
      }
      await rename(copy, to);
      return true;
    }
  } finally {
    await rm(copy, { force: true });
  }
}
