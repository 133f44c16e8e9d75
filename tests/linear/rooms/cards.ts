/** The exports of `src/cards`, and how each is driven. */
import { altOf, contentOf } from '../../../src/cards/card-content.ts';
import { directionOf, directionWithin } from '../../../src/cards/direction.ts';
import { drawnText } from '../../../src/cards/glyphs.ts';
import { because, orRefused, type Room, text } from '../listed.ts';
import { articleOf, excerptOf } from '../made.ts';

const IN_THE_PROCESS = because('it runs in the process that draws, on what `altOf` let through');

export const CARDS: Room = {
  'src/cards/card.ts': {},
  'src/cards/card-content.ts': {
    contentOf: orRefused((given) => contentOf(excerptOf(articleOf([given])))),
    altOf: orRefused((given) => altOf(contentOf(excerptOf(articleOf([given]))))),
  },
  'src/cards/card-process.ts': IN_THE_PROCESS,
  'src/cards/card-nodes.ts': IN_THE_PROCESS,
  'src/cards/card-style.ts': {},
  'src/cards/card-tree.ts': IN_THE_PROCESS,
  'src/cards/cards.ts': because('it hands on what `contentOf` makes'),
  'src/cards/contrast.ts': because('colours, which are numbers'),
  'src/cards/direction.ts': {
    directionOf: text(directionOf),
    directionWithin: text((given) => directionWithin('rtl', given)),
  },
  'src/cards/draw-card.ts': IN_THE_PROCESS,
  'src/cards/drawing-process.ts': because('it hands on what `contentOf` makes'),
  'src/cards/font-characters.ts': because('fonts of our own'),
  'src/cards/fonts.ts': because('fonts of our own'),
  'src/cards/glyphs.ts': {
    drawnText: text(drawnText),
    glyphsOf: because('fonts of our own; what it tells of a text runs in the process that draws'),
  },
  'src/cards/quote-tree.ts': IN_THE_PROCESS,
};
