/** What Discord makes of a file's name. */

const MAX_FILENAME = 200;

/** Discord keeps letters, digits, dots, dashes and underscores of a name. */
export function safeName(name: string): string {
  const plain = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/, '');
  return plain.slice(-MAX_FILENAME) || 'file';
}
