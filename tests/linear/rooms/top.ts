/** The exports of the files that lie in `src` itself, and how each is driven. */
import { makeLogger, withoutSecrets } from '../../../src/log.ts';
import { print, printable, printJson } from '../../../src/terminal.ts';
import { because, type Room, text } from '../listed.ts';
import { pieces } from '../made.ts';

const OF_OUR_OWN = because('numbers and words of our own');
const OF_WHO_RUNS_IT = because('what whoever runs the bot wrote into the environment');
const WIRES = because('it wires, and looks at no text');

/** Where nothing is kept of what is written. */
const nowhere = { write: () => true, isTTY: true };
const SECRET = 'a secret of some length';

export const TOP: Room = {
  'src/after-ms.ts': because('a number'),
  'src/base32.ts': {},
  'src/cli.ts': WIRES,
  'src/config.ts': OF_WHO_RUNS_IT,
  'src/counted.ts': OF_OUR_OWN,
  'src/data-folders.ts': OF_WHO_RUNS_IT,
  'src/fault-id.ts': OF_OUR_OWN,
  'src/http.ts': because('requests, which Node reads and bounds'),
  'src/insight.ts': because('it asks the library, whose functions are driven where they are'),
  'src/suggestions.ts': because('it asks the library, whose functions are driven where they are'),
  'src/library-options.ts': WIRES,
  'src/registered-commands.ts': WIRES,
  'src/lifecycle.ts': WIRES,
  'src/log.ts': {
    isLogOnTerminal: OF_OUR_OWN,
    secretsOf: OF_WHO_RUNS_IT,
    makeLogger: (given) => {
      const logger = makeLogger('info', nowhere, [SECRET]);
      const lines = pieces(given);
      return () => logger.info({ given, lines }, given);
    },
    withoutSecrets: [
      text((given) => withoutSecrets(given, [SECRET])),
      text((given) => withoutSecrets(`/webhooks/${'1'.repeat(18)}/${given}`, [SECRET])),
      text((given) => withoutSecrets(pieces(given).join('MTIz.'), [given.slice(0, 8) || SECRET])),
    ],
  },
  'src/main.ts': WIRES,
  'src/model.ts': {},
  'src/open-collection.ts': WIRES,
  'src/open-communities.ts': WIRES,
  'src/open-data.ts': because('paths of our own'),
  'src/open-draft.ts': WIRES,
  'src/open-stored-collection.ts': WIRES,
  'src/open-stored-communities.ts': WIRES,
  'src/open-writer.ts': WIRES,
  'src/package-version.ts': because('a file of our own'),
  'src/project-root.ts': because('paths of our own'),
  'src/refusals.ts': because('it carries facts, and looks at none'),
  'src/reporter.ts': because('a line is written by printable, a bar has a label of our own'),
  'src/snowflake.ts': {},
  'src/start.ts': WIRES,
  'src/terminal.ts': {
    print: [
      text((given) => print(given, nowhere)),
      text((given) => print(pieces(given).join('\u001b[1m'), nowhere)),
    ],
    printJson: [
      text((given) => printJson(given, nowhere)),
      text((given) => printJson(pieces(given), nowhere)),
    ],
    printable: [text(printable), text((given) => printable(pieces(given).join('\u0007')))],
  },
  'src/time-slices.ts': because('work that is handed to it'),
};
