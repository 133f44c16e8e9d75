/** Settings of servers that live as long as a test: the real store over files in memory. */
import { openSettings } from '../../src/settings/open-settings.ts';
import type { Settings } from '../../src/settings/server-settings.ts';

/** Opens them; nothing was chosen. */
export function testSettings(): Settings {
  const files = new Map<string, Buffer>();
  return openSettings({
    state: {
      read: async (path) => files.get(path) ?? null,
      async update(path, change) {
        const after = change(files.get(path) ?? null);
        if (after === null) files.delete(path);
        else files.set(path, Buffer.from(after));
      },
      async entries(path) {
        const names = [...files.keys()].map((file) => file.slice(path.length + 1).split('/')[0]);
        return [...new Set(names)].map((name = '') => ({ name, isFolder: true, modifiedAt: 0 }));
      },
      async remove(path) {
        for (const file of files.keys()) if (file.startsWith(`${path}/`)) files.delete(file);
      },
    },
    onFault(error) {
      throw error;
    },
  });
}
