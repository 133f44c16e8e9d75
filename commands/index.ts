/** Everything people can type and press. A new command or button is added here. */
import type { Command, Control } from '../src/discord/command.ts';
import { about } from './about.ts';
import { answers } from './answers.ts';
import { articles } from './articles.ts';
import { ask } from './ask.ts';
import { list, outline, read, source } from './buttons/articles.ts';
import { cancel } from './buttons/cancel.ts';
import { choose } from './buttons/choose.ts';
import { deleteAll, deletedAll, seeDefault } from './buttons/collection.ts';
import { context, wider } from './buttons/context.ts';
import { copy } from './buttons/copy.ts';
import { chooseForMessages, stopInMessages } from './buttons/direct-messages.ts';
import { followedUp, followUp, unfiltered } from './buttons/follow-up.ts';
import { forget } from './buttons/forget.ts';
import { disliked, helped } from './buttons/helped.ts';
import { deleteArticle, discard, keep, undo } from './buttons/intake.ts';
import { settleOriginal, showOriginals } from './buttons/originals.ts';
import { more, near, open } from './buttons/page.ts';
import { picture } from './buttons/picture.ts';
import { dropPin, pin, pinGap, pinnedGap } from './buttons/pins.ts';
import { correct, corrected, leave, lines, overview, take } from './buttons/preview.ts';
import { remove } from './buttons/remove.ts';
import { accent, accentTyped, set, setChannels } from './buttons/settings.ts';
import { share } from './buttons/share.ts';
import {
  addSource,
  dropSource,
  dropWaiting,
  listSources,
  lookAtSources,
  previewFeed,
  removeSource,
  takeWaiting,
  waits,
} from './buttons/sources.ts';
import { neverMind, tellMe } from './buttons/tell-me.ts';
import { checkAll, findShown } from './buttons/unquoted.ts';
import { cite } from './cite.ts';
import { collection } from './collection.ts';
import { findSources } from './find-sources.ts';
import { gaps } from './gaps.ts';
import { help } from './help.ts';
import { keepAsArticle } from './keep-as-article.ts';
import { library } from './library.ts';
import { quote } from './quote.ts';
import { settings } from './settings.ts';
import { sources } from './sources.ts';
import { stats } from './stats.ts';
import { verify, verifyQuotes } from './verify.ts';

export const commands: readonly Command[] = [
  ask,
  quote,
  verify,
  cite,
  library,
  articles,
  sources,
  gaps,
  answers,
  stats,
  settings,
  help,
  about,
  verifyQuotes,
  findSources,
  keepAsArticle,
];

/** The same where servers have articles of their own. */
export const communityCommands: readonly Command[] = [...commands, collection];

export const buttons: readonly Control[] = [
  share,
  more,
  near,
  open,
  followUp,
  followedUp,
  unfiltered,
  tellMe,
  neverMind,
  helped,
  disliked,
  context,
  wider,
  copy,
  choose,
  checkAll,
  findShown,
  picture,
  remove,
  list,
  outline,
  read,
  source,
  keep,
  discard,
  lines,
  overview,
  take,
  leave,
  correct,
  corrected,
  deleteArticle,
  undo,
  showOriginals,
  settleOriginal,
  forget,
  pinGap,
  pinnedGap,
  pin,
  dropPin,
  cancel,
  chooseForMessages,
  stopInMessages,
  seeDefault,
  deleteAll,
  deletedAll,
  set,
  setChannels,
  accent,
  accentTyped,
  listSources,
  lookAtSources,
  addSource,
  dropSource,
  previewFeed,
  removeSource,
  waits,
  takeWaiting,
  dropWaiting,
];
